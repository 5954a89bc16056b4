"""What must hold of every step: the timeline, the verdicts, the road to a reply."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from chalicelib.domain.rulebook.rules import SigningStep
from chalicelib.domain.vocabulary import FINAL_STATES, Action, DutyKind, State, Term
from chalicelib.domain.workflow.act import Act, Decision
from chalicelib.domain.workflow.case import Case, Entry, ReplyType
from chalicelib.domain.workflow.seats.review import chain_of, proposal_chain
from chalicelib.domain.workflow.timeline import chain
from chalicelib.domain.workflow.work import JUDGED
from tools.explore.standing import Standing, running_terms

MOVING: Final = frozenset({Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION, Action.FIRM_DUE})
"""What moves a due, or lets a held one stand."""
PARTING: Final = frozenset({Action.SPLIT, Action.TRANSFER_CLUE, Action.MARK_CLUE})
LATENESS: Final = frozenset({Action.BREACH, Action.ESCALATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A step: from where, by which act (None: the clock's), and what was decided."""

    source: Standing
    act: Act | None
    decision: Decision


def broken_on(edge: Edge) -> Iterator[str]:
    """Name every promise that this step breaks."""
    yield from _timeline(edge)
    yield from _verdicts(edge)
    yield from _reply(edge)
    before, after = edge.source.case, edge.decision.after
    if before.state in FINAL_STATES and before.state is not after.state:
        yield f"a step leads out of an end: {before.state} (R-63)"
    if after.round < before.round or after.round > before.round + 1:
        yield "rounds are not counted one by one (R-52)"


def _timeline(edge: Edge) -> Iterator[str]:
    before, decision = edge.source.case, edge.decision
    numbers = [entry.seq for entry in decision.entries]
    if numbers != list(range(before.version + 1, before.version + 1 + len(numbers))):
        yield "entries are not numbered densely (design §3)"
    if decision.after.version != before.version + len(numbers):
        yield "the version is not the number of the last entry (design §3)"
    if decision.entries and decision.after.last_hash != chain(decision.entries, before.last_hash)[-1]:
        yield "the hashes do not chain (design §3)"
    if any(_steps_back(early, late, edge) for early, late in pairwise(decision.entries)):
        yield "entries are not in the order in which they became true (R-02)"
    if edge.act is not None and not decision.entries and decision.beside is None:
        yield "an act left no trace (promise 1)"
    if decision.beside is not None and decision.beside.before is None:
        yield from _part(edge.source.case, decision.entries, decision.beside)


def _part(whole: Case, entries: Sequence[Entry], begun: Decision) -> Iterator[str]:
    """What is taken out of a case is sealed at once, and the case tells nothing of it (R-77)."""
    if begun.before is not None or [entry.seq for entry in begun.entries[:1]] != [1]:
        yield "a part does not begin at its beginning (A-20)"
    if begun.after.state is not State.SEALED or begun.after.origin != whole.case_no:
        yield "a part is not sealed, or does not know its origin (A-20)"
    if any(entry.action in PARTING or begun.after.case_no in repr(entry) for entry in entries):
        yield "a case tells that a part of it is sealed (R-77, K-4.2b)"


def _steps_back(early: Entry, late: Entry, edge: Edge) -> bool:
    """Tell whether an entry lies before its predecessor and may not.

    Lateness alone may: of a term that was held until somebody decided (R-31), or whose new due is already
    past when it is moved (R-83). Either is certain only now, and dated when it became true.
    """
    if late.at >= early.at:
        return False
    was_held = any(running.held for running in running_terms(edge.source.case))
    was_moved = any(entry.action in MOVING for entry in edge.decision.entries)
    return late.action not in LATENESS or not (was_held or was_moved)


def _verdicts(edge: Edge) -> Iterator[str]:
    before, after = edge.source.case.verdicts, edge.decision.after.verdicts
    kept = [replace(verdict, excused="") for verdict in after[: len(before)]]
    if kept != [replace(verdict, excused="") for verdict in before]:
        yield "a verdict changed once frozen (R-05)"
    if any(old.excused and not new.excused for old, new in zip(before, after, strict=False)):
        yield "an excuse was taken back (R-05)"
    instances = Counter((verdict.term, verdict.started_at, verdict.org) for verdict in after)
    if instances and max(instances.values()) > 1:
        yield "two verdicts on one term instance (R-05)"
    for running in _stopped(edge):
        if running not in instances:
            yield f"a term stopped without a verdict: {running[0]} (R-05)"


def _stopped(edge: Edge) -> Iterator[tuple[object, ...]]:
    """Give the judged term instances that ran before this step and no longer do.

    An order that is amended before it is answered goes on under another last day (R-56).
    """
    order = edge.decision.after.duty(DutyKind.SUPERVISION)
    is_ordered = order is not None and not order.answered
    runs = {(each.term, each.started_at, each.org) for each in running_terms(edge.decision.after)}
    for each in running_terms(edge.source.case):
        instance = (each.term, each.started_at, each.org)
        is_amended = each.term is Term.SUPERVISION_ANSWER and is_ordered
        if each.term in JUDGED and instance not in runs and not is_amended:
            yield instance


def _reply(edge: Edge) -> Iterator[str]:
    """No reply goes out without every signature, and never with the drafter's own (H-8.1, H-12.5, H-13.1)."""
    before, after = edge.source.case, edge.decision.after
    passes = [entry for entry in edge.decision.entries if entry.action is Action.PASS_REVIEW]
    yield from _proposal(edge)
    goes_out = after.replied_at != before.replied_at or (
        after.state is State.REPLIED and before.state is not State.REPLIED
    )
    if before.draft is not None and any(entry.actor == before.draft.drafter for entry in passes):
        yield "the drafter passed their own reply (H-13.1)"
    if not goes_out:
        return
    if edge.act is not None and edge.act.action is Action.SOLVE_AT_ONCE:
        return  # A village's own answer, in the act that solves it.
    if before.state is State.FOLLOWING and any(e.action is Action.MIRROR for e in edge.decision.entries):
        return  # The answer of the case it follows, which was reviewed there.
    signed = edge.source.witness.signatures + len(passes)
    is_brought = before.state is State.AWAITING_FEEDBACK and not passes
    is_passed = before.state is State.IN_REVIEW and bool(passes)
    if not (is_brought or is_passed) or signed < _signatures_asked(edge.source):
        yield "a reply went out without all its reviews (H-8.1, H-12.5)"
    is_interim = before.draft is not None and before.draft.type is ReplyType.INTERIM
    if is_interim and after.state is not State.TRACKING:
        yield "an interim reply did not lead into tracking (H-12.9)"


def _proposal(edge: Edge) -> Iterator[str]:
    """No unit receives a case by a proposal that somebody has not signed (J-3.2.1, K-3.1a)."""
    before, after = edge.source.case, edge.decision.after
    signed = [entry for entry in edge.decision.entries if entry.action is Action.SIGN_PROPOSAL]
    if before.proposal is not None and any(entry.actor == before.proposal.proposer for entry in signed):
        yield "the proposer signed their own proposal (J-2.4)"
    if before.state is State.PROPOSAL and after.lead_unit is not None:
        asked = _asked(proposal_chain(before, edge.source.world.rulebook))
        if edge.source.witness.approvals + len(signed) < asked:
            yield "a unit received a case without every signature (J-3.2.1)"


def _signatures_asked(standing: Standing) -> int:
    return _asked(chain_of(standing.case, standing.world.rulebook))


def _asked(steps: tuple[SigningStep, ...]) -> int:
    return sum(1 if step.any_of else len(step.signers) for step in steps)
