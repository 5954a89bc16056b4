"""What rules do to a case on its main line, beyond the state, clock and lapses they declare."""

from dataclasses import replace

from chalicelib.domain.deadlines.counting import due_on
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import Flag, Outcome, State
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Rating
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.ladder import climb
from chalicelib.domain.workflow.effects.hard_cases import raise_if_hard
from chalicelib.domain.workflow.seats.review import track_of
from chalicelib.domain.workflow.work import Work


def give_work_order(work: Work, unit: OrgId) -> None:
    """Send a new work order to a unit: its own handling term from delivery, nothing carried over (A-14)."""
    former = work.case.lead_unit
    history = work.case.former_units
    if former is not None and former != unit:
        history = (*history, former)
    work.change(
        lead_unit=unit,
        former_units=history,
        track=track_of(work.around.directory.org(unit).type, work.around.rulebook),
        work_order=work.case.work_order + 1,
        leader_post=None,
        handler_post=None,
        number_released=False,
        order_limit=0,
        draft=None,
        review_step=0,
        interim_sent=False,
        tracking_since=None,
        tracking_until=None,
        logged=frozenset(),
        contacted=False,
        co_units=(),
        confirmed=frozenset(),
        urged=(),
    )
    work.count(extensions_decided=0)


def recall_work_order(work: Work) -> None:
    """No unit leads any more; the one that did stays in the history (R-10, R-75)."""
    lead = work.case.lead_unit
    work.change(
        lead=None,
        lead_due=None,
        lead_reply=None,
        number_released=False,
        lead_unit=None,
        former_units=(*work.case.former_units, *([lead] if lead is not None else [])),
        proposal=None,
        track="",
        leader_post=None,
        handler_post=None,
        draft=None,
        former_draft=None,
        review_step=0,
        step_since=None,
        tracking_since=None,
        tracking_until=None,
        urged=(),
    )


def assign(work: Work, act: Act) -> None:
    """First work order (H-11.1)."""
    give_work_order(work, act.inputs.unit)


def reassign(work: Work, act: Act) -> None:
    """New unit; the draft is shown to it only if the body says so (R-26).

    Where the county rules, it may name a unit of another body, which then holds the case (R-25, H-5.1).
    """
    draft, directory = work.case.draft, work.around.directory
    work.change(former_draft=draft.text if draft is not None and act.inputs.show_draft else None)
    give_work_order(work, act.inputs.unit)
    if work.case.supervising_org != directory.county_body:
        work.change(supervising_org=directory.discipline_body_of(act.inputs.unit))


def move_to_county(work: Work, _act: Act) -> None:
    """The county owns an intake segment of its own (R-08)."""
    work.change(supervising_org=work.around.directory.county_body, deliberated=False)
    work.count(referrals_up=work.case.counts.referrals_up + 1)


def move_to_body(work: Work, act: Act) -> None:
    """The county names the body; it cannot refer up again (R-08)."""
    work.change(supervising_org=act.inputs.body, deliberated=False)
    work.count(referrals_up=max(1, work.case.counts.referrals_up))


def push_to_platform(work: Work, act: Act) -> None:
    """Push to 12345 or its like (R-64, R-68)."""
    work.change(external_no=act.inputs.external_no, referred_outside=False)
    work.count(pushes=work.case.counts.pushes + 1, chases=0)


def reclassify(work: Work, act: Act) -> None:
    """Another kind: new due from the same start (A-13, R-46)."""
    work.change(complaint=replace(work.case.complaint, kind=act.inputs.kind), order_limit=0)
    _reckon_anew(work)


def set_override(work: Work, act: Act) -> None:
    """Another rule's limit, from the same start (R-47)."""
    work.change(limit_override=act.inputs.working_days, order_limit=0)
    _reckon_anew(work)


def name_handlers(work: Work, act: Act) -> None:
    """One leader, one handler (H-20.1)."""
    work.change(leader_post=act.inputs.leader, handler_post=act.inputs.handler)


def release_number(work: Work, _act: Act) -> None:
    """The handler may now call the citizen, who had agreed (§18 A-19)."""
    work.change(number_released=True)


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
    work.later(lambda: raise_if_hard(work))


_SECOND = 2


def rehandle(work: Work, act: Act) -> None:
    """A second handling: own number, own limit or a shorter one, own extension count (R-53, A-37)."""
    unit = certain(act.inputs.unit or work.case.lead_unit, "a rated case has had a unit")
    work.change(round=work.case.round + 1)
    work.count(returns=0)
    give_work_order(work, unit)
    work.change(order_limit=act.inputs.working_days)


def end_round(work: Work, _act: Act) -> None:
    """The citizen ends a second handling; the rating given stands (R-70)."""
    work.change(draft=None, review_step=0, step_since=None, tracking_since=None, tracking_until=None)


def elevate(work: Work, _act: Act) -> None:
    """The county takes over with the first limit; drafts become material (R-60)."""
    county, draft = work.around.directory.county_body, work.case.draft
    work.change(
        flags=work.case.flags | {Flag.ELEVATED},
        supervising_org=county,
        former_draft=draft.text if draft is not None else None,
    )
    give_work_order(work, county)


def explain(work: Work, act: Act) -> None:
    """What cannot be solved has been explained in person before the close (H-15.3)."""
    work.change(outcome=act.inputs.outcome or Outcome.UNSOLVABLE, tracking_since=None, tracking_until=None)


def continue_tracking(work: Work, act: Act) -> None:
    """Track on until a new date (R-38)."""
    work.change(tracking_since=civil_day(work.now), tracking_until=act.inputs.until)
    work.count(missed_follow_ups=0)


def record_follow_up(work: Work, _act: Act) -> None:
    """A record begins the next thirty days (A-39)."""
    work.count(missed_follow_ups=0)


def recuse(work: Work, act: Act) -> None:
    """The post never acts on this case again; its seat falls to the next (R-28, A-30)."""
    work.change(recused=work.case.recused | {certain(act.actor.post, "only posts sign")})


def seal(work: Work, _act: Act) -> None:
    """Out of ordinary sight: the work order is recalled, no draft is referred to (H-11.2, R-75)."""
    recall_work_order(work)
    work.change(reply=None, handed_over=False)


def conclude_sealed(work: Work, act: Act) -> None:
    """What became of it is the sealed desk's to say; the words stand under its own reference (R-76)."""
    work.change(outcome=act.inputs.outcome)


def hand_over_sealed(work: Work, _act: Act) -> None:
    """A body above has the matter now; from the end of the day on only the receipt is kept (X-2)."""
    work.change(handed_on=civil_day(work.now))


def return_to_ordinary(work: Work, _act: Act) -> None:
    """No accusation after all: back to the body that had it, deliberated anew, once (R-76)."""
    work.change(deliberated=False)
    work.count(returns_to_ordinary=work.case.counts.returns_to_ordinary + 1)


def _reckon_anew(work: Work) -> None:
    clock = work.case.clock
    if work.case.state is State.INTAKE or clock is None:
        return
    limit = work.handling_limit()
    due = due_on(work.around.calendar, clock.counted_from, limit)
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
