"""Counting a term to its last day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.vocabulary import Unit

_MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last civil day of a term; provisional while no notice covers it (R-81)."""

    on: date
    provisional: bool


def due_on(calendar: Calendar, start: date, limit: Limit) -> DueDay:
    """Give the last day of a term begun on `start`, firm or provisional.

    The day the term begins is not counted: a term of one working day begun on a Friday falls due
    on the next working day. Begun on a rest day, the next working day is day one, not day zero.
    A term of calendar days or months that ends on a rest day is rolled to the next working day.

    Basis: A-02 (the first day is not counted), A-23 (months), A-25 (calendar days).

    Raises:
        CalendarTooShortError: `start` lies before the first calendar year.
    """
    calendar.insist_on_knowing(start)
    if limit.unit is Unit.WORKING_DAY:
        last = counted_day(calendar, start, limit.n)
    else:
        last = _rolled(calendar, nominal_end(start, limit))
    return DueDay(last, calendar.is_provisional(last))


def extended_due(calendar: Calendar, due: date, limit: Limit) -> DueDay:
    """Give the last day after an extension of `limit`, counted from the due day that stood.

    The day the extension is granted plays no part, so an early grant costs nobody a day (A-08).
    """
    return due_on(calendar, due, limit)


def counted_day(calendar: Calendar, start: date, k: int) -> date:
    """Give the `k`-th working day counted after `start`.

    Raises:
        CalendarTooShortError: `start` lies before the first calendar year.
        ValueError: `k` is below one.
    """
    if k < 1:
        raise ValueError(f"counted days are numbered from one, not {k}")
    calendar.insist_on_knowing(start)
    day = start
    for _ in range(k):
        day = calendar.next_workday(day)
    return day


def halfway_on(calendar: Calendar, start: date, limit: Limit) -> date:
    """Give the day of the half-time reminder: counted day ⌈n/2⌉ (design §4).

    A term of calendar days or months has no counted days; its half is the middle of the calendar
    days up to its due day, rounded up and rolled to a working day, for reminders leave in office
    hours. It never lies beyond the due day, which is a working day itself.
    """
    if limit.unit is Unit.WORKING_DAY:
        return counted_day(calendar, start, _half(limit.n))
    calendar_days = (due_on(calendar, start, limit).on - start).days
    return _rolled(calendar, start + timedelta(days=_half(calendar_days)))


def nominal_end(start: date, limit: Limit) -> date:
    """Give the last day of a term of calendar days or months before any rolling.

    A month ends on the corresponding day, or on the month's last day if it has none (A-23).

    Raises:
        ValueError: working days have no end apart from the calendar.
    """
    match limit.unit:
        case Unit.CALENDAR_DAY:
            return start + timedelta(days=limit.n)
        case Unit.MONTH:
            years, month0 = divmod(start.month - 1 + limit.n, _MONTHS_A_YEAR)
            return _day_or_month_end(start.year + years, month0 + 1, start.day)
        case _:
            raise ValueError("working days are counted with a calendar")


def dated_due(period: date, day_of_month: int) -> date:
    """Give the day of the following month by which something about `period`'s month is due.

    “每月10日前” names a date, not a period: the 10th is included and never rolled, whether the
    office works on it or not (A-28).
    """
    following = nominal_end(period, Limit(1, Unit.MONTH))
    return _day_or_month_end(following.year, following.month, day_of_month)


def _rolled(calendar: Calendar, day: date) -> date:
    return day if calendar.is_workday(day) else calendar.next_workday(day)


def _day_or_month_end(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _half(n: int) -> int:
    return (n + 1) // 2
