"""The outline of a case: everything that decides its future, and nothing else.

Two cases of one outline may do the same next and come to the same outlines; one of them stands for both.
Days are told only so far as rules tell them: which term ends first, whether its last day has come, whether
it is late and who may step in. Counts are capped where the last rule about them stops counting; how many
orders and bad ratings there were only tells the county more (R-56), and how long a term was is in its end.
"""

from collections.abc import Hashable
from datetime import datetime
from typing import Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.identifiers import PostId
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import DutyKind, Flag, Role, State
from chalicelib.domain.workflow.case import Case, Duty
from chalicelib.domain.workflow.clock.ladder import step_in_seats
from tools.explore.standing import Standing
from tools.explore.world import World

Outline = tuple[Hashable, ...]

CAPS: Final = {
    "referrals_up": 1,
    "objections": 2,
    "extensions_decided": 2,  # the third is special
    "returns": 3,  # the third is an order
    "missed_follow_ups": 3,
    "chases": 2,
    "pushes": 1,
    "referrals_down": 1,
    "refusals": 3,
}


def outline(standing: Standing) -> Outline:
    """Give the outline under which a standing is known."""
    case, world, now = standing.case, standing.world, standing.now
    return (
        standing.witness,
        world.news,
        case.state,
        min(case.round, world.rulebook.second_handling.max_rounds + 1),
        case.review_step,
        case.complaint.kind,
        case.supervising_org,
        case.lead_unit,
        _terms(case, world, now),
        _draft(case, world),
        case.proposal.passed if case.proposal and case.state is State.PROPOSAL else (),
        case.track,
        (case.deliberated, case.handed_over, case.referred_outside),
        (tuple(sorted(case.logged)), case.contacted, case.co_units, tuple(sorted(case.confirmed))),
        Flag.MAJOR in case.flags,
        Flag.ELEVATED in case.flags,
        case.in_charge is not None,
        tuple(sorted(set(case.urged))),
        case.publication and (case.publication.state, case.publication.writer_post),
        tuple(min(getattr(case.counts, name), cap) for name, cap in _caps(world.rulebook)),
        tuple(sorted(case.recused)),
        case.leader_post is not None,
        case.handler_post is not None,
        bool(case.ratings),
        case.interim_sent,
        case.tracking_since is not None,
        case.tracking_until is not None and civil_day(now) >= case.tracking_until,
        case.ex_officio,
        (case.reported_by is not None, case.handed_on is not None),
        (case.lead, case.lead_due, case.lead_reply is not None, case.leading),
        case.number_released,
        bool(case.limit_override),
    )


def _caps(rulebook: Rulebook) -> tuple[tuple[str, int], ...]:
    """Give up to where each count decides something: where the rulebook says a number, up to that."""
    said = {
        "extensions_decided": max(rulebook.extension.max_count or 0, rulebook.extension.category_from or 0),
        "returns": rulebook.reply_review.returns_before_order,
        "missed_follow_ups": rulebook.interim_reply.misses_before_order,
    }
    return tuple((name, max(cap, said.get(name, 0))) for name, cap in CAPS.items())


def _draft(case: Case, world: World) -> Outline:
    draft = case.draft
    if draft is None:
        return ()
    return draft.type, draft.passed, _role_at_county(draft.drafter_post, world)


def _role_at_county(post: PostId | None, world: World) -> Role | None:
    """Tell posts apart where the same posts also sign, approve and settle (R-36, R-57, R-60)."""
    found = world.directory.find_post(post) if post else None
    return found.role if found and found.org == world.directory.county_body else None


def _terms(case: Case, world: World, now: datetime) -> Outline:
    """Give every running term: those in time by the order in which they end, late ones by their names."""
    told: list[tuple[tuple[object, ...], Hashable]] = []
    if case.clock is not None:
        told.append((_order(case.clock, ""), ("", *_phase(case.clock, now, world.rulebook))))
    for duty in case.duties:
        name = f"{duty.kind}/{duty.unit or ''}" if duty.kind is DutyKind.CO_HANDLING else str(duty.kind)
        told.append((_order(duty.clock, name), _duty(duty, name, world, now)))
    return tuple(outlined for _, outlined in sorted(told, key=lambda pair: str(pair[0])))


def _order(running: RunningTerm, name: str) -> tuple[object, ...]:
    return ("late", name) if running.breached_at else ("on", running.due_on.isoformat(), name)


def _duty(duty: Duty, name: str, world: World, now: datetime) -> Hashable:
    return (
        name,
        duty.owner_role,
        duty.owner_org == world.directory.county_body,
        _role_at_county(duty.opened_by, world),
        duty.special,
        duty.level,
        duty.answered,
        duty.reassignment,
        *_phase(duty.clock, now, world.rulebook),
    )


def _phase(running: RunningTerm, now: datetime, rulebook: Rulebook) -> Outline:
    return (
        running.term,
        civil_day(now) >= running.due_on,
        running.breached_at is not None,
        running.held,
        running.provisional,
        bool(running.extended),
        step_in_seats(running, rulebook),
    )
