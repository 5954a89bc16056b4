"""A case lived through in the pure domain: no store, no HTTP, the clock in the test's hand."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from chalicelib.domain.checklist.document import checklist_from
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.instants import at
from chalicelib.domain.deadlines.terms import Verdict
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.identifiers import AccountId, CaseNo, CountyId, ItemId, OrgId, PlaceId, TextRef
from chalicelib.domain.routing.route import Matter, route
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Action, Aspect, Grade, Outcome, ReviewItem, Role, SourceType, Term
from chalicelib.domain.workflow.act import Act, Actor, Circumstances, Decision, Inputs
from chalicelib.domain.workflow.case import Case, Complaint, Entry, Source
from chalicelib.domain.workflow.engine import decide, open_to, tick
from chalicelib.domain.workflow.filing import Filing, open_case
from tests.support.calendars import CN_NX
from tests.support.rulebooks import HELAN
from tests.support.sentences import in_sentences
from tests.support.shipped import shipped

DIRECTORY: Directory = directory_from(shipped("demo/helan/directory.json"))
CHECKLIST = checklist_from(shipped("demo/helan/checklist.json"), DIRECTORY)
RULEBOOK: Rulebook = rulebook_from(HELAN)

EDUCATION = OrgId("640122-jtj")
CIVIL_AFFAIRS = OrgId("640122-mzj")
FARMING = OrgId("640122-nyj")
COUNTY_BODY = DIRECTORY.county_body
XIGANG = PlaceId("640122100")
FARMING_ITEM = next(item for item in CHECKLIST.published() if item.responsible_unit == FARMING)
CIVIL_ITEM = next(item for item in CHECKLIST.published() if item.responsible_unit == CIVIL_AFFAIRS)

CLAUSE = re.compile(r"(?:[AHJCKRSNX]|C-M|C-N)-?\d+(?:\.\d+)*(?:\.?[a-z])?")
VERY_GOOD = dict.fromkeys(Aspect, Grade.VERY_SATISFIED)
BAD = {**VERY_GOOD, Aspect.EFFECT: Grade.DISSATISFIED}
ALL_TICKED = tuple(ReviewItem)

CITIZEN = Actor(account=AccountId("p-1"), role=Role.CITIZEN)


def refer(text: str) -> TextRef:
    return TextRef(hashlib.sha256(text.encode()).hexdigest()[:24])


@cache
def post(org: str, role: Role, number: int = 0, account: str = "") -> Actor:
    """Somebody at the n-th post of a role."""
    found = DIRECTORY.posts_of(OrgId(org), role)[number]
    return Actor(account=AccountId(account or f"a-{found.id}"), role=role, org=found.org, post=found.id)


def beijing(day: str, clock: str = "10:00") -> datetime:
    return at(date.fromisoformat(day), clock)


@dataclass
class Life:
    """One case and its clock; every act goes through `decide`, as it would on the stack."""

    case: Case
    now: datetime
    rulebook: Rulebook = RULEBOOK
    calendar: Calendar = CN_NX
    directory: Directory = DIRECTORY
    texts: dict[TextRef, str] | None = None

    @property
    def around(self) -> Circumstances:
        return Circumstances(
            now=self.now,
            rulebook=self.rulebook,
            calendar=self.calendar,
            directory=self.directory,
            refer=refer,
        )

    def do(self, actor: Actor, action: Action, **inputs: Any) -> Case:
        return self._keep(
            decide(self.case, Act(action=action, actor=actor, inputs=Inputs(**inputs)), self.around)
        )

    def at(self, day: str, clock: str = "10:00") -> "Life":
        self.now = beijing(day, clock)
        return self

    def sweep(self) -> tuple[Entry, ...]:
        decision = tick(self.case, self.around)
        self._keep(decision)
        return decision.entries

    def open_to(self, actor: Actor) -> set[Action]:
        return {rule.action for rule in open_to(actor, self.case, self.around)}

    @property
    def actions(self) -> list[Action]:
        return [entry.action for entry in self.case.tail]

    def entries(self, action: Action) -> list[Entry]:
        return [entry for entry in self.case.tail if entry.action is action]

    # the people of this case, by what they are to it
    @property
    def body(self) -> Actor:
        assert self.case.supervising_org
        role = Role.COUNTY if self.case.supervising_org == COUNTY_BODY else Role.INTAKE
        return post(self.case.supervising_org, role)

    @property
    def leader(self) -> Actor:
        assert self.case.lead_unit
        return post(self.case.lead_unit, Role.UNIT_LEADER)

    @property
    def handler(self) -> Actor:
        assert self.case.lead_unit
        return post(self.case.lead_unit, Role.HANDLER)

    @property
    def committee(self) -> Actor:
        assert self.case.lead_unit
        return post(self.case.lead_unit, Role.UNIT_PARTY_COMMITTEE)

    @property
    def county(self) -> Actor:
        return post(COUNTY_BODY, Role.COUNTY)

    @property
    def county_leader(self) -> Actor:
        return post(COUNTY_BODY, Role.COUNTY_LEADER)

    # the usual stretches of the road
    def assigned(self, unit: OrgId = FARMING) -> "Life":
        reason = "" if unit == self.case.complaint.responsible_unit else "由该单位主管"
        self.do(self.body, Action.ASSIGN, unit=unit, reason=reason)
        return self

    def named(self) -> "Life":
        self.do(self.leader, Action.NAME_HANDLERS, leader=self.leader.post, handler=self.handler.post)
        return self

    def drafted(self, text: str = "补贴已于昨日发放到卡，请查收。") -> "Life":
        self.do(self.handler, Action.DRAFT_REPLY, text=text)
        return self

    def submitted(self) -> "Life":
        self.do(self.handler, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
        return self

    def passed(self) -> "Life":
        self.do(self.body, Action.PASS_REVIEW, checked=ALL_TICKED)
        self.do(self.committee, Action.PASS_REVIEW, checked=ALL_TICKED)
        return self

    def replied(self) -> "Life":
        return self.assigned().named().drafted().submitted().passed()

    def rated(self, grades: dict[Aspect, Grade] = VERY_GOOD) -> "Life":
        self.do(CITIZEN, Action.EVALUATE, grades=grades)
        return self

    def interim(self) -> "Life":
        self.assigned().named()
        self.do(self.handler, Action.REPLY_INTERIM, text="正在等待上级批复。", reason="需要等待批复")
        return self.passed()

    def coordinated(self) -> "Life":
        self.do(self.body, Action.FLAG_SPECIAL, reason="牵涉几个部门")
        return self

    def taken_over(self) -> "Life":
        """The county takes the case over and names who handles it."""
        self.do(self.county, Action.ELEVATE, reason="影响较大")
        names = {"leader": self.county_leader.post, "handler": self.county.post}
        self.do(self.county_leader, Action.NAME_HANDLERS, **names)
        return self

    def supervised(self, until: str = "2026-03-09") -> "Life":
        self.do(
            self.county,
            Action.SUPERVISE,
            reason="办理迟缓",
            requirement="尽快办结",
            until=date.fromisoformat(until),
        )
        return self

    def without(self, *roles: Role) -> "Life":
        """Leave the posts of these roles vacant, everywhere."""
        self.directory = _with_vacant(self.directory, roles)
        return self

    def verdict(self, term: Term) -> Verdict:
        """The newest verdict of a term."""
        return [each for each in self.case.verdicts if each.term is term][-1]

    def told(self, notice: str, entry: Entry | None = None) -> set[str]:
        """Who is owed a notice by an entry, the last one unless told otherwise."""
        return {owed.to for owed in (entry or self.case.tail[-1]).owes if owed.notice == notice}

    def _keep(self, decision: Decision) -> Case:
        cited = [clause for entry in decision.entries for clause in entry.basis.split(", ")]
        assert all(CLAUSE.fullmatch(clause) for clause in cited), cited
        self.case = decision.after
        return self.case


def _with_vacant(directory: Directory, roles: tuple[Role, ...]) -> Directory:
    posts = {
        each.id: replace(each, active=each.active and each.role not in roles)
        for each in directory.posts.values()
    }
    return replace(directory, posts=posts)


def a_life(
    day: str = "2026-03-02",
    clock: str = "10:00",
    *,
    item: Any = FARMING_ITEM,
    kind: str = "非咨询",
    vacant: tuple[Role, ...] = (),
    **complaint: Any,
) -> Life:
    """A case filed on a civil day, about a checklist item unless told otherwise."""
    source = Source(type=SourceType.CHECKLIST, ref=item.id) if item else Source(type=SourceType.OTHER)
    matter = Matter(
        source=source.type,
        place=XIGANG,
        item=ItemId(item.id) if item else None,
        complained_unit=complaint.get("complained_unit"),
    )
    directory = _with_vacant(DIRECTORY, vacant)
    way = route(matter, directory, CHECKLIST)
    filing = Filing(
        case_no=CaseNo("HL26030200000001"),
        county=CountyId("helan"),
        complaint=Complaint(
            kind=kind,
            source=source,
            place=XIGANG,
            item=ItemId(item.id) if item else None,
            responsible_unit=way.unit,
            title=refer("补贴没到账"),
            content=refer("去年的农机补贴一直没有到账。"),
            **complaint,
        ),
        words=("补贴没到账", "去年的农机补贴一直没有到账。"),
        route=way,
    )
    now = beijing(day, clock)
    around = Circumstances(now=now, rulebook=RULEBOOK, calendar=CN_NX, directory=directory, refer=refer)
    decision = open_case(filing, Act(action=Action.FILE, actor=CITIZEN, request="0" * 16), around)
    return Life(case=decision.after, now=now, directory=directory)


def refused(life: Life, actor: Actor, action: Action, **inputs: Any) -> list[str]:
    """Expect an act's inputs to be refused, and give the pointers of its faults."""
    with pytest.raises(InvalidInputError) as caught:
        life.do(actor, action, **inputs)
    return [fault.pointer for fault in in_sentences(caught.value.faults)]


def is_open(life: Life, actor: Actor, action: Action) -> bool:
    """Tell whether an action is open to somebody now."""
    return action in life.open_to(actor)
