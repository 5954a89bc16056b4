"""What the clock owes a case: found in order, dated when it became true, caught up in one commit (R-02).

Nothing here remembers when it last ran: what is owed follows from the case alone, so a sweep that comes late,
twice, or never before an act of a person finds the same (design §1 promise 2).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from chalicelib.domain.deadlines.counting import due_on, halfway_on
from chalicelib.domain.deadlines.instants import at, civil_day, end_of
from chalicelib.domain.deadlines.terms import RunningTerm, firm
from chalicelib.domain.rulebook.rulebook import Rung, Trigger
from chalicelib.domain.vocabulary import FINAL_STATES, Action, DutyKind, Role, State, Term
from chalicelib.domain.workflow.case import CITIZEN, Case, Duty, Owed, Scalar
from chalicelib.domain.workflow.duty_effects import order_unit
from chalicelib.domain.workflow.ladder import OVERDUE_NOTICE, rungs_over, tell
from chalicelib.domain.workflow.ownership import COUNTY, COUNTY_LEADER, INTAKE_BODY
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.seating import posts_for
from chalicelib.domain.workflow.stepping import settle_owner, take
from chalicelib.domain.workflow.table import CLOCK_RULES
from chalicelib.domain.workflow.work import JUDGED, Work

WINDOWS: Final = frozenset({Term.EVALUATION, Term.ADVICE_WINDOW})
"""The citizen's own windows: one reminder, then closed (A-36)."""
RATING_REMINDER: Final = "N8"
STEPS: Final = ("half", "one_left", "due")
MOST_EVENTS: Final = 500
"""A bound against a rulebook that would go round in circles; two years of silence stay under it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something the clock owes, and when."""

    at: datetime
    happen: Callable[[Work], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """A running term: the main line's, or a duty's."""

    running: RunningTerm
    duty: Duty | None

    def put(self, work: Work, running: RunningTerm) -> None:
        """Put the term's new form in its place."""
        if self.duty is None:
            work.change(clock=running)
        else:
            work.replace_duty(self.duty, replace(self.duty, clock=running))


def settle(work: Work) -> None:
    """Settle everything owed up to now, then say when the clock must look again."""
    _firm_dues(work)
    first = len(work.entries)
    for _ in range(MOST_EVENTS):
        event = next_event(work)
        if event is None or event.at > work.now:
            work.change(next_wake_at=event.at if event else None)
            break
        event.happen(work)
        work.follow_up()
        settle_owner(work)
    else:
        raise AssertionError(f"the clock goes round in circles at {work.case.state}")
    _send_gravest_only(work, first)


def next_event(work: Work) -> Event | None:
    """Find what is owed first."""
    if work.case.state in FINAL_STATES:
        return None
    return min(_events(work), key=lambda event: event.at, default=None)


def _events(work: Work) -> Iterator[Event]:
    case = work.case
    yield from _state_events(work)
    if case.clock is not None:
        yield from _term_events(work, Subject(case.clock, None))
    for duty in case.duties:
        yield from _term_events(work, Subject(duty.clock, duty))


def _state_events(work: Work) -> Iterator[Event]:
    case, around = work.case, work.around
    if case.state is State.FILED:
        yield _delivery(work)
    if case.state is State.ASSIGNED and case.clock is not None:
        began = civil_day(case.clock.started_at)
        ends = end_of(due_on(around.calendar, began, around.rulebook.limit_of(Term.SIGN_IN)).on)
        yield Event(ends, lambda work: _step(work, Action.AUTO_SIGN_IN, ends))
    if case.state is State.TRACKING and case.tracking_until is not None:
        over = end_of(case.tracking_until)
        yield Event(over, lambda work: _step(work, Action.NUDGE_FOLLOW_UP, over, {"tracked_out": True}))
    if _rule(work, Action.CLOSE, work.now) is not None:
        yield Event(work.now, lambda work: _step(work, Action.CLOSE, work.now))


def _delivery(work: Work) -> Event:
    directory = work.around.directory
    unit = work.case.complaint.responsible_unit or work.case.complaint.complained_unit
    bodies = (directory.discipline_body_of(unit) if unit else directory.county_body, directory.county_body)
    body = next((each for each in bodies if posts_for(each, Role.INTAKE, work.case, directory)), None)
    if body is None:
        asked_on = civil_day(work.entries[-1].at if work.entries else work.case.tail[-1].at)
        next_day = work.around.calendar.next_workday(asked_on)
        return Event(at(next_day, work.around.rulebook.calendar.office_opens), _nobody_takes_in)

    def deliver(work: Work) -> None:
        work.change(supervising_org=body)
        _step(work, Action.DELIVER, work.now, {"body": body})

    return Event(work.now, deliver)


def _nobody_takes_in(work: Work) -> None:
    """Nobody is there to take the case in: the county hears of it every working day (R-03, R-06)."""
    work.write_fact(Action.NAG, "R-06", at=work.now, owes=tell(work, (COUNTY, COUNTY_LEADER)))


def _term_events(work: Work, subject: Subject) -> Iterator[Event]:
    running = subject.running
    if running.breached_at is not None or running.warned:
        yield from _after_breach(work, subject)
        return
    yield from _reminders(work, subject)
    if running.provisional:
        yield Event(running.due_at, lambda work: _warn(work, subject))
    else:
        yield _expiry(work, subject)


def _reminders(work: Work, subject: Subject) -> Iterator[Event]:
    running = subject.running
    if running.term not in JUDGED | WINDOWS:
        return
    rule, calendar = work.around.rulebook.reminders, work.around.calendar
    half = at(halfway_on(calendar, running.counted_from, running.stretch), rule.half_at)
    steps = (half, at(running.due_on, rule.one_left_at), at(running.due_on, rule.due_at))
    wanted = 1 if running.term in WINDOWS else len(STEPS)
    since = running.moved_at or running.started_at
    for index in range(running.reminded, wanted):
        when = steps[index]
        if when <= since or (index == 0 and when >= steps[1]):
            continue
        yield Event(when, _reminder(subject, index, when))
        break
    for rung in rungs_over(work.around.rulebook, running.term, Trigger.IDLE_AT_HALF):
        if not running.acted and rung.name not in running.rungs and half > since:
            yield Event(half, _rung_reached(subject, rung, half))


def _reminder(subject: Subject, index: int, when: datetime) -> Callable[[Work], None]:
    def remind(work: Work) -> None:
        running = subject.running
        subject.put(work, replace(running, reminded=index + 1))
        owes: tuple[Owed, ...]
        if running.term in WINDOWS:
            owes = () if work.case.ex_officio else (Owed(RATING_REMINDER, CITIZEN),)
        else:
            owes = _notices_about(work, subject)
        data: dict[str, Scalar] = {
            "term": running.term,
            "step": STEPS[index],
            "due_on": running.due_on.isoformat(),
        }
        work.write_fact(Action.REMIND, work.around.rulebook.reminders.basis, at=when, owes=owes, data=data)

    return remind


def _expiry(work: Work, subject: Subject) -> Event:
    running, case = subject.running, work.case
    due = running.due_at
    if running.term in WINDOWS:
        return Event(due, lambda work: _step(work, Action.CLOSE_UNRATED, due))
    if running.term in {Term.CHASE, Term.CHASE_AGAIN}:
        return Event(due, lambda work: _chase(work, due))
    if running.term is Term.WITHDRAWAL_DECISION:
        return Event(due, lambda work: _step(work, Action.LAPSE, due))
    if running.term is Term.FOLLOW_UP and case.state is State.TRACKING:
        return Event(due, lambda work: _miss_follow_up(work, running))
    if subject.duty is None and case.duty(DutyKind.EXTENSION) is not None:
        if not running.held:
            return Event(due, lambda work: _hold(work, subject))
        # The approver has until the end of the working day after the due.
        given_up = end_of(work.around.calendar.next_workday(running.due_on))
        return Event(given_up, lambda work: _breach(work, subject, given_up))
    return Event(due, lambda work: _breach(work, subject, due))


def _breach(work: Work, subject: Subject, when: datetime) -> None:
    running = subject.running
    held_by = _held_by(work.case) if subject.duty is None else ""
    late = [rung for rung in rungs_over(work.around.rulebook, running.term, Trigger.LATE) if not rung.after]
    breached = work.breach(running, held_by)
    subject.put(work, replace(breached, held=False))
    data: dict[str, Scalar] = {"term": running.term, "due_on": running.due_on.isoformat()}
    if held_by:
        data["held_by"] = held_by
    work.write_fact(
        Action.BREACH,
        "A-03",
        at=when,
        owes=() if late else _notices_about(work, subject, overdue=True),
        data=data,
    )


def _hold(work: Work, subject: Subject) -> None:
    running = subject.running
    subject.put(work, replace(running, held=True))
    work.write_fact(
        Action.HOLD,
        "R-31",
        at=running.due_at,
        owes=_owner_told(work, work.case.duty(DutyKind.EXTENSION)),
        data={"term": running.term, "due_on": running.due_on.isoformat()},
    )


def _chase(work: Work, due: datetime) -> None:
    work.count(chases=work.case.counts.chases + 1)
    _step(work, Action.CHASE, due, {"chase": work.case.counts.chases}, tell(work, (INTAKE_BODY,)))


def _miss_follow_up(work: Work, running: RunningTerm) -> None:
    misses = work.case.counts.missed_follow_ups + 1
    work.count(missed_follow_ups=misses)
    work.breach(running)
    owes = tell(work, (*work.around.rulebook.reminders.tells, INTAKE_BODY))
    _step(work, Action.NUDGE_FOLLOW_UP, running.due_at, {"missed": misses}, owes)
    if misses == work.around.rulebook.interim_reply.misses_before_order:
        order_unit(work)


def _warn(work: Work, subject: Subject) -> None:
    running = subject.running
    subject.put(work, replace(running, warned=True))
    work.write_fact(
        Action.REMIND,
        "R-81",
        at=running.due_at,
        owes=_notices_about(work, subject),
        data={"term": running.term, "step": "provisional", "due_on": running.due_on.isoformat()},
    )


def _after_breach(work: Work, subject: Subject) -> Iterator[Event]:
    running = subject.running
    late = rungs_over(work.around.rulebook, running.term, Trigger.LATE) if running.breached_at else ()
    ahead = [rung for rung in late if rung.name not in running.rungs]
    if ahead:
        for rung in ahead:
            when = _rung_at(work, running, rung)
            yield Event(when, _rung_reached(subject, rung, when))
        return
    last = max(
        [running.nagged_on or running.due_on, *(civil_day(_rung_at(work, running, rung)) for rung in late)]
    )
    next_day = work.around.calendar.next_workday(last)
    opens = at(next_day, work.around.rulebook.calendar.office_opens)
    yield Event(opens, lambda work: _nag(work, subject))


def _rung_at(work: Work, running: RunningTerm, rung: Rung) -> datetime:
    if rung.after is None:
        # A breach found late is told of when it is written, never before.
        return max(running.due_at, running.moved_at or running.due_at)
    return end_of(due_on(work.around.calendar, running.due_on, rung.after).on)


def _rung_reached(subject: Subject, rung: Rung, when: datetime) -> Callable[[Work], None]:
    def escalate(work: Work) -> None:
        running = subject.running
        subject.put(work, replace(running, rungs=(*running.rungs, rung.name)))
        data: dict[str, Scalar] = {
            "term": running.term,
            "rung": rung.name,
            "colour": rung.colour,
            "due_on": running.due_on.isoformat(),
        }
        work.write_fact(Action.ESCALATE, rung.basis, at=when, owes=tell(work, rung.tells), data=data)

    return escalate


def _nag(work: Work, subject: Subject) -> None:
    running = subject.running
    today: date = civil_day(work.now)
    # Days of silence that no sweep saw are nagged about once, not once each.
    subject.put(work, replace(running, nagged_on=today))
    owes = (*_owner_told(work, subject.duty), *_above_told(work, subject))
    work.write_fact(
        Action.NAG,
        "R-03" if running.breached_at else "R-81",
        at=work.now,
        owes=tuple(dict.fromkeys(owes)),
        data={"term": running.term, "due_on": running.due_on.isoformat()},
    )


def _notices_about(work: Work, subject: Subject, *, overdue: bool = False) -> tuple[Owed, ...]:
    owes = list(_owner_told(work, subject.duty))
    if subject.running.term is Term.HANDLING:
        owes += tell(work, work.around.rulebook.reminders.tells)
    if overdue:
        owes += _above_told(work, subject)
    return tuple(dict.fromkeys(owes))


def _owner_told(work: Work, duty: Duty | None) -> tuple[Owed, ...]:
    post = work.case.owner_post if duty is None else duty.owner_post
    return (Owed(OVERDUE_NOTICE, post),) if post else ()


def _above_told(work: Work, subject: Subject) -> tuple[Owed, ...]:
    org = work.case.owner_org if subject.duty is None else subject.duty.owner_org
    if org == work.around.directory.county_body:
        return tell(work, (COUNTY_LEADER,))
    return tell(work, (COUNTY,) if org == work.case.supervising_org else (INTAKE_BODY,))


def _held_by(case: Case) -> str:
    """Name the post whose silence held the term: the approver, the ruler, the reviewer (R-24, R-31, R-44)."""
    extension = case.duty(DutyKind.EXTENSION)
    if extension is not None:
        return extension.owner_post or extension.owner_org
    objection = case.duty(DutyKind.OBJECTION)
    if objection is not None and objection.clock.breached_at is not None:
        return objection.owner_post or objection.owner_org
    if case.state is State.IN_REVIEW:
        return case.owner_post or case.owner_org or ""
    return ""


def _step(
    work: Work,
    action: Action,
    when: datetime,
    data: dict[str, Scalar] | None = None,
    owes: tuple[Owed, ...] = (),
) -> None:
    rule = _rule(work, action, when)
    if rule is None:
        raise AssertionError(f"the clock has no rule for {action} in {work.case.state}")
    lapsed = take(work, rule, when)
    facts: dict[str, Scalar] = dict(data or {})
    if lapsed:
        facts["lapsed"] = ",".join(lapsed)
    work.write_fact(action, rule.basis, at=when, owes=owes, data=facts)


def _rule(work: Work, action: Action, when: datetime) -> Rule | None:
    # Conditions are asked as of the moment the event became true: a late sweep decides as an early one.
    then = replace(work.around, now=when)
    return next(
        (
            rule
            for rule in CLOCK_RULES
            if rule.action is action and work.case.state in rule.sources and rule.when.holds(work.case, then)
        ),
        None,
    )


def _firm_dues(work: Work) -> None:
    """Count provisional dues again as soon as the calendar knows them (R-81)."""
    calendar = work.around.calendar
    subjects = [Subject(work.case.clock, None)] if work.case.clock else []
    subjects += [Subject(duty.clock, duty) for duty in work.case.duties]
    for subject in subjects:
        running = subject.running
        if not running.provisional or running.calendar_version == calendar.version:
            continue
        firmed = firm(running, calendar, work.now)
        if firmed.provisional:
            continue
        subject.put(work, replace(firmed, warned=False))
        data: dict[str, Scalar] = {
            "term": running.term,
            "due_on": firmed.due_on.isoformat(),
            "was": running.due_on.isoformat(),
            "calendar": calendar.version,
        }
        work.write_fact(Action.FIRM_DUE, "R-81", at=work.now, owes=_owner_told(work, subject.duty), data=data)


_GRAVITY: Final = {Action.REMIND: 0, Action.NAG: 1, Action.BREACH: 2, Action.ESCALATE: 3}


def _send_gravest_only(work: Work, first: int) -> None:
    """Of several steps caught up at once, each recipient hears the gravest, and the last of those (storage §7)."""
    kept: dict[str, tuple[int, int]] = {}
    for index in range(first, len(work.entries)):
        entry = work.entries[index]
        for owed in entry.owes:
            if owed.notice == OVERDUE_NOTICE:
                rank = (_GRAVITY.get(entry.action, 0), index)
                kept[owed.to] = max(kept.get(owed.to, rank), rank)
    for index in range(first, len(work.entries)):
        entry = work.entries[index]
        owes = tuple(
            owed for owed in entry.owes if owed.notice != OVERDUE_NOTICE or kept[owed.to][1] == index
        )
        if owes != entry.owes:
            work.entries[index] = replace(entry, owes=owes)
