"""Who signs when the one whose turn it is must not (R-28)."""

from datetime import date

import pytest

from chalicelib.domain.directory.recusal import signers
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Role
from tests.support.small_county import COUNTY_BODY, LEADER, CountyFile

pytestmark = pytest.mark.obligation("R-28", "A-30")


def signing(file, org, role, *recused):
    posts = signers(file.directory(), OrgId(org), role, {PostId(post) for post in recused})
    return [post.id for post in posts]


def test_without_recusal_every_holder_may_sign_head_first():
    assert signing(CountyFile(), "t-jw", Role.INTAKE) == ["tj-1", "tj-2"]


def test_another_holder_comes_first():
    assert signing(CountyFile(), "t-jw", Role.INTAKE, "tj-1") == ["tj-2"]


def test_then_a_standing_deputy():
    assert signing(CountyFile().post("t-p", deputy="t-l"), "t", Role.UNIT_PARTY_COMMITTEE, "t-p") == ["t-l"]


def test_a_deputy_for_some_days_covers_absence_not_recusal():
    file = CountyFile().post("t-p", deputy="t-l", deputy_until="2026-12-31")
    assert signing(file, "t", Role.UNIT_PARTY_COMMITTEE, "t-p") == ["c-1", "c-2"]


def test_then_the_head_one_level_up():
    file = CountyFile().added(
        "posts", {"id": "v-p", "org": "v", "role": "unit_party_committee", "title": "支部审核岗"}
    )
    assert signing(file, "v", Role.UNIT_PARTY_COMMITTEE, "v-p") == ["t-l"]
    assert signing(file, "v", Role.UNIT_PARTY_COMMITTEE, "v-p", "t-l") == ["c-1", "c-2"]


def test_a_discipline_body_turns_to_the_one_that_supervises_it_not_to_the_town_it_sits_in():
    assert signing(CountyFile(), "t-jw", Role.INTAKE, "tj-1", "tj-2") == ["c-1"]
    assert signing(CountyFile(), "pz", Role.INTAKE, "pz-1", "c-1") == ["c-2"]


def test_a_unit_without_the_role_borrows_the_seat_above():
    assert signing(CountyFile(), "v", Role.UNIT_PARTY_COMMITTEE) == ["t-p"]


@pytest.mark.obligation("C-M10a")
def test_what_a_village_takes_in_is_signed_by_the_secretary_of_the_body_above():
    secretary = {"org": "t-jw", "role": "discipline_secretary", "title": "书记岗"}
    file = CountyFile().added("posts", secretary | {"id": "tj-s", "head": True, "deputy": "tj-t"})
    file.added("posts", secretary | {"id": "tj-t", "active": True})
    assert signing(file, "v", Role.DISCIPLINE_SECRETARY) == ["tj-s", "tj-t"]
    assert signing(file, "v", Role.DISCIPLINE_SECRETARY, "tj-s") == ["tj-t"]
    assert signing(file, "v", Role.DISCIPLINE_SECRETARY, "tj-s", "tj-t") == ["c-1"]


@pytest.mark.obligation("J-2.3")
def test_of_two_leaders_in_charge_the_other_signs_then_a_deputy_then_the_head_of_the_house():
    file = CountyFile().added("posts", LEADER | {"deputy": "t-e"}).added("posts", LEADER | {"id": "t-d"})
    file.added("posts", LEADER | {"id": "t-e", "in_charge_of": []})
    for recused, left in (
        ((), ["t-c", "t-d"]),
        (("t-c",), ["t-d"]),
        (("t-c", "t-d"), ["t-e"]),
        (("t-c", "t-d", "t-e"), ["t-l"]),
    ):
        assert signing(file, "v", Role.LEADER_IN_CHARGE, *recused) == left


def test_where_no_seat_is_found_the_county_signs():
    assert signing(CountyFile(), "v2", Role.UNIT_PARTY_COMMITTEE) == ["c-1", "c-2"]


def test_at_the_county_body_nobody_of_another_role_stands_in():
    assert signing(CountyFile(), COUNTY_BODY, Role.COUNTY, "c-1", "c-2") == []
    assert signing(CountyFile(), COUNTY_BODY, Role.COUNTY_LEADER, "cl-1") == ["cl-2"]


def test_at_the_top_of_the_file_the_county_is_the_only_one_left():
    file = CountyFile().org("c", parent=None)
    file.added("posts", {"id": "root-p", "org": "c", "role": "unit_party_committee", "title": "县委审核岗"})
    assert signing(file, "c", Role.UNIT_PARTY_COMMITTEE, "root-p") == ["c-1", "c-2"]


@pytest.mark.parametrize(
    ("first", "last", "stands_in"),
    [
        (None, None, True),
        ("2026-03-01", None, True),
        ("2026-03-02", None, False),
        (None, "2026-03-01", True),
        (None, "2026-02-28", False),
        ("2026-02-01", "2026-03-01", True),
    ],
)
def test_a_deputy_stands_in_on_his_days_both_bounds_included(first, last, stands_in):
    file = CountyFile().post("t-p", deputy="t-l", deputy_from=first, deputy_until=last)
    post = file.directory().post(PostId("t-p"))
    assert post.has_deputy_on(date(2026, 3, 1)) is stands_in


def test_a_post_without_deputy_has_none_on_any_day():
    assert not CountyFile().directory().post(PostId("t-p")).has_deputy_on(date(2026, 3, 1))
