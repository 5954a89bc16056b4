"""A rulebook as frozen records: what one place's rule says, in numbers, each with its clause (basis).

Code names a rule, the rulebook gives its numbers (house style §1). A case keeps the version it was filed
under for life (H-0.1, A-48).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import (
    Action,
    Aspect,
    Colour,
    Grade,
    ReviewItem,
    SourceType,
    Term,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """The document a rulebook is taken from (H-0.1, H-23.1, H-24.1).

    A document may bear no number and no dates (J has neither); from when it binds must be settled.
    """

    title: str
    doc_no: str | None
    issuer: str
    issued_on: date | None
    published_on: date | None
    effective_from: date
    publicity: str
    interpreter: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRule:
    """Which calendar counts, and how days are counted (A-02, A-03, A-46)."""

    base: str
    overlays: tuple[str, ...]
    day_of_receipt_counts: bool
    office_opens: str
    office_closes: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """How long a complaint of this kind may take to be answered (H-12.2, H-12.3)."""

    limit: Limit
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRule:
    """How long the intake body has, and which acts stop its clock (H-10.2)."""

    limit: Limit
    stops_at: frozenset[Action]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """Who may grant how much more time, and how often (H-12.6 … H-12.8)."""

    allowed: bool
    per_extension_max: Limit | None
    """None: the original limit."""
    max_total: Limit | None
    max_count: int | None
    special_beyond: Seat | None
    """Who must decide an application beyond `max_count`; None: nobody can."""
    approvers: tuple[Seat, ...]
    """Level by level; the first refusal ends it."""
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningStep:
    """One step of a chain: every signer must pass, or (`any_of`) one of them suffices (A-29)."""

    name: str
    label: str
    signers: tuple[Seat, ...]
    any_of: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    """The chain every reply passes, in order (H-12.5, A-05), and what is ticked (H-13.2)."""

    steps: tuple[SigningStep, ...]
    elevated_steps: tuple[SigningStep, ...]
    """The chain of a case the county has taken over (R-60)."""
    checklist: tuple[ReviewItem, ...]
    returns_before_county_is_told: int
    returns_before_order: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRule:
    """What is rated, how, and what follows (H-14, H-15, A-34 … A-36)."""

    aspects: tuple[Aspect, ...]
    grades: tuple[Grade, ...]
    dissatisfied: frozenset[Grade]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondHandlingRule:
    """How often a bad rating may start the handling anew (H-15.1, A-37, R-52)."""

    max_rounds: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimReplyRule:
    """A reply before the end, and the tracking it opens (H-12.9, R-37, R-38)."""

    allowed: bool
    misses_before_order: int
    basis: str


class Trigger(StrEnum):
    """What brings a case onto a rung."""

    LATE = "late"
    """The term has been breached for `after` (None: at once)."""
    IDLE_AT_HALF = "idle_at_half"
    """Half the term has passed without an act of its owner."""
    THIRD_EXTENSION = "third_extension"
    SECOND_BAD_RATING = "second_bad_rating"
    SECOND_RETURN = "second_return"
    THIRD_ORDER = "third_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder: who is told, and who may do what the silent owner owes (R-03)."""

    name: str
    colour: Colour
    trigger: Trigger
    terms: frozenset[Term]
    """The terms it stands over; empty for triggers that are acts."""
    after: Limit | None
    """Working days after the breach, for `Trigger.LATE`; None: at once."""
    tells: tuple[Seat, ...]
    step_in: tuple[Seat, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule:
    """When the owner of a term is reminded, and who else (H-20.2)."""

    half_at: str
    one_left_at: str
    due_at: str
    tells: tuple[Seat, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A matter for which another rule sets another limit (H-12.4): “另有规定的从其规定”."""

    item: str
    limit: Limit
    basis: str


class AccusationMode(StrEnum):
    """What becomes of an accusation against an official (检举控告; §6)."""

    ACCEPT_SEALED = "accept_sealed"
    OWN_TRACK = "own_track"
    SEALED_LEDGER = "sealed_ledger"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """One version of one place's rule."""

    id: str
    version: int
    meta: Meta
    calendar: CalendarRule
    sources: tuple[SourceType, ...]
    kinds: Mapping[str, KindRule]
    intake: IntakeRule
    extension: ExtensionRule
    proposal: tuple[SigningStep, ...]
    reply_review: ReviewRule
    deliberation_required: bool
    accusation: AccusationMode
    out_of_scope: tuple[Action, ...]
    level_by_level: bool
    """Cases pass upward one level at a time (C-M10b)."""
    ladder: tuple[Rung, ...]
    reminders: ReminderRule
    evaluation: EvaluationRule | None
    """None: the place does not ask for a rating (C, K; R-43)."""
    second_handling: SecondHandlingRule
    interim_reply: InterimReplyRule
    terms: Mapping[Term, Limit]
    """Every term but the handling term, which hangs on the kind, and the intake term."""
    term_basis: Mapping[Term, str]
    name_required: bool
    overrides: tuple[Override, ...]
    publishing: Mapping[str, str]
    """Disclosure and report cycles, kept as the file says them until their modules read them."""
    seat_names: Mapping[Seat, str]
    """What the people of this place call each seat that the rulebook names, such as 县纪委监委."""
    section_basis: Mapping[str, str]
    """The clauses of those sections of the file that are no record of their own."""

    @property
    def ref(self) -> str:
        """Id and version as a case keeps them, such as `helan-2022@1`."""
        return f"{self.id}@{self.version}"

    def limit_of(self, term: Term) -> Limit:
        """Give the length of a term that hangs on nothing but the rulebook."""
        if term is Term.INTAKE:
            return self.intake.limit
        return self.terms[term]

    def name_of(self, seat: Seat) -> str:
        """Give what the people of this place call the seat."""
        return self.seat_names[seat]

    def offers(self, action: Action) -> bool:
        """Tell whether this place knows the action at all."""
        is_known_here = _HANGS_ON.get(action)
        return is_known_here is None or is_known_here(self)


def _lets_out_by(*ways: Action) -> Callable[[Rulebook], bool]:
    return lambda book: any(way in book.out_of_scope for way in ways)


_BROUGHT_BY: Final[tuple[tuple[Callable[[Rulebook], bool], tuple[Action, ...]], ...]] = (
    (_lets_out_by(Action.TRANSFER_12345), (Action.TRANSFER_12345,)),
    (_lets_out_by(Action.ADVISE_12345), (Action.ADVISE_12345,)),
    (_lets_out_by(Action.REFER_UP), (Action.REFER_UP,)),
    (_lets_out_by(Action.REFER_OUTSIDE), (Action.REFER_OUTSIDE,)),
    # A body that is no tenant is followed like 12345 until its receipt is recorded.
    (
        _lets_out_by(Action.TRANSFER_12345, Action.REFER_OUTSIDE),
        (Action.RECORD_12345_OUTCOME, Action.RECLAIM_12345),
    ),
    # The citizen may rate after advice too, and a bad rating is judged.
    (_lets_out_by(Action.TRANSFER_12345, Action.ADVISE_12345), (Action.JUDGE_LAWFUL,)),
    (lambda book: book.level_by_level, (Action.PASS_UPWARD, Action.REFER_DOWN)),
    (
        lambda book: book.extension.allowed,
        (Action.REQUEST_EXTENSION, Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION),
    ),
    (
        lambda book: book.interim_reply.allowed,
        (Action.REPLY_INTERIM, Action.RECORD_FOLLOW_UP, Action.CONTINUE_TRACKING),
    ),
    (lambda book: book.evaluation is not None, (Action.EVALUATE,)),
    (lambda book: book.deliberation_required, (Action.RECORD_DELIBERATION,)),
    (lambda book: bool(book.proposal), (Action.PROPOSE, Action.SIGN_PROPOSAL, Action.REFUSE_PROPOSAL)),
    (lambda book: book.accusation is not AccusationMode.REDIRECT, (Action.SEAL,)),
    (lambda book: book.accusation is AccusationMode.REDIRECT, (Action.REDIRECT_12388,)),
)
"""What in a rulebook brings which actions; an action not named here is known everywhere."""

_HANGS_ON: Final = {action: brings for brings, actions in _BROUGHT_BY for action in actions}
