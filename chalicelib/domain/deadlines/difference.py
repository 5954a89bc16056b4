"""What one calendar says otherwise than another, day by day, as whoever imports a notice reads it (A-47)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.spoken_days import day_after, day_with_year

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that becomes a day of rest or of work, and why."""

    day: date
    works: bool
    reason: str
    how_sure: str
    """Where one of the two answers is provisional: which."""

    def follows(self, other: "ChangedDay") -> bool:
        """Tell whether both are told in one breath."""
        alike = (self.works, self.reason, self.how_sure) == (other.works, other.reason, other.how_sure)
        return alike and self.day - other.day == _ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The days that change, how far is known, and what was provisional and is firm now."""

    days: tuple[ChangedDay, ...]
    known_from: date
    known_until: date
    known_before: date
    """The last day that was known until now."""

    def in_words(self) -> tuple[str, ...]:
        """Say it in lines of plain Chinese."""
        lines = [
            f"{_spoken(run)}：{'改为上班' if run[0].works else '改为休息'}，{run[0].reason}{run[0].how_sure}"
            for run in _runs(self.days)
        ]
        if not lines:
            lines = ["没有哪一天改变休息或上班。"]
        if self.known_until > self.known_before:
            first = day_with_year(self.known_before + _ONE_DAY)
            lines.append(f"{first}至{day_with_year(self.known_until)}：原来是暂定，现在确定。")
        known = f"{day_with_year(self.known_from)}至{day_with_year(self.known_until)}"
        return (*lines, f"日历确定的范围：{known}；以后的日子是暂定。")


def difference(before: Calendar, after: Calendar) -> Difference:
    """Compare two calendars over every day that either knows or has listed as statutory."""
    last = max(before.known_until, after.known_until, *(_ends(before)), *(_ends(after)))
    return Difference(
        days=tuple(_changed_days(before, after, last)),
        known_from=after.known_from,
        known_until=after.known_until,
        known_before=before.known_until,
    )


def _changed_days(before: Calendar, after: Calendar, last: date) -> Iterator[ChangedDay]:
    day = max(before.known_from, after.known_from)
    while day <= last:
        reason = after.reason_off(day)
        if before.is_workday(day) != (reason is None):
            why = reason or after.reason_on(day) or "不再放假"
            how_sure = "（原来是暂定）" if before.is_provisional(day) else ""
            how_sure = "（仍是暂定）" if after.is_provisional(day) else how_sure
            yield ChangedDay(day, works=reason is None, reason=why, how_sure=how_sure)
        day += _ONE_DAY


def _ends(calendar: Calendar) -> Iterator[date]:
    return (date(year, 12, 31) for year in calendar.statutory)


def _runs(days: tuple[ChangedDay, ...]) -> list[list[ChangedDay]]:
    """Gather days that follow one another and change alike."""
    runs: list[list[ChangedDay]] = []
    for day in days:
        if runs and day.follows(runs[-1][-1]):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _spoken(run: list[ChangedDay]) -> str:
    first, last = run[0].day, run[-1].day
    return day_with_year(first) + (f"至{day_after(first, last)}" if len(run) > 1 else "")
