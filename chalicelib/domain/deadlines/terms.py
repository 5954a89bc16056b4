"""Running terms: started, reminded, moved, stopped, breached; and the verdict that stays (R-05)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.counting import due_on, extended_due
from chalicelib.domain.deadlines.instants import civil_day, end_of
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Term, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTerm:
    """One term instance that runs: enough to say when it is due, and to explain it again (design §1)."""

    term: Term
    org: OrgId | None
    """Whose term it is; the verdict stays with this organisation (A-14)."""
    started_at: datetime
    limit: Limit
    extended: tuple[Limit, ...] = ()
    calendar_version: str
    counted_from: date
    """The day before the stretch that runs now: the start, or the due before the last extension (A-08)."""
    due_on: date
    provisional: bool = False
    moved_at: datetime | None = None
    """When the due was last moved; reminders that would lie before it are dropped (R-83)."""
    reminded: int = 0
    """How many of the reminders half, one left, due have passed."""
    acted: bool = False
    """The owner has done something since the start (yellow rung)."""
    held: bool = False
    """The due passed while an application was pending (R-31)."""
    warned: bool = False
    """A provisional due has passed and its owner was told (R-81)."""
    breached_at: datetime | None = None
    rungs: tuple[str, ...] = ()
    """Rungs of the ladder reached, by name."""
    nagged_on: date | None = None
    dated: bool = False
    """Its last day was named by somebody, not counted: no calendar moves it (A-28 by analogy)."""

    @property
    def due_at(self) -> datetime:
        """The instant the last day ends, exclusive (A-03)."""
        return end_of(self.due_on)

    @property
    def stretch(self) -> Limit:
        """The limit that is being counted now: the first one, or the last extension."""
        return self.extended[-1] if self.extended else self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """In time or late: frozen at stop or breach; later facts are added beside it (R-05)."""

    term: Term
    round: int
    work_order: int
    org: OrgId | None
    on_time: bool
    started_at: datetime
    due_on: date
    settled_at: datetime
    """When the term stopped, or when it was breached."""
    held_by: str = ""
    """The post whose silence held the term when it was breached (R-24, R-31, R-44)."""
    excused: str = ""
    """A later grant, or a calendar published since; never erases the verdict."""


def start(  # noqa: PLR0913 - what a term begins with
    term: Term,
    *,
    org: OrgId | None,
    at: datetime,
    limit: Limit,
    calendar: Calendar,
    after: date | None = None,
) -> RunningTerm:
    """Start a term; the day it begins is not counted (A-02).

    A term that follows another without a gap counts on from that one's last day, given as `after`.
    """
    began = after or civil_day(at)
    due = due_on(calendar, began, limit)
    return RunningTerm(
        term=term,
        org=org,
        started_at=at,
        limit=limit,
        calendar_version=calendar.version,
        counted_from=began,
        due_on=due.on,
        provisional=due.provisional,
    )


def start_until(
    term: Term, *, org: OrgId | None, at: datetime, until: date, calendar: Calendar
) -> RunningTerm:
    """Start a term whose last day somebody has set (a supervision order, S-5)."""
    began = civil_day(at)
    working_days = sum(
        calendar.is_workday(began + timedelta(days=ahead)) for ahead in range(1, (until - began).days + 1)
    )
    opened = start(term, org=org, at=at, limit=_at_least_one(working_days), calendar=calendar)
    return replace(opened, due_on=until, provisional=False, dated=True)


def extend(running: RunningTerm, by: Limit, calendar: Calendar, at: datetime) -> RunningTerm:
    """Move the due by a granted extension, counted from the current due (A-08); reminders restart (R-83)."""
    due = extended_due(calendar, running.due_on, by)
    return replace(
        running,
        extended=(*running.extended, by),
        calendar_version=calendar.version,
        counted_from=running.due_on,
        due_on=due.on,
        provisional=due.provisional,
        moved_at=at,
        reminded=0,
        acted=True,
        held=False,
        warned=False,
        breached_at=None,
        rungs=(),
        nagged_on=None,
    )


def recounted(running: RunningTerm, calendar: Calendar, at: datetime) -> RunningTerm:
    """Count a term again by another calendar: it moves only later, then it runs afresh (R-81 … R-83).

    Of an extended term every stretch is counted again: a notice about the first one moves the extension that
    was counted from its end (A-08, A-47).
    """
    if running.dated or running.calendar_version == calendar.version:
        return running
    begins = _stretch_begins(running, calendar)
    due = due_on(calendar, begins, running.stretch)
    if due.on <= running.due_on:
        is_firm = not calendar.is_provisional(running.due_on)
        if running.provisional and is_firm:
            return replace(running, provisional=False, warned=False, calendar_version=calendar.version)
        return running
    return replace(
        running,
        counted_from=begins,
        due_on=due.on,
        provisional=due.provisional,
        calendar_version=calendar.version,
        moved_at=at,
        reminded=0,
        held=False,
        warned=False,
        breached_at=None,
        rungs=(),
        nagged_on=None,
    )


def _stretch_begins(running: RunningTerm, calendar: Calendar) -> date:
    """Give the day before the stretch that runs now; as the due that stood, it too moves only later."""
    begins = running.counted_from
    if running.extended:
        before = civil_day(running.started_at)
        for limit in (running.limit, *running.extended[:-1]):
            before = due_on(calendar, before, limit).on
        begins = max(begins, before)
    return begins


def _at_least_one(working_days: int) -> Limit:
    return Limit(max(1, working_days), Unit.WORKING_DAY)
