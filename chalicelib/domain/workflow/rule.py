"""The shape of a rule: what is permitted where, to whom, under which named condition, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from chalicelib.domain.errors import Fault
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.act import Act, Circumstances, Inputs
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.work import Work


class Party(StrEnum):
    """Who may act, where it is no fixed seat."""

    CITIZEN = "citizen"
    """The person who filed."""
    SIGNER = "signer"
    """Whoever's signature the review waits for, unless they drafted the reply (H-13.1)."""
    DUTY_OWNER = "duty_owner"
    """Whoever owes the duty that the rule is about."""
    PROPOSER = "proposer"
    """Whoever proposes by this place's rulebook (R-14, R-18)."""
    MAJOR_SIGNER = "major_signer"
    """Whoever signs major cases alone by this place's rulebook (J-3.2.1b)."""
    CO_HANDLER = "co_handler"
    """A unit that has helped and has not yet confirmed the joint feedback (K-3.3a)."""
    IN_CHARGE = "in_charge"
    """The leader whom a hard case was put in charge of (K-3.1b)."""
    APPROVER = "approver"
    """A leader other than who wrote it, who approves what is to be public (K-3.3b)."""
    CLOCK = "clock"


By = Seat | Party


@dataclass(frozen=True, slots=True)
class Condition:
    """A named claim about the case; where one action has several targets, the names tell them apart."""

    name: str
    holds: Callable[[Case, Circumstances], bool]
    parts: tuple["Condition", ...] = ()
    """What a joint claim is made of."""

    @property
    def claims(self) -> tuple["Condition", ...]:
        """Give the claims that are made, each by itself."""
        return self.parts or (self,)

    def __and__(self, other: "Condition") -> "Condition":
        """Claim both; one pair always gives the same claim."""
        return _both(self, other)


@cache
def _both(one: Condition, other: Condition) -> Condition:
    return Condition(
        f"{one.name}+{other.name}",
        lambda case, around: one.holds(case, around) and other.holds(case, around),
        (*one.claims, *other.claims),
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A named branch that the actor's own input takes; exactly one choice of a group is true."""

    name: str
    taken: Callable[[Inputs, Circumstances], bool]


ALWAYS: Final = Condition("always", lambda _case, _around: True)
ANY: Final = Choice("any", lambda _inputs, _around: True)

Guard = Callable[[Case, Act, Circumstances], Fault | None]
"""Returns None, or the fault that holds the action back."""

Effect = Callable[[Work, Act], None]
"""Changes the case beyond state, clock and lapses, which the rule itself declares."""


def nothing_more(_work: Work, _act: Act) -> None:
    """Do what the rule declares, and no more."""


def leave_as_it_is(_work: Work) -> None:
    """Do nothing: what is declared is enough, or there is only something to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One permitted action. `basis` names the clause that permits it."""

    sources: frozenset[State]
    action: Action
    target: State | None = None
    """None: the main line stays where it is."""
    by: tuple[By, ...]
    when: Condition = ALWAYS
    choice: Choice = ANY
    duty: DutyKind | None = None
    """The duty that must be open, and that the rule is about."""
    implies: Action | None = None
    """An act that this one contains and that is written down first (R-21)."""
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    stops: bool = False
    """The main line's term stops with its verdict."""
    starts: Term | None = None
    """A term by name; its length is looked up (the handling term's by kind)."""
    lapses: frozenset[DutyKind] = frozenset()
    """Duties that lose their object (R-04)."""
    does: Effect = nothing_more
    told_as: Action | None = None
    """Under which action the timeline tells it, so that nobody reads there what it did besides (R-77)."""
    beforehand: Callable[[Work], None] = leave_as_it_is
    """What must happen while the case still stands as it did, for people and the clock alike."""
    unseen: bool = False
    """It leaves no trace in the case: what comes of it stands in a case of its own (K-4.2b, C-M21)."""
    step_in: bool = False
    """A rung of the ladder may let the body above do this in the owner's place (R-03)."""
    basis: str
