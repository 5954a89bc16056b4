"""The promises of design §1, judged on what is stored; pure over `Evidence`: a planted fault shows."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.clock.purging import awaits_purge
from chalicelib.domain.workflow.timeline import chain
from chalicelib.domain.workflow.timeline import verify as is_whole
from tools.replay.evidence import Evidence, Violation
from tools.replay.lateness import breaches_dated_right, no_breach_missing, verdicts_fit
from tools.replay.telling import each_notice_once, nothing_disclosed, sent_as_often_as_marked

FILED_ONCE: Final = "every 2xx filing has exactly one head"
WHOLE: Final = "every timeline is dense and its chain holds"
ONE_OWNER: Final = "every open case has one owner"
ONE_WAKE: Final = "every open case has one wake-up"
ONCE_EACH: Final = "a request acts once, however often it arrives"


def filed_once(evidence: Evidence) -> Iterator[Violation]:
    """Hold receipts and heads to one another: nothing lost, nothing filed twice (promise 1).

    What was taken out of a case has no receipt of its own; its origin has one (A-20, K-4.2b).
    """
    receipts = Counter(filing.case_no for filing in evidence.filings)
    parts = {stored.case.case_no: stored.case.origin for stored in evidence.heads if stored.case.origin}
    for case_no, origin in parts.items():
        if origin not in receipts or case_no in receipts:
            yield Violation(FILED_ONCE, case_no, f"taken out of {origin}, which nobody filed")
    heads = Counter(each.case.case_no for each in evidence.heads if each.case.case_no not in parts)
    for case_no in sorted({*heads, *receipts}):
        if (heads[case_no], receipts[case_no]) != (1, 1):
            what = f"{receipts[case_no]} receipts, {heads[case_no]} heads"
            yield Violation(FILED_ONCE, case_no, what)


def timeline_whole(evidence: Evidence) -> Iterator[Violation]:
    """Number and chain every timeline from its first entry to the hash in its head."""
    for stored in evidence.heads:
        case, hashes = stored.case, chain(stored.entries)
        if not is_whole(stored.entries, hashes):
            numbers = [entry.seq for entry in stored.entries]
            yield Violation(WHOLE, case.case_no, f"entries are numbered {numbers}")
        elif case.version != len(stored.entries):
            yield Violation(WHOLE, case.case_no, f"version {case.version}, {len(stored.entries)} entries")
        elif hashes[-1] != case.last_hash or tuple(hashes[: len(stored.hashes)]) != stored.hashes:
            yield Violation(WHOLE, case.case_no, "the chain of hashes breaks")


def acted_once(evidence: Evidence) -> Iterator[Violation]:
    """Find requests that stand in a timeline twice with the same action."""
    for stored in evidence.heads:
        acts = Counter((entry.request, entry.action) for entry in stored.entries if entry.request)
        for (_, action), times in acts.items():
            if times > 1:
                yield Violation(ONCE_EACH, stored.case.case_no, f"one request did {action} {times} times")


def owned(evidence: Evidence) -> Iterator[Violation]:
    """Ask every open case, and every duty beside it, for its owner (promise 2)."""
    for stored in evidence.heads:
        case = stored.case
        if case.has_ended:
            continue
        if not (case.owner_org and case.owner_post):
            yield Violation(ONE_OWNER, case.case_no, f"nobody owns it in {case.state}")
        for duty in case.duties:
            if not duty.owner_org:
                yield Violation(ONE_OWNER, case.case_no, f"nobody owns the {duty.kind}")


def woken(evidence: Evidence) -> Iterator[Violation]:
    """Ask every open case for its one wake-up, ahead of now and no later than what runs out first."""
    for stored in evidence.heads:
        case, rows = stored.case, stored.wake_ups
        if case.has_ended:
            if (rows or case.next_wake_at is not None) and not awaits_purge(case):
                yield Violation(ONE_WAKE, case.case_no, f"{case.state}, and still to be woken")
        elif len(rows) != 1 or case.next_wake_at is None:
            yield Violation(ONE_WAKE, case.case_no, f"{len(rows)} wake-ups, next {case.next_wake_at}")
        elif rows[0] != case.next_wake_at and not _only_looks(case):
            yield Violation(ONE_WAKE, case.case_no, f"woken at {rows[0]}, owed at {case.next_wake_at}")
        elif max(rows[0], case.next_wake_at) <= evidence.now:
            yield Violation(ONE_WAKE, case.case_no, f"overdue since {case.next_wake_at}")
        elif any(case.next_wake_at > ends for ends in _ends(case)):
            yield Violation(ONE_WAKE, case.case_no, f"sleeps until {case.next_wake_at}, beyond a due")


CHECKS: Final = (
    filed_once,
    timeline_whole,
    acted_once,
    owned,
    woken,
    breaches_dated_right,
    no_breach_missing,
    verdicts_fit,
    each_notice_once,
    sent_as_often_as_marked,
    nothing_disclosed,
)


def verify(evidence: Evidence) -> list[Violation]:
    """Judge every promise; an empty list is what a replay is for."""
    return [violation for check in CHECKS for violation in check(evidence)]


def _only_looks(case: Case) -> bool:
    """Tell whether a case looks at others every working day, so that its row moves and its head does not."""
    return case.state is State.FOLLOWING or (case.state is State.CLOSING and case.leading)


def _ends(case: Case) -> Iterator[datetime]:
    """Give the ends of terms that still run; of a held one, the approver's day is the clock's matter."""
    for running in (*([case.clock] if case.clock else []), *(duty.clock for duty in case.duties)):
        if running.breached_at is None and not running.held and not running.warned:
            yield running.due_at
