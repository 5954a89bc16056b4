"""After a term's end: the breach, the rungs of the ladder, and a call every working day (R-03)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from chalicelib.domain.deadlines.counting import due_on
from chalicelib.domain.deadlines.instants import civil_day, end_of
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.rulebook.rules import Rung, Trigger
from chalicelib.domain.vocabulary import Action, DutyKind, State
from chalicelib.domain.workflow.clock.happening import Event, Subject, next_call
from chalicelib.domain.workflow.clock.ladder import rungs_over, tell
from chalicelib.domain.workflow.clock.telling import facts_of, owner_and_above, those_concerned
from chalicelib.domain.workflow.work import Work

BREACH_BASIS: Final = "A-03"


def breach(work: Work, subject: Subject) -> None:
    """Make lateness a permanent fact, and name whose silence held the term (R-24, R-31, R-44)."""
    running = subject.running
    held_by = _held_by(work) if subject.duty is None else ""
    subject.put(work, replace(work.breach(running, held_by), held=False))
    data = facts_of(work, subject)
    if held_by:
        data["held_by"] = held_by
    first_rung_tells = any(rung.after is None for rung in late_rungs(work, running))
    owes = () if first_rung_tells else owner_and_above(work, subject)
    work.write_fact(Action.BREACH, BREACH_BASIS, owes=owes, data=data)


def after_breach(work: Work, subject: Subject) -> Iterator[Event]:
    """Give the rungs not yet reached; after the last one, the call of every working day."""
    running = subject.running
    late = late_rungs(work, running)
    ahead = [rung for rung in late if rung.name not in running.rungs]
    for rung in ahead:
        yield Event(_moment_of(work, running, rung), reaching(subject, rung))
    if not ahead:
        reached = (civil_day(_moment_of(work, running, rung)) for rung in late)
        last = max([running.nagged_on or running.due_on, *reached])
        yield Event(next_call(work, last), lambda work: _nag(work, subject))


def reaching(subject: Subject, rung: Rung) -> Callable[[Work], None]:
    """Bring a term onto a rung: told are those it names, who may then step in."""

    def reach(work: Work) -> None:
        subject.put(work, replace(subject.running, rungs=(*subject.running.rungs, rung.name)))
        data = {**facts_of(work, subject), "rung": rung.name, "colour": rung.colour}
        work.write_fact(Action.ESCALATE, rung.basis, owes=tell(work, rung.tells), data=data)

    return reach


def warnings(work: Work, subject: Subject) -> Event:
    """Give the next warning of a due that no notice covers yet: at its end, then every working day (R-81)."""
    running = subject.running
    when = next_call(work, running.nagged_on or running.due_on) if running.warned else running.due_at
    return Event(when, lambda work: _warn(work, subject))


def late_rungs(work: Work, running: RunningTerm) -> tuple[Rung, ...]:
    """Give the rungs over a term that is late."""
    return rungs_over(work.around.rulebook, running.term, Trigger.LATE)


def _moment_of(work: Work, running: RunningTerm, rung: Rung) -> datetime:
    if rung.after is None:
        return running.due_at
    return end_of(due_on(work.around.calendar, running.due_on, rung.after).on)


def _nag(work: Work, subject: Subject) -> None:
    subject.put(work, replace(subject.running, nagged_on=civil_day(work.now)))
    work.write_fact(Action.NAG, "R-03", owes=owner_and_above(work, subject), data=facts_of(work, subject))


def _warn(work: Work, subject: Subject) -> None:
    subject.put(work, replace(subject.running, warned=True, nagged_on=civil_day(work.now)))
    data = facts_of(work, subject, "provisional")
    work.write_fact(Action.REMIND, "R-81", owes=those_concerned(work, subject), data=data)


def _held_by(work: Work) -> str:
    """Name the post whose silence held the term: the approver, the ruler, the reviewer."""
    case = work.case
    extension = case.duty(DutyKind.EXTENSION)
    if extension is not None:
        return extension.owner_post or extension.owner_org
    objection = case.duty(DutyKind.OBJECTION)
    if objection is not None and objection.clock.due_at <= work.now:
        return objection.owner_post or objection.owner_org
    if case.state is State.IN_REVIEW and case.step_since is not None and case.step_since < work.now:
        return case.owner_post or case.owner_org or ""
    return ""
