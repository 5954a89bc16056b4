"""Which days the office works, how far ahead that is known, and why a day is off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chalicelib.domain.deadlines.errors import CalendarTooShortError

WEEKEND: Final = "周末"
_SATURDAY: Final = 5
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayNotice:
    """One published notice: the days it gives, the weekend days it takes, and where it stands.

    A later notice may change an earlier one (A-47); both are kept. `published_on` is `None` where
    only reprints of a regional notice are known.
    """

    part: str
    """The part of a calendar's version that it stands in: CN-2026.1."""
    year: int
    document: str
    source: str
    published_on: date | None
    days_off: Mapping[date, str]
    make_up_workdays: Mapping[date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A region that adds days of its own, and the years whose notice is known (A-46)."""

    region: str
    years: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The office's days: national notices with the region's days on top, under one version.

    Up to `known_until`, the last day of the last year with a published notice, every answer is
    firm. Beyond it an answer is *provisional*: ordinary weekdays minus the statutory days, those of
    `statutory` for the years it lists; for years further out only the days of `every_year`,
    (month, day), since a lunar holiday cannot be told from the date alone.

    Basis: A-46 (national notice and overlay), design §4, R-81.
    """

    version: str
    known_from: date
    known_until: date
    days_off: Mapping[date, str]
    make_up_workdays: Mapping[date, str]
    statutory: Mapping[int, Mapping[date, str]]
    every_year: Mapping[tuple[int, int], str]
    overlays: tuple[Overlay, ...]
    notices: tuple[HolidayNotice, ...]

    def is_workday(self, day: date) -> bool:
        """Tell whether the office works on `day`; a make-up workday counts (A-23).

        Raises:
            CalendarTooShortError: `day` lies before the first calendar year.
        """
        return self.reason_off(day) is None

    def reason_off(self, day: date) -> str | None:
        """Say why the office rests on `day` (周末, 国庆节, 开斋节（宁夏）), or `None` if it works.

        Raises:
            CalendarTooShortError: `day` lies before the first calendar year.
        """
        self.insist_on_knowing(day)
        if day in self.make_up_workdays:
            return None
        holiday = self.days_off.get(day) or self._foretold(day)
        if holiday is None and day.weekday() >= _SATURDAY:
            return WEEKEND
        return holiday

    def reason_on(self, day: date) -> str | None:
        """Say why the office works on a day that looks like a rest day (国庆节调休上班)."""
        holiday = self.make_up_workdays.get(day)
        return None if holiday is None else f"{holiday}调休上班"

    def next_workday(self, day: date) -> date:
        """Give the first day after `day` on which the office works."""
        day += _ONE_DAY
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def is_provisional(self, day: date) -> bool:
        """Tell whether `day` lies beyond every published notice."""
        return day > self.known_until

    def news_since(self, version: str) -> tuple[HolidayNotice, ...]:
        """Give the notices of those parts that `version` does not name, in the order in which they stand."""
        known = version.split("+")
        return tuple(notice for notice in self.notices if notice.part not in known)

    def insist_on_knowing(self, day: date) -> None:
        """Refuse a day before the first calendar year: counting there would be a guess at the past.

        Raises:
            CalendarTooShortError: `day` lies before the first calendar year.
        """
        if day < self.known_from:
            raise CalendarTooShortError(
                f"工作日历从{self.known_from.isoformat()}开始，{day.isoformat()}无法计算。",
                day=day.isoformat(),
                known_from=self.known_from.isoformat(),
            )

    def _foretold(self, day: date) -> str | None:
        """Name the statutory day that falls on `day`, while no notice says more."""
        if not self.is_provisional(day):
            return None
        listed = self.statutory.get(day.year)
        return self.every_year.get((day.month, day.day)) if listed is None else listed.get(day)
