"""What must hold at every standing, however it was reached: owner, wake-up, duties, an end that was told."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from chalicelib.domain.deadlines.instants import end_of
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.clock.purging import awaits_purge
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.seats.ownership import SIGNED, writer_of
from tools.explore.cast import Cast
from tools.explore.standing import Standing, running_terms

Offers = Mapping[str, tuple[Rule, ...]]
"""What is open to each actor, by the cast's names."""

LONGEST_SILENCE: Final = timedelta(days=15)
"""The longest run of days off, and the working days between two rungs: no late term is silent for longer."""

NOBODYS_TURN: Final = frozenset({State.FILED, State.REPLIED, State.CLOSING, State.TRACKING_12345})
"""States whose owner waits for somebody else: posts to be filled, the citizen, a duty, another platform."""

ASIDE: Final = frozenset(
    {
        Action.ADD_MATERIAL,
        Action.ANNOTATE,
        Action.LOG_PROGRESS,
        Action.MESSAGE_CITIZEN,
        Action.RECORD_CONTACT,
        Action.RELEASE_NUMBER,
    }
)
"""What can be done at any time and brings no case on."""

OWN_ENDS: Final = frozenset(
    {Term.EVALUATION, Term.ADVICE_WINDOW, Term.WITHDRAWAL_DECISION, Term.CHASE, Term.CHASE_AGAIN}
)
"""Terms whose end is a step of the clock, never a breach (R-84)."""


def broken_at(standing: Standing, people: Cast, offers: Offers) -> Iterator[str]:
    """Name every promise that does not hold here."""
    if standing.case.has_ended:
        yield from _at_an_end(standing)
        return
    yield from _one_owner(standing, people, offers)
    yield from _duties(standing, people, offers)
    yield from _wakes(standing)
    yield from _raised(standing)


def _at_an_end(standing: Standing) -> Iterator[str]:
    case, witness = standing.case, standing.witness
    is_woken = case.next_wake_at is not None and not awaits_purge(case)
    if is_woken or case.clock is not None or case.duties:
        yield "an ended case still runs a term, a duty or a wake-up (H-8.1)"
    if case.state is State.CLOSED and not witness.answered:
        yield "办结 without 答复 or a recorded reason to close early (H-8.1)"
    if not witness.told and not case.ex_officio:
        yield f"{case.state} and the citizen was never told (H-12.5, promise 1)"


def _one_owner(standing: Standing, people: Cast, offers: Offers) -> Iterator[str]:
    case = standing.case
    if case.owner_org is None:
        yield "an open case is nobody's (H-8.2)"
        return
    if case.owner_post is None:
        if case.state is not State.FILED:
            yield "an open case names no post, though the directory is filled (H-8.2)"
        return
    if case.owner_post in case.recused:
        yield "a recused post owns the case (A-30)"
    if case.state in SIGNED and case.owner_post == writer_of(case):
        yield "the review waits for the signature of whoever wrote what is signed (H-13.1)"
    if case.state not in NOBODYS_TURN:
        offered = _offered(case.owner_post, people, offers)
        if not any(rule.duty is None and rule.action not in ASIDE for rule in offered):
            yield f"the owner of a case in {case.state} can do nothing (H-8.2)"


def _duties(standing: Standing, people: Cast, offers: Offers) -> Iterator[str]:
    case = standing.case
    kinds = Counter(
        (duty.kind, duty.unit if duty.kind is DutyKind.CO_HANDLING else None) for duty in case.duties
    )
    for (kind, _), number in kinds.items():
        if number > 1:
            yield f"two duties of one kind run beside each other: {kind} (R-01)"
    for duty in case.duties:
        if duty.owner_post is None:
            if not standing.world.directory.posts_of(duty.owner_org, duty.owner_role):
                continue  # Nobody sits there yet; the organisation is named.
            yield f"a duty names no post: {duty.kind} (promise 2)"
        elif not any(rule.duty is duty.kind for rule in _offered(duty.owner_post, people, offers)):
            yield f"the owner of a duty cannot settle it: {duty.kind} in {case.state} (promise 2)"


def _wakes(standing: Standing) -> Iterator[str]:
    case, now = standing.case, standing.now
    if case.next_wake_at is None:
        yield f"an open case has no next wake-up: {case.state} (H-8.2)"
        return
    if case.next_wake_at <= now:
        yield "what the clock owed is left unsettled (R-02)"
    is_late = any(running.breached_at is not None for running in running_terms(case))
    if is_late and case.next_wake_at - now > LONGEST_SILENCE:
        yield "the ladder falls silent over a late term (R-03)"


def _raised(standing: Standing) -> Iterator[str]:
    case, now, calendar = standing.case, standing.now, standing.world.calendar
    for running in running_terms(case):
        if running.provisional or running.breached_at is not None or now < running.due_at:
            continue
        if running.term in OWN_ENDS:
            yield f"the end of {running.term} has passed and nothing happened (R-84)"
        elif not running.held:
            yield f"a term is over and no breach was raised: {running.term} (promise 2)"
        elif now >= end_of(calendar.next_workday(running.due_on)):
            yield "a held term was held for longer than the approver had (R-31)"


def _offered(post: object, people: Cast, offers: Offers) -> tuple[Rule, ...]:
    return next(
        (offers[name] for name, actor in people.items() if actor.post == post and "writer" not in name), ()
    )
