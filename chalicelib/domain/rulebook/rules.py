"""The parts of a rulebook: each section as a frozen record, its numbers with their clause (basis)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, Aspect, Colour, Grade, ReviewItem, Term


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
    category_from: int | None
    """From which application on it must name what makes it special (R-35: the first); None: special ones."""
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
    only_major: bool = False
    """Signed for a case that is flagged as major alone (J-3.2.1b)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRule:
    """What is proposed and signed before a case is handed to a unit (J-3.2.1, K-4.1c)."""

    proposer: Seat | None
    """Who proposes, once the intake body has handed the case over (R-14, R-18); None: nothing is proposed."""
    for_units: frozenset[OrgType]
    """Units that receive a case by a signed proposal only; empty: all of them."""
    stops_intake: bool
    """The intake term stops when the proposal goes up, and signing has a term of its own (A-24, R-17)."""
    steps: tuple[SigningStep, ...]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The chain that replies of some units pass instead of the usual one (J-3.2: 村, 镇纪委)."""

    name: str
    label: str
    units: frozenset[OrgType]
    steps: tuple[SigningStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    """The chain every reply passes, in order (H-12.5, A-05), and what is ticked (H-13.2)."""

    steps: tuple[SigningStep, ...]
    tracks: tuple[Track, ...]
    elevated_steps: tuple[SigningStep, ...]
    """The chain of a case the county has taken over (R-60); empty: this place takes over none."""
    checklist: tuple[ReviewItem, ...]
    returns_before_county_is_told: int
    returns_before_order: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRule:
    """What of the work on a case is written down, and what of it a reply must wait for (S-7, K-4.2a)."""

    log_types: tuple[str, ...]
    before_reply: tuple[str, ...]
    """Each must be on record before a reply goes to review."""
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRule:
    """The answer is brought to the citizen by the handler, with a record (C-M7.6, K-3.2c, R-42)."""

    within_handling: bool
    """The handling term runs on until the feedback (C); else it has a term of its own (K)."""
    course_and_effect: bool
    """Two texts: 处置过程 and 实际效果 (C-M8a)."""
    after_contact: bool
    """Not before the citizen was contacted (C-M8b)."""
    after_log: bool
    """Not before the work is on record (C-M6b)."""
    joint: bool
    """Every co-handling unit confirms it, or the lead says why not (K-3.3a)."""
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
    deadline_required: bool
    """Whoever orders it says by when (S-5); else it has the first limit, or a shorter one."""
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimReplyRule:
    """A reply before the end, and the tracking it opens (H-12.9, R-37, R-38)."""

    allowed: bool
    misses_before_order: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionRule:
    """What a place does about a matter beside orders (K-3.1b, K-3.3b, K-3.5)."""

    hard_at: int
    """Brought, or badly rated, so often a matter is hard by itself."""
    urges: bool
    """Units are urged by word or in writing to put things right (K-3.5)."""
    publishes: bool
    """What came of a matter may be told in public, without whom it was about (K-3.3b)."""
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountabilityRule:
    """Units are held to account for one of four failings, and each time is put on record (J-4.3b, K-3.5)."""

    basis: str


class Trigger(StrEnum):
    """What brings a case onto a rung."""

    LATE = "late"
    """The term has been breached for `after` (None: at once)."""
    IDLE_AT_HALF = "idle_at_half"
    """Half the term has passed without an act of its owner."""
    RUNNING = "running"
    """The term has run for `after`, and is not late yet (R-17)."""
    THIRD_EXTENSION = "third_extension"
    SECOND_BAD_RATING = "second_bad_rating"
    SECOND_RETURN = "second_return"
    THIRD_ORDER = "third_order"
    THIRD_REFUSAL = "third_refusal"
    HARD_CASE = "hard_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder: who is told, and who may do what the silent owner owes (R-03)."""

    name: str
    colour: Colour
    trigger: Trigger
    terms: frozenset[Term]
    """The terms it stands over; empty for triggers that are acts."""
    after: Limit | None
    """Working days after the breach (`Trigger.LATE`; None: at once) or the start (`Trigger.RUNNING`)."""
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


class Deliberation(StrEnum):
    """Where a complaint is deliberated upon before anything becomes of it (研判, R-13)."""

    NONE = "none"
    EVERY_BODY = "every_body"
    """J-3.2.a: also one that leaves upward."""
    TOP_BODY = "top_body"
    """C-M10b: what has come up to the county."""


class AccusationMode(StrEnum):
    """What becomes of an accusation against an official (检举控告; §6)."""

    ACCEPT_SEALED = "accept_sealed"
    OWN_TRACK = "own_track"
    SEALED_LEDGER = "sealed_ledger"
    REDIRECT = "redirect"
