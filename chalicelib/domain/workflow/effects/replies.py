"""What rules do to a reply on its way: drafted, submitted, signed, sent, returned (H-12.5, H-13)."""

from dataclasses import replace

from chalicelib.domain.deadlines.counting import due_on
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import DutyKind, Term
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Draft, ReplyType
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.ladder import climb
from chalicelib.domain.workflow.effects.orders import order_unit
from chalicelib.domain.workflow.work import Work


def draft_final(work: Work, act: Act) -> None:
    """Keep the draft of a final reply; whoever drafts never reviews (H-13.1)."""
    work.change(
        draft=Draft(
            text=work.keep(act.inputs.text),
            type=ReplyType.FINAL,
            outcome=act.inputs.outcome,
            drafter=act.actor.account,
            drafter_post=act.actor.post,
        )
    )
    # The unit takes the matter on, so it objects no more; a wish to be relieved stands.
    work.drop_duties(
        [duty for duty in work.case.duties if duty.kind is DutyKind.OBJECTION and not duty.reassignment]
    )


def submit_final(work: Work, act: Act) -> None:
    """Hand the draft to the first reviewer."""
    draft = _draft(work)
    work.change(
        draft=replace(draft, outcome=act.inputs.outcome, passed=()), review_step=1, step_since=work.now
    )


def submit_interim(work: Work, act: Act) -> None:
    """Hand an interim reply to the first reviewer: same chain, same four items (R-37)."""
    work.change(
        draft=Draft(
            text=work.keep(act.inputs.text),
            type=ReplyType.INTERIM,
            outcome=None,
            drafter=act.actor.account,
            drafter_post=act.actor.post,
        ),
        review_step=1,
        step_since=work.now,
    )


def send_final(work: Work, _act: Act) -> None:
    """The last signature sends the reply (R-41)."""
    draft = _draft(work)
    work.change(
        reply=draft.text,
        outcome=draft.outcome,
        replied_at=work.now,
        draft=None,
        review_step=0,
        step_since=None,
        tracking_since=None,
        tracking_until=None,
    )


def send_interim(work: Work, _act: Act) -> None:
    """An interim reply goes out in time or late like any reply, and opens the tracking (H-12.9, A-39)."""
    draft = _draft(work)
    work.change(
        reply=draft.text,
        replied_at=work.now,
        draft=None,
        review_step=0,
        step_since=None,
        interim_sent=True,
        tracking_since=civil_day(work.now),
        tracking_until=due_on(
            work.around.calendar, civil_day(work.now), work.around.rulebook.limit_of(Term.TRACKING)
        ).on,
    )
    work.count(missed_follow_ups=0)


def approve(work: Work, _act: Act) -> None:
    """Every signature is there; the handler brings the answer to the citizen (R-41, R-42)."""
    work.change(review_step=0, step_since=None)


def give_feedback(work: Work, act: Act) -> None:
    """The answer is the citizen's now; how it was brought is on record (C-M7.6, K-3.2c)."""
    send_final(work, act)


def confirm_joint_feedback(work: Work, act: Act) -> None:
    """A unit that helped stands by the answer (K-3.3a)."""
    unit = certain(act.actor.org, "a unit that helped confirms")
    work.change(confirmed=work.case.confirmed | {unit})


def return_draft(work: Work, _act: Act) -> None:
    """Back to the handler, the due unchanged; the second tells the county, the third is an order (R-40)."""
    draft = _draft(work)
    rule = work.around.rulebook.reply_review
    returns = work.case.counts.returns + 1
    work.change(draft=replace(draft, passed=()), review_step=0, step_since=None)
    work.count(returns=returns)
    if returns == rule.returns_before_county_is_told:
        work.later(lambda: climb(work, Trigger.SECOND_RETURN))
    if returns == rule.returns_before_order:
        work.later(lambda: order_unit(work, rule.basis))


def _draft(work: Work) -> Draft:
    return certain(work.case.draft, "no rule submits or reviews without a draft")
