"""When a term's last day is over: some terms breach, others take a step of their own (R-84)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from chalicelib.domain.deadlines.instants import end_of
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.case import Owed
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.happening import Event, Subject, step
from chalicelib.domain.workflow.clock.ladder import tell
from chalicelib.domain.workflow.clock.overdue import breach, late_rungs
from chalicelib.domain.workflow.clock.telling import facts_of, owner_told
from chalicelib.domain.workflow.effects.orders import order_unit
from chalicelib.domain.workflow.work import Work


def expiry(work: Work, subject: Subject) -> Event:
    """Give what happens at the end of a firm term."""
    running = subject.running
    if running.term is Term.FOLLOW_UP and work.case.state is State.TRACKING:
        return Event(running.due_at, _missing_follow_up(subject))
    if running.term in _OWN_STEPS:
        return Event(running.due_at, _OWN_STEPS[running.term](subject))
    is_asked_for_more = subject.duty is None and work.case.duty(DutyKind.EXTENSION) is not None
    if is_asked_for_more and not running.held:
        return Event(running.due_at, lambda work: _hold(work, subject))
    # The approver has until the end of the working day after the due.
    last_day = work.around.calendar.next_workday(running.due_on) if is_asked_for_more else running.due_on
    return Event(end_of(last_day), lambda work: breach(work, subject), is_breach=True)


def _hold(work: Work, subject: Subject) -> None:
    """An application is pending: no breach yet (R-31)."""
    subject.put(work, replace(subject.running, held=True))
    owes = owner_told(work, work.case.duty(DutyKind.EXTENSION))
    work.write_fact(Action.HOLD, "R-31", owes=owes, data=facts_of(work, subject))


def _chasing(subject: Subject) -> Callable[[Work], None]:
    def chase(work: Work) -> None:
        """The other platform is silent: those on the rung are told, and may step in (R-64)."""
        work.count(chases=work.case.counts.chases + 1)
        step(work, Action.CHASE, {"chase": work.case.counts.chases}, _on_the_rungs(work, subject))

    return chase


def _missing_follow_up(subject: Subject) -> Callable[[Work], None]:
    def miss(work: Work) -> None:
        """Thirty days without a record are a breach; the next begin, the third miss is an order (R-38)."""
        misses = work.case.counts.missed_follow_ups + 1
        work.count(missed_follow_ups=misses)
        work.breach(subject.running)
        data = {**facts_of(work, subject), "missed": misses}
        step(work, Action.NUDGE_FOLLOW_UP, data, _on_the_rungs(work, subject))
        if misses % work.around.rulebook.interim_reply.misses_before_order == 0:
            work.later(lambda: order_unit(work, "R-38"))

    return miss


def _on_the_rungs(work: Work, subject: Subject) -> tuple[Owed, ...]:
    """Tell whom the rungs over this term name; they stay reached while the term begins again."""
    rungs = [rung for rung in late_rungs(work, subject.running) if rung.after is None]
    work.later(lambda: _keep_rungs(work, tuple(rung.name for rung in rungs)))
    return tell(work, [seat for rung in rungs for seat in rung.tells])


def _keep_rungs(work: Work, names: tuple[str, ...]) -> None:
    clock = certain(work.case.clock, "the same wait has begun again")
    work.change(clock=replace(clock, rungs=names))


def _stepping(action: Action) -> Callable[[Subject], Callable[[Work], None]]:
    return lambda _subject: lambda work: step(work, action)


_OWN_STEPS: Final[Mapping[Term, Callable[[Subject], Callable[[Work], None]]]] = MappingProxyType(
    {
        Term.EVALUATION: _stepping(Action.CLOSE_UNRATED),
        Term.ADVICE_WINDOW: _stepping(Action.CLOSE_UNRATED),
        Term.WITHDRAWAL_DECISION: _stepping(Action.LAPSE),
        Term.CHASE: _chasing,
        Term.CHASE_AGAIN: _chasing,
    }
)
"""Terms at whose end the clock does something else than breach."""
