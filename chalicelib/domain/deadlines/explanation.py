"""Why a due date is what it is: days counted, days skipped, and what is not yet certain."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.counting import DueDay, due_on, nominal_end
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.spoken_days import day_after, day_in_full, day_with_year, day_within
from chalicelib.domain.vocabulary import Unit

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A working day that was counted, and why, if it looks like a rest day (国庆节调休上班)."""

    day: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that was not counted or on which the term could not end, and why."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One limit counted from its start: the first limit, or an extension from the due before (A-08).

    A stretch of calendar days or months counts no working days; its `nominal_end` is the day that
    the limit names, and `skipped` are the rest days over which it was rolled (A-23).
    """

    start: date
    limit: Limit
    counted: tuple[Counted, ...]
    skipped: tuple[Skipped, ...]
    nominal_end: date
    due: DueDay

    def in_words(self) -> str:
        """Say how this stretch was counted."""
        if self.limit.unit is Unit.WORKING_DAY:
            return self._counted_in_words() + (f"；跳过{self._skipped_in_words()}" if self.skipped else "")
        begins = f"从{day_with_year(self.start)}起{self.limit.in_words()}（当天不算）"
        ends = f"{begins}，到{self._near(self.nominal_end)}满"
        if not self.skipped:
            return ends
        return f"{ends}；遇{self._skipped_in_words()}，顺延到{self._near(self.due.on)}"

    def _counted_in_words(self) -> str:
        days = [self._near(self.counted[0].day)]
        days += [day_after(before.day, counted.day) for before, counted in pairwise(self.counted)]
        worked = (f"（{counted.reason}）" if counted.reason else "" for counted in self.counted)
        listed = "、".join(day + reason for day, reason in zip(days, worked, strict=True))
        return f"从{day_with_year(self.start)}的次日起算{self.limit.in_words()}：{listed}"

    def _skipped_in_words(self) -> str:
        """Say rest days in runs of one reason: 7月9日至10日周末、7月11日至12日古尔邦节（宁夏）."""
        return "、".join(
            self._near(run[0].day)
            + (f"至{day_after(run[0].day, run[-1].day)}" if len(run) > 1 else "")
            + run[0].reason
            for run in _runs(self.skipped)
        )

    def _near(self, day: date) -> str:
        return day_within(self.start.year, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A due date taken apart (design §1 promise 4); the rulebook's version is added by the caller."""

    calendar_version: str
    stretches: tuple[Stretch, ...]
    notes: tuple[str, ...]

    @property
    def start(self) -> date:
        """The day on which the term began; it is not counted (A-02)."""
        return self.stretches[0].start

    @property
    def limit(self) -> Limit:
        """The first limit, before any extension."""
        return self.stretches[0].limit

    @property
    def due(self) -> DueDay:
        """The last day of the term, after every extension."""
        return self.stretches[-1].due

    @property
    def provisional(self) -> bool:
        """Whether the last day lies beyond every published notice (R-81)."""
        return self.due.provisional

    @property
    def counted(self) -> tuple[date, ...]:
        """Every working day counted, extensions included."""
        return tuple(counted.day for stretch in self.stretches for counted in stretch.counted)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Every day left out, extensions included."""
        return tuple(skipped for stretch in self.stretches for skipped in stretch.skipped)

    def in_words(self) -> str:
        """Tell a villager how the date came about, in plain Chinese."""
        first, *extensions = self.stretches
        sentences = [
            first.in_words(),
            *(f"批准延期：{stretch.in_words()}" for stretch in extensions),
            f"最后一天是{day_in_full(self.due.on)}，到当天24时为止",
            *self.notes,
        ]
        return "".join(f"{sentence}。" for sentence in sentences)


def explain(calendar: Calendar, start: date, limits: Sequence[Limit]) -> Explanation:
    """Take a due date apart: the first of `limits` from `start`, each extension from the due before.

    The calendar of a version is immutable, so the same version gives the same explanation again,
    bit for bit; it is therefore never stored (storage §3).

    Basis: A-02, A-08, A-23, A-46 (a region without a notice is named), R-81.

    Raises:
        CalendarTooShortError: `start` lies before the first calendar year.
    """
    stretches = []
    begins = start
    for limit in limits:
        stretches.append(_stretch(calendar, begins, limit))
        begins = stretches[-1].due.on
    return Explanation(
        calendar_version=calendar.version,
        stretches=tuple(stretches),
        notes=_notes(calendar, start, begins),
    )


def _stretch(calendar: Calendar, start: date, limit: Limit) -> Stretch:
    due = due_on(calendar, start, limit)
    if limit.unit is Unit.WORKING_DAY:
        ends, passed = due.on, _days(start + _ONE_DAY, due.on)
        counted = tuple(Counted(day, calendar.reason_on(day)) for day in passed if calendar.is_workday(day))
    else:
        ends = nominal_end(start, limit)
        passed, counted = _days(ends, due.on), ()
    return Stretch(
        start=start,
        limit=limit,
        counted=counted,
        skipped=tuple(Skipped(day, reason) for day in passed if (reason := calendar.reason_off(day))),
        nominal_end=ends,
        due=due,
    )


def _notes(calendar: Calendar, start: date, due: date) -> tuple[str, ...]:
    """Say what the calendar did not know about the years that were counted through."""
    years = range((start + _ONE_DAY).year, due.year + 1)
    notes = [
        f"{overlay.region}{silent}的地方放假通知尚未收录，没有计入地方假日"
        for overlay in calendar.overlays
        if (silent := _named(year for year in years if year not in overlay.years))
    ]
    if unpublished := _named(year for year in years if year > calendar.known_until.year):
        notes.append(f"日期暂定：{unpublished}放假安排尚未公布，公布后可能顺延")
    return tuple(notes)


def _named(years: Iterable[int]) -> str:
    return "、".join(f"{year}年" for year in years)


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


def _runs(skipped: Iterable[Skipped]) -> list[list[Skipped]]:
    """Gather skipped days that follow one another for the same reason."""
    runs: list[list[Skipped]] = []
    for day in skipped:
        last = runs[-1][-1] if runs else None
        if last and last.reason == day.reason and day.day - last.day == _ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
