"""What the clock may owe: an event with its instant, and the running term it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.deadlines.instants import at, civil_day
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.notices.owing import owed_for
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import NO_TEXTS, NOTHING, Duty, Owed, Scalar
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.clock import CLOCK_RULES
from chalicelib.domain.workflow.stepping import take
from chalicelib.domain.workflow.work import Work


@dataclass(frozen=True, slots=True)
class Event:
    """Something the clock owes, and the instant it becomes true."""

    at: datetime
    happen: Callable[[Work], None]
    wakes: bool = True
    """A fact that owes nobody a message waits for the next commit, dated when it became true (storage §6)."""
    is_breach: bool = False
    """What falls together with a step that ends the case is late all the same (design §1 promise 2)."""


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


def subjects(work: Work) -> list[Subject]:
    """Give every running term of the case, the main line's first."""
    main = [Subject(work.case.clock, None)] if work.case.clock is not None else []
    return [*main, *(Subject(duty.clock, duty) for duty in work.case.duties)]


def find_rule(work: Work, action: Action) -> Rule | None:
    """Find the clock's rule for this action, as the case stands at the instant being decided."""
    return next(
        (
            rule
            for rule in CLOCK_RULES
            if rule.action is action
            and work.case.state in rule.sources
            and rule.when.holds(work.case, work.around)
        ),
        None,
    )


def step(
    work: Work,
    action: Action,
    data: Mapping[str, Scalar] = NOTHING,
    owes: tuple[Owed, ...] = (),
    texts: Mapping[str, TextRef] = NO_TEXTS,
) -> None:
    """Let the clock take a step by its rule, and write it down."""
    rule = find_rule(work, action)
    if rule is None:
        raise AssertionError(f"the clock has no rule for {action} in {work.case.state}")
    take(work, rule)
    work.write_fact(
        action,
        rule.basis,
        owes=(*owed_for(action, work.case, work.around.rulebook, work.around.directory), *owes),
        data={**data, **work.take_lapsed()},
        texts=texts,
    )


def next_call(work: Work, last: date) -> datetime:
    """Give the first opening of the office on a working day after `last`.

    Of several that nobody swept, the newest counts: days of silence are called out once, not once each.
    """
    calendar, opens = work.around.calendar, work.around.rulebook.calendar.office_opens
    day = civil_day(work.asked_at)
    while day > last and (at(day, opens) > work.asked_at or not calendar.is_workday(day)):
        day -= timedelta(days=1)
    return at(day if day > last else calendar.next_workday(last), opens)
