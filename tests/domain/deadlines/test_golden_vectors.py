"""The golden vectors of obligations §16, by number."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.deadlines.amending import amended
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.counting import DueDay, dated_due, due_on
from chalicelib.domain.deadlines.explanation import explain
from chalicelib.domain.deadlines.instants import end_of
from chalicelib.domain.deadlines.terms import recounted, start
from chalicelib.domain.vocabulary import Term
from tests.support.calendars import (
    CN,
    CN_DOCUMENT,
    CN_NX,
    a_notice,
    calendar_days,
    days,
    months,
    published_up_to,
    working_days,
)

WD = working_days


def vector(number, calendar, received, limits, due, counted=None):  # noqa: PLR0917  (a row of the table)
    """One row: limits are the first one and the extensions granted; counted days are of the first."""
    return pytest.param(
        calendar,
        date.fromisoformat(received),
        limits,
        date.fromisoformat(due),
        counted and [date.fromisoformat(day) for day in counted.split()],
        id=f"vector-{number}",
    )


VECTORS = [
    vector("1", CN, "2022-07-08", [WD(3)], "2022-07-13", "2022-07-11 2022-07-12 2022-07-13"),
    vector("2", CN, "2022-07-09", [WD(3)], "2022-07-13", "2022-07-11 2022-07-12 2022-07-13"),
    vector("1b", CN_NX, "2022-07-08", [WD(3)], "2022-07-15", "2022-07-13 2022-07-14 2022-07-15"),
    vector("2b", CN_NX, "2022-07-09", [WD(3)], "2022-07-15", "2022-07-13 2022-07-14 2022-07-15"),
    vector("3", CN, "2022-09-30", [WD(3)], "2022-10-10", "2022-10-08 2022-10-09 2022-10-10"),
    vector(
        "4",
        CN,
        "2022-09-30",
        [WD(10)],
        "2022-10-19",
        "2022-10-08 2022-10-09 2022-10-10 2022-10-11 2022-10-12 "
        "2022-10-13 2022-10-14 2022-10-17 2022-10-18 2022-10-19",
    ),
    vector("5", CN, "2022-09-30", [WD(10), WD(10)], "2022-11-02"),
    vector("6", CN, "2022-09-30", [WD(10), WD(10), WD(10)], "2022-11-16"),
    vector("7-first", CN, "2022-09-30", [WD(3), WD(3)], "2022-10-13"),
    vector("7-second", CN, "2022-09-30", [WD(3), WD(3), WD(3)], "2022-10-18"),
    vector("8", CN, "2021-05-12", [WD(3)], "2021-05-17", "2021-05-13 2021-05-14 2021-05-17"),
    vector("9", CN_NX, "2021-05-12", [WD(3)], "2021-05-19", "2021-05-17 2021-05-18 2021-05-19"),
    vector("10-national", CN, "2021-05-12", [WD(10)], "2021-05-26"),
    vector("10-ningxia", CN_NX, "2021-05-12", [WD(10)], "2021-05-28"),
    vector(
        "11",
        CN,
        "2022-01-28",
        [WD(10)],
        "2022-02-16",
        "2022-01-29 2022-01-30 2022-02-07 2022-02-08 2022-02-09 "
        "2022-02-10 2022-02-11 2022-02-14 2022-02-15 2022-02-16",
    ),
    vector("12-three", CN, "2025-01-24", [WD(3)], "2025-02-05", "2025-01-26 2025-01-27 2025-02-05"),
    vector(
        "12-ten",
        CN,
        "2025-01-24",
        [WD(10)],
        "2025-02-13",
        "2025-01-26 2025-01-27 2025-02-05 2025-02-06 2025-02-07 "
        "2025-02-08 2025-02-10 2025-02-11 2025-02-12 2025-02-13",
    ),
    vector("13", CN, "2025-09-30", [WD(3)], "2025-10-11", "2025-10-09 2025-10-10 2025-10-11"),
    vector("14", CN, "2025-12-31", [WD(3)], "2026-01-06", "2026-01-04 2026-01-05 2026-01-06"),
    vector("15-three", CN, "2026-02-13", [WD(3)], "2026-02-25", "2026-02-14 2026-02-24 2026-02-25"),
    vector("15-ten", CN, "2026-02-13", [WD(10)], "2026-03-05"),
    vector("16-consultation", CN, "2023-11-27", [WD(2)], "2023-11-29"),
    vector("16-help", CN, "2023-11-27", [WD(3)], "2023-11-30"),
    vector("16-suggestion", CN, "2023-11-27", [WD(5)], "2023-12-04"),
    vector("16-disclosure", CN, "2023-11-27", [WD(10)], "2023-12-11"),
    vector("17", CN, "2023-11-24", [WD(1)], "2023-11-27"),
    vector("18", CN, "2020-09-29", [WD(3)], "2020-10-10", "2020-09-30 2020-10-09 2020-10-10"),
    vector("19", CN, "2020-08-31", [months(1)], "2020-09-30"),
    vector("20", CN, "2020-09-01", [months(1)], "2020-10-09"),
    vector("21", CN, "2020-09-01", [months(1), calendar_days(15)], "2020-10-26"),
    vector("22", CN, "2021-01-29", [months(1)], "2021-03-01"),
    vector("23-common-year", CN, "2023-01-31", [months(1)], "2023-02-28"),
    vector("23-leap-year", CN, "2024-01-31", [months(1)], "2024-02-29"),
]


@pytest.mark.obligation(
    "H-12.2", "H-12.3", "A-02", "A-08", "A-23", "A-25", "A-46", "C-M7.1", "C-M7.2", "K-3.2a"
)
@pytest.mark.parametrize(("calendar", "received", "limits", "due", "counted"), VECTORS)
def test_a_term_falls_due_as_the_golden_vector_says(calendar, received, limits, due, counted):
    explained = explain(calendar, received, limits)
    assert explained.due == DueDay(due, provisional=False)
    if counted:
        assert list(explained.counted) == counted


@pytest.mark.obligation("J-3.1.2", "A-28")
@pytest.mark.parametrize(
    ("period", "day", "due"),
    [
        pytest.param(date(2024, 5, 1), 10, date(2024, 6, 10), id="vector-24"),
        pytest.param(date(2024, 12, 31), 10, date(2025, 1, 10), id="december-is-due-in-january"),
        pytest.param(date(2024, 1, 31), 31, date(2024, 2, 29), id="a-short-month-ends-earlier"),
    ],
)
def test_a_date_is_no_period_and_stays_where_it_is(period, day, due):
    assert dated_due(period, day) == due


def test_vector_24_is_a_holiday_and_ends_at_midnight_all_the_same():
    assert not CN.is_workday(date(2024, 6, 10))
    assert end_of(dated_due(date(2024, 5, 1), 10)) == datetime(2024, 6, 10, 16, tzinfo=UTC)


def when_the_notice_is_out(**changes):
    """Recount vector 25 by the calendar into which the notice of 2027 has come."""
    received = datetime(2026, 12, 25, 2, 0, tzinfo=UTC)
    term = start(Term.HANDLING, org=None, at=received, limit=WD(5), calendar=CN)
    firm = recounted(term, calendar_of(*amended([CN_DOCUMENT], "CN", a_notice(**changes))), received)
    assert firm.counted_from == term.counted_from
    return firm.due_on, firm.provisional


@pytest.mark.obligation("R-81", "A-47")
@pytest.mark.parametrize(
    ("changes", "due"),
    [
        pytest.param({}, date(2027, 1, 4), id="vector-25-as-foretold"),
        pytest.param({"days_off": days("元旦", "2027-01-01", "2027-01-04")}, date(2027, 1, 5), id="later"),
        pytest.param(
            {"make_up_workdays": days("元旦", "2026-12-26", "2026-12-27")},
            date(2027, 1, 4),
            id="never-earlier",
        ),
    ],
)
def test_vector_25_becomes_firm_when_its_notice_is_out(changes, due):
    assert when_the_notice_is_out(**changes) == (due, False)


@pytest.mark.obligation("R-81")
@pytest.mark.parametrize(
    ("calendar", "received", "n", "due"),
    [
        pytest.param(CN, date(2026, 12, 25), 5, DueDay(date(2027, 1, 4), provisional=True), id="vector-25"),
        pytest.param(
            calendar_of(published_up_to(2025)),
            date(2025, 12, 31),
            3,
            DueDay(date(2026, 1, 6), provisional=True),
            id="vector-25-before-the-notice-of-2026",
        ),
        pytest.param(
            CN,
            date(2026, 12, 25),
            4,
            DueDay(date(2026, 12, 31), provisional=False),
            id="last-known-day-is-firm",
        ),
    ],
)
def test_a_due_beyond_the_last_notice_is_provisional(calendar, received, n, due):
    assert due_on(calendar, received, WD(n)) == due
