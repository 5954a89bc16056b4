"""Decisions as an engine would make them, for tests of what keeps them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.identifiers import CaseNo, CountyId, OrgId, PlaceId, PostId
from chalicelib.domain.vocabulary import Action, DutyKind, Role, SourceType, State, Term, Unit
from chalicelib.domain.workflow.act import Decision
from chalicelib.domain.workflow.case import Case, Complaint, Duty, Entry, Owed, Source

FILED_AT = datetime(2026, 11, 22, 1, 30, 0, 250000, tzinfo=UTC)
CASE_NO = CaseNo("HL26112257152145")
PART_NO = CaseNo("HL26112200000077")
CLUE_NO = CaseNo("HL26112200000078")
TITLE = "村里的补贴三个月没有发"
CONTENT = "我家的补贴从八月起就没有到账，问了两次都说在办。𠮷🙂"
INTAKE_DESK = "helan:town-discipline#intake"


def fingerprint(of):
    """Give a fingerprint as long and as random as real ones."""
    return sha256(str(of).encode()).hexdigest()[:16]


def running(term=Term.INTAKE, *, due_on=date(2026, 11, 25), org="town-discipline"):
    """Give a running term."""
    return RunningTerm(
        term=term,
        org=OrgId(org),
        started_at=FILED_AT,
        limit=Limit(3, Unit.WORKING_DAY),
        calendar_version="cn-nx-2026.1",
        counted_from=date(2026, 11, 22),
        due_on=due_on,
    )


def duty(kind=DutyKind.EXTENSION, *, org="town-discipline", due_on=date(2026, 11, 24)):
    """Give a duty beside the main line."""
    return Duty(
        kind=kind,
        owner_org=OrgId(org),
        owner_role=Role.INTAKE,
        owner_post=None,
        clock=running(Term.EXTENSION_DECISION, due_on=due_on, org=org),
        opened_by=PostId("town-office-handler"),
    )


def filing(
    store,
    case_no=CASE_NO,
    *,
    title=TITLE,
    content=CONTENT,
    request="f00d000000000001",
    body="b0d1000000000001",
    **changes,
):
    """Decide on a filing: routed, with its texts under the references that this store gives."""
    refs = {text: store.refer(case_no, text) for text in (title, content)}
    case = Case(
        case_no=case_no,
        county=CountyId("helan"),
        rulebook="helan@2026.1",
        filed_at=FILED_AT,
        complaint=Complaint(
            kind="惠民惠农财政补贴资金类",
            source=Source(type=SourceType.CHECKLIST, ref="item-7", ref_version="3"),
            place=PlaceId("village-1"),
            title=refs[title],
            content=refs[content],
        ),
        state=State.INTAKE,
        state_entered_at=FILED_AT,
        owner_org=OrgId("town-discipline"),
        owner_post=PostId("town-discipline-intake"),
        supervising_org=OrgId("town-discipline"),
        clock=running(),
        next_wake_at=FILED_AT + timedelta(days=1),
    )
    entry = Entry(
        seq=1,
        at=FILED_AT,
        actor="citizen",
        action=Action.FILE,
        basis="H-10.1",
        texts={"content": refs[content]},
        owes=(Owed("N1", "citizen"), Owed("N2", "town-discipline-intake")),
        request=request,
        body=body,
    )
    return Decision(
        before=None,
        after=replace(case, **changes),
        entries=(entry,),
        texts={ref: text for text, ref in refs.items()},
    )


def acting(before, *, request="", body="", action=Action.LOG_PROGRESS, entries=1, texts=None, **changes):
    """Decide on a further act, with one entry or several; the last one carries the request."""
    made = tuple(
        Entry(
            seq=before.version + nth,
            at=FILED_AT + timedelta(hours=before.version + nth),
            actor="account-19",
            post=PostId("town-office-handler"),
            action=action,
            basis="H-12.2",
            data={"nth": nth, "silent": False, "of": fingerprint(before.version + nth)},
            request=request if nth == entries else "",
            body=body if nth == entries else "",
        )
        for nth in range(1, entries + 1)
    )
    return Decision(before=before, after=replace(before, **changes), entries=made, texts=texts or {})


def splitting(store, before, *, part=PART_NO, request="5" * 16, body="6" * 16):
    """Decide to split: the rest under other words, a part that begins with the same request."""
    rest = {store.refer(before.case_no, words): words for words in ("补贴没有发", "只说补贴的事。")}
    title, content = rest
    begun = filing(store, part, request=request, body=body, state=State.SEALED, origin=before.case_no)
    acted = acting(
        before,
        request=request,
        body=body,
        action=Action.REDACT,
        texts=rest,
        complaint=replace(before.complaint, title=title, content=content),
        withheld=(before.complaint.content,),
        duties=(duty(org="county-discipline"),),
    )
    return replace(acted, beside=begun)


def reporting(store, before, *, part=CLUE_NO, request="7" * 16, body="8" * 16):
    """Decide to report a clue: a part begins, and nothing is written in the case."""
    begun = filing(store, part, request=request, body=body, state=State.SEALED, origin=before.case_no)
    return Decision(before=before, after=before, entries=(), texts={}, beside=begun)


def merging(store, before, lead, *, request="9" * 16, body="a" * 16):
    """Decide to merge a case with another: it follows, and the other leads."""
    followed = acting(
        before, request=request, body=body, action=Action.MERGE, state=State.FOLLOWING, lead=lead.case_no
    )
    return replace(followed, beside=acting(lead, action=Action.MERGE, leading=True))
