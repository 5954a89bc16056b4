from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.counting import (
    DueDay,
    counted_day,
    due_on,
    extended_due,
    halfway_on,
    nominal_end,
)
from chalicelib.domain.deadlines.errors import CalendarTooShortError
from chalicelib.domain.deadlines.explanation import explain
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.vocabulary import Unit
from tests.support.calendars import (
    CN,
    CN_NX,
    calendar_days,
    months,
    published_up_to,
    working_days,
)

CALENDARS = st.sampled_from([CN, CN_NX])
STARTS = st.dates(date(2020, 1, 1), date(2028, 6, 30))
LIMITS = st.builds(Limit, st.integers(1, 40), st.sampled_from(Unit))


@pytest.mark.parametrize("limit", [working_days(1), calendar_days(400), months(12)])
def test_a_term_begun_before_the_first_calendar_year_is_refused(limit):
    with pytest.raises(CalendarTooShortError):
        due_on(CN, date(2019, 12, 31), limit)


@pytest.mark.obligation("A-08")
def test_an_extension_is_counted_from_the_due_day_that_stood():
    assert extended_due(CN, date(2022, 10, 19), working_days(10)) == DueDay(
        date(2022, 11, 2), provisional=False
    )


@pytest.mark.obligation("A-25")
def test_calendar_days_that_end_on_a_rest_day_are_rolled():
    assert due_on(CN, date(2020, 10, 9), calendar_days(15)).on == date(2020, 10, 26)
    assert due_on(CN, date(2020, 10, 9), calendar_days(14)).on == date(2020, 10, 23)


@pytest.mark.obligation("A-23")
@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2023, 1, 15), 11, date(2023, 12, 15)),
        (date(2023, 1, 15), 12, date(2024, 1, 15)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
    ],
)
def test_a_month_ends_on_the_corresponding_day(start, n, end):
    assert nominal_end(start, months(n)) == end


def test_working_days_have_no_end_apart_from_a_calendar():
    with pytest.raises(ValueError, match=r"^working days are counted with a calendar$"):
        nominal_end(date(2023, 1, 1), working_days(1))


def test_counted_days_are_numbered_from_one():
    assert [counted_day(CN, date(2022, 9, 30), k).day for k in (1, 2, 3)] == [8, 9, 10]
    with pytest.raises(ValueError, match="from one"):
        counted_day(CN, date(2022, 9, 30), 0)
    with pytest.raises(CalendarTooShortError):
        counted_day(CN, date(2019, 12, 31), 1)


@pytest.mark.parametrize(
    ("start", "limit", "half"),
    [
        pytest.param(date(2022, 9, 30), working_days(3), date(2022, 10, 9), id="second-of-three"),
        pytest.param(date(2022, 9, 30), working_days(10), date(2022, 10, 12), id="fifth-of-ten"),
        pytest.param(date(2022, 7, 8), working_days(1), date(2022, 7, 11), id="only-day"),
        pytest.param(date(2020, 9, 1), months(1), date(2020, 9, 21), id="nineteenth-day-is-a-sunday"),
        pytest.param(date(2020, 10, 9), calendar_days(15), date(2020, 10, 19), id="ninth-day-is-a-sunday"),
    ],
)
def test_the_half_time_reminder_has_its_day(start, limit, half):
    assert halfway_on(CN, start, limit) == half


@given(CALENDARS, STARTS, LIMITS)
def test_a_term_ends_on_a_later_day_on_which_the_office_works(calendar, start, limit):
    due = due_on(calendar, start, limit)
    assert due.on > start
    assert calendar.is_workday(due.on)
    assert due.provisional is (due.on > calendar.known_until)


@given(CALENDARS, STARTS, LIMITS, st.integers(0, 60))
def test_a_later_start_never_ends_earlier(calendar, start, limit, ahead):
    later = due_on(calendar, start + timedelta(days=ahead), limit)
    assert due_on(calendar, start, limit).on <= later.on


@given(CALENDARS, STARTS, LIMITS, st.integers(1, 10))
def test_a_longer_limit_never_ends_earlier(calendar, start, limit, more):
    longer = due_on(calendar, start, Limit(limit.n + more, limit.unit))
    assert due_on(calendar, start, limit).on <= longer.on


@given(STARTS, LIMITS)
def test_regional_days_off_never_shorten_a_term(start, limit):
    assert due_on(CN, start, limit).on <= due_on(CN_NX, start, limit).on


@given(CALENDARS, STARTS, LIMITS)
def test_half_time_lies_within_the_term_and_in_office_hours(calendar, start, limit):
    half = halfway_on(calendar, start, limit)
    assert start < half <= due_on(calendar, start, limit).on
    assert calendar.is_workday(half)


BEFORE_THE_NEXT_NOTICE = {year: calendar_of(published_up_to(year)) for year in range(2020, 2026)}


@pytest.mark.obligation("R-81")
@given(st.sampled_from(sorted(BEFORE_THE_NEXT_NOTICE)), STARTS, LIMITS)
def test_a_firm_due_stays_where_it_was_when_the_next_notice_comes(year, start, limit):
    before = due_on(BEFORE_THE_NEXT_NOTICE[year], start, limit)
    if not before.provisional:
        assert due_on(CN, start, limit) == before


@given(CALENDARS, STARTS, st.lists(LIMITS, min_size=1, max_size=3))
def test_an_explanation_ends_where_counting_ends_and_names_every_day_between(calendar, start, limits):
    due = due_on(calendar, start, limits[0])
    for extension in limits[1:]:
        due = extended_due(calendar, due.on, extension)
    explained = explain(calendar, start, limits)
    assert explained.due == due
    for stretch in explained.stretches:
        if stretch.limit.unit is Unit.WORKING_DAY:
            named = sorted([day.day for day in stretch.counted] + [day.day for day in stretch.skipped])
            assert len(stretch.counted) == stretch.limit.n
            assert named == [
                stretch.start + timedelta(days=ahead)
                for ahead in range(1, (stretch.due.on - stretch.start).days + 1)
            ]
    assert explained.in_words().count("。") == len(limits) + 1 + len(explained.notes)
