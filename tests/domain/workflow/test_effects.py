"""What an act leaves of a case on which everything has happened before, field by field."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.deadlines.terms import extend
from chalicelib.domain.identifiers import AccountId, PostId, TextRef
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Action, Flag, Outcome, Role, State
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.case import Counts, Draft, Proposal, ReplyType
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.effects import replies as reply_effects
from chalicelib.domain.workflow.effects import triage as triage_effects
from chalicelib.domain.workflow.effects.signing import sign
from chalicelib.domain.workflow.seats.ownership import with_owner, writer_of
from chalicelib.domain.workflow.seats.review import is_at_major_step
from chalicelib.domain.workflow.seats.seating import posts_in
from chalicelib.domain.workflow.work import Work
from tests.support.calendars import working_days
from tests.support.life import (
    CITIZEN,
    CIVIL_AFFAIRS,
    COUNTY_BODY,
    EDUCATION,
    FARMING,
    RULEBOOK,
    a_life,
    post,
    refer,
)

DRAFT = Draft(
    text=TextRef("t-1"), type=ReplyType.FINAL, outcome=Outcome.SOLVED, drafter=AccountId("a-1"), passed=("x",)
)
PROPOSAL = Proposal(text=TextRef("t-2"), unit=FARMING, proposer=AccountId("a-2"))
EVERYTHING = {
    "round": 2,
    "track": "x",
    "review_step": 2,
    "leader_post": PostId("p-1"),
    "handler_post": PostId("p-2"),
    "former_units": (EDUCATION,),
    "deliberated": True,
    "handed_over": True,
    "proposal": PROPOSAL,
    "draft": DRAFT,
    "former_draft": TextRef("t-3"),
    "reply": TextRef("t-4"),
    "logged": frozenset({"visit"}),
    "contacted": True,
    "co_units": (EDUCATION,),
    "confirmed": frozenset({EDUCATION}),
    "interim_sent": True,
    "tracking_since": date(2026, 2, 1),
    "tracking_until": date(2026, 8, 1),
    "number_released": True,
    "referred_outside": True,
    "external_no": "old",
    "order_limit": 3,
    "counts": Counts(**dict.fromkeys(Counts.__dataclass_fields__, 4)),
}


@pytest.fixture
def work():
    life = a_life().assigned().named().at("2026-03-04")
    return Work(replace(life.case, step_since=life.now, **EVERYTHING), life.around)


def act(actor=CITIZEN, **inputs):
    return Act(action=Action.ASSIGN, actor=actor, inputs=Inputs(**inputs))


def counting(work, **counted):
    return replace(work.case.counts, **counted)


@pytest.mark.obligation("A-14", "R-33")
def test_a_new_work_order_carries_nothing_over(work):
    before = work.case
    effects.give_work_order(work, CIVIL_AFFAIRS)
    assert work.case == replace(
        before,
        lead_unit=CIVIL_AFFAIRS,
        former_units=(EDUCATION, FARMING),
        track="",
        work_order=before.work_order + 1,
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
        counts=counting(work, extensions_decided=0),
    )


def test_the_unit_that_goes_on_leading_is_no_former_unit(work):
    effects.give_work_order(work, FARMING)
    assert work.case.former_units == (EDUCATION,)


@pytest.mark.obligation("R-10", "R-75")
def test_a_recalled_work_order_leaves_no_unit_and_nobody_at_work(work):
    before = work.case
    effects.recall_work_order(work)
    recalled = replace(
        before,
        number_released=False,
        lead_unit=None,
        former_units=(EDUCATION, FARMING),
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
    )
    assert work.case == recalled
    effects.recall_work_order(work)
    assert work.case == recalled


@pytest.mark.obligation("H-11.2", "R-75")
def test_a_sealed_case_refers_to_no_reply_and_begins_unhanded(work):
    effects.seal(work, act())
    assert (work.case.reply, work.case.handed_over, work.case.lead_unit) == (None, False, None)


@pytest.mark.obligation("R-08")
def test_whoever_holds_the_case_next_deliberates_anew_and_referrals_up_are_counted(work):
    before = work.case
    effects.move_to_county(work, act())
    assert work.case == replace(
        before, supervising_org=COUNTY_BODY, deliberated=False, counts=replace(before.counts, referrals_up=5)
    )


@pytest.mark.obligation("R-08")
@pytest.mark.parametrize(("referrals", "then"), [(0, 1), (1, 1), (2, 2)])
def test_a_body_that_the_county_named_cannot_refer_up_again(work, referrals, then):
    work.count(referrals_up=referrals)
    before = work.case
    body = before.supervising_org
    work.change(supervising_org=COUNTY_BODY)
    effects.move_to_body(work, act(body=body))
    assert work.case == replace(before, deliberated=False, counts=counting(work, referrals_up=then))


@pytest.mark.obligation("R-64", "R-65")
def test_each_push_to_the_platform_begins_its_chases_anew(work):
    before = work.case
    effects.push_to_platform(work, act(external_no="12345-6"))
    assert work.case == replace(
        before,
        external_no="12345-6",
        referred_outside=False,
        counts=replace(before.counts, pushes=5, chases=0),
    )


@pytest.mark.obligation("R-46", "R-47", "A-37")
def test_another_kind_or_rule_takes_the_place_of_a_limit_of_this_work_order(work):
    before = work.case
    effects.reclassify(work, act(kind="咨询"))
    assert (work.case.complaint, work.case.order_limit) == (replace(before.complaint, kind="咨询"), 0)
    work.change(order_limit=3)
    effects.set_override(work, act(working_days=7))
    assert (work.case.limit_override, work.case.order_limit) == (7, 0)


@pytest.mark.obligation("A-13", "R-46", "R-47")
def test_a_term_reckoned_anew_keeps_its_start_and_is_reminded_of_anew(work):
    clock = work.case.clock
    work.change(clock=replace(clock, reminded=2, calendar_version="old", provisional=True))
    effects.set_override(work, act(working_days=4))
    assert work.case.clock == replace(
        clock, limit=working_days(4), due_on=date(2026, 3, 6), moved_at=work.now, reminded=0
    )


@pytest.mark.obligation("R-53", "A-37", "R-40")
def test_a_second_handling_counts_its_returns_from_nothing_and_may_be_given_less(work):
    effects.rehandle(work, act(working_days=2))
    case = work.case
    assert (case.round, case.counts.returns, case.counts.extensions_decided) == (3, 0, 0)
    assert (case.lead_unit, case.order_limit, case.former_units) == (FARMING, 2, (EDUCATION,))
    effects.rehandle(work, act(unit=CIVIL_AFFAIRS))
    assert (work.case.lead_unit, work.case.order_limit) == (CIVIL_AFFAIRS, 0)


@pytest.mark.obligation("R-70")
def test_a_round_that_the_citizen_ends_leaves_no_draft_and_no_tracking(work):
    before = work.case
    effects.end_round(work, act())
    assert work.case == replace(
        before, draft=None, review_step=0, step_since=None, tracking_since=None, tracking_until=None
    )


@pytest.mark.obligation("H-15.3")
@pytest.mark.parametrize(("said", "kept"), [(None, Outcome.UNSOLVABLE), (Outcome.SOLVED, Outcome.SOLVED)])
def test_what_was_explained_is_no_longer_tracked_and_is_unsolvable_unless_said_otherwise(work, said, kept):
    before = work.case
    effects.explain(work, act(outcome=said))
    assert work.case == replace(before, outcome=kept, tracking_since=None, tracking_until=None)


@pytest.mark.obligation("R-38")
def test_tracking_that_goes_on_begins_today_with_nothing_missed(work):
    before = work.case
    effects.continue_tracking(work, act(until=date(2026, 9, 1)))
    assert work.case == replace(
        before,
        tracking_since=date(2026, 3, 4),
        tracking_until=date(2026, 9, 1),
        counts=replace(before.counts, missed_follow_ups=0),
    )
    work.count(missed_follow_ups=2)
    effects.record_follow_up(work, act())
    assert work.case.counts.missed_follow_ups == 0


@pytest.mark.obligation("R-76")
def test_a_case_returned_to_the_ordinary_way_is_deliberated_anew_and_that_is_counted(work):
    before = work.case
    effects.return_to_ordinary(work, act())
    assert work.case == replace(
        before, deliberated=False, counts=replace(before.counts, returns_to_ordinary=5)
    )


@pytest.mark.obligation("R-26")
@pytest.mark.parametrize(("show", "shown"), [(True, DRAFT.text), (False, None)])
def test_a_new_unit_sees_the_draft_only_if_the_body_says_so(work, show, shown):
    effects.reassign(work, act(unit=CIVIL_AFFAIRS, show_draft=show))
    assert (work.case.former_draft, work.case.draft) == (shown, None)


@pytest.mark.obligation("A-08", "R-47")
def test_in_intake_or_without_a_term_nothing_is_reckoned_anew(work):
    work.change(clock=None)
    effects.set_override(work, act(working_days=4))
    assert work.case.clock is None
    life = a_life().at("2026-03-03")
    life.sweep()
    at_intake = Work(life.case, life.around)
    effects.set_override(at_intake, act(working_days=4))
    assert at_intake.case.clock == life.case.clock
    assert life.case.clock is not None


@pytest.mark.obligation("R-31", "R-05")
def test_only_the_late_verdict_of_the_term_itself_is_excused(work):
    life = a_life().assigned().named().at("2026-03-20")
    life.sweep()
    running = life.case.clock
    work = Work(life.case, life.around)
    late = work.case.verdicts[-1]
    of_another_start = replace(late, started_at=late.started_at - timedelta(days=1))
    of_another_org = replace(late, org=EDUCATION)
    in_time = replace(late, on_time=True)
    others = (of_another_start, of_another_org, in_time)
    work.change(verdicts=(*others, late))
    work.excuse(extend(running, working_days(1), life.calendar, life.now), "later")
    assert work.case.verdicts == (*others, replace(late, excused="later"))


def drafting(work, kind=ReplyType.FINAL):
    work.change(draft=replace(DRAFT, type=kind))
    return work.case


@pytest.mark.obligation("H-12.5", "H-13.1")
def test_a_draft_says_who_wrote_it_at_which_post_and_what_it_claims():
    life = a_life().assigned().named()
    work = Work(life.case, life.around)
    reply_effects.draft_final(work, act(life.handler, text="已办好。", outcome=Outcome.PARTLY_SOLVED))
    written = Draft(
        text=refer("已办好。"),
        type=ReplyType.FINAL,
        outcome=Outcome.PARTLY_SOLVED,
        drafter=life.handler.account,
        drafter_post=life.handler.post,
    )
    assert work.case == replace(life.case, draft=written)
    reply_effects.submit_interim(work, act(life.handler, text="还在等。"))
    interim = replace(written, text=refer("还在等。"), type=ReplyType.INTERIM, outcome=None)
    assert work.case == replace(life.case, draft=interim, review_step=1, step_since=life.now)


@pytest.mark.obligation("A-29", "R-40")
def test_a_draft_goes_to_its_signers_without_the_signatures_of_an_earlier_round(work):
    before = work.case
    work.change(step_since=None)
    reply_effects.submit_final(work, act(outcome=Outcome.UNSOLVABLE))
    assert work.case == replace(
        before,
        draft=replace(DRAFT, outcome=Outcome.UNSOLVABLE, passed=()),
        review_step=1,
        step_since=work.now,
    )
    work.change(draft=DRAFT, review_step=2)
    reply_effects.return_draft(work, act())
    assert work.case == replace(
        before,
        draft=replace(DRAFT, passed=()),
        review_step=0,
        step_since=None,
        counts=replace(before.counts, returns=5),
    )


@pytest.mark.obligation("R-41")
def test_a_reply_that_is_sent_leaves_nothing_to_sign_and_nothing_to_track(work):
    before = drafting(work)
    reply_effects.send_final(work, act())
    assert work.case == replace(
        before,
        reply=DRAFT.text,
        outcome=DRAFT.outcome,
        replied_at=work.now,
        draft=None,
        review_step=0,
        step_since=None,
        tracking_since=None,
        tracking_until=None,
    )


@pytest.mark.obligation("H-12.9", "A-39", "R-38")
def test_an_interim_reply_that_is_sent_opens_the_tracking(work):
    work.change(interim_sent=False)
    before = drafting(work, ReplyType.INTERIM)
    reply_effects.send_interim(work, act())
    assert work.case == replace(
        before,
        reply=DRAFT.text,
        replied_at=work.now,
        draft=None,
        review_step=0,
        step_since=None,
        interim_sent=True,
        tracking_since=date(2026, 3, 4),
        tracking_until=work.case.tracking_until,
        counts=replace(before.counts, missed_follow_ups=0),
    )
    assert work.case.tracking_until > date(2026, 8, 1)


@pytest.mark.obligation("R-41", "R-42", "K-3.3a")
def test_an_approved_reply_waits_for_no_signature_and_helpers_confirm_one_by_one(work):
    before = work.case
    reply_effects.approve(work, act())
    assert work.case == replace(before, review_step=0, step_since=None)
    helper = post(CIVIL_AFFAIRS, Role.UNIT_LEADER)
    reply_effects.confirm_joint_feedback(work, act(helper))
    assert work.case.confirmed == {EDUCATION, CIVIL_AFFAIRS}


@pytest.mark.obligation("R-44", "A-29")
def test_a_step_that_is_settled_hands_on_to_the_next_which_waits_from_now():
    life = a_life().assigned().named().drafted().submitted()
    begun = life.case
    life.at("2026-03-05")
    work = Work(life.case, life.around)
    sign(work, act(life.body))
    assert work.case == replace(begun, review_step=2, step_since=life.now)


@pytest.mark.obligation("R-45", "J-3.2.1b")
def test_only_while_it_is_signed_is_it_the_turn_of_whoever_signs_major_cases():
    case = replace(a_life().case, flags=frozenset({Flag.MAJOR}))
    rule = RULEBOOK.reply_review
    usual, major = rule.steps[0], replace(rule.steps[0], only_major=True)
    last, first = (
        replace(RULEBOOK, reply_review=replace(rule, steps=steps))
        for steps in ((usual, major), (major, usual))
    )
    assert [is_at_major_step(replace(case, review_step=at), last) for at in range(3)] == [False, False, True]
    assert [is_at_major_step(replace(case, review_step=at), first) for at in range(3)] == [False, True, False]


@pytest.mark.obligation("H-20.1", "R-01")
def test_only_the_units_own_seats_are_theirs_who_were_named():
    life = a_life().assigned().named()
    case = replace(life.case, supervising_org=FARMING, handler_post=life.leader.post)
    of_unit = posts_in(Seat(Role.HANDLER, Of.UNIT), case, life.directory)
    of_body = posts_in(Seat(Role.HANDLER, Of.BODY), case, life.directory)
    assert [each.id for each in of_unit] == [life.leader.post]
    assert life.handler.post in {each.id for each in of_body}


@pytest.mark.obligation("R-01")
def test_an_ended_case_is_nobodys_and_a_closing_one_its_open_dutys():
    life = a_life().assigned().named().coordinated()
    (duty,) = life.case.duties
    ended, closing, handled = (
        with_owner(replace(life.case, state=state), life.rulebook, life.directory)
        for state in (State.CLOSED, State.CLOSING, State.HANDLING)
    )
    assert (ended.owner_org, ended.owner_post) == (None, None)
    assert (closing.owner_org, closing.owner_post) == (duty.owner_org, duty.owner_post)
    assert closing.owner_org == COUNTY_BODY
    assert (handled.owner_org, handled.owner_post) == (FARMING, life.handler.post)


@pytest.mark.obligation("R-06")
def test_where_nobody_sits_the_organisation_stays_the_owner():
    life = a_life().assigned().without(*Role)
    owned = with_owner(replace(life.case, owner_org=None), life.rulebook, life.directory)
    assert (owned.owner_org, owned.owner_post) == (FARMING, None)


@pytest.mark.obligation("H-13.1", "J-2.4")
def test_the_writer_of_what_is_signed_is_the_proposer_or_the_drafter_while_it_is_signed():
    case = replace(
        a_life().case,
        proposal=replace(PROPOSAL, proposer_post=PostId("p-3")),
        draft=replace(DRAFT, drafter_post=PostId("p-4")),
    )
    writers = {state: writer_of(replace(case, state=state)) for state in State}
    assert {state: writer for state, writer in writers.items() if writer} == {
        State.PROPOSAL: "p-3",
        State.IN_REVIEW: "p-4",
    }


@pytest.mark.obligation("J-3.2.1", "K-4.1c", "R-44")
def test_a_proposal_says_who_made_it_and_waits_from_now():
    life = a_life()
    work = Work(life.case, life.around)
    triage_effects.propose(work, act(life.body, text="建议由农业农村局办理。", unit=FARMING))
    proposal = Proposal(
        text=refer("建议由农业农村局办理。"),
        unit=FARMING,
        proposer=life.body.account,
        proposer_post=life.body.post,
    )
    assert work.case == replace(life.case, proposal=proposal, review_step=1, step_since=life.now)


@pytest.mark.obligation("R-16", "J-3.2.1")
def test_a_proposal_that_is_signed_or_refused_leaves_nothing_to_sign(work):
    before = work.case
    triage_effects.refuse_proposal(work, act())
    assert work.case == replace(
        before,
        proposal=None,
        review_step=0,
        step_since=None,
        counts=replace(before.counts, refusals=5),
    )
    work.change(proposal=replace(PROPOSAL, unit=CIVIL_AFFAIRS), review_step=2, step_since=work.now)
    triage_effects.assign_as_proposed(work, act())
    case = work.case
    assert (case.lead_unit, case.review_step, case.step_since) == (CIVIL_AFFAIRS, 0, None)


@pytest.mark.obligation("R-10", "C-M6c")
def test_a_case_passed_up_or_down_is_deliberated_and_handed_over_anew(work):
    before = work.case
    triage_effects.pass_upward(work, act())
    passed = work.case
    assert (passed.deliberated, passed.handed_over, passed.lead_unit) == (False, False, None)
    assert passed.supervising_org == work.around.directory.body_above(before.supervising_org)
    work.change(deliberated=True, handed_over=True)
    triage_effects.refer_down(work, act(body=before.supervising_org))
    assert work.case == replace(
        passed,
        supervising_org=before.supervising_org,
        counts=replace(passed.counts, referrals_down=5),
    )


@pytest.mark.obligation("R-09", "R-65")
def test_a_case_referred_outside_is_a_push_with_chases_of_its_own(work):
    work.change(referred_outside=False)
    before = work.case
    triage_effects.refer_outside(work, act(external_no="X-1"))
    assert work.case == replace(
        before,
        external_no="X-1",
        referred_outside=True,
        counts=replace(before.counts, pushes=5, chases=0),
    )


@pytest.mark.obligation("R-11")
def test_what_is_solved_at_once_is_answered_now(work):
    before = work.case
    triage_effects.solve_at_once(work, act(effect="当场发放。", outcome=Outcome.SOLVED))
    assert work.case == replace(
        before, reply=refer("当场发放。"), replied_at=work.now, outcome=Outcome.SOLVED
    )


@pytest.mark.obligation("A-29", "R-03")
def test_whoever_steps_in_signs_for_the_first_seat_that_is_missing():
    life = a_life().assigned().named().drafted().submitted()
    rule = life.rulebook.reply_review
    beside = replace(rule.steps[0], any_of=False, signers=(*rule.steps[0].signers, *rule.steps[1].signers))
    life.rulebook = replace(life.rulebook, reply_review=replace(rule, steps=(beside, rule.steps[1])))
    first, second = beside.signers
    signed = {}
    for who, actor in (("county", life.county), ("body", life.body), ("committee", life.committee)):
        work = Work(life.case, life.around)
        sign(work, act(actor))
        signed[who] = work.case.draft.passed
    assert signed == {"county": (str(first),), "body": (str(first),), "committee": (str(second),)}


def test_the_timeline_names_an_official_and_never_the_citizen():
    life = a_life().assigned()
    assert (CITIZEN.signature, life.body.signature) == ("citizen", life.body.account)
