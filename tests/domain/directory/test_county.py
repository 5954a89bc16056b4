"""A county as a tenant."""

import copy

import pytest

from chalicelib.domain.directory.county import county_from
from chalicelib.domain.errors import InvalidInputError
from tests.support.shipped import DEMO_COUNTIES, shipped

SOUND = shipped("demo/helan/county.json")


def test_helan_is_a_county():
    county = county_from(SOUND)
    assert (county.id, county.code, county.rulebook) == ("helan", "HL", "helan-2022")
    assert set(county.notices) == {"12388", "12345"}


def test_every_demonstration_county_has_an_id_letters_and_a_rulebook_of_its_own():
    counties = [county_from(shipped(f"demo/{name}/county.json")) for name in DEMO_COUNTIES]
    assert [county.id for county in counties] == DEMO_COUNTIES
    assert {county.code: county.rulebook for county in counties} == {
        "HL": "helan-2022",
        "JS": "jiansheng",
        "CJ": "cuijiang-2023",
        "KD": "kandun-2020",
        "YT": "sichuan-pilot",
    }


@pytest.mark.parametrize("name", DEMO_COUNTIES)
def test_every_notice_names_the_number_it_is_about(name):
    notices = county_from(shipped(f"demo/{name}/county.json")).notices
    assert all(number in notice for number, notice in notices.items())


@pytest.mark.obligation("S-20", "J-3.2.c", "K-4.1b")
@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("yanting", "12388", "这里不受理"),
        ("yanting", "12388", "“廉洁四川”微信投诉端"),
        ("jiansheng", "12345", "上报区纪委监委"),
        ("kandun", "12388", "由街道纪工委、监察办直接办理"),
        ("cuijiang", "12345", "先由您所在的村（居）办理"),
    ],
)
def test_the_notices_say_where_a_complaint_goes_in_that_place(name, number, said):
    assert said in county_from(shipped(f"demo/{name}/county.json")).notices[number]


@pytest.mark.parametrize(("name", "eighth"), [("helan", "评价"), ("cuijiang", "反馈"), ("kandun", "反馈")])
def test_where_nothing_is_rated_the_public_is_told_of_the_feedback(name, eighth):
    assert county_from(shipped(f"demo/{name}/county.json")).progress.states[7] == eighth


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
