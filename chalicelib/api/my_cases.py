"""A citizen's own cases: how they stand, and what the citizen may do (H-14)."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.api.action_models import GradesGiven, grades_from
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.case_views import Brief, brief_of
from chalicelib.api.cursor import cursors
from chalicelib.api.fields import Cursor, PageLimit, a_text, an_id
from chalicelib.api.my_case_view import MyCase, shown_to
from chalicelib.api.operation import Callers
from chalicelib.api.parsing import Sound
from chalicelib.api.refusals import CursorRefusedError
from chalicelib.domain.case_number import case_no_of
from chalicelib.domain.errors import (
    ActionNotOpenError,
    CaseMissingError,
    CaseNumberMistypedError,
    CaseStillOpenError,
    Fault,
    RequestReusedError,
    StaleCaseError,
)
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.inputs import LONGEST_REASON, LONGEST_TEXT, MOST_FILES
from chalicelib.domain.workflow.long_ended import needs_code
from chalicelib.runtime.wiring import services

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
    numbers = services().people.cases_of(call.person, after=CaseNo(place["after"]) if place else None)
    wanted = numbers[: paging.limit]
    now = services().clock.now()
    items = [
        brief_of(case, None if needs_code(case, now) else title)
        for case, title in services().cases.get_titled(wanted)
    ]
    more = paging.limit < len(numbers)
    return MyCases(
        items=items,
        next=cursors().seal({"after": wanted[-1]}, reader=call.person, list_of="my-cases") if more else None,
    )


@my_cases.operation(
    "GET /v1/my/cases/{case_no}",
    summary="查看我的投诉",
    callers=Callers.CITIZEN,
    gives=MyCase,
    takes_code=True,
    refuses=(CaseMissingError,),
)
def show_my_case(call: Call, case_no: str) -> MyCase:
    """Show a case to the citizen who filed it."""
    return shown_to(call.actor, _own(call, case_no))


@my_cases.operation(
    "POST /v1/my/cases/{case_no}/materials",
    summary="补充材料",
    callers=Callers.CITIZEN,
    takes=MaterialAdded,
    gives=MyCase,
    needs_key=True,
    takes_code=True,
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
    takes_code=True,
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
    takes_code=True,
    refuses=REFUSALS,
)
def evaluate(call: Call, case_no: str) -> MyCase:
    """Rate the answer (H-14.2)."""
    case = _own(call, case_no)
    body = call.body(EvaluationGiven)
    inputs = Inputs(grades=grades_from(body.aspects), comment=body.comment or "")
    return _acted(call, case, Action.EVALUATE, inputs)


@my_cases.operation(
    "POST /v1/my/cases/{case_no}/hiding",
    summary="从我的列表中移除",
    callers=Callers.CITIZEN,
    status=204,
    needs_key=True,
    refuses=(CaseMissingError, CaseStillOpenError),
)
def hide(call: Call, case_no: str) -> None:
    """Take an ended case off the list for good; nothing is deleted, its number still opens it (A-17)."""
    case = services().open_case.for_citizen(case_number_in_path(case_no), call.person)
    if call.key:
        services().open_own_case.hide(case, call.person)


def _upload_faults(sound: Sound, call: Call, case: Case) -> Iterator[Fault]:
    """Name unfit uploads, except of a request taken before: its tickets may have expired since."""
    if services().cases.find_entry(case, call.fingerprint) is None:
        yield from services().claim_uploads.faults(
            sound.get("uploads", ()), call.person, lambda: case.case_no
        )


def _own(call: Call, case_no: str) -> Case:
    return services().open_own_case(case_number_in_path(case_no), call.person, call.query_code)


def case_number_in_path(text: str) -> CaseNo:
    """Read a case number, printed or stored; what is none answers like a case that is not there."""
    try:
        return case_no_of(text)
    except CaseNumberMistypedError:
        raise CaseMissingError from None


def _acted(call: Call, case: Case, action: Action, inputs: Inputs) -> MyCase:
    act = Act(action=action, actor=call.actor, inputs=inputs, request=call.fingerprint, body=call.digest)
    return shown_to(call.actor, services().take_action(case, act, version=None, person=call.person))
