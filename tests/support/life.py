"""A case lived through in the pure domain: no store, no HTTP, the clock in the test's hand."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
from chalicelib.domain.workflow.act import Act, Actor, Branch, Circumstances, Decision, Inputs
from chalicelib.domain.workflow.case import Case, Complaint, Entry, Source
from chalicelib.domain.workflow.engine import decide, open_to, tick
from chalicelib.domain.workflow.evidence_of import evidence_of
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

TITLE = "补贴没到账"
CONTENT = "去年的农机补贴一直没有到账。"
PART = CaseNo("HL26030200000002")

CITIZEN = Actor(account=AccountId("p-1"), role=Role.CITIZEN)


def refer(text: str) -> TextRef:
    return TextRef(hashlib.sha256(text.encode()).hexdigest()[:24])


def refer_in_part(text: str) -> TextRef:
    return refer(f"in the part: {text}")


@cache
def post(org: str, role: Role, number: int = 0, account: str = "") -> Actor:
    """Somebody at the n-th post of a role."""
    found = DIRECTORY.posts_of(OrgId(org), role)[number]
    return Actor(account=AccountId(account or f"a-{found.id}"), role=role, org=found.org, post=found.id)


def beijing(day: str, clock: str = "10:00") -> datetime:
    return at(date.fromisoformat(day), clock)


def a_branch(case: Case, texts: Mapping[TextRef, str]) -> Branch:
    """What a use case gathers for an act that lets words leave the case."""
    complaint = case.complaint
    filed = (complaint.title, complaint.content, complaint.demand, complaint.complained_person)
    added = [entry.texts["text"] for entry in case.tail if entry.action is Action.ADD_MATERIAL if entry.texts]
    written = dict.fromkeys(TextRef(ref) for ref in (*case.withheld, *filed, *added) if ref)
    known = {refer(words): words for words in (TITLE, CONTENT)} | texts
    entries = (entry for entry in case.tail if entry.actor == "citizen")
    return Branch(
        case_no=PART,
        refer=refer_in_part,
        words={ref: known[ref] for ref in written if ref in known},
        files=evidence_of(case, entries),
    )


@dataclass
class Life:
    """One case and its clock; every act goes through `decide`, as it would on the stack."""

    case: Case
    now: datetime
    rulebook: Rulebook = RULEBOOK
    calendar: Calendar = CN_NX
    directory: Directory = DIRECTORY
    texts: dict[TextRef, str] | None = None
    crowd: "dict[CaseNo, Life]" = field(default_factory=dict)
    """Everybody who complains of the same matter, by their numbers."""
    part: Decision | None = None
    """The case that the last act made out of this one."""

    @property
    def around(self) -> Circumstances:
        return Circumstances(
            now=self.now,
            rulebook=self.rulebook,
            calendar=self.calendar,
            directory=self.directory,
            refer=refer,
            branch=a_branch(self.case, self.texts or {}),
            lead=self._head_of(self.case.lead),
            followers=self._followers(),
        )

    def do(self, actor: Actor, action: Action, **inputs: Any) -> Case:
        act = Act(action=action, actor=actor, inputs=Inputs(**inputs))
        named = CaseNo(inputs["into"]) if "into" in inputs else None
        return self._keep(decide(self.case, act, replace(self.around, other=self._head_of(named))))

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

    def _head_of(self, case_no: CaseNo | None) -> Case | None:
        return self.crowd[case_no].case if case_no in self.crowd else None

    def _followers(self) -> tuple[Case, ...]:
        return tuple(each.case for each in self.crowd.values() if each.case.lead == self.case.case_no)

    def _keep(self, decision: Decision) -> Case:
        cited = [clause for entry in decision.entries for clause in entry.basis.split(", ")]
        assert all(CLAUSE.fullmatch(clause) for clause in cited), cited
        self.case, self.part = decision.after, decision.beside
        if self.part is not None and self.part.after.case_no in self.crowd:
            self.crowd[self.part.after.case_no].case = self.part.after
        self.texts = {**(self.texts or {}), **decision.texts}
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
    number: str = "HL26030200000001",
    times_brought: int = 1,
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
        case_no=CaseNo(number),
        county=CountyId("helan"),
        complaint=Complaint(
            kind=kind,
            source=source,
            place=XIGANG,
            item=ItemId(item.id) if item else None,
            responsible_unit=way.unit,
            title=refer(TITLE),
            content=refer(CONTENT),
            **complaint,
        ),
        words=(TITLE, CONTENT),
        route=way,
        times_brought=times_brought,
    )
    now = beijing(day, clock)
    around = Circumstances(now=now, rulebook=RULEBOOK, calendar=CN_NX, directory=directory, refer=refer)
    decision = open_case(filing, Act(action=Action.FILE, actor=CITIZEN, request="0" * 16), around)
    return Life(case=decision.after, now=now, directory=directory)


def a_crowd(count: int = 3, day: str = "2026-03-02") -> list[Life]:
    """Several people who complain of one matter, each an hour after the one before."""
    lives = [a_life(day, f"{9 + nth:02d}:00", number=f"HL2603020000001{nth}") for nth in range(count)]
    crowd = {life.case.case_no: life for life in lives}
    for life in lives:
        life.crowd, life.now = crowd, lives[-1].now
    return lives


def refused(life: Life, actor: Actor, action: Action, **inputs: Any) -> list[str]:
    """Expect an act's inputs to be refused, and give the pointers of its faults."""
    with pytest.raises(InvalidInputError) as caught:
        life.do(actor, action, **inputs)
    return [fault.pointer for fault in in_sentences(caught.value.faults)]


def is_open(life: Life, actor: Actor, action: Action) -> bool:
    """Tell whether an action is open to somebody now."""
    return action in life.open_to(actor)
