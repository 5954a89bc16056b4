"""Which posts fill a seat of a case."""

from dataclasses import replace

import pytest

from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Role
from chalicelib.domain.workflow.seats.seating import org_of, posts_in
from tests.support.life import COUNTY_BODY, FARMING, a_life
from tests.support.shipped import shipped

TOWN, TOWN_BODY = "500104102", "500104102-jw"
JIANSHENG = directory_from(shipped("demo/jiansheng/directory.json"), signing=())
SECRETARY_OR_MAYOR = Seat(Role.MAIN_LEADER, Of.TENANT)


@pytest.mark.parametrize(
    ("of", "org"),
    [(Of.BODY, "640122-pz2"), (Of.UNIT, FARMING), (Of.COUNTY, COUNTY_BODY), (Of.TENANT, "640122")],
)
def test_a_seat_belongs_to_an_organisation_of_the_case(of, org):
    life = a_life().assigned()
    assert org_of(of, life.case, life.directory) == org


def test_before_a_unit_leads_its_seats_are_empty():
    life = a_life()
    assert org_of(Of.UNIT, life.case, life.directory) is None
    assert posts_in(Seat(Role.HANDLER, Of.UNIT), life.case, life.directory) == ()


@pytest.mark.obligation("J-3.2.1b", "K-4.1c")
def test_the_tenants_seats_are_those_of_the_town_where_a_town_is_the_tenant():
    case = a_life().case
    assert org_of(Of.TENANT, case, JIANSHENG) == TOWN
    assert org_of(Of.COUNTY, case, JIANSHENG) == TOWN_BODY
    found = posts_in(SECRETARY_OR_MAYOR, case, JIANSHENG)
    assert [post.title for post in found] == ["镇党委书记岗", "镇长岗"]


@pytest.mark.obligation("A-30", "R-28")
def test_of_the_tenants_seats_a_recused_one_is_left_out_and_the_county_comes_last():
    case = a_life().case
    first, second = posts_in(SECRETARY_OR_MAYOR, case, JIANSHENG)
    one_left = replace(case, recused=frozenset({first.id}))
    assert posts_in(SECRETARY_OR_MAYOR, one_left, JIANSHENG) == (second,)
    none_left = replace(case, recused=frozenset({first.id, second.id}))
    assert {post.org for post in posts_in(SECRETARY_OR_MAYOR, none_left, JIANSHENG)} == {TOWN_BODY}
