"""Whoever imports a notice reads what it changes, day by day."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.deadlines.amending import amended
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.difference import difference
from tests.support.calendars import (
    CN,
    CN_DOCUMENT,
    SECOND_OF_2020,
    a_notice,
    days,
    first_notice_of_2020_only,
    published_up_to,
)

FIXED_DAYS_OF_2028 = days("假日", "2028-01-01", "2028-05-01", "2028-05-02", "2028-10-02", "2028-10-03")


def told(before, file):
    return difference(calendar_of(before), calendar_of(*amended([before], "CN", file))).in_words()


@pytest.mark.obligation("A-47")
def test_the_second_notice_of_2020_gave_two_days_of_which_one_had_been_worked():
    assert told(first_notice_of_2020_only(), SECOND_OF_2020) == (
        "2020年1月31日至2月1日：改为休息，春节",
        "日历确定的范围：2020年1月1日至2020年12月31日；以后的日子是暂定。",
    )


@pytest.mark.obligation("A-47", "R-81")
def test_a_new_year_becomes_firm_and_what_was_foretold_otherwise_is_named():
    # The Spring Festival is foretold from the 5th to the 8th of February.
    file = a_notice(
        days_off=[
            *days("元旦", "2027-01-01"),
            *days("春节", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-09"),
            *days("清明节", "2027-04-05"),
            *days("劳动节", "2027-05-01", "2027-05-02"),
            *days("端午节", "2027-06-09"),
            *days("中秋节", "2027-09-15"),
            *days("国庆节", "2027-10-01", "2027-10-02", "2027-10-03"),
        ],
        make_up_workdays=days("春节", "2027-01-30", "2027-01-31"),
        statutory=[{"year": 2028, "days_off": [*days("春节", "2028-01-26"), *FIXED_DAYS_OF_2028]}],
    )
    assert told(CN_DOCUMENT, file) == (
        "2027年1月30日至31日：改为上班，春节调休上班（原来是暂定）",
        "2027年2月8日：改为上班，不再放假（原来是暂定）",
        "2027年2月9日：改为休息，春节（原来是暂定）",
        "2028年1月26日：改为休息，春节（仍是暂定）",
        "2027年1月1日至2027年12月31日：原来是暂定，现在确定。",
        "日历确定的范围：2020年1月1日至2027年12月31日；以后的日子是暂定。",
    )


def test_without_a_change_of_days_that_is_said():
    assert difference(CN, CN).in_words()[0] == "没有哪一天改变休息或上班。"


def test_a_make_up_workday_taken_back_is_a_day_of_rest_for_its_own_reason():
    worked = a_notice(2026, published_on="2026-02-01", make_up_workdays=days("试", "2026-05-16"), days_off=[])
    (before,) = amended([CN_DOCUMENT], "CN", worked)
    found = difference(calendar_of(before), CN)
    assert [(each.day, each.works, each.reason) for each in found.days] == [
        (date(2026, 5, 16), False, "周末")
    ]


@pytest.mark.obligation("A-47")
def test_days_are_compared_up_to_the_last_that_either_calendar_knows_or_lists():
    known = replace(CN, statutory={})
    shorter = replace(calendar_of(published_up_to(2025)), statutory={}, every_year={})
    spring = date(2026, 2, 17)
    assert [day.works for day in difference(known, shorter).days if day.day == spring] == [True]
    assert [day.works for day in difference(shorter, known).days if day.day == spring] == [False]
    listed = replace(CN, statutory={2029: {date(2029, 12, 31): "试"}})
    gone = difference(listed, known).days[-1]
    assert (gone.day, gone.works) == (date(2029, 12, 31), True)
