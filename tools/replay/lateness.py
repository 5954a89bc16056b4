"""Promise 2 of design §1: each breach dated when it became true, none missing, none thawed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, timedelta
from typing import Final

from chalicelib.domain.deadlines.counting import due_on, extended_due
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.vocabulary import Action, DutyKind, Term, Unit
from chalicelib.domain.workflow.case import Case, Entry
from tools.replay.chronicle import Began, Chronicle
from tools.replay.evidence import Evidence, StoredCase, Violation
from tools.replay.recount import end_of, last_day

DATED_RIGHT: Final = "each breach dated when it became true"
NONE_MISSING: Final = "no breach missing"
VERDICTS_FIT: Final = "verdicts fit the breaches"


def breaches_dated_right(evidence: Evidence) -> Iterator[Violation]:
    """Count every breached term again, by the domain's counting and by a plain one."""
    for stored in evidence.heads:
        for entry, standing in _read(stored, evidence):
            if entry.action is Action.BREACH:
                for fault in _faults_of(entry, standing.get(Term(entry.data["term"]), []), stored, evidence):
                    yield Violation(DATED_RIGHT, stored.case.case_no, f"entry {entry.seq}: {fault}")


def no_breach_missing(evidence: Evidence) -> Iterator[Violation]:
    """Look for terms whose last day is over and of which nothing says so."""
    for stored in evidence.heads:
        case = stored.case
        if case.has_ended:
            continue
        for running in (*([case.clock] if case.clock else []), *(duty.clock for duty in case.duties)):
            if _is_over(running, case, evidence) and running.breached_at is None:
                what = f"{running.term} ended on {running.due_on}, and nothing says so"
                yield Violation(NONE_MISSING, case.case_no, what)


def verdicts_fit(evidence: Evidence) -> Iterator[Violation]:
    """Hold verdicts and breaches to one another: what was late is told late, and only that."""
    for stored in evidence.heads:
        case_no = stored.case.case_no
        told = {over for entry in stored.entries if (over := _said_to_be_over(entry)) is not None}
        late = {(v.term, v.due_on.isoformat()) for v in stored.case.verdicts if not v.on_time}
        for term, day in sorted(late - told):
            yield Violation(VERDICTS_FIT, case_no, f"{term} of {day} is judged late, and no entry says so")
        granted = False
        for entry in stored.entries:
            granted |= entry.action is Action.GRANT_EXTENSION
            if entry.action is Action.BREACH and not _is_judged(entry, late, granted=granted):
                yield Violation(VERDICTS_FIT, case_no, f"the breach of entry {entry.seq} has no verdict")
        for verdict in stored.case.verdicts:
            is_firm = not evidence.calendar.is_provisional(verdict.due_on)
            if verdict.on_time and is_firm and verdict.settled_at >= end_of(verdict.due_on):
                yield Violation(
                    VERDICTS_FIT, case_no, f"{verdict.term} of {verdict.due_on} was late, not on time"
                )


def recounted_breaches(evidence: Evidence) -> tuple[int, int]:
    """Say how many breaches there are, and how many of them the plain count could check."""
    total = checked = 0
    for stored in evidence.heads:
        for entry, standing in _read(stored, evidence):
            if entry.action is Action.BREACH:
                total += 1
                began = standing.get(Term(entry.data["term"]), [])
                checked += any(_plainly(each) is not None for each in began)
    return total, checked


def _is_judged(entry: Entry, late: Collection[tuple[Term, str]], *, granted: bool) -> bool:
    term, day = Term(entry.data["term"]), str(entry.data["due_on"])
    # Extended after its breach, a term may be breached again; its one verdict stands at the first.
    return any(each is term and (of == day or (granted and of < day)) for each, of in late)


def _said_to_be_over(entry: Entry) -> tuple[Term, str] | None:
    """Give the term, and its last day, of which an entry says that it ended without what was owed."""
    if entry.action is Action.LAPSE:
        # Silence accepts a withdrawal at the end of the body's day.
        last = civil_day(entry.at - timedelta(microseconds=1))
        return Term.WITHDRAWAL_DECISION, last.isoformat()
    if entry.action in {Action.BREACH, Action.HOLD, Action.NUDGE_FOLLOW_UP} and "term" in entry.data:
        return Term(entry.data["term"]), str(entry.data["due_on"])
    return None


def _read(stored: StoredCase, evidence: Evidence) -> Iterator[tuple[Entry, Mapping[Term, list[Began]]]]:
    known = {filing.case_no: filing.kind for filing in evidence.filings}
    # The kind it was filed under: a later reclassification stands in the timeline.
    kind = known.get(stored.case.case_no, stored.case.complaint.kind)
    return Chronicle(evidence.rulebook, kind).read(stored.entries)


def _faults_of(entry: Entry, began: list[Began], stored: StoredCase, evidence: Evidence) -> Iterator[str]:
    day = date.fromisoformat(str(entry.data["due_on"]))
    if evidence.calendar.is_provisional(day) and all(each.until != day for each in began):
        yield f"{day} is provisional, and was breached (R-81)"
    if not began and any(each.action is Action.SUCCEED for each in stored.entries):
        return  # The term began in the timeline of the case that this one took over from.
    if not began:
        yield f"nothing in the timeline begins a term of {entry.data['term']}"
        return
    # Co-handlers each have a term of the same name: one of them must fit.
    if all(_by_the_domain(each, evidence) != day for each in began):
        yield f"due on {day}, the domain counts {[str(_by_the_domain(each, evidence)) for each in began]}"
    plain = [_plainly(each) for each in began]
    if None not in plain and day not in plain:
        yield f"due on {day}, counted again it is {[str(each) for each in plain]}"
    allowed = {end_of(day)}
    if any(e.action is Action.HOLD and e.data.get("due_on") == entry.data["due_on"] for e in stored.entries):
        # An application was pending: the approver had one more working day.
        allowed.add(end_of(evidence.calendar.next_workday(day)))
    if entry.at not in allowed:
        yield f"due on {day} and dated {entry.at.astimezone(UTC).isoformat()}"


def _by_the_domain(began: Began, evidence: Evidence) -> date | None:
    if began.until is not None or began.limit is None:
        return began.until
    day = due_on(evidence.calendar, civil_day(began.at), began.limit).on
    for more in began.extended:
        day = extended_due(evidence.calendar, day, Limit(more, Unit.WORKING_DAY)).on
    return day


def _plainly(began: Began) -> date | None:
    if began.until is not None:
        return began.until
    if began.limit is None or began.limit.unit is not Unit.WORKING_DAY:
        return None
    return last_day(began.at, (began.limit.n, *began.extended))


def _is_over(running: RunningTerm, case: Case, evidence: Evidence) -> bool:
    if evidence.calendar.is_provisional(running.due_on) and not running.dated:
        return False
    last = running.due_on
    if running is case.clock and case.duty(DutyKind.EXTENSION) is not None:
        last = evidence.calendar.next_workday(last)
    return end_of(last) <= evidence.now
