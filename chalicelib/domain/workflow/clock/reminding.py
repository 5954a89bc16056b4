"""Before a term ends: reminders at half, one day left and due; the lamp of an idle unit (H-20.2)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from chalicelib.domain.deadlines.counting import due_on, halfway_on
from chalicelib.domain.deadlines.instants import at
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import Action, Term
from chalicelib.domain.workflow.case import CITIZEN, Owed
from chalicelib.domain.workflow.clock.happening import Event, Subject
from chalicelib.domain.workflow.clock.ladder import rungs_over
from chalicelib.domain.workflow.clock.overdue import reaching
from chalicelib.domain.workflow.clock.telling import facts_of, those_concerned
from chalicelib.domain.workflow.work import JUDGED, Work

WINDOWS: Final = frozenset({Term.EVALUATION, Term.ADVICE_WINDOW})
"""The citizen's own windows: one reminder, then closed (A-36)."""
RATING_REMINDER: Final = "N8"
STEPS: Final = ("half", "one_left", "due")


def reminders(work: Work, subject: Subject) -> Iterator[Event]:
    """Give the next reminder of a term; those that would lie before its last move are dropped (R-83)."""
    running, rule = subject.running, work.around.rulebook.reminders
    if running.term not in JUDGED | WINDOWS:
        return
    half = at(halfway_on(work.around.calendar, running.counted_from, running.stretch), rule.half_at)
    moments = (half, at(running.due_on, rule.one_left_at), at(running.due_on, rule.due_at))
    wanted = 1 if running.term in WINDOWS else len(STEPS)
    since = running.moved_at or running.started_at
    for index in range(running.reminded, wanted):
        falls_together = index == 0 and half >= moments[1]
        if moments[index] > since and not falls_together:
            yield Event(moments[index], _reminder(subject, index))
            break
    for rung in rungs_over(work.around.rulebook, running.term, Trigger.RUNNING):
        if rung.name not in running.rungs and rung.after is not None:
            day = due_on(work.around.calendar, running.counted_from, rung.after).on
            yield Event(at(day, rule.due_at), reaching(subject, rung))
    if not running.acted and half > since:
        for rung in rungs_over(work.around.rulebook, running.term, Trigger.IDLE_AT_HALF):
            if rung.name not in running.rungs:
                yield Event(half, reaching(subject, rung))


def _reminder(subject: Subject, index: int) -> Callable[[Work], None]:
    def remind(work: Work) -> None:
        subject.put(work, replace(subject.running, reminded=index + 1))
        is_window = subject.running.term in WINDOWS
        owes = _rater_told(work) if is_window else those_concerned(work, subject)
        data = facts_of(work, subject, STEPS[index])
        work.write_fact(Action.REMIND, work.around.rulebook.reminders.basis, owes=owes, data=data)

    return remind


def _rater_told(work: Work) -> tuple[Owed, ...]:
    return () if work.case.ex_officio else (Owed(RATING_REMINDER, CITIZEN),)
