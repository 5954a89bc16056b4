"""A citizen stands at a reception point: file for them with their consent, or look their case up.

`POST /v1/desk/filings` and `POST /v1/desk/lookups` (S-18, C-M10a, A-18, A-19).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.fields import Phone, a_line, an_id, some_digits
from chalicelib.api.filing import CaseWanted, wanted_of
from chalicelib.api.my_case_view import MyCase, shown_at_reception
from chalicelib.api.operation import Callers
from chalicelib.api.parsing import FILING_LIMIT, Sound
from chalicelib.api.phones import number_of, phone_faults
from chalicelib.domain.case_number import case_no_of, printed
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import CaseNumberMistypedError, Fault, NotYoursError, RequestReusedError
from chalicelib.domain.identifiers import PersonId
from chalicelib.domain.identity.limits import CODE_DIGITS
from chalicelib.domain.identity.query_code import MOST_TYPED
from chalicelib.domain.identity.refusals import CodeRefusedError, LookupRefusedError, TooOftenError
from chalicelib.domain.labels import STATES
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.filing import Consent
from chalicelib.runtime.wiring import services

assisting = ApiBlueprint(__name__)

_NOBODY = PersonId("")
NoFiles = Annotated[list[Annotated[str, an_id()]], msgspec.Meta(max_length=0)]


class AssistedCaseWanted(CaseWanted, forbid_unknown_fields=True, kw_only=True):
    """A complaint and whose it is; files are added later, by the citizen; who has no phone gives none."""

    phone: Phone | None = None
    code: Annotated[str, some_digits(CODE_DIGITS, "群众手机收到的验证码，由本人告知")] | None = None
    consent: Annotated[Consent, msgspec.Meta(description="本人怎样同意代为提交")]
    uploads: NoFiles = msgspec.field(default_factory=list)


class AssistedCaseFiled(msgspec.Struct, kw_only=True):
    """What whoever helps may keep; the query code goes to the citizen's own phone, or is printed here."""

    case_no: str
    printed: str
    state: str
    label: str
    filed_at: datetime
    query_code: str | None
    """Only for who has no phone: to be printed, handed over and not kept (A-19)."""


class LookupWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the citizen holds on paper."""

    case_no: Annotated[str, a_line(MOST_TYPED, "回执上的编号")]
    query_code: Annotated[str, a_line(MOST_TYPED, "回执上的查询码")]


@assisting.operation(
    "POST /v1/desk/filings",
    summary="代群众提交投诉",
    callers=Callers.STAFF,
    takes=AssistedCaseWanted,
    gives=AssistedCaseFiled,
    status=201,
    needs_key=True,
    most_bytes=FILING_LIMIT,
    refuses=(CodeRefusedError, NotYoursError, RequestReusedError),
)
def file_for_somebody(call: Call) -> AssistedCaseFiled:
    """File for somebody; the same key again gives the same receipt."""
    wanted = call.body(AssistedCaseWanted, lambda sound: _faults(sound, call))
    act = Act(action=Action.FILE, actor=call.actor, body=call.digest, request=call.fingerprint)
    phone = number_of(wanted.phone) if wanted.phone else None
    filed = services().file_for_somebody(
        wanted_of(wanted, wanted.consent), phone, wanted.code or "", call.key, act
    )
    case = filed.case
    return AssistedCaseFiled(
        case_no=case.case_no,
        printed=printed(case.case_no),
        state=case.state,
        label=STATES[case.state],
        filed_at=case.filed_at,
        query_code=None if phone else filed.query_code,
    )


@assisting.operation(
    "POST /v1/desk/lookups",
    summary="凭编号和查询码代群众查询",
    callers=Callers.STAFF,
    takes=LookupWanted,
    gives=MyCase,
    refuses=(LookupRefusedError, NotYoursError, TooOftenError),
)
def look_up(call: Call) -> MyCase:
    """Show whoever stands there their case, as they would see it on a phone of their own."""
    wanted = call.body(LookupWanted, _number_faults)
    case_no = case_no_of(wanted.case_no)
    return shown_at_reception(services().look_up_case(case_no, wanted.query_code, call.actor, call.county))


def _number_faults(sound: Sound) -> Iterator[Fault]:
    if "case_no" in sound:
        try:
            case_no_of(sound["case_no"])
        except CaseNumberMistypedError:
            yield Fault("/case_no", "编号好像抄错了，请对照回执核对。")


def _faults(sound: Sound, call: Call) -> Iterator[Fault]:
    if call.says("phone"):
        yield from phone_faults(sound)
        if not call.says("code"):
            yield Fault("/code", "请填写群众手机收到的验证码。")
    else:
        yield from _faults_without_phone(sound, call)
    if sound.get("county", call.county) != call.county:
        yield Fault("/county", "只能为本县（区）代为提交。")
    # Whatever county it names, it is filed by this one's tables or not at all.
    here = {name: value for name, value in sound.items() if name != "uploads"} | {"county": call.county}
    yield from services().file_case.faults(here, _NOBODY, "", civil_day(services().clock.now()))


def _faults_without_phone(sound: Sound, call: Call) -> Iterator[Fault]:
    if call.says("code"):
        yield Fault("/phone", "请填写收到验证码的手机号；没有手机的，手机号和验证码都不填。")
    if sound.get("consent") == Consent.PHONE:
        yield Fault("/consent", "没有手机号时，请当面或者书面征得本人同意。")
    if sound.get("may_call"):
        yield Fault("/may_call", "没有手机号，不能选择愿意接听电话。")
