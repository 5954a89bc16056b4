"""The officials' desk: what lies on it, each case as this post may see it, and every action (design §6)."""

from collections.abc import Sequence
from datetime import timedelta

from chalicelib.api.action_models import inputs_from, models
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.cursor import cursors
from chalicelib.api.desk_answers import (
    Box,
    DeskCase,
    DeskLine,
    DeskList,
    DeskWanted,
    EvidenceLink,
    Timeline,
    TimelineEntry,
)
from chalicelib.api.desk_view import shown
from chalicelib.api.my_cases import case_number_in_path
from chalicelib.api.operation import Callers
from chalicelib.api.refusals import CursorRefusedError
from chalicelib.domain.case_number import printed
from chalicelib.domain.errors import (
    ActionNotOpenError,
    CaseMissingError,
    DomainError,
    ErrorKind,
    NotYoursError,
    RequestReusedError,
    StaleCaseError,
)
from chalicelib.domain.identifiers import OrgId, UploadId
from chalicelib.domain.labels import ACTIONS
from chalicelib.domain.vocabulary import Action, Flag, Role
from chalicelib.domain.workflow.act import Act, Actor
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.evidence_of import evidence_of
from chalicelib.domain.workflow.seats.desks import closed_box, desk_key
from chalicelib.domain.workflow.seats.minors import reads_words
from chalicelib.ports.case_store import DeskRow
from chalicelib.runtime.wiring import services
from chalicelib.usecases.read_texts import texts_of

desk = ApiBlueprint(__name__)

LINK_LASTS = timedelta(minutes=5)


class EvidenceMissingError(DomainError):
    """The case has no such file, or it has not passed its check."""

    kind = ErrorKind.MISSING
    code = "evidence-missing"
    title = "没有这个附件"


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
            title=row.kind if _is_hushed(row, actor, org, wanted.box) else row.title,
            kind=row.kind,
            place=row.place,
            flags=sorted(row.flags),
            due_at=row.due_at,
        )
        for row in _readable(page.rows, actor, wanted.box)
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
    return shown(_read(case_no, call), call)


@desk.operation(
    "GET /v1/desk/cases/{case_no}/timeline",
    summary="办件全过程",
    callers=Callers.STAFF,
    gives=Timeline,
    refuses=(CaseMissingError,),
)
def show_timeline(call: Call, case_no: str) -> Timeline:
    """Show every entry with its hash."""
    case = _read(case_no, call)
    entries = services().cases.timeline(case)
    is_read = _reads(call, case)
    refs = [ref for entry, _ in entries for ref in entry.texts.values() if is_read]
    texts = texts_of(services().cases, case, refs)
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
    "GET /v1/desk/cases/{case_no}/uploads/{upload_id}",
    summary="查看附件",
    callers=Callers.STAFF,
    gives=EvidenceLink,
    refuses=(CaseMissingError, EvidenceMissingError),
)
def show_evidence(call: Call, case_no: str, upload_id: str) -> EvidenceLink:
    """Lead to the cleaned copy of a file of this case, for a few minutes."""
    case = _read(case_no, call)
    entries = [entry for entry, _ in services().cases.timeline(case)]
    ticket = services().gate.find_upload(UploadId(upload_id), services().clock.real_now())
    if not _reads(call, case):
        raise EvidenceMissingError("涉及未成年人，附件只给办理这件的人看。")
    if upload_id not in evidence_of(case, entries) or (ticket is not None and ticket.state != "clean"):
        raise EvidenceMissingError("附件还在检查，或者不属于这个办件；请稍后再看。")
    link = services().dispatch.files.link_to_shown(UploadId(upload_id), LINK_LASTS)
    return EvidenceLink(url=link, expires_at=services().clock.real_now() + LINK_LASTS)


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
    case = services().open_case.for_post(
        case_number_in_path(case_no), call.actor, is_read=False, request=call.fingerprint_if_any
    )
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
    return shown(after, call)


def _readable(rows: Sequence[DeskRow], actor: Actor, box: Box) -> Sequence[DeskRow]:
    """Leave out what this post may not open: a desk is an organisation's, a case may be one leader's (J-2.3).

    Who takes in, and the county, read what lies on their desks and has not ended; else each head is asked,
    for among what has ended is what was led to 12388 (S-20).
    """
    lying = [row for row in rows if actor.post not in row.recused]
    if actor.role in _READS_ITS_DESK and box is not Box.CLOSED:
        return lying
    heads = services().cases.get_many([row.case_no for row in lying])
    seen = {case.case_no for case in heads if services().surroundings.lets_see(actor, case)}
    return [row for row in lying if row.case_no in seen]


def _is_hushed(row: DeskRow, actor: Actor, org: OrgId, box: Box) -> bool:
    """Tell whether a list keeps a title back: a minor's case on another's desk, or an ended one (S-15)."""
    return Flag.MINORS_INVOLVED in row.flags and (org != actor.org or box is Box.CLOSED)


def _reads(call: Call, case: Case) -> bool:
    return reads_words(call.actor, case, services().surroundings.of(case))


def _trays_of(role: Role) -> frozenset[Box]:
    return _TRAYS.get(role, frozenset())


_READS_ITS_DESK = frozenset({Role.INTAKE, Role.COUNTY, Role.COUNTY_LEADER})
_EVERY_TRAY = frozenset(Box) - {Box.SEALED}
_SIGNING = frozenset({Box.PROPOSAL, Box.REVIEW, Box.EXTENSIONS, Box.CLOSED})
_TRAYS = {
    Role.INTAKE: _EVERY_TRAY,
    Role.COUNTY: _EVERY_TRAY,
    Role.COUNTY_LEADER: _EVERY_TRAY,
    Role.HANDLER: frozenset({Box.HANDLING, Box.TRACKING, Box.SUPERVISION, Box.DUTIES, Box.CLOSED}),
    Role.UNIT_LEADER: frozenset(
        {Box.HANDLING, Box.TRACKING, Box.SUPERVISION, Box.DUTIES, Box.REVIEW, Box.EXTENSIONS, Box.CLOSED}
    ),
    Role.UNIT_PARTY_COMMITTEE: _SIGNING,
    Role.LEADER_IN_CHARGE: _SIGNING | {Box.HARD},
    Role.MAIN_LEADER: _SIGNING | {Box.HARD, Box.PUBLICATION},
    Role.DISCIPLINE_SECRETARY: _SIGNING | {Box.HARD},
    Role.COORDINATION_OFFICE: _SIGNING | {Box.INTAKE, Box.HARD},
    Role.SEALED_DESK: frozenset({Box.SEALED}),
}
"""Which trays of its organisation a role looks into."""


def _box_name(wanted: DeskWanted) -> str:
    if wanted.box is not Box.CLOSED:
        return wanted.box
    now = services().clock.now()
    return f"closed:{wanted.month.replace('-', '')}" if wanted.month else closed_box(now)


def _read(case_no: str, call: Call) -> Case:
    return services().open_case.for_post(case_number_in_path(case_no), call.actor, is_read=True)
