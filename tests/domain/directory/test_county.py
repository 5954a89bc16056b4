"""A county as a tenant."""

import copy

import pytest

from chalicelib.domain.directory.county import county_from
from chalicelib.domain.errors import InvalidInputError
from tests.support.shipped import shipped

SOUND = shipped("demo/helan/county.json")


def test_helan_is_a_county():
    county = county_from(SOUND)
    assert (county.id, county.code, county.rulebook) == ("helan", "HL", "helan-2022")
    assert set(county.notices) == {"12388", "12345"}


@pytest.mark.obligation("H-8.1", "S-3")
def test_the_public_sees_four_steps_and_nine_states_in_their_order():
    progress = county_from(SOUND).progress
    assert progress.steps == ("诉", "转", "办", "评")
    assert (
        "、".join(progress.states) == "投诉、受理、转办、办理、拟制答复意见、审核答复意见、答复、评价、办结"
    )


def test_every_fault_of_a_county_is_named_at_once():
    spoiled = copy.deepcopy(SOUND)
    spoiled["code"] = "helan"
    del spoiled["notices"]["12388"]
    spoiled["notices"]["110"] = "报警"
    spoiled["progress"]["steps"] = ["诉", 2, "办"]
    with pytest.raises(InvalidInputError) as refused:
        county_from(spoiled)
    assert [fault.pointer for fault in refused.value.faults] == [
        "/code",
        "/notices/12388",
        "/progress/steps",
        "/progress/steps/1",
        "/notices/110",
    ]
