"""A case: one document that holds its state, its running terms, its duties and its timeline (design §3).

Nothing here knows a person: who filed stands elsewhere under its own key (storage §1, decision 5). Free text
never stands here either, only a reference to it (design §3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from chalicelib.domain.deadlines.terms import RunningTerm, Verdict
from chalicelib.domain.identifiers import AccountId, CaseNo, CountyId, ItemId, OrgId, PlaceId, PostId, TextRef
from chalicelib.domain.vocabulary import (
    FINAL_STATES,
    Action,
    Aspect,
    DutyKind,
    Flag,
    Grade,
    Outcome,
    Role,
    SourceType,
    State,
)

Scalar = str | int | bool
NOTHING: Mapping[str, Scalar] = MappingProxyType({})
NO_TEXTS: Mapping[str, TextRef] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the complaint started from: type, id and version of the item or row (H-9.1, H-9.2)."""

    type: SourceType
    ref: str | None = None
    ref_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What was filed, without its words and without its person."""

    kind: str
    source: Source
    place: PlaceId
    item: ItemId | None = None
    """The checklist item; None stands for “其他” (H-3.1)."""
    complained_unit: OrgId | None = None
    responsible_unit: OrgId | None = None
    """Who answers for the item, found by routing (H-10.1)."""
    happened_on: date | None = None
    confidential: bool = True
    may_call: bool = False
    title: TextRef
    content: TextRef
    demand: TextRef | None = None
    complained_person: TextRef | None = None
    """Who is complained of, as the citizen wrote it."""
    uploads: tuple[str, ...] = ()

    @property
    def accused(self) -> OrgId | None:
        """The unit whose conduct is complained of (R-27); a matter on a list complains of a service."""
        is_conduct = self.source.type is SourceType.OTHER and self.item is None
        return self.complained_unit if is_conduct else None


class ReplyType(StrEnum):
    """A reply that ends the handling, or one that says how things stand (H-12.9)."""

    FINAL = "final"
    INTERIM = "interim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply on its way through the reviewers."""

    text: TextRef
    type: ReplyType
    outcome: Outcome | None
    drafter: AccountId
    drafter_post: PostId | None = None
    """Where the drafter sat: that post is never the one whose signature the case waits for."""
    passed: tuple[str, ...] = ()
    """Seats that have signed the step being signed now (parallel signers, A-29)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What shall become of a case, on its way through the signers (J-3.2.1, K-4.1c)."""

    text: TextRef
    unit: OrgId
    """The unit that shall handle it."""
    proposer: AccountId
    proposer_post: PostId | None = None
    passed: tuple[str, ...] = ()
    """Seats that have signed the step being signed now (parallel signers, A-29)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InCharge:
    """The leader who answers for a hard case until it is settled (包案, K-3.1b)."""

    post: PostId
    org: OrgId


class PublicationState(StrEnum):
    """Where a public feedback stands (K-3.3b)."""

    PROPOSED = "proposed"
    PUBLIC = "public"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What the public is told of a matter, in words written for it (K-3.3b)."""

    title: TextRef
    text: TextRef
    state: PublicationState
    since: datetime
    """When it came to stand so."""
    writer: AccountId
    writer_post: PostId | None
    approving_orgs: tuple[OrgId, ...]
    """Where the leaders sit of whom one must approve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What the citizen said of one round (H-14.2)."""

    round: int
    grades: Mapping[Aspect, Grade]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty beside the main line: one owner, one due (R-01)."""

    kind: DutyKind
    owner_org: OrgId
    owner_role: Role
    owner_post: PostId | None
    """Who answers for it first; any post of that role in that organisation may act."""
    clock: RunningTerm
    opened_by: PostId | None
    """The post that opened it; None: the citizen or the clock."""
    seat_org: OrgId | None = None
    """The organisation whose seat owes it, where its owner sits elsewhere: a leader in charge (J-2.3)."""
    unit: OrgId | None = None
    """The unit it is laid upon: co-handler, or supervised unit."""
    asked: int = 0
    """Days asked for, in the unit that this place extends by (extension)."""
    special: bool = False
    level: int = 0
    """Which approver's turn it is, from 0 (extension)."""
    answered: bool = False
    """The unit has answered; the issuer settles (supervision, R-57)."""
    reassignment: bool = False
    """The lead asks to be relieved rather than objects (R-26)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How often things have happened that a rule counts."""

    referrals_up: int = 0
    """R-08: once per case."""
    referrals_down: int = 0
    """R-10: once per case."""
    refusals: int = 0
    """Of proposals (R-16)."""
    objections: int = 0
    """Per case (R-25)."""
    extensions_decided: int = 0
    """Per work order (R-33)."""
    returns: int = 0
    """Per round (R-40)."""
    bad_ratings: int = 0
    orders: int = 0
    """Supervision orders on this case (R-56)."""
    missed_follow_ups: int = 0
    """In a row, per tracking (R-38)."""
    chases: int = 0
    """Per push (R-64)."""
    returns_to_ordinary: int = 0
    """R-76: once per case."""
    pushes: int = 0
    """To 12345 or its like (R-65)."""
    times_brought: int = 1
    """How often the same person has brought this matter, this filing counted in (K-3.1b)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice owed: its number in obligations §12 and to whom: `citizen` or a post."""

    notice: str
    to: str


CITIZEN = "citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the timeline: append-only; who, what, when, basis (design §3)."""

    seq: int
    at: datetime
    actor: str
    """An account, `citizen`, or `clock`."""
    post: PostId | None = None
    action: Action
    basis: str
    data: Mapping[str, Scalar] = field(default_factory=lambda: NOTHING)
    texts: Mapping[str, TextRef] = field(default_factory=lambda: NO_TEXTS)
    owes: tuple[Owed, ...] = ()
    request: str = ""
    """Fingerprint of the request that made it, 16 hex digits; empty for the clock."""
    body: str = ""
    """Digest of that request's body, 16 hex digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One complaint on its way; `version` is the number of its last entry."""

    case_no: CaseNo
    county: CountyId
    rulebook: str
    """`id@version`, kept for life (A-48)."""
    filed_at: datetime
    complaint: Complaint
    state: State
    state_entered_at: datetime
    round: int = 1
    track: str = ""
    """On which track the replies of its unit run, by name (J-3.2); empty: the usual one."""
    work_order: int = 0
    """Counts work orders: a re-assignment or second handling makes a new one."""
    review_step: int = 0
    """From 1 while in review, else 0."""
    step_since: datetime | None = None
    """Since when the case waits for the signature it waits for (R-44)."""
    owner_org: OrgId | None = None
    owner_post: PostId | None = None
    supervising_org: OrgId | None = None
    """The intake body that holds the case."""
    signing_orgs: tuple[OrgId, ...] = ()
    """Whose signature a step of several signers waits for beside the owner's (A-29, R-15)."""
    lead_unit: OrgId | None = None
    former_units: tuple[OrgId, ...] = ()
    """Units that led before (H-12.1: history keeps the first unit)."""
    leader_post: PostId | None = None
    handler_post: PostId | None = None
    clock: RunningTerm | None = None
    duties: tuple[Duty, ...] = ()
    flags: frozenset[Flag] = frozenset()
    verdicts: tuple[Verdict, ...] = ()
    outcome: Outcome | None = None
    deliberated: bool = False
    """The body that holds the case has put its deliberation on record (R-13)."""
    handed_over: bool = False
    """The body has handed the case to whoever proposes what becomes of it (R-14, R-18)."""
    proposal: Proposal | None = None
    draft: Draft | None = None
    former_draft: TextRef | None = None
    """The draft of a unit that led before, as material for the one that leads now (R-26, R-60)."""
    reply: TextRef | None = None
    """The last reply that was sent."""
    replied_at: datetime | None = None
    ratings: tuple[Rating, ...] = ()
    counts: Counts = field(default_factory=Counts)
    logged: frozenset[str] = frozenset()
    """Kinds of work on record for this work order (S-7, K-4.2a)."""
    contacted: bool = False
    """The unit has been in touch with the citizen (C-M8b)."""
    co_units: tuple[OrgId, ...] = ()
    """Units that have helped with this work order (K-3.3a)."""
    confirmed: frozenset[OrgId] = frozenset()
    """Those of them that have confirmed the joint feedback."""
    recused: frozenset[PostId] = frozenset()
    in_charge: InCharge | None = None
    publication: Publication | None = None
    urged: tuple[OrgId, ...] = ()
    """Units that were urged to put things right, the last one last (K-3.5)."""
    interim_sent: bool = False
    """An interim reply has gone out in this round (R-30, R-37)."""
    tracking_since: date | None = None
    """An interim reply has gone out and the final one is still owed (H-12.9)."""
    tracking_until: date | None = None
    """When tracking without an end comes up for decision (R-38)."""
    ex_officio: bool = False
    """Continued after a withdrawal: no rating, no more notices (R-69)."""
    number_released: bool = False
    """Intake gave the citizen's number to the handler (design §3)."""
    referred_outside: bool = False
    """Gone to a body that is no tenant, whose receipt ends the case (R-09)."""
    lead: CaseNo | None = None
    """The case that this one follows or has followed: one matter, one work order (A-44)."""
    lead_due: date | None = None
    """The last day of the lead's term, as the citizen was told it."""
    lead_reply: TextRef | None = None
    """The lead's answer that the citizen was told of."""
    leading: bool = False
    """Others follow this one, or have followed it."""
    successor: CaseNo | None = None
    """The case that took over the work order when this one was withdrawn (R-73)."""
    reads_from: tuple[CaseNo, ...] = ()
    """Cases under which texts that this one refers to may stand: the answer is written once."""
    people: int = 0
    """How many people a collective matter concerns (S-16)."""
    amount: int = 0
    """How much money a collective matter is about, in yuan (S-16)."""
    origin: CaseNo | None = None
    """The case out of which this one was taken; the sealed desk alone is shown it (R-77)."""
    handed_on: date | None = None
    """When the sealed desk gave the matter to a body above; of its words only the receipt stays (X-2)."""
    reported_by: PostId | None = None
    """The post that reported a clue, where no citizen has filed it (K-4.2b, C-M21)."""
    withheld: tuple[str, ...] = ()
    """Texts and files that are read in this case no more, the oldest first (A-20, X-1)."""
    external_no: str = ""
    """The work order number at 12345 or its like (H-5.2)."""
    limit_override: int = 0
    """Working days set by another rule (H-12.4); 0: none."""
    order_limit: int = 0
    """Working days of this work order alone: a second handling may be given less (A-37); 0: the usual."""
    next_wake_at: datetime | None = None
    version: int = 0
    last_hash: str = ""
    """Hash of the last entry, 64 hex digits."""
    tail: tuple[Entry, ...] = ()
    """The newest entries; older ones stand in chunks (storage §6)."""

    @property
    def has_ended(self) -> bool:
        """Tell whether nobody owes anything more; a sealed case has ended when its desk has (R-76)."""
        return self.state in FINAL_STATES or (self.state is State.SEALED and self.clock is None)

    def shows(self, ref: str) -> bool:
        """Tell whether a text or a file of this case may still be read in it (A-20)."""
        return ref not in self.withheld

    def duty(self, kind: DutyKind) -> Duty | None:
        """Give the open duty of this kind; co-handling may run once per unit, the first is given."""
        return next((duty for duty in self.duties if duty.kind is kind), None)
