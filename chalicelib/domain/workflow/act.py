"""What somebody wants done, the world it meets, and what must then be written together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import AccountId, CaseNo, OrgId, PostId, TextRef
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Action, Aspect, Grade, Outcome, ReviewItem, Role
from chalicelib.domain.workflow.case import CITIZEN, Case, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: an account at one of its posts, or the citizen who filed."""

    account: AccountId
    role: Role
    org: OrgId | None = None
    post: PostId | None = None

    @property
    def is_citizen(self) -> bool:
        """Tell whether this is the person who filed."""
        return self.role is Role.CITIZEN

    @property
    def signature(self) -> str:
        """How the timeline names this actor: the citizen is never named there (storage §1)."""
        return CITIZEN if self.is_citizen else self.account


NO_ORG: Final = OrgId("")
NO_POST: Final = PostId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything an act can carry, checked for form at the edge; empty means not given.

    Which of these an action needs or takes stands in the workflow table, and the edge builds the input
    model of each action from it (`inputs.py`).
    """

    reason: str = ""
    text: str = ""
    opinion: str = ""
    comment: str = ""
    requirement: str = ""
    unit: OrgId = NO_ORG
    body: OrgId = NO_ORG
    leader: PostId = NO_POST
    handler: PostId = NO_POST
    kind: str = ""
    working_days: int = 0
    calendar_days: int = 0
    special: bool = False
    special_category: str = ""
    outcome: Outcome | None = None
    checked: tuple[ReviewItem, ...] = ()
    until: date | None = None
    done_on: date | None = None
    done_by: str = ""
    method: str = ""
    log_type: str = ""
    target: str = ""
    external_no: str = ""
    lawful: bool = False
    upheld: bool = False
    settled: bool = False
    basis: str = ""
    participants: str = ""
    meeting: str = ""
    venue: str = ""
    chaired_by: str = ""
    recorded_by: str = ""
    leaders_opinion: str = ""
    groups_opinion: str = ""
    remark: str = ""
    title: str = ""
    demand: str = ""
    receiver: str = ""
    kept: tuple[str, ...] = ()
    into: str = ""
    people: int = 0
    amount: int = 0
    course: str = ""
    effect: str = ""
    channel: str = ""
    consented: bool = False
    show_draft: bool = False
    grades: Mapping[Aspect, Grade] = field(default_factory=dict)
    uploads: tuple[str, ...] = ()


NO_INPUTS = Inputs()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One action by one actor, with the fingerprint of the request that carries it (storage §1)."""

    action: Action
    actor: Actor
    inputs: Inputs = NO_INPUTS
    request: str = ""
    """16 hex digits over actor, route and Idempotency-Key."""
    body: str = ""
    """16 hex digits over the canonical body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What must be known before words leave a case, perhaps for a case of their own (A-20, K-4.2b)."""

    case_no: CaseNo
    """The number that such a case would have."""
    refer: Callable[[str], TextRef]
    """Gives references in that case."""
    words: Mapping[TextRef, str]
    """Everything the citizen has ever written in the case, by its references there, the oldest first."""
    files: tuple[str, ...]
    """Everything the citizen has handed in and the case still shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """The world around a decision, each part read once (house style §3)."""

    now: datetime
    rulebook: Rulebook
    calendar: Calendar
    directory: Directory
    refer: Callable[[str], TextRef]
    """Gives the reference under which a text will stand: same text of the same case, same reference."""
    lead: Case | None = None
    """The case that this one follows, as it stands (R-71)."""
    followers: tuple[Case, ...] | None = None
    """The cases that follow this one; None: nobody has asked for them."""
    other: Case | None = None
    """The case that an act names beside its own (A-44)."""
    branch: Branch | None = None
    """Gathered for the acts that need it alone (`branching.BRANCHING`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything that must become true together: the case after, its new entries, the texts they name."""

    before: Case | None
    """None: the case is new."""
    after: Case
    entries: tuple[Entry, ...]
    texts: Mapping[TextRef, str]
    beside: "Decision | None" = None
    """Another case that begins or changes with it, in the same write (A-20, A-44)."""

    @property
    def is_nothing(self) -> bool:
        """Tell whether there is nothing to write."""
        return not self.entries and self.before == self.after and self.beside is None
