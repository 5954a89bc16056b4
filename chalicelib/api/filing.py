"""`POST /v1/cases`: a citizen files a complaint (H-9, H-10.1)."""

from datetime import date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.fields import a_line, a_text, an_id
from chalicelib.api.operation import Callers
from chalicelib.api.parsing import FILING_LIMIT
from chalicelib.domain.case_number import printed
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import InvalidInputError, RequestReusedError
from chalicelib.domain.identifiers import CountyId, ItemId, OrgId, PlaceId, UploadId
from chalicelib.domain.labels import STATES
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Action, Flag, SourceType
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.filing import Capacity, Consent
from chalicelib.domain.workflow.inputs import LONGEST_DEMAND, LONGEST_TEXT, LONGEST_TITLE, MOST_FILES
from chalicelib.runtime.wiring import services
from chalicelib.usecases.file_case import Filed, Wanted

filing = ApiBlueprint(__name__)

Id = Annotated[str, an_id()]


class SourceWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the complaint starts from (H-9.1 … H-9.3)."""

    type: SourceType
    ref: Id | None = None


class ComplainedOf(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Whom the complaint is about, if anybody."""

    unit: Id | None = None
    person: Annotated[str, a_line(60)] | None = None


class CaseWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A complaint; the form's labels stand in obligations §9 投诉单."""

    county: Id
    kind: Annotated[str, a_line(20, "投诉类别，见本县规则")]
    source: SourceWanted
    place: Id
    item: Id | None = None
    title: Annotated[str, a_line(LONGEST_TITLE, "标题")]
    content: Annotated[str, a_text(LONGEST_TEXT, "主要内容")]
    complained_of: ComplainedOf | None = None
    happened_on: date | None = None
    demand: Annotated[str, a_text(LONGEST_DEMAND, "诉求")] | None = None
    name: Annotated[str, a_line(40, "姓名，可以不填")] | None = None
    confidential: bool
    may_call: bool
    minors_involved: bool = False
    capacity: Annotated[Capacity, Meta(description="以什么身份提交；涉及未成年人时必填")] | None = None
    collective: bool = False
    uploads: Annotated[list[Id], Meta(max_length=MOST_FILES)] = []
    notices_accepted: bool


class CaseFiled(msgspec.Struct, kw_only=True):
    """The receipt: the number to name the case by, and the code that opens it without the phone (A-17)."""

    case_no: str
    printed: str
    query_code: str
    state: str
    label: str
    filed_at: datetime


@filing.operation(
    "POST /v1/cases",
    summary="提交投诉",
    callers=Callers.CITIZEN,
    takes=CaseWanted,
    gives=CaseFiled,
    status=201,
    needs_key=True,
    most_bytes=FILING_LIMIT,
    refuses=(RequestReusedError,),
)
def file_case(call: Call) -> CaseFiled:
    """File a complaint; the same key again gives the same receipt."""
    use_case = services().file_case
    today = civil_day(services().clock.now())
    act = Act(action=Action.FILE, actor=call.actor, body=call.digest, request=call.fingerprint)
    try:
        wanted = call.body(CaseWanted, lambda sound: use_case.faults(sound, call.person, call.key, today))
    except InvalidInputError:
        # Looked for only when something is amiss, so that an ordinary filing does not pay for it.
        before = use_case.replayed(call.person, call.key, act)
        if before is None:
            raise
        return _receipt(before)
    return _receipt(use_case(wanted_of(wanted), call.person, call.key, act))


def _receipt(filed: Filed) -> CaseFiled:
    return CaseFiled(
        case_no=filed.case.case_no,
        printed=printed(filed.case.case_no),
        query_code=filed.query_code,
        state=filed.case.state,
        label=STATES[filed.case.state],
        filed_at=filed.case.filed_at,
    )


def wanted_of(body: CaseWanted, consent: Consent | None = None) -> Wanted:
    """Give what a body wants filed; `consent` is how whoever is helped has agreed."""
    accused = body.complained_of or ComplainedOf()
    item = body.item or (body.source.ref if body.source.type is SourceType.CHECKLIST else None)
    flags = {Flag.MINORS_INVOLVED: body.minors_involved, Flag.COLLECTIVE: body.collective}
    return Wanted(
        county=CountyId(body.county),
        kind=body.kind,
        source=body.source.type,
        source_ref=body.source.ref,
        place=PlaceId(body.place),
        item=ItemId(item) if item else None,
        title=body.title,
        content=body.content,
        complained_unit=OrgId(accused.unit) if accused.unit else None,
        complained_person=accused.person,
        happened_on=body.happened_on,
        demand=body.demand,
        name=Personal(body.name) if body.name else None,
        confidential=body.confidential,
        may_call=body.may_call,
        uploads=tuple(UploadId(upload) for upload in body.uploads),
        consent=consent,
        capacity=body.capacity,
        flags=frozenset(flag for flag, is_set in flags.items() if is_set),
    )
