"""What of the rule table one place uses: its rules, its terms, and the states a case can be in there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import Deliberation
from chalicelib.domain.vocabulary import FINAL_STATES, Action, DutyKind, State, Term
from chalicelib.domain.workflow.conditions import leading
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.conditions import triage as t
from chalicelib.domain.workflow.rule import Condition, Rule
from chalicelib.domain.workflow.rules.clock import CLOCK_RULES
from chalicelib.domain.workflow.table import TABLE

WHOLE: Final = (*TABLE, *CLOCK_RULES)

BEGINNINGS: Final = (State.FILED, State.INTAKE)
"""Where `open_case` puts a complaint: on a body's desk at once, or there by the clock (H-10.1, R-06)."""

HOLDS_ONLY_WHERE: Final[Mapping[Condition, Callable[[Rulebook], bool]]] = {
    c.LAST_OF_RATED: lambda book: book.evaluation is not None,
    c.AFTER_FINAL_REPLY: lambda book: book.evaluation is not None,
    c.LAST_OF_INTERIM: lambda book: book.interim_reply.allowed,
    leading.LEAD_ANSWERED: lambda book: book.evaluation is not None,
    c.OUT_OF_TRACKING: lambda book: book.interim_reply.allowed,
    c.MORE_APPROVERS: lambda book: len(book.extension.approvers) > 1,
    c.ROUNDS_LEFT: lambda book: book.second_handling.max_rounds > 0,
    c.PUSHED_BEFORE: lambda book: book.needs(Term.CHASE),
    c.AWAITING_OUTCOME: lambda book: Action.TRANSFER_12345 in book.out_of_scope,
    c.AWAITING_RECEIPT: lambda book: Action.REFER_OUTSIDE in book.out_of_scope,
    c.LAST_WITHIN_HANDLING: lambda book: book.feedback is not None and book.feedback.within_handling,
    c.LAST_BEFORE_FEEDBACK: lambda book: book.needs(Term.FEEDBACK),
    c.BY_DAYS: lambda book: book.extends_by_days,
    c.BY_WORKING_DAYS: lambda book: not book.extends_by_days,
    c.WINDOW_OPEN: lambda book: book.needs(Term.ADVICE_WINDOW),
    c.RATING_OPEN: lambda book: book.needs(Term.ADVICE_WINDOW),
    t.ASSIGNABLE: lambda book: book.proposal.proposer is None or bool(book.proposal.for_units),
    t.SIGNED_IN_INTAKE: lambda book: not book.proposal.stops_intake,
    t.SIGNED_IN_OWN_TERM: lambda book: book.proposal.stops_intake,
    t.DELIBERATION_OWED: lambda book: book.deliberation is not Deliberation.NONE,
}
"""Conditions that some rulebooks rule out for every case, though the action is known there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A rulebook, and what follows from it and the table together."""

    book: Rulebook
    rules: tuple[Rule, ...]
    """In the table's order, the clock's last."""
    states: tuple[State, ...]
    """In the vocabulary's order; those that nothing leads to here are left out."""

    @property
    def open_states(self) -> tuple[State, ...]:
        """The states in which somebody still owes something."""
        return tuple(state for state in self.states if state not in FINAL_STATES)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that can begin to run here."""
        return tuple(term for term in Term if self.book.needs(term))

    def rules_in(self, state: State) -> tuple[Rule, ...]:
        """Give what can be done to a case that stands here."""
        return tuple(rule for rule in self.rules if state in rule.sources)

    def rules_about(self, duty: DutyKind) -> tuple[Rule, ...]:
        """Give what can be done about a duty beside the main line, wherever that stands."""
        return tuple(rule for rule in self.rules if rule.duty is duty)


def place_of(book: Rulebook) -> Place:
    """Find what this rulebook leaves of the table."""
    known = [rule for rule in WHOLE if _is_known(rule, book)]
    reached = _reached(known)
    return Place(
        book=book,
        rules=tuple(rule for rule in known if rule.sources & reached),
        states=tuple(state for state in State if state in reached),
    )


def _is_known(rule: Rule, book: Rulebook) -> bool:
    return book.offers(rule.action) and all(
        HOLDS_ONLY_WHERE[claim](book) for claim in rule.when.claims if claim in HOLDS_ONLY_WHERE
    )


def _reached(rules: Iterable[Rule]) -> set[State]:
    reached = set(BEGINNINGS)
    while more := {rule.target for rule in rules if rule.target and rule.sources & reached} - reached:
        reached |= more
    return reached
