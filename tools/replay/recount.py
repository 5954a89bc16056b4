"""Working days counted a second time, by another hand: holidays from `chinesecalendar`, and a plain loop.

Shares nothing with the domain's own counting but the question. Where the package knows no notice yet (or a
region had days of its own), it says nothing rather than guess.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Final

import chinese_calendar

OFFICE: Final = timezone(timedelta(hours=8))
YEARS_WITH_DAYS_OF_ITS_OWN: Final = range(2019, 2023)
"""Ningxia's notices of 2019 to 2022 add days that the package does not know."""


def last_day(began: datetime, working_days: Sequence[int]) -> date | None:
    """Count a term and its extensions to the last day; nothing if a day on the way is not known.

    The day it began is not counted; an extension goes on from the last day before it.
    """
    day = began.astimezone(OFFICE).date()
    for _ in range(sum(working_days)):
        worked = None
        while not worked:
            day += timedelta(days=1)
            worked = _is_worked(day)
            if worked is None:
                return None
    return day


def end_of(day: date) -> datetime:
    """Give the instant at which a civil day is over."""
    return datetime(day.year, day.month, day.day, tzinfo=OFFICE) + timedelta(days=1)


def _is_worked(day: date) -> bool | None:
    if day.year in YEARS_WITH_DAYS_OF_ITS_OWN:
        return None
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        # The package's own way to say that a year's notice is not out: nothing is known of that day.
        return None
