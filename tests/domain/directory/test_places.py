"""The grid that a citizen chooses from."""

import pytest

from chalicelib.domain.directory.places import find_place, places_below, places_of, town_of
from chalicelib.domain.identifiers import PlaceId
from tests.support.small_county import CountyFile


@pytest.mark.obligation("H-3.1", "H-4.0")
def test_the_grid_shows_county_towns_villages_and_departments_and_no_office():
    places = places_of(CountyFile().directory())
    assert [(place.id, place.type.value, place.parent) for place in places] == [
        ("c", "county", None),
        ("dept", "department", "c"),
        ("t", "town", "c"),
        ("v", "village", "t"),
        ("t2", "township", "c"),
        ("v2", "village", "t2"),
    ]


def test_the_grid_can_be_walked_level_by_level():
    directory = CountyFile().directory()
    assert [place.id for place in places_below(directory, PlaceId("t"))] == ["v"]
    assert places_below(directory, PlaceId("v")) == ()


def test_a_body_below_an_office_hangs_at_the_nearest_node_above():
    file = CountyFile().added("orgs", {"id": "school", "name": "小学", "type": "public_body", "parent": "pz"})
    school = next(place for place in places_of(file.directory()) if place.id == "school")
    assert school.parent == "c"


@pytest.mark.parametrize("hidden", ["city", "pz", "nowhere", "old"])
def test_what_is_no_open_node_of_the_grid_cannot_be_chosen(hidden):
    old = {"id": "old", "name": "旧村", "type": "village", "parent": "t", "active": False}
    assert find_place(CountyFile().added("orgs", old).directory(), PlaceId(hidden)) is None


def test_a_town_may_be_the_tenant_itself():
    file = CountyFile()
    file.document["root"] = "t"
    assert [(place.id, place.parent) for place in places_of(file.directory())] == [("t", None), ("v", "t")]


@pytest.mark.obligation("K-3.3b")
@pytest.mark.parametrize(
    ("place", "town"),
    [
        pytest.param("v", "t", id="village"),
        pytest.param("t", "t", id="town"),
        pytest.param("c", "c", id="county"),
        pytest.param("pz", "c", id="office-of-the-county"),
        pytest.param("gone", "c", id="gone-since"),
        pytest.param("city", "c", id="above-the-tenant"),
    ],
)
def test_the_public_is_told_the_town_and_no_more(place, town):
    assert town_of(CountyFile().directory(), PlaceId(place)).id == town
