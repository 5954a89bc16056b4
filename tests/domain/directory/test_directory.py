"""Look-ups of a directory: who supervises, who sits where, who is below whom."""

import pytest

from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Role
from tests.support.small_county import COUNTY_BODY, LEADER, CountyFile


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


@pytest.mark.obligation("J-2.3", "C-N2b")
def test_a_leader_in_charge_is_found_at_each_unit_and_in_his_own_house():
    file = CountyFile().added("posts", LEADER | {"in_charge_of": ["v", "t"]})
    file.added("posts", LEADER | {"id": "t-d", "in_charge_of": ["v"], "active": False})
    directory = file.directory()
    assert [ids(directory.posts_of(OrgId(org), Role.LEADER_IN_CHARGE)) for org in ("v", "t", "v2")] == [
        ["t-c"],
        ["t-c"],
        [],
    ]


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


def test_a_discipline_body_never_supervises_itself():
    assert (
        CountyFile().org("t-jw", supervised_by=None).directory().discipline_body_of(OrgId("t-jw"))
        == COUNTY_BODY
    )


@pytest.fixture
def level_by_level():
    """A county whose village takes complaints in first."""
    duty = {"id": "v-i", "org": "v", "role": "intake", "title": "值班受理岗", "deputy": "v-l"}
    return CountyFile().added("posts", duty)


@pytest.mark.obligation("C-M6c", "C-M10b", "R-10")
def test_each_level_passes_up_to_the_next_and_none_is_skipped(level_by_level):
    directory = level_by_level.directory()
    assert [directory.body_above(OrgId(body)) for body in ("v", "t-jw", COUNTY_BODY)] == [
        "t-jw",
        COUNTY_BODY,
        "city-jw",
    ]


@pytest.mark.obligation("R-10")
def test_below_a_body_stand_those_that_pass_up_to_it(level_by_level):
    directory = level_by_level.directory()
    assert ids(directory.bodies_below(OrgId("t-jw"))) == ["v"]
    assert ids(directory.bodies_below(OrgId(COUNTY_BODY))) == ["pz", "t-jw"]
    assert directory.bodies_below(OrgId("v")) == ()


@pytest.mark.obligation("R-10")
def test_what_is_retired_or_takes_nothing_in_is_not_below(level_by_level):
    old = {"id": "old", "name": "旧村", "type": "village", "parent": "t", "active": False}
    at_old = {"id": "old-i", "org": "old", "role": "intake", "title": "受理岗", "active": False}
    idle = {"id": "idle", "name": "三村", "type": "village", "parent": "t"}
    file = level_by_level.added("orgs", old).added("orgs", idle).added("posts", at_old)
    assert ids(file.directory().bodies_below(OrgId("t-jw"))) == ["v"]


@pytest.mark.obligation("C-M6a")
@pytest.mark.parametrize(
    ("place", "body"), [("v", "v"), ("t", None), ("v2", None), ("c", None), ("pz", "pz"), ("city", None)]
)
def test_a_place_begins_at_the_lowest_body_that_takes_complaints_in(level_by_level, place, body):
    assert level_by_level.directory().lowest_body_at(OrgId(place)) == body


@pytest.mark.obligation("C-M6a")
def test_a_village_without_intake_begins_at_its_town_if_that_takes_complaints_in():
    file = CountyFile().added("posts", {"id": "t2-i", "org": "t2", "role": "intake", "title": "受理岗"})
    assert file.directory().lowest_body_at(OrgId("v2")) == "t2"


@pytest.mark.obligation("H-7.1")
def test_a_village_borrows_the_seat_of_its_township():
    directory = CountyFile().directory()
    assert directory.seat_of(OrgId("v"), Role.UNIT_PARTY_COMMITTEE) == "t"
    assert directory.seat_of(OrgId("v"), Role.HANDLER) == "v"
    assert directory.seat_of(OrgId("v2"), Role.UNIT_PARTY_COMMITTEE) is None
    assert directory.seat_of(OrgId("city"), Role.UNIT_PARTY_COMMITTEE) is None


@pytest.mark.obligation("C-M10a")
def test_the_secretary_of_a_village_is_that_of_the_body_above_it():
    file = CountyFile().added(
        "posts", {"id": "tj-s", "org": "t-jw", "role": "discipline_secretary", "title": "书记岗"}
    )
    directory = file.directory()
    seats = [
        directory.seat_of(OrgId(org), Role.DISCIPLINE_SECRETARY) for org in ("v", "t-jw", "v2", COUNTY_BODY)
    ]
    assert seats == ["t-jw", "t-jw", None, None]


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
