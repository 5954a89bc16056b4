"""Named claims about a case, and the branches an actor's own input takes."""

from collections.abc import Callable
from typing import Final

from chalicelib.domain.deadlines.instants import end_of
from chalicelib.domain.evaluation.verdict import is_satisfied
from chalicelib.domain.vocabulary import DutyKind, Flag, State, Term
from chalicelib.domain.workflow.act import Circumstances
from chalicelib.domain.workflow.case import Case, Duty, ReplyType
from chalicelib.domain.workflow.conditions.leading import waits_for_followers
from chalicelib.domain.workflow.rule import Choice, Condition
from chalicelib.domain.workflow.seats.review import settles_chain

CHASES_BEFORE_RECLAIM: Final = 2
OBJECTIONS_AT_MOST: Final = 2
"""The second one is ruled by the county and binds all (R-25)."""


def _is_elevated(case: Case) -> bool:
    return Flag.ELEVATED in case.flags


def _may_object(case: Case, _around: Circumstances) -> bool:
    return (
        case.draft is None
        and case.round == 1
        and not _is_elevated(case)
        and case.counts.objections < OBJECTIONS_AT_MOST
        and case.duty(DutyKind.OBJECTION) is None
    )


def _may_ask_extension(case: Case, around: Circumstances) -> bool:
    clock = case.clock
    return (
        clock is not None
        and clock.term is Term.HANDLING
        and clock.breached_at is None
        and around.now < clock.due_at
        and not case.interim_sent
        and case.duty(DutyKind.EXTENSION) is None
    )


def _may_reckon_anew(case: Case, around: Circumstances) -> bool:
    if case.state is State.INTAKE:
        return True
    clock = case.clock
    return (
        clock is not None
        and clock.term is Term.HANDLING
        and clock.breached_at is None
        and not clock.held
        and around.now < clock.due_at
        and not clock.extended
        and case.duty(DutyKind.EXTENSION) is None
    )


def _runs(case: Case, *terms: Term) -> bool:
    return case.clock is not None and case.clock.term in terms


def _is_rated_already(case: Case) -> bool:
    # Nobody rates before the final reply, and nobody handles again without a rating.
    return bool(case.ratings)


def _may_withdraw(case: Case, _around: Circumstances) -> bool:
    return (
        not _is_rated_already(case)
        and not case.ex_officio
        and case.duty(DutyKind.WITHDRAWAL) is None
        and (case.state is not State.DECISION or case.tracking_since is not None)
    )


def _order_of(case: Case) -> Duty | None:
    return case.duty(DutyKind.SUPERVISION)


def _rounds_left(case: Case, around: Circumstances) -> bool:
    return (
        case.tracking_since is None
        and not _is_elevated(case)
        and case.round <= around.rulebook.second_handling.max_rounds
    )


def _sends(case: Case, around: Circumstances, *, draft_type: ReplyType) -> bool:
    return case.draft is not None and case.draft.type is draft_type and settles_chain(case, around.rulebook)


def _is_rated(case: Case, around: Circumstances) -> bool:
    return around.rulebook.evaluation is not None and not case.ex_officio


def _feeds_back(case: Case, around: Circumstances, *, within_handling: bool) -> bool:
    rule = around.rulebook.feedback
    return (
        _sends(case, around, draft_type=ReplyType.FINAL)
        and not case.ex_officio
        and rule is not None
        and rule.within_handling is within_handling
    )


def _ends_unrated(case: Case, around: Circumstances) -> bool:
    is_asked = around.rulebook.evaluation is not None or around.rulebook.feedback is not None
    return _sends(case, around, draft_type=ReplyType.FINAL) and (case.ex_officio or not is_asked)


def _waits_for(*terms: Term, outside: bool) -> Callable[[Case, Circumstances], bool]:
    return lambda case, _around: _runs(case, *terms) and case.referred_outside is outside


def _confirms(case: Case, _around: Circumstances) -> bool:
    return any(unit not in case.confirmed for unit in case.co_units)


def _is_tracked_out(case: Case, around: Circumstances) -> bool:
    return case.tracking_until is not None and around.now >= end_of(case.tracking_until)


def _holds_back_close(case: Case) -> bool:
    # An order or a coordination outlives the reply and holds back the close alone (R-04, R-58, H-4.4).
    return any(duty.kind in {DutyKind.SUPERVISION, DutyKind.COORDINATION} for duty in case.duties)


BEFORE_FIRST_DRAFT: Final = Condition("before_first_draft", _may_object)
NO_REASSIGNMENT_ASKED: Final = Condition(
    "no_reassignment_asked", lambda case, _: case.duty(DutyKind.OBJECTION) is None and not _is_elevated(case)
)
HANDLERS_NAMED: Final = Condition("handlers_named", lambda case, _: case.handler_post is not None)
INTERIM_OPEN: Final = Condition(
    "interim_open", lambda case, _: case.handler_post is not None and not case.interim_sent
)
DRAFT_READY: Final = Condition(
    "draft_ready", lambda case, _: case.draft is not None and case.draft.type is ReplyType.FINAL
)
BEFORE_DUE_NONE_PENDING: Final = Condition("before_due_none_pending", _may_ask_extension)
RECKONED_ANEW: Final = Condition("term_still_as_begun", _may_reckon_anew)
SIGNATURES_MISSING: Final = Condition(
    "signatures_missing", lambda case, around: not settles_chain(case, around.rulebook)
)
LAST_OF_INTERIM: Final = Condition(
    "last_signature_of_interim", lambda case, around: _sends(case, around, draft_type=ReplyType.INTERIM)
)
LAST_OF_RATED: Final = Condition(
    "last_signature_of_rated",
    lambda case, around: _sends(case, around, draft_type=ReplyType.FINAL) and _is_rated(case, around),
)
LAST_OF_UNRATED: Final = Condition("last_signature_of_unrated", _ends_unrated)
LAST_WITHIN_HANDLING: Final = Condition(
    "last_signature_before_feedback", lambda case, around: _feeds_back(case, around, within_handling=True)
)
LAST_BEFORE_FEEDBACK: Final = Condition(
    "last_signature_before_own_feedback",
    lambda case, around: _feeds_back(case, around, within_handling=False),
)
UNCONFIRMED: Final = Condition("unconfirmed", _confirms)
BY_WORKING_DAYS: Final = Condition(
    "by_working_days", lambda _case, around: not around.rulebook.extends_by_days
)
BY_DAYS: Final = Condition("by_days", lambda _case, around: around.rulebook.extends_by_days)
OUT_OF_TRACKING: Final = Condition("out_of_tracking", lambda case, _: case.tracking_since is not None)
NOT_TRACKED: Final = Condition("not_tracked", lambda case, _: case.tracking_since is None)
NOT_ELEVATED: Final = Condition("not_elevated", lambda case, _: not _is_elevated(case))
BELOW_COUNTY: Final = Condition(
    "below_county",
    lambda case, around: not _is_elevated(case) and case.lead_unit != around.directory.county_body,
)
ROUNDS_LEFT: Final = Condition("rounds_left", _rounds_left)
AWAITING_NEWS: Final = Condition("awaiting_news", lambda case, _: _runs(case, Term.CHASE, Term.CHASE_AGAIN))
AWAITING_OUTCOME: Final = Condition(
    "awaiting_outcome", _waits_for(Term.CHASE, Term.CHASE_AGAIN, outside=False)
)
AWAITING_RECEIPT: Final = Condition(
    "awaiting_receipt", _waits_for(Term.CHASE, Term.CHASE_AGAIN, outside=True)
)
CHASED_TWICE: Final = Condition(
    "chased_twice",
    lambda case, _: _runs(case, Term.CHASE_AGAIN) and case.counts.chases >= CHASES_BEFORE_RECLAIM,
)
WINDOW_OPEN: Final = Condition("window_open", lambda case, _: _runs(case, Term.ADVICE_WINDOW))
RATING_OPEN: Final = Condition(
    "rating_open", lambda case, _: _runs(case, Term.ADVICE_WINDOW) and not case.ex_officio
)
AWAITING_JUDGEMENT: Final = Condition("awaiting_judgement", lambda case, _: _runs(case, Term.JUDGEMENT))
BEFORE_FINAL_REPLY: Final = Condition("before_final_reply", _may_withdraw)
AFTER_FINAL_REPLY: Final = Condition("after_final_reply", lambda case, _: _is_rated_already(case))
NUMBER_OFFERED: Final = Condition(
    "number_offered", lambda case, _: case.complaint.may_call and not case.number_released
)
UNANSWERED: Final = Condition(
    "unanswered", lambda case, _: (order := _order_of(case)) is not None and not order.answered
)
ANSWERED: Final = Condition(
    "answered", lambda case, _: (order := _order_of(case)) is not None and order.answered
)
SILENT: Final = Condition(
    "silent",
    lambda case, _: (
        (order := _order_of(case)) is not None and not order.answered and order.clock.breached_at is not None
    ),
)
NOT_BEING_COORDINATED: Final = Condition(
    "not_being_coordinated", lambda case, _: case.duty(DutyKind.COORDINATION) is None
)
LED_BY_A_UNIT: Final = Condition("led_by_a_unit", lambda case, _: case.lead_unit is not None)
PUSHED_BEFORE: Final = Condition("pushed_before", lambda case, _: case.counts.pushes > 0)
LAST_APPROVER: Final = Condition(
    "last_approver",
    lambda case, around: (
        (duty := case.duty(DutyKind.EXTENSION)) is not None
        and (duty.special or duty.level + 1 >= len(around.rulebook.extension.approvers))
    ),
)
MORE_APPROVERS: Final = Condition(
    "more_approvers",
    lambda case, around: (
        (duty := case.duty(DutyKind.EXTENSION)) is not None
        and not duty.special
        and duty.level + 1 < len(around.rulebook.extension.approvers)
    ),
)

TRACKED_ON: Final = Condition("tracked_on", lambda case, around: not _is_tracked_out(case, around))
TRACKED_LONG: Final = Condition("tracked_long", _is_tracked_out)
NOTHING_OPEN: Final = Condition(
    "nothing_open",
    lambda case, around: not _holds_back_close(case) and not waits_for_followers(case, around),
)
FOLLOWED_UP: Final = Condition(
    "followed_up", lambda case, _: case.clock is None and not _holds_back_close(case)
)

SATISFIED: Final = Choice("satisfied", lambda inputs, around: is_satisfied(inputs.grades, around.rulebook))
DISSATISFIED: Final = Choice(
    "dissatisfied", lambda inputs, around: not is_satisfied(inputs.grades, around.rulebook)
)
UPHELD: Final = Choice("upheld", lambda inputs, _: inputs.upheld)
REJECTED: Final = Choice("rejected", lambda inputs, _: not inputs.upheld)
LAWFUL: Final = Choice("lawful", lambda inputs, _: inputs.lawful)
UNLAWFUL: Final = Choice("unlawful", lambda inputs, _: not inputs.lawful)
SETTLED: Final = Choice("settled", lambda inputs, _: inputs.settled)
UNSETTLED: Final = Choice("unsettled", lambda inputs, _: not inputs.settled)


def groups() -> tuple[tuple[Choice, Choice], ...]:
    """Give the pairs of choices of which exactly one is taken."""
    return ((SATISFIED, DISSATISFIED), (UPHELD, REJECTED), (LAWFUL, UNLAWFUL), (SETTLED, UNSETTLED))
