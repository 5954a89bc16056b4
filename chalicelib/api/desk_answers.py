"""What the desk asks and answers: trays, lines, a case as a post may see it, its timeline."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from chalicelib.api.case_views import Due, DutyShown, Evaluation, Message, Progress
from chalicelib.api.fields import Cursor, Month, PageLimit, an_id
from chalicelib.api.my_cases import PAGE


class Box(StrEnum):
    """The trays of a desk."""

    INTAKE = "intake"
    PROPOSAL = "proposal"
    HANDLING = "handling"
    REVIEW = "review"
    EXTENSIONS = "extensions"
    DUTIES = "duties"
    SUPERVISION = "supervision"
    DECISION = "decision"
    TRACKING = "tracking"
    FOLLOWING = "following"
    HARD = "hard"
    PUBLICATION = "publication"
    CLOSED = "closed"
    SEALED = "sealed"


class DeskWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which tray, and which page of it."""

    box: Box
    limit: PageLimit = PAGE
    cursor: Cursor | None = None
    org: Annotated[str, an_id("只有县纪委监委可以查看其他单位的件")] | None = None
    month: Month | None = None


class DeskLine(msgspec.Struct, kw_only=True):
    """A case in a tray."""

    case_no: str
    printed: str
    title: str
    kind: str
    place: str
    flags: list[str]
    due_at: datetime | None


class DeskList(msgspec.Struct, kw_only=True):
    """A page of a tray, by next due."""

    items: list[DeskLine]
    next: str | None


class OpenDeskAction(msgspec.Struct, kw_only=True):
    """An action this post may take now, with what it asks for."""

    action: str
    label: str
    inputs: dict[str, Any]


class PublicationShown(msgspec.Struct, kw_only=True):
    """What is to be told in public, or is (K-3.3b)."""

    state: str
    label: str
    since: datetime
    title: str
    text: str


class VerdictShown(msgspec.Struct, kw_only=True):
    """In time or late, for good (R-05)."""

    term: str
    label: str
    round: int
    work_order: int
    org: str | None
    on_time: bool
    due_on: date
    settled_at: datetime
    held_by: str
    excused: str


class Contact(msgspec.Struct, kw_only=True):
    """The citizen's number, where the citizen allowed calls and intake released it (§18 A-19)."""

    phone: str


class ComplainedOfShown(msgspec.Struct, kw_only=True):
    """Whom the complaint is about."""

    unit: str | None
    person: str | None


class DeskCase(msgspec.Struct, kw_only=True):
    """A case as this post may see it: the matter, never the person who filed it."""

    case_no: str
    printed: str
    county: str
    version: int
    rulebook: str
    origin: str | None
    lead: str | None
    leading: bool
    people: int | None
    amount: int | None
    state: str
    label: str
    step: str
    round: int
    work_order: int
    review_step: int
    kind: str
    source: dict[str, str | None]
    place: str
    item: str | None
    title: str
    content: str
    masked: bool
    """Words are kept from this post: the case is about minors, and the post only looks on (S-15)."""
    capacity: str | None
    """As whom it was filed: 本人, 监护人 or 代理人."""
    demand: str | None
    complained_of: ComplainedOfShown | None
    happened_on: date | None
    uploads: list[str]
    flags: list[str]
    filed_at: datetime
    owner_org: str | None
    owner_org_name: str | None
    owner_post: str | None
    supervising_org: str | None
    lead_unit: str | None
    responsible_unit: str | None
    leader_post: str | None
    handler_post: str | None
    publication: PublicationShown | None
    in_charge_post: str | None
    """The leader in charge of a hard case (包案)."""
    due: Due | None
    duties: list[DutyShown]
    verdicts: list[VerdictShown]
    draft: str | None
    reply: str | None
    outcome: str | None
    evaluations: list[Evaluation]
    messages: list[Message]
    contact: Contact | None
    progress: Progress
    open_actions: list[OpenDeskAction]


class TimelineEntry(msgspec.Struct, kw_only=True):
    """One line of the timeline, with its hash over the one before."""

    seq: int
    at: datetime
    actor: str
    post: str | None
    action: str
    label: str
    basis: str
    data: dict[str, str | int | bool]
    texts: dict[str, str]
    request: str
    body: str
    hash: str


class Timeline(msgspec.Struct, kw_only=True):
    """The whole timeline, oldest first."""

    items: list[TimelineEntry]


class EvidenceLink(msgspec.Struct, kw_only=True):
    """Where the cleaned copy can be fetched, and until when."""

    url: str
    expires_at: datetime
