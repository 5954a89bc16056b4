"""What must hold of everything stored, whatever came between: told by the tables alone, counted plainly."""

from collections import Counter
from datetime import timedelta

from chalicelib.domain.deadlines.instants import civil_day, end_of
from chalicelib.domain.notices.outbox import envelopes_of
from chalicelib.domain.vocabulary import Action, Term
from chalicelib.domain.workflow.clock.purging import awaits_purge
from chalicelib.domain.workflow.timeline import verify
from chalicelib.ports.wake_shards import wake_shard

COUNTED_ANEW = frozenset(
    {
        Action.GRANT_EXTENSION,
        Action.RECLASSIFY,
        Action.SET_OVERRIDE,
        Action.REHANDLE,
        Action.FIRM_DUE,
    }
)
"""After these a handling term is not the kind's limit from its start."""
NAMED_OR_HALVED = frozenset(
    {Term.SUPERVISION_ANSWER, Term.CO_HANDLING, Term.FOLLOW_UP, Term.CHASE_AGAIN, Term.TRACKING}
)
"""Terms that somebody dates, that are half of another, or that follow one another without a gap."""


def check_case(services, case):
    """See whether a stored case keeps every promise that can be told from it."""
    entries, hashes = zip(*services.cases.timeline(case), strict=True)
    assert [entry.seq for entry in entries] == [*range(1, len(entries) + 1)], (
        "a gap in the sequence (design §3)"
    )
    assert verify(entries, hashes), "the hashes do not chain (design §3)"
    assert (case.version, case.last_hash) == (len(entries), hashes[-1]), "the head is not its last entry"
    _check_lateness(services, case, entries)
    owed = {(each.seq, each.to) for each in envelopes_of(case.case_no, entries)}
    marks = [(mark.seq, mark.to) for mark in services.dispatch.messages.marks_of(case.case_no)]
    assert len(marks) == len(set(marks)), "two marks on one notice (storage §9)"
    assert set(marks) <= owed, "a mark on a notice that nobody is owed (storage §9)"


def check_wake_ups(services, cases):
    """See whether every open case has an owner and stands exactly once in the wake index."""
    rows = [
        row.case_no
        for shard in sorted({wake_shard(case.case_no) for case in cases})
        for row in services.cases.list_waking(shard, limit=100, after=None)
    ]
    open_cases = [case for case in cases if not case.has_ended or awaits_purge(case)]
    assert all(case.owner_org for case in open_cases), "an open case is nobody's (H-8.2)"
    assert sorted(rows) == sorted(case.case_no for case in open_cases), "not one wake-up for each open case"


def unmarked(services, case):
    """Give the notices that are owed and have no mark yet."""
    marks = {(mark.seq, mark.to) for mark in services.dispatch.messages.marks_of(case.case_no)}
    entries = [entry for entry, _ in services.cases.timeline(case)]
    return [each for each in envelopes_of(case.case_no, entries) if (each.seq, each.to) not in marks]


def _check_lateness(services, case, entries):
    around = services.surroundings.of(case)
    late = [verdict for verdict in case.verdicts if not verdict.on_time]
    instances = Counter((verdict.term, verdict.started_at, verdict.org) for verdict in case.verdicts)
    assert all(number == 1 for number in instances.values()), "two verdicts on one term (R-05)"
    is_counted_anew = any(entry.action in COUNTED_ANEW for entry in entries)
    for verdict in late:
        if verdict.term in NAMED_OR_HALVED or (verdict.term is Term.HANDLING and is_counted_anew):
            continue
        if verdict.term is Term.HANDLING:
            limit = around.rulebook.kinds[case.complaint.kind].limit
        else:
            limit = around.rulebook.limit_of(verdict.term)
        due = plainly_counted(around.calendar, civil_day(verdict.started_at), limit.n)
        assert verdict.due_on == due, f"{verdict.term} is dated otherwise than a plain count says (promise 2)"
    breaches = [entry for entry in entries if entry.action is Action.BREACH]
    for entry in breaches:
        due = next(verdict.due_on for verdict in late if verdict.due_on.isoformat() == entry.data["due_on"])
        dates = {end_of(due), end_of(around.calendar.next_workday(due))}
        assert entry.at in dates, "a breach is dated when it was found, not when it became true (R-02)"
    facts = Counter(tuple(sorted(entry.data.items())) for entry in breaches)
    assert all(number == 1 for number in facts.values()), "a breach is told twice (R-02)"


def plainly_counted(calendar, day, working_days):
    """Count working days on one's fingers."""
    while working_days:
        day += timedelta(days=1)
        working_days -= calendar.is_workday(day)
    return day
