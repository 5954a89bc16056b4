"""A citizen's own cases: how they stand, and what the citizen may do (H-14)."""

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.api.action_models import GradesGiven, grades_from
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.case_views import (
    Brief,
    Due,
    Evaluation,
    Message,
    Progress,
    Reply,
    as_of_now,
    brief_of,
    due_now,
    evaluations_of,
    message_refs,
    messages_of,
    moves_of,
    progress_of,
)
from chalicelib.api.cursor import cursors
from chalicelib.api.fields import Cursor, PageLimit, a_text, an_id
from chalicelib.api.operation import Callers
from chalicelib.api.parsing import Sound
from chalicelib.api.refusals import CursorRefusedError
from chalicelib.domain.case_number import case_no_of, printed
from chalicelib.domain.errors import (
    ActionNotOpenError,
    CaseMissingError,
    CaseNumberMistypedError,
    Fault,
    RequestReusedError,
    StaleCaseError,
)
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.labels import ACTIONS, STATES
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.act import Act, Circumstances, Inputs
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.engine import open_to
from chalicelib.domain.workflow.inputs import LONGEST_REASON, LONGEST_TEXT, MOST_FILES
from chalicelib.runtime.wiring import services
from chalicelib.usecases.read_texts import texts_of

my_cases = ApiBlueprint(__name__)

PAGE = 20
REFUSALS = (CaseMissingError, StaleCaseError, ActionNotOpenError, RequestReusedError)


class Paging(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Which page of a list."""

    limit: PageLimit = PAGE
    cursor: Cursor | None = None


class MyCases(msgspec.Struct, kw_only=True):
    """A page of the citizen's cases, newest first."""

    items: list[Brief]
    next: str | None


class OpenAction(msgspec.Struct, kw_only=True):
    """Something the citizen may do now."""

    action: str
    label: str


class MyCase(msgspec.Struct, kw_only=True):
    """A case as its citizen sees it: no internal opinion, no name of an official."""

    case_no: str
    printed: str
    county: str
    version: int
    title: str
    content: str
    kind: str
    state: str
    label: str
    filed_at: datetime
    round: int
    progress: Progress
    due: Due | None
    reply: Reply | None
    evaluation: Evaluation | None
    evaluations: list[Evaluation]
    messages: list[Message]
    open_actions: list[OpenAction]


class MaterialAdded(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """More to say, or to show."""

    text: Annotated[str, a_text(LONGEST_TEXT)] | None = None
    uploads: Annotated[list[Annotated[str, an_id()]], Meta(max_length=MOST_FILES)] = []


class WithdrawalWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The citizen no longer wants the case pursued; why is nobody's business but may be said (A-45)."""

    reason: Annotated[str, a_text(LONGEST_REASON)] | None = None


class EvaluationGiven(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """All four aspects, the five exact grades (H-14.2, H-14.3)."""

    aspects: GradesGiven
    comment: Annotated[str, a_text(LONGEST_REASON)] | None = None


@my_cases.operation(
    "GET /v1/my/cases",
    summary="我的投诉",
    callers=Callers.CITIZEN,
    asks=Paging,
    gives=MyCases,
    refuses=(CursorRefusedError,),
)
def list_my_cases(call: Call) -> MyCases:
    """List what this phone has filed, in every county (§18 A-16)."""
    paging = call.query(Paging)
    place = cursors().open(paging.cursor, reader=call.person, list_of="my-cases")
    numbers = list(services().people.cases_of(call.person))
    start = numbers.index(CaseNo(place["after"])) + 1 if place and place["after"] in numbers else 0
    wanted = numbers[start : start + paging.limit]
    items = [brief_of(case, title) for case, title in services().cases.get_titled(wanted)]
    more = start + paging.limit < len(numbers)
    return MyCases(
        items=items,
        next=cursors().seal({"after": wanted[-1]}, reader=call.person, list_of="my-cases") if more else None,
    )


@my_cases.operation(
    "GET /v1/my/cases/{case_no}",
    summary="查看我的投诉",
    callers=Callers.CITIZEN,
    gives=MyCase,
    refuses=(CaseMissingError,),
)
def show_my_case(call: Call, case_no: str) -> MyCase:
    """Show a case to the citizen who filed it."""
    return _shown(_own(call, case_no), call)


@my_cases.operation(
    "POST /v1/my/cases/{case_no}/materials",
    summary="补充材料",
    callers=Callers.CITIZEN,
    takes=MaterialAdded,
    gives=MyCase,
    needs_key=True,
    refuses=REFUSALS,
)
def add_material(call: Call, case_no: str) -> MyCase:
    """Add words or files (R-80)."""
    case = _own(call, case_no)
    body = call.body(MaterialAdded, lambda sound: _upload_faults(sound, call, case))
    inputs = Inputs(text=body.text or "", uploads=tuple(body.uploads))
    return _acted(call, case, Action.ADD_MATERIAL, inputs)


@my_cases.operation(
    "POST /v1/my/cases/{case_no}/withdrawal",
    summary="撤回投诉",
    callers=Callers.CITIZEN,
    takes=WithdrawalWanted,
    gives=MyCase,
    needs_key=True,
    refuses=REFUSALS,
)
def withdraw(call: Call, case_no: str) -> MyCase:
    """Ask to withdraw (R-69, R-70)."""
    case = _own(call, case_no)
    body = call.body(WithdrawalWanted)
    return _acted(call, case, Action.WITHDRAW, Inputs(reason=body.reason or ""))


@my_cases.operation(
    "POST /v1/my/cases/{case_no}/evaluation",
    summary="评价",
    callers=Callers.CITIZEN,
    takes=EvaluationGiven,
    gives=MyCase,
    needs_key=True,
    refuses=REFUSALS,
)
def evaluate(call: Call, case_no: str) -> MyCase:
    """Rate the answer (H-14.2)."""
    case = _own(call, case_no)
    body = call.body(EvaluationGiven)
    inputs = Inputs(grades=grades_from(body.aspects), comment=body.comment or "")
    return _acted(call, case, Action.EVALUATE, inputs)


def _upload_faults(sound: Sound, call: Call, case: Case) -> Iterator[Fault]:
    """Name unfit uploads, except of a request taken before: its tickets may have expired since."""
    if services().cases.find_entry(case, call.fingerprint) is None:
        yield from services().claim_uploads.faults(
            sound.get("uploads", ()), call.person, lambda: case.case_no
        )


def _own(call: Call, case_no: str) -> Case:
    return services().open_case.for_citizen(case_number_in_path(case_no), call.person)


def case_number_in_path(text: str) -> CaseNo:
    """Read a case number, printed or stored; what is none answers like a case that is not there."""
    try:
        return case_no_of(text)
    except CaseNumberMistypedError:
        raise CaseMissingError from None


def _acted(call: Call, case: Case, action: Action, inputs: Inputs) -> MyCase:
    act = Act(action=action, actor=call.actor, inputs=inputs, request=call.fingerprint, body=call.digest)
    return _shown(services().take_action(case, act, version=None, person=call.person), call)


def _shown(case: Case, call: Call) -> MyCase:
    around = services().surroundings.of(case)
    stored = [entry for entry, _ in services().cases.timeline(case)]
    case, entries = as_of_now(case, stored, around)
    found = message_refs(entries)
    complaint = case.complaint
    refs = [complaint.title, complaint.content, *(ref for _, ref in found)]
    texts = texts_of(services().cases, case, [*refs, case.reply] if case.reply else refs)
    evaluations = evaluations_of(case)
    return MyCase(
        case_no=case.case_no,
        printed=printed(case.case_no),
        county=case.county,
        version=case.version,
        title=texts.get(complaint.title, ""),
        content=texts.get(complaint.content, ""),
        kind=complaint.kind,
        state=case.state,
        label=STATES[case.state],
        filed_at=case.filed_at,
        round=case.round,
        progress=progress_of(case, entries),
        due=_due_of(case, around),
        reply=Reply(
            at=case.replied_at,
            text=texts.get(case.reply, ""),
            outcome=case.outcome,
            round=case.round,
        )
        if case.reply and case.replied_at
        else None,
        evaluation=evaluations[-1] if evaluations else None,
        evaluations=evaluations,
        messages=sorted([*messages_of(found, texts), *moves_of(entries)], key=attrgetter("at")),
        open_actions=[
            OpenAction(action=action, label=ACTIONS[action])
            for action in dict.fromkeys(rule.action for rule in open_to(call.actor, case, around))
        ],
    )


def _due_of(case: Case, around: Circumstances) -> Due | None:
    """Show by when the office owes the next step; what the sealed desk owes is told to nobody (X-1)."""
    if case.state is State.SEALED:
        return None
    return due_now(case, around, services().shelves.calendar)
