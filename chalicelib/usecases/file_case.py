"""File a complaint: one key, one case; routed and pushed in the same commit (H-10.1, storage §6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import (
    CaseMissingError,
    Fault,
    InvalidInputError,
    RequestReusedError,
    UnavailableError,
)
from chalicelib.domain.identifiers import CaseNo, CountyId, ItemId, OrgId, PersonId, PlaceId, UploadId
from chalicelib.domain.identity.query_code import QueryCodes
from chalicelib.domain.personal import Personal
from chalicelib.domain.routing.route import Matter, Route, route
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Flag, SourceType
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Case, Complaint, Source
from chalicelib.domain.workflow.effects.hard_cases import same_matter
from chalicelib.domain.workflow.filing import Capacity, Consent, Filing, open_case
from chalicelib.ports.case_store import CaseNumberTakenError, CaseStore
from chalicelib.ports.ids import Ids
from chalicelib.ports.people import People
from chalicelib.ports.shelves import County, Shelves
from chalicelib.usecases.claim_uploads import ClaimUploads
from chalicelib.usecases.surroundings import Surroundings

DRAWS: Final = 5
"""Five in 10^4 numbers are taken on the worst day (storage §5): five in a row mean something else is wrong"""
LOOKED_BACK: Final = 20
"""So many of a person's newest filings are looked through for the same matter: one page (storage §4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A complaint as a citizen files it, its form checked."""

    county: CountyId
    kind: str
    source: SourceType
    source_ref: str | None
    place: PlaceId
    item: ItemId | None
    title: str
    content: str
    complained_unit: OrgId | None
    complained_person: str | None
    happened_on: date | None
    demand: str | None
    name: Personal[str] | None
    confidential: bool
    may_call: bool
    uploads: tuple[UploadId, ...]
    flags: frozenset[Flag] = frozenset()
    consent: Consent | None = None
    """How the citizen has agreed that somebody else files; None: they file themselves."""
    has_phone: bool = True
    capacity: Capacity | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """The case, and the code that opens it when the phone is gone (A-17)."""

    case: Case
    query_code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCase:
    """Files complaints; a retry with the same key finds the first try's case, whatever its answer became."""

    cases: CaseStore
    people: People
    shelves: Shelves
    surroundings: Surroundings
    claim_uploads: ClaimUploads
    ids: Ids
    query_codes: QueryCodes

    def faults(self, sound: Mapping[str, Any], person: PersonId, key: str, today: date) -> Iterator[Fault]:
        """Name what only the county's own tables can tell of a body whose fields are sound in form."""
        if "uploads" in sound:
            yield from self.claim_uploads.faults(sound["uploads"], person, lambda: self._drawn(person, key))
        yield from _faults_anywhere(sound, today)
        county = next((each for each in self.shelves.counties() if each.id == sound.get("county")), None)
        if county is None:
            if "county" in sound:
                yield Fault("/county", "没有这个县（区），请重新选择。")
            return
        rulebook = self.shelves.rulebook(county.rulebook)
        if "kind" in sound and sound["kind"] not in rulebook.kinds:
            yield Fault("/kind", f"类别只能是：{'、'.join(rulebook.kinds)}。")
        source = sound.get("source")
        if source and source["type"] not in rulebook.sources:
            yield Fault("/source/type", f"来源只能是：{'、'.join(rulebook.sources)}。")
        elif source and "place" in sound:
            yield from self._route_faults(county, sound, source)
        if rulebook.name_required and not sound.get("name"):
            yield Fault("/name", "这里需要实名反映，请填写姓名。")

    def replayed(self, person: PersonId, key: str, act: Act) -> Filed | None:
        """Give what the same request has filed before, or `None`.

        Whatever has changed since (an item closed, a ticket expired), a retry gets the first answer.

        Raises:
            RequestReusedError: The key came before with another body.
        """
        guard = self.people.find_guard(person, key)
        if guard is None:
            return None
        if guard.body != act.body:
            raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
        try:
            case = self.cases.get(guard.case_no)
        except CaseMissingError:
            return None
        # The number may be another filing's: a try can die between collision and new number (storage §5).
        is_mine = self.cases.find_entry(case, act.request) is not None
        return Filed(case, self.query_codes.of(case.case_no)) if is_mine else None

    def __call__(self, wanted: Wanted, person: PersonId, key: str, act: Act) -> Filed:
        """File, or find what the same key has filed before.

        Raises:
            InvalidInputError: Something in it cannot be routed or claimed.
            RequestReusedError: The key came before with another body.
            UnavailableError: A store did not answer; the same key goes on where this try stopped.
        """
        county = self.shelves.county(wanted.county)
        now = self.surroundings.clock.now()
        drawn = self.ids.case_no(county.code, civil_day(now))
        guard = self.people.guard_filing(person, key, act.body, drawn, wanted.name, now)
        way = self._way(wanted, county)
        case_no = guard.case_no
        for _ in range(DRAWS):
            try:
                case = self._create(wanted, way, case_no, person, act)
            except CaseNumberTakenError:
                another = self.ids.case_no(county.code, civil_day(now))
                self.people.repoint_guard(person, key, case_no, another)
                case_no = another
            else:
                return Filed(case, self.query_codes.of(case.case_no))
        raise UnavailableError("暂时没有取到编号，请稍后用同一次提交重试。")

    def _drawn(self, person: PersonId, key: str) -> CaseNo | None:
        guard = self.people.find_guard(person, key)
        return None if guard is None else guard.case_no

    def _create(self, wanted: Wanted, way: Route, case_no: CaseNo, person: PersonId, act: Act) -> Case:
        self.claim_uploads(wanted.uploads, case_no, person)
        self.cases.prepare(case_no)
        around = self.surroundings.of_new(wanted.county, case_no)
        words = (wanted.title, wanted.content, wanted.demand, wanted.complained_person)
        refs = [around.refer(word) if word else None for word in words]
        title, content = refs[0], refs[1]
        if title is None or content is None:
            raise InvalidInputError([Fault("/content", "请填写标题和内容。")])
        complaint = Complaint(
            kind=wanted.kind,
            source=Source(type=wanted.source, ref=wanted.source_ref or wanted.item),
            place=wanted.place,
            item=wanted.item,
            complained_unit=wanted.complained_unit,
            responsible_unit=way.unit,
            happened_on=wanted.happened_on,
            confidential=wanted.confidential,
            may_call=wanted.may_call,
            title=title,
            content=content,
            demand=refs[2],
            complained_person=refs[3],
            uploads=wanted.uploads,
        )
        filing = Filing(
            case_no=case_no,
            county=wanted.county,
            complaint=complaint,
            words=tuple(word for word in words if word),
            route=way,
            flags=wanted.flags,
            times_brought=self._times_brought(wanted, complaint, person, case_no, around.rulebook),
            consent=wanted.consent,
            has_phone=wanted.has_phone,
            capacity=wanted.capacity,
        )
        return self.cases.create(open_case(filing, act, around), person)

    def _times_brought(
        self, wanted: Wanted, complaint: Complaint, person: PersonId, case_no: CaseNo, rulebook: Rulebook
    ) -> int:
        """Count how often this person has brought this matter, where the place asks (K-3.1b, K-1.1)."""
        if rulebook.supervision is None:
            return 1
        filed = [each for each in self.people.cases_of(person) if each != case_no][:LOOKED_BACK]
        return 1 + sum(
            case.county == wanted.county
            and same_matter(complaint, case.complaint, titled_alike=title.strip() == wanted.title.strip())
            for case, title in self.cases.get_titled(filed)
        )

    def _way(self, wanted: Wanted, county: County) -> Route:
        matter = Matter(
            source=wanted.source,
            place=wanted.place,
            item=wanted.item,
            complained_unit=wanted.complained_unit,
        )
        return self._route(matter, county)

    def _route(self, matter: Matter, county: County) -> Route:
        return route(
            matter,
            self.shelves.directory(county.directory),
            self.shelves.checklist(county.checklist),
            lowest_first=self.shelves.rulebook(county.rulebook).level_by_level,
        )

    def _route_faults(
        self, county: County, sound: Mapping[str, Any], source: Mapping[str, Any]
    ) -> Iterator[Fault]:
        accused = sound.get("complained_of") or {}
        matter = Matter(
            source=SourceType(source["type"]),
            place=PlaceId(sound["place"]),
            item=sound.get("item") or (source.get("ref") if source["type"] == SourceType.CHECKLIST else None),
            complained_unit=accused.get("unit"),
        )
        try:
            self._route(matter, county)
        except InvalidInputError as error:
            yield from error.faults


def _faults_anywhere(sound: Mapping[str, Any], today: date) -> Iterator[Fault]:
    happened_on = sound.get("happened_on")
    if happened_on and date.fromisoformat(happened_on) > today:
        yield Fault("/happened_on", "发生时间不能晚于今天。")
    if sound.get("notices_accepted") is False:
        yield Fault("/notices_accepted", "请先阅读并同意须知。")
    if sound.get("minors_involved") and sound.get("capacity") is None:
        yield Fault("/capacity", "涉及未成年人，请写明以什么身份提交：本人、监护人或者代理人。")
