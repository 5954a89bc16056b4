"""What rules do to a case on its main line, beyond the state, clock and lapses they declare."""

from dataclasses import replace

from chalicelib.domain.deadlines.counting import due_on
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.rulebook.rulebook import Trigger
from chalicelib.domain.vocabulary import Flag, Outcome, State, Term
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Draft, Rating, ReplyType
from chalicelib.domain.workflow.duty_effects import order_unit
from chalicelib.domain.workflow.ladder import climb
from chalicelib.domain.workflow.review import seats_left, settles_step
from chalicelib.domain.workflow.seating import sits_in
from chalicelib.domain.workflow.work import Work


def give_work_order(work: Work, unit: OrgId) -> None:
    """Send a new work order to a unit: its own handling term from delivery, nothing carried over (A-07, A-14)."""
    former = work.case.lead_unit
    history = work.case.former_units
    if former is not None and former != unit:
        history = (*history, former)
    work.change(
        lead_unit=unit,
        former_units=history,
        work_order=work.case.work_order + 1,
        leader_post=None,
        handler_post=None,
        number_released=False,
    )
    work.count(extensions_decided=0)


def assign(work: Work, act: Act) -> None:
    """First work order (H-11.1)."""
    give_work_order(work, act.inputs.unit)


def reassign(work: Work, act: Act) -> None:
    """New unit; the draft goes along only if the body says so (R-26)."""
    if not act.inputs.show_draft:
        work.change(draft=None)
    work.change(review_step=0, interim_sent=False, tracking_since=None, tracking_until=None)
    give_work_order(work, act.inputs.unit)


def move_to_county(work: Work, _act: Act) -> None:
    """The county owns an intake segment of its own (R-08)."""
    work.change(supervising_org=work.around.directory.county_body)
    work.count(referrals_up=work.case.counts.referrals_up + 1)


def move_to_body(work: Work, act: Act) -> None:
    """The county names the body; it cannot refer up again (R-08)."""
    work.change(supervising_org=act.inputs.body)
    work.count(referrals_up=max(1, work.case.counts.referrals_up))


def push_to_platform(work: Work, act: Act) -> None:
    """Push to 12345 or its like (R-64, R-68)."""
    work.change(external_no=act.inputs.external_no)
    work.count(pushes=work.case.counts.pushes + 1, chases=0)


def reclassify(work: Work, act: Act) -> None:
    """Another kind: new due from the same start (A-13, R-46)."""
    work.change(complaint=replace(work.case.complaint, kind=act.inputs.kind))
    _reckon_anew(work)


def set_override(work: Work, act: Act) -> None:
    """Another rule's limit, from the same start (R-47)."""
    work.change(limit_override=act.inputs.working_days)
    _reckon_anew(work)


def name_handlers(work: Work, act: Act) -> None:
    """One leader, one handler (H-20.1)."""
    work.change(leader_post=act.inputs.leader, handler_post=act.inputs.handler)


def release_number(work: Work, _act: Act) -> None:
    """The handler may now call the citizen, who had agreed (§18 A-19)."""
    work.change(number_released=True)


def draft_final(work: Work, act: Act) -> None:
    """Keep the draft of a final reply; whoever drafts never reviews (H-13.1)."""
    work.change(
        draft=Draft(
            text=work.keep(act.inputs.text),
            type=ReplyType.FINAL,
            outcome=act.inputs.outcome,
            drafter=act.actor.account,
        )
    )


def submit_final(work: Work, act: Act) -> None:
    """Hand the draft to the first reviewer."""
    draft = work.case.draft
    if draft is None:
        raise AssertionError("the rule's condition lets nobody submit without a draft")
    work.change(draft=replace(draft, outcome=act.inputs.outcome, passed=()), review_step=1)


def submit_interim(work: Work, act: Act) -> None:
    """Hand an interim reply to the first reviewer: same chain, same four items (R-37)."""
    work.change(
        draft=Draft(
            text=work.keep(act.inputs.text),
            type=ReplyType.INTERIM,
            outcome=None,
            drafter=act.actor.account,
        ),
        review_step=1,
    )


def sign(work: Work, act: Act) -> None:
    """Put one signature; a settled step hands on to the next."""
    case, rulebook = work.case, work.around.rulebook
    draft = case.draft
    if draft is None:
        raise AssertionError("nothing is in review without a draft")
    if settles_step(case, rulebook):
        work.change(draft=replace(draft, passed=()), review_step=case.review_step + 1)
        return
    left = seats_left(case, rulebook)
    mine = next((seat for seat in left if sits_in(act.actor, seat, case, work.around.directory)), left[0])
    work.change(draft=replace(draft, passed=(*draft.passed, str(mine))))


def send_final(work: Work, _act: Act) -> None:
    """The last signature sends the reply (R-41)."""
    draft = work.case.draft
    if draft is None:
        raise AssertionError("nothing is in review without a draft")
    work.change(
        reply=draft.text,
        outcome=draft.outcome,
        replied_at=work.now,
        draft=None,
        review_step=0,
        tracking_since=None,
        tracking_until=None,
    )


def send_interim(work: Work, _act: Act) -> None:
    """An interim reply goes out in time or late like any reply, and opens the tracking (H-12.9, A-39)."""
    draft = work.case.draft
    if draft is None:
        raise AssertionError("nothing is in review without a draft")
    work.change(
        reply=draft.text,
        replied_at=work.now,
        draft=None,
        review_step=0,
        interim_sent=True,
        tracking_since=civil_day(work.now),
        tracking_until=due_on(
            work.around.calendar, civil_day(work.now), work.around.rulebook.limit_of(Term.TRACKING)
        ).on,
    )
    work.count(missed_follow_ups=0)


def return_draft(work: Work, _act: Act) -> None:
    """Back to the handler, the due unchanged; the second return tells the county, the third is an order (R-40)."""
    draft = work.case.draft
    if draft is None:
        raise AssertionError("nothing is in review without a draft")
    rule = work.around.rulebook.reply_review
    returns = work.case.counts.returns + 1
    work.change(draft=replace(draft, passed=()), review_step=0)
    work.count(returns=returns)
    if returns == rule.returns_before_county_is_told:
        work.later(lambda: climb(work, Trigger.SECOND_RETURN))
    if returns == rule.returns_before_order:
        order_unit(work)


def evaluate(work: Work, act: Act) -> None:
    """Keep the rating of this round."""
    rating = Rating(round=work.case.round, grades=dict(act.inputs.grades), at=work.now)
    work.change(ratings=(*work.case.ratings, rating))


def evaluate_badly(work: Work, act: Act) -> None:
    """Keep a bad rating; the second one is a rung of its own (design §4)."""
    evaluate(work, act)
    bad = work.case.counts.bad_ratings + 1
    work.count(bad_ratings=bad)
    if bad == _SECOND:
        work.later(lambda: climb(work, Trigger.SECOND_BAD_RATING))


_SECOND = 2


def rehandle(work: Work, act: Act) -> None:
    """A second handling: own number, own limit or a shorter one, own extension count (R-53, A-37)."""
    unit = act.inputs.unit or work.case.lead_unit
    if unit is None:
        raise AssertionError("a rated case has had a unit")
    work.change(
        round=work.case.round + 1,
        interim_sent=False,
        tracking_since=None,
        tracking_until=None,
        draft=None,
        limit_override=act.inputs.working_days,
    )
    work.count(returns=0)
    give_work_order(work, unit)


def end_round(work: Work, _act: Act) -> None:
    """The citizen ends a second handling; the rating given stands (R-70)."""
    work.change(draft=None, review_step=0, tracking_since=None, tracking_until=None)


def elevate(work: Work, _act: Act) -> None:
    """The county takes over with the first limit; drafts become material (R-60)."""
    county = work.around.directory.county_body
    work.change(
        flags=work.case.flags | {Flag.ELEVATED},
        supervising_org=county,
        draft=None,
        review_step=0,
        interim_sent=False,
        tracking_since=None,
        tracking_until=None,
    )
    give_work_order(work, county)


def explain(work: Work, act: Act) -> None:
    """What cannot be solved has been explained in person before the close (H-15.3)."""
    work.change(outcome=act.inputs.outcome or Outcome.UNSOLVABLE)


def continue_tracking(work: Work, act: Act) -> None:
    """Track on until a new date (R-38)."""
    work.change(tracking_since=civil_day(work.now), tracking_until=act.inputs.until)
    work.count(missed_follow_ups=0)


def record_follow_up(work: Work, _act: Act) -> None:
    """A record begins the next thirty days (A-39)."""
    work.count(missed_follow_ups=0)


def recuse(work: Work, act: Act) -> None:
    """The post never acts on this case again; its seat falls to the next (R-28, A-30)."""
    if act.actor.post is None:
        raise AssertionError("only posts sign")
    work.change(recused=work.case.recused | {act.actor.post})


def seal(work: Work, _act: Act) -> None:
    """Out of ordinary sight: neither title nor text nor draft is referred to any more (H-11.2, R-75)."""
    work.change(draft=None, reply=None, review_step=0)


def _reckon_anew(work: Work) -> None:
    clock = work.case.clock
    if work.case.state is State.INTAKE or clock is None:
        return
    limit = work.handling_limit()
    due = due_on(work.around.calendar, civil_day(clock.started_at), limit)
    work.change(
        clock=replace(
            clock,
            limit=limit,
            due_on=due.on,
            provisional=due.provisional,
            calendar_version=work.around.calendar.version,
            moved_at=work.now,
            reminded=0,
        )
    )
