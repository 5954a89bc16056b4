"""Look-ups of a directory: who supervises, who sits where, who is below whom."""

import pytest

from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Role
from tests.support.small_county import COUNTY_BODY, CountyFile


def ids(records):
    return [record.id for record in records]


def test_every_kind_of_body_has_the_offices_own_word():
    assert all(kind.label for kind in OrgType)


def test_a_body_or_post_that_must_be_there_is_given():
    directory = CountyFile().directory()
    assert directory.org(OrgId("v")).name == "一村"
    assert directory.post(PostId("v-h")).role is Role.HANDLER
    assert directory.find_org(OrgId("v")) == directory.org(OrgId("v"))
    assert directory.find_post(PostId("v-h")) == directory.post(PostId("v-h"))


def test_an_absent_body_or_post_is_none_or_our_own_fault():
    directory = CountyFile().directory()
    assert directory.find_org(OrgId("nowhere")) is None
    assert directory.find_post(PostId("nobody")) is None
    with pytest.raises(KeyError):
        directory.org(OrgId("nowhere"))
    with pytest.raises(KeyError):
        directory.post(PostId("nobody"))


def test_posts_come_head_first_then_by_id_and_only_active_ones():
    file = CountyFile().post("c-1", head=None).post("c-2", head=True)
    file.added("posts", {"id": "c-0", "org": COUNTY_BODY, "role": "county", "title": "旧岗", "active": False})
    file.added("posts", {"id": "c-3", "org": COUNTY_BODY, "role": "county", "title": "受理岗三"})
    assert ids(file.directory().posts_of(OrgId(COUNTY_BODY), Role.COUNTY)) == ["c-2", "c-1", "c-3"]


def test_a_body_without_the_role_has_no_posts():
    assert CountyFile().directory().posts_of(OrgId("v2"), Role.HANDLER) == ()


@pytest.mark.obligation("H-10.1")
@pytest.mark.parametrize(
    ("unit", "body"),
    [
        ("dept", "pz"),
        ("t", "t-jw"),
        ("v", "t-jw"),
        ("t2", COUNTY_BODY),
        ("v2", COUNTY_BODY),
        ("c", COUNTY_BODY),
        ("pz", COUNTY_BODY),
        (COUNTY_BODY, "city-jw"),
        ("city", COUNTY_BODY),
    ],
)
def test_a_unit_is_supervised_by_its_own_body_else_its_parents_else_the_countys(unit, body):
    assert CountyFile().directory().discipline_body_of(OrgId(unit)) == body


def test_supervision_is_not_sought_above_the_tenant():
    file = CountyFile().org("city", supervised_by="city-jw")
    assert file.directory().discipline_body_of(OrgId("v2")) == COUNTY_BODY


@pytest.mark.obligation("H-7.1")
def test_a_village_borrows_the_seat_of_its_township():
    directory = CountyFile().directory()
    assert directory.seat_of(OrgId("v"), Role.UNIT_PARTY_COMMITTEE) == "t"
    assert directory.seat_of(OrgId("v"), Role.HANDLER) == "v"
    assert directory.seat_of(OrgId("v2"), Role.UNIT_PARTY_COMMITTEE) is None
    assert directory.seat_of(OrgId("city"), Role.UNIT_PARTY_COMMITTEE) is None


def test_kinship_is_told_both_ways():
    directory = CountyFile().directory()
    parent = directory.parent_of(OrgId("v"))
    assert parent is not None
    assert parent.id == "t"
    assert directory.parent_of(OrgId("city")) is None
    assert ids(directory.children_of(OrgId("t"))) == ["t-jw", "v"]
    assert directory.children_of(OrgId("v")) == ()
    assert directory.is_within(OrgId("v"), OrgId("c"))
    assert directory.is_within(OrgId("v"), OrgId("v"))
    assert not directory.is_within(OrgId("v"), OrgId("t2"))


def test_a_directory_cannot_be_changed_through_the_dict_it_was_made_of():
    directory = CountyFile().directory()
    with pytest.raises(TypeError):
        directory.orgs[OrgId("v")] = directory.org(OrgId("t"))  # type: ignore[index]
