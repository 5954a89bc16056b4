"""The officials' desk: what lies on it, each case as this post may see it, and every action (design §6)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from chalicelib.api.action_models import inputs_from, models, schema_of
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.case_views import (
    Due,
    DutyShown,
    Evaluation,
    Message,
    Progress,
    due_of,
    duty_of,
    evaluations_of,
    message_refs,
    messages_of,
    progress_of,
)
from chalicelib.api.cursor import cursors
from chalicelib.api.fields import Cursor, Month, PageLimit, an_id
from chalicelib.api.my_cases import PAGE, case_number_in_path
from chalicelib.api.operation import Callers
from chalicelib.api.refusals import CursorRefusedError
from chalicelib.domain.case_number import printed
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.errors import (
    ActionNotOpenError,
    CaseMissingError,
    DomainError,
    ErrorKind,
    NotYoursError,
    RequestReusedError,
    StaleCaseError,
)
from chalicelib.domain.identifiers import OrgId, TextRef
from chalicelib.domain.labels import ACTIONS, STATES, TERMS
from chalicelib.domain.progress import step_of
from chalicelib.domain.vocabulary import Action, Role
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.desks import closed_box, desk_key
from chalicelib.domain.workflow.engine import open_to
from chalicelib.runtime.wiring import services

desk = ApiBlueprint(__name__)


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


class ActionUnknownError(DomainError):
    """No official has such an action."""

    kind = ErrorKind.MISSING
    code = "action-unknown"
    title = "没有这项操作"


@desk.operation(
    "GET /v1/desk/cases",
    summary="工作台",
    callers=Callers.STAFF,
    asks=DeskWanted,
    gives=DeskList,
    refuses=(CursorRefusedError,),
)
def list_desk(call: Call) -> DeskList:
    """List a tray of this post's organisation; the county may look into any (H-4.3)."""
    wanted = call.query(DeskWanted)
    actor = call.actor
    org = OrgId(wanted.org) if wanted.org and actor.role in {Role.COUNTY, Role.COUNTY_LEADER} else actor.org
    if org is None or wanted.box not in _trays_of(actor.role):
        return DeskList(items=[], next=None)
    key = desk_key(call.county, org, _box_name(wanted))
    list_of = f"desk {key}"
    place = cursors().open(wanted.cursor, reader=actor.account, list_of=list_of)
    page = services().cases.list_desk(key, limit=wanted.limit, after=place)
    items = [
        DeskLine(
            case_no=row.case_no,
            printed=printed(row.case_no),
            title=row.title,
            kind=row.kind,
            place=row.place,
            flags=sorted(row.flags),
            due_at=row.due_at,
        )
        for row in page.rows
        if actor.post not in row.recused
    ]
    following = (
        cursors().seal(page.next_key, reader=actor.account, list_of=list_of) if page.next_key else None
    )
    return DeskList(items=items, next=following)


@desk.operation(
    "GET /v1/desk/cases/{case_no}",
    summary="查看办件",
    callers=Callers.STAFF,
    gives=DeskCase,
    refuses=(CaseMissingError,),
)
def show_case(call: Call, case_no: str) -> DeskCase:
    """Show a case to a post that may see it."""
    return _shown(services().take_action.visible(case_number_in_path(case_no), call.actor), call)


@desk.operation(
    "GET /v1/desk/cases/{case_no}/timeline",
    summary="办件全过程",
    callers=Callers.STAFF,
    gives=Timeline,
    refuses=(CaseMissingError,),
)
def show_timeline(call: Call, case_no: str) -> Timeline:
    """Show every entry with its hash."""
    case = services().take_action.visible(case_number_in_path(case_no), call.actor)
    entries = services().cases.timeline(case)
    refs = [ref for entry, _ in entries for ref in entry.texts.values()]
    texts = services().cases.texts(case.case_no, list(dict.fromkeys(refs)))
    return Timeline(
        items=[
            TimelineEntry(
                seq=entry.seq,
                at=entry.at,
                actor=entry.actor,
                post=entry.post,
                action=entry.action,
                label=ACTIONS[entry.action],
                basis=entry.basis,
                data=dict(entry.data),
                texts={name: texts[ref] for name, ref in entry.texts.items() if ref in texts},
                request=entry.request,
                body=entry.body,
                hash=hashed,
            )
            for entry, hashed in entries
        ]
    )


@desk.operation(
    "POST /v1/desk/cases/{case_no}/actions/{action}",
    summary="办理一项操作",
    callers=Callers.STAFF,
    takes=tuple(models().values()),
    gives=DeskCase,
    needs_key=True,
    refuses=(
        CaseMissingError,
        ActionUnknownError,
        StaleCaseError,
        NotYoursError,
        ActionNotOpenError,
        RequestReusedError,
    ),
)
def act_on_case(call: Call, case_no: str, action: str) -> DeskCase:
    """Take an action; what it asks for stands in `open_actions`."""
    case = services().take_action.visible(case_number_in_path(case_no), call.actor)
    model = models().get(Action(action)) if action in set(Action) else None
    if model is None:
        raise ActionUnknownError("请从办件的可办操作中选择。")
    body = call.body(model)
    act = Act(
        action=Action(action),
        actor=call.actor,
        inputs=inputs_from(body),
        request=call.fingerprint,
        body=call.digest,
    )
    version: int = getattr(body, "version")  # noqa: B009 - every model of an action has one
    after = services().take_action(case, act, version=version)
    return _shown(after, call)


def _trays_of(role: Role) -> frozenset[Box]:
    return _TRAYS.get(role, frozenset())


_EVERY_TRAY = frozenset(Box) - {Box.SEALED}
_TRAYS = {
    Role.INTAKE: _EVERY_TRAY,
    Role.COUNTY: _EVERY_TRAY,
    Role.COUNTY_LEADER: _EVERY_TRAY,
    Role.HANDLER: frozenset({Box.HANDLING, Box.TRACKING, Box.SUPERVISION, Box.DUTIES, Box.CLOSED}),
    Role.UNIT_LEADER: frozenset(
        {Box.HANDLING, Box.TRACKING, Box.SUPERVISION, Box.DUTIES, Box.REVIEW, Box.CLOSED}
    ),
    Role.UNIT_PARTY_COMMITTEE: frozenset({Box.REVIEW, Box.CLOSED}),
}
"""Which trays of its organisation a role looks into; a handler sees in the list only what it may open."""


def _box_name(wanted: DeskWanted) -> str:
    if wanted.box is not Box.CLOSED:
        return wanted.box
    now = services().clock.now()
    return f"closed:{wanted.month.replace('-', '')}" if wanted.month else closed_box(now)


def _shown(case: Case, call: Call) -> DeskCase:
    around = services().surroundings.of(case)
    cases = services().cases
    entries = [entry for entry, _ in cases.timeline(case)]
    found = message_refs(entries)
    complaint = case.complaint
    draft = case.draft.text if case.draft else None
    refs = [complaint.title, complaint.content, complaint.demand, complaint.complained_person]
    wanted = [ref for ref in (*refs, draft, case.reply, *(ref for _, ref in found)) if ref]
    texts = cases.texts(case.case_no, list(dict.fromkeys(wanted)))
    calendar_of = services().shelves.calendar
    opened: dict[Action, None] = dict.fromkeys(rule.action for rule in open_to(call.actor, case, around))

    def text(ref: TextRef | None) -> str | None:
        return texts.get(ref) if ref else None

    return DeskCase(
        case_no=case.case_no,
        printed=printed(case.case_no),
        county=case.county,
        version=case.version,
        rulebook=case.rulebook,
        state=case.state,
        label=STATES[case.state],
        step=step_of(case.state),
        round=case.round,
        work_order=case.work_order,
        review_step=case.review_step,
        kind=complaint.kind,
        source={"type": complaint.source.type, "ref": complaint.source.ref},
        place=complaint.place,
        item=complaint.item,
        title=texts.get(complaint.title, ""),
        content=texts.get(complaint.content, ""),
        demand=text(complaint.demand),
        complained_of=ComplainedOfShown(
            unit=complaint.complained_unit, person=text(complaint.complained_person)
        )
        if complaint.complained_unit or complaint.complained_person
        else None,
        happened_on=complaint.happened_on,
        uploads=list(complaint.uploads),
        flags=sorted(case.flags),
        filed_at=case.filed_at,
        owner_org=case.owner_org,
        owner_org_name=_org_name(case.owner_org, around.directory),
        owner_post=case.owner_post,
        supervising_org=case.supervising_org,
        lead_unit=case.lead_unit,
        responsible_unit=complaint.responsible_unit,
        leader_post=case.leader_post,
        handler_post=case.handler_post,
        due=due_of(case.clock, case, calendar_of) if case.clock else None,
        duties=[duty_of(duty, case, calendar_of) for duty in case.duties],
        verdicts=[
            VerdictShown(
                term=verdict.term,
                label=TERMS[verdict.term],
                round=verdict.round,
                work_order=verdict.work_order,
                org=verdict.org,
                on_time=verdict.on_time,
                due_on=verdict.due_on,
                settled_at=verdict.settled_at,
                held_by=verdict.held_by,
                excused=verdict.excused,
            )
            for verdict in case.verdicts
        ],
        draft=text(draft),
        reply=text(case.reply),
        outcome=case.outcome,
        evaluations=evaluations_of(case),
        messages=messages_of(found, texts),
        contact=_contact(case, call),
        progress=progress_of(case, entries),
        open_actions=[
            OpenDeskAction(action=action, label=ACTIONS[action], inputs=schema_of(action))
            for action in opened
        ],
    )


def _org_name(org: OrgId | None, directory: Directory) -> str | None:
    found = directory.find_org(org) if org else None
    return found.name if found else None


def _contact(case: Case, call: Call) -> Contact | None:
    if not case.number_released or call.actor.org != case.lead_unit:
        return None
    person = services().cases.filed_by(case.case_no)
    return Contact(phone=services().people.phone_of(person).value)
