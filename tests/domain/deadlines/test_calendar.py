from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.errors import CalendarTooShortError
from tests.support.calendars import (
    CN,
    CN_DOCUMENT,
    CN_NX,
    NX_DOCUMENT,
    SHIPPED,
    first_notice_of_2020_only,
    published_up_to,
)
from tools import derive_calendars

KNOWN_DAYS = [
    CN.known_from + timedelta(days=ahead) for ahead in range((CN.known_until - CN.known_from).days + 1)
]


def test_the_calendar_covers_the_years_2020_to_2026():
    assert (CN.known_from, CN.known_until) == (date(2020, 1, 1), date(2026, 12, 31))
    assert len(KNOWN_DAYS) == 2557


def test_every_day_is_worked_or_not_as_two_independent_packages_say():
    elsewhere = holidays.country_holidays("CN", years=range(2019, 2028))
    ours = {day: CN.is_workday(day) for day in KNOWN_DAYS}
    assert ours == {day: chinese_calendar.is_workday(day) for day in KNOWN_DAYS}
    assert ours == {day: elsewhere.is_working_day(day) for day in KNOWN_DAYS}


def test_the_shipped_file_is_what_the_tool_derives():
    assert (SHIPPED / "cn.json").read_text(encoding="utf-8") == derive_calendars.derived()


def test_the_statutory_days_of_2027_are_those_that_an_independent_package_computes():
    elsewhere = holidays.country_holidays("CN", years=2027)
    computed = {day for day, name in elsewhere.items() if "observed" not in name}
    assert set(CN.statutory[2027]) == computed
    assert len(computed) == 13


def test_every_notice_names_its_source():
    assert [notice.year for notice in CN.notices] == [2020, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
    for notice in CN.notices:
        assert notice.source.startswith("https://www.gov.cn/")
        assert notice.document.startswith("国办发明电")
        assert notice.published_on is not None
        assert notice.published_on < max(notice.days_off)


@pytest.mark.parametrize(
    ("calendar", "day", "reason"),
    [
        pytest.param(CN, date(2022, 7, 9), "周末", id="weekend"),
        pytest.param(CN, date(2022, 10, 3), "国庆节", id="holiday"),
        pytest.param(CN, date(2022, 10, 1), "国庆节", id="holiday-on-a-weekend"),
        pytest.param(CN, date(2022, 10, 8), None, id="make-up-saturday"),
        pytest.param(CN, date(2022, 7, 11), None, id="ordinary-monday"),
        pytest.param(CN_NX, date(2022, 7, 11), "古尔邦节（宁夏）", id="regional-day"),
        pytest.param(CN_NX, date(2021, 5, 13), "开斋节（宁夏）", id="another-regional-day"),
        pytest.param(CN, date(2027, 2, 8), "春节", id="statutory-day-of-a-year-without-notice"),
        pytest.param(CN, date(2027, 2, 9), None, id="bridge-day-not-guessed"),
        pytest.param(CN, date(2027, 2, 13), "周末", id="weekend-of-a-year-without-notice"),
        pytest.param(CN, date(2029, 10, 1), "国庆节", id="fixed-day-of-a-far-year"),
        pytest.param(CN, date(2029, 2, 13), None, id="lunar-day-of-a-far-year-not-guessed"),
        pytest.param(CN, date(2024, 5, 2), "劳动节", id="known-year"),
    ],
)
@pytest.mark.obligation("A-46", "R-81")
def test_a_day_off_says_why(calendar, day, reason):
    assert calendar.reason_off(day) == reason
    assert calendar.is_workday(day) is (reason is None)


def test_statutory_days_give_no_day_off_within_the_years_a_notice_covers():
    document = published_up_to(2020)
    document["statutory"]["every_year"].append({"name": "试", "days": ["07-01"]})
    calendar = calendar_of(document)
    assert calendar.reason_off(date(2020, 7, 1)) is None
    assert calendar.reason_off(date(2021, 7, 1)) == "试"


@pytest.mark.obligation("A-23")
def test_a_make_up_workday_says_why():
    assert CN.reason_on(date(2022, 10, 8)) == "国庆节调休上班"
    assert CN.reason_on(date(2022, 10, 10)) is None


@pytest.mark.obligation("A-47")
def test_the_second_notice_of_2020_prolonged_the_spring_festival_and_both_are_kept():
    first, second = CN.notices[:2]
    saturday = date(2020, 2, 1)
    assert saturday in first.make_up_workdays
    assert saturday in second.days_off
    assert CN.reason_off(saturday) == "春节"
    assert CN.reason_on(saturday) is None
    as_first_planned = calendar_of(first_notice_of_2020_only())
    assert as_first_planned.is_workday(saturday)
    assert as_first_planned.is_workday(date(2020, 1, 31))


def test_the_version_names_every_document():
    assert CN.version == f"CN-{CN_DOCUMENT['version']}"
    assert CN_NX.version == f"CN-{CN_DOCUMENT['version']}+CN-NX-{NX_DOCUMENT['version']}"


def test_the_next_workday_lies_after_the_day_itself():
    assert CN.next_workday(date(2022, 7, 8)) == date(2022, 7, 11)
    assert CN.next_workday(date(2022, 9, 30)) == date(2022, 10, 8)


def test_a_day_before_the_first_calendar_year_is_refused():
    with pytest.raises(CalendarTooShortError) as refused:
        CN.is_workday(date(2019, 12, 31))
    assert refused.value.facts == {"day": "2019-12-31", "known_from": "2020-01-01"}
    assert "2020-01-01" in refused.value.detail


def test_a_calendar_cannot_be_changed_behind_its_version():
    with pytest.raises(TypeError):
        CN.days_off[date(2026, 11, 23)] = "试"
