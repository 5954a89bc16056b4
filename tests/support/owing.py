"""A case that owes notices, and the small world a sender needs around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.errors import CaseMissingError
from chalicelib.domain.identifiers import CaseNo, CountyId, OrgId, PersonId, PlaceId, PostId, TextRef
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Action, DutyKind, Role, SourceType, State, Term, Unit
from chalicelib.domain.workflow.case import Case, Complaint, Duty, Entry, Owed, Source
from chalicelib.ports.messages import Mark
from tests.support.rulebooks import helan
from tests.support.small_county import CountyFile

NUMBER = CaseNo("HL26070157152145")
CITIZEN_PHONE = "+8613900000001"
NOON = datetime(2026, 7, 1, 4, 0, tzinfo=UTC)
"""A Wednesday, 12:00 in the office."""

NIGHT = datetime(2026, 7, 1, 14, 0, tzinfo=UTC)
"""22:00 in the office."""


def an_entry(
    seq: int = 1, action: Action = Action.FILE, owes: Iterable[tuple[str, str]] = (), at=NOON, **fields
) -> Entry:
    return Entry(
        seq=seq,
        at=at,
        actor="citizen",
        action=action,
        basis="H-10.1",
        owes=tuple(Owed(notice, to) for notice, to in owes),
        **fields,
    )


def a_term(due_on: date = date(2026, 7, 8), term: Term = Term.HANDLING) -> RunningTerm:
    return RunningTerm(
        term=term,
        org=OrgId("dept"),
        started_at=NOON,
        limit=Limit(5, Unit.WORKING_DAY),
        calendar_version="cn@1",
        counted_from=date(2026, 7, 1),
        due_on=due_on,
    )


def a_duty(kind: DutyKind, due_on: date, owner: str = "c-1") -> Duty:
    return Duty(
        kind=kind,
        owner_org=OrgId("c-jw"),
        owner_role=Role.COUNTY,
        owner_post=PostId(owner),
        clock=a_term(due_on),
        opened_by=PostId("d-h"),
    )


def a_case(*entries: Entry, **fields) -> Case:
    case = Case(
        case_no=NUMBER,
        county=CountyId("mou"),
        rulebook="helan-2022@1",
        filed_at=NOON,
        complaint=Complaint(
            kind="咨询类",
            source=Source(type=SourceType.OTHER),
            place=PlaceId("v"),
            title=TextRef("B#title"),
            content=TextRef("B#content"),
        ),
        state=State.HANDLING,
        state_entered_at=NOON,
        clock=a_term(),
        version=entries[-1].seq if entries else 0,
        tail=tuple(entries),
    )
    return replace(case, **fields)


@dataclass
class MovableClock:
    time: datetime = NOON

    def now(self) -> datetime:
        return self.time

    def real_now(self) -> datetime:
        return self.time

    def pass_by(self, span: timedelta) -> None:
        self.time += span


@dataclass
class FakeCases:
    """Heads, with timelines where the tail is not the whole."""

    heads: dict[CaseNo, Case] = field(default_factory=dict)
    whole: dict[CaseNo, Sequence[Entry]] = field(default_factory=dict)
    linked: Sequence[CaseNo] = ()
    called: list[tuple[CaseNo, datetime]] = field(default_factory=list)

    def followers_of(self, case_no: CaseNo) -> Sequence[CaseNo]:
        return self.linked

    def call_up(self, case_no: CaseNo, at: datetime) -> None:
        self.called.append((case_no, at))

    def put(self, case: Case) -> None:
        self.heads[case.case_no] = case

    def get(self, case_no: CaseNo) -> Case:
        if case_no not in self.heads:
            raise CaseMissingError
        return self.heads[case_no]

    def timeline(self, case: Case) -> Sequence[tuple[Entry, str]]:
        return [(entry, "") for entry in self.whole.get(case.case_no, case.tail)]

    def filed_by(self, case_no: CaseNo) -> PersonId:
        return PersonId("p-1")


class FakePeople:
    def phone_of(self, person: PersonId) -> Personal[str]:
        return Personal({"p-1": CITIZEN_PHONE}[person])


@dataclass
class FakeMessages:
    marks: dict[tuple[str, int, str], Mark] = field(default_factory=dict)

    def is_sent(self, case_no: CaseNo, seq: int, to: str) -> bool:
        return (case_no, seq, to) in self.marks

    def marks_of(self, case_no: CaseNo) -> list[Mark]:
        return [mark for mark in self.marks.values() if mark.case_no == case_no]

    def mark(self, mark: Mark) -> bool:
        key = (mark.case_no, mark.seq, mark.to)
        return self.marks.setdefault(key, mark) is mark


@dataclass(frozen=True)
class _InForce:
    directory: str = "mou@1"


class FakeShelves:
    def __init__(self, county_file: CountyFile | None = None, rulebook=None) -> None:
        self._directory = (county_file or CountyFile()).directory()
        self._rulebook = rulebook or helan()

    def county(self, county: CountyId) -> _InForce:
        return _InForce()

    def directory(self, version: str):
        return self._directory

    def rulebook(self, ref: str):
        return self._rulebook
