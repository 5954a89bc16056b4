"""What the clock owes a case: found in order, dated when it became true, caught up in one commit (R-02).

Nothing here remembers when it last ran: what is owed follows from the case alone, so a sweep that comes late,
twice, or never before an act of a person finds the same (design §1 promise 2).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from chalicelib.domain.deadlines.counting import due_on
from chalicelib.domain.deadlines.instants import civil_day, end_of
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Action, Role, State, Term
from chalicelib.domain.workflow.clock.expiring import expiry
from chalicelib.domain.workflow.clock.happening import Event, find_rule, next_call, step, subjects
from chalicelib.domain.workflow.clock.ladder import OVERDUE_NOTICE, tell
from chalicelib.domain.workflow.clock.mirroring import look_again, news
from chalicelib.domain.workflow.clock.overdue import after_breach, warnings
from chalicelib.domain.workflow.clock.purging import purge_of
from chalicelib.domain.workflow.clock.recounting import recount
from chalicelib.domain.workflow.clock.reminding import reminders
from chalicelib.domain.workflow.seats.ownership import COUNTY, COUNTY_LEADER
from chalicelib.domain.workflow.stepping import settle_owner
from chalicelib.domain.workflow.work import Work

MOST_EVENTS: Final = 500
"""A bound against a rulebook that would go round in circles; years of silence stay under it."""

_GRAVITY: Final = {Action.REMIND: 0, Action.NAG: 2, Action.BREACH: 3, Action.ESCALATE: 4}


def settle(work: Work) -> None:
    """Settle everything owed up to now, then say when the clock must look again."""
    first = len(work.entries)
    _catch_up(work)
    if recount(work):
        _catch_up(work)
    _send_gravest_only(work, first)
    if work.beside is not None:
        settle(work.beside)


def next_event(work: Work) -> Event | None:
    """Find what is owed first; of what falls together, breaches come first, the main line's before others.

    A duty whose day ends with the case's was not done in time: the end of the case must not swallow that.
    """
    if work.case.has_ended:
        return purge_of(work)
    return min(_events(work), key=lambda event: (event.at, not event.is_breach), default=None)


def _next_wake(work: Work) -> datetime | None:
    if work.case.has_ended:
        purge = purge_of(work)
        return None if purge is None else purge.at
    return min((event.at for event in _events(work) if event.wakes), default=None)


def _catch_up(work: Work) -> None:
    for _ in range(MOST_EVENTS):
        event = next_event(work)
        if event is None or event.at > work.asked_at:
            work.change(next_wake_at=_next_wake(work))
            break
        work.turn_to(event.at)
        event.happen(work)
        work.follow_up()
        settle_owner(work)
    else:
        raise AssertionError(f"the clock goes round in circles at {work.case.state}")
    work.turn_to(work.asked_at)


def _events(work: Work) -> Iterator[Event]:
    yield from _state_events(work)
    for subject in subjects(work):
        running = subject.running
        if running.breached_at is not None:
            yield from after_breach(work, subject)
        elif running.provisional:
            yield from reminders(work, subject)
            yield warnings(work, subject)
        else:
            yield from reminders(work, subject)
            yield expiry(work, subject)


def _state_events(work: Work) -> Iterator[Event]:
    case, around = work.case, work.around
    if case.state is State.FILED:
        yield _delivery(work)
    if case.state is State.ASSIGNED:
        limit = around.rulebook.limit_of(Term.SIGN_IN)
        ends = end_of(due_on(around.calendar, civil_day(case.state_entered_at), limit).on)
        # It moves no due and tells nobody: two write units a case are saved by not waking for it.
        yield Event(ends, lambda work: step(work, Action.AUTO_SIGN_IN), wakes=False)
    if case.state is State.TRACKING and case.tracking_until is not None:
        # A reply may come back from review when the last day is over: it becomes true on its return.
        over = max(end_of(case.tracking_until), case.state_entered_at)
        yield Event(over, lambda work: step(work, Action.NUDGE_FOLLOW_UP, {"tracked_out": True}))
    if find_rule(work, Action.CLOSE) is not None:
        yield Event(work.now, lambda work: step(work, Action.CLOSE))
    elif case.state is State.CLOSING and case.leading:
        # The others are still asked what they think of the answer.
        yield look_again(work)
    if case.state is State.FOLLOWING:
        yield news(work)


def _delivery(work: Work) -> Event:
    body = _body_with_intake(work)
    if body is None:
        newest = work.entries[-1] if work.entries else work.case.tail[-1]
        return Event(next_call(work, civil_day(newest.at)), _call_for_intake)

    def deliver(work: Work) -> None:
        work.change(supervising_org=body)
        step(work, Action.DELIVER, {"body": body})

    return Event(work.now, deliver)


def _body_with_intake(work: Work) -> OrgId | None:
    """Find the body in charge, else the county pool: the first that has somebody at intake (R-06)."""
    directory, complaint = work.around.directory, work.case.complaint
    unit = complaint.responsible_unit or complaint.complained_unit
    if work.around.rulebook.level_by_level:
        lowest = directory.lowest_body_at(OrgId(complaint.place))
        if lowest is not None and lowest != complaint.complained_unit:
            return lowest
    if unit is not None:
        body = directory.discipline_body_of(unit)
        if directory.posts_of(body, Role.INTAKE):
            return body
    county = directory.county_body
    return county if directory.posts_of(county, Role.COUNTY) else None


def _call_for_intake(work: Work) -> None:
    """Nobody is there to take the case in: the county hears of it every working day (R-03, R-06)."""
    work.write_fact(Action.NAG, "R-06", owes=tell(work, (COUNTY, COUNTY_LEADER)))


def _send_gravest_only(work: Work, first: int) -> None:
    """Of several steps caught up at once each recipient hears the gravest, the last of those (storage §7)."""
    kept: dict[str, tuple[int, int]] = {}
    for index in range(first, len(work.entries)):
        entry = work.entries[index]
        for owed in entry.owes:
            if owed.notice == OVERDUE_NOTICE:
                rank = (_GRAVITY.get(entry.action, 1), index)
                kept[owed.to] = max(kept.get(owed.to, rank), rank)
    for index in range(first, len(work.entries)):
        entry = work.entries[index]
        owes = tuple(
            owed for owed in entry.owes if owed.notice != OVERDUE_NOTICE or kept[owed.to][1] == index
        )
        if owes != entry.owes:
            work.entries[index] = replace(entry, owes=owes)
