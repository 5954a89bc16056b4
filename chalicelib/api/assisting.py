"""`POST /v1/desk/filings`: file for a citizen who stands beside, with their consent (S-18, C-M10a)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.fields import Phone, an_id, some_digits
from chalicelib.api.filing import CaseWanted, wanted_of
from chalicelib.api.operation import Callers
from chalicelib.api.parsing import FILING_LIMIT, Sound
from chalicelib.api.phones import number_of, phone_faults
from chalicelib.domain.case_number import printed
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import Fault, NotYoursError, RequestReusedError
from chalicelib.domain.identifiers import CountyId, PersonId
from chalicelib.domain.identity.limits import CODE_DIGITS
from chalicelib.domain.identity.refusals import CodeRefusedError
from chalicelib.domain.labels import STATES
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.filing import Consent
from chalicelib.runtime.wiring import services

assisting = ApiBlueprint(__name__)

_NOBODY = PersonId("")
NoFiles = Annotated[list[Annotated[str, an_id()]], msgspec.Meta(max_length=0)]


class AssistedCaseWanted(CaseWanted, forbid_unknown_fields=True, kw_only=True):
    """A complaint and whose it is; files are added later, by the citizen."""

    phone: Phone
    code: Annotated[str, some_digits(CODE_DIGITS, "群众手机收到的验证码，由本人告知")]
    consent: Annotated[Consent, msgspec.Meta(description="本人怎样同意代为提交")]
    uploads: NoFiles = msgspec.field(default_factory=list)


class AssistedCaseFiled(msgspec.Struct, kw_only=True):
    """What whoever helps may keep; the query code goes to the citizen's own phone."""

    case_no: str
    printed: str
    state: str
    label: str
    filed_at: datetime


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
    wanted = call.body(AssistedCaseWanted, lambda sound: _faults(sound, call.county))
    act = Act(action=Action.FILE, actor=call.actor, body=call.digest, request=call.fingerprint)
    filed = services().file_for_somebody(
        wanted_of(wanted, wanted.consent), number_of(wanted.phone), wanted.code, call.key, act
    )
    case = filed.case
    return AssistedCaseFiled(
        case_no=case.case_no,
        printed=printed(case.case_no),
        state=case.state,
        label=STATES[case.state],
        filed_at=case.filed_at,
    )


def _faults(sound: Sound, county: CountyId) -> Iterator[Fault]:
    yield from phone_faults(sound)
    if sound.get("county", county) != county:
        yield Fault("/county", "只能为本县（区）代为提交。")
    # Whatever county it names, it is filed by this one's tables or not at all.
    here = {name: value for name, value in sound.items() if name != "uploads"} | {"county": county}
    yield from services().file_case.faults(here, _NOBODY, "", civil_day(services().clock.now()))
