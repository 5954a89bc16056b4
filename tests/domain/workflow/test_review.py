"""Review: two bodies in their order, four items, no drafter among them, returns without new time."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, DutyKind, Flag, Outcome, ReviewItem, Role, State, Term
from chalicelib.domain.workflow.act import Actor
from tests.support.life import ALL_TICKED, CITIZEN, COUNTY_BODY, FARMING, a_life, is_open, post, refused
from tests.support.rulebooks import helan

VILLAGE = "640122100200"


def in_review(day="2026-03-02"):
    return a_life().assigned().named().at(day).drafted().submitted()


def returned(life, times):
    for _ in range(times):
        if life.case.state is State.HANDLING:
            life.drafted().submitted()
        life.do(life.body, Action.RETURN_REVIEW, reason="办理过程不清楚")
    return life


@pytest.mark.obligation("H-12.5", "A-05", "X-8", "H-8.1")
def test_the_body_signs_first_then_the_committee_and_only_then_the_reply_is_there():
    life = in_review()
    assert life.case.owner_post == "640122-pz2-intake-1"
    assert life.told("N10") == {"640122-pz2-intake-1"}
    with pytest.raises(NotYoursError):
        life.do(life.committee, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert (life.case.review_step, life.case.owner_post) == (2, "640122-nyj-unit-party-committee-1")
    assert life.told("N10") == {"640122-nyj-unit-party-committee-1"}
    with pytest.raises(NotYoursError):
        life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.reply is None


@pytest.mark.obligation("R-41", "A-04", "H-13.3", "A-06")
def test_the_last_signature_sends_the_reply_and_stops_the_term_in_one_commit():
    life = in_review("2026-03-16").passed()
    assert (life.case.state, life.case.outcome, life.case.draft) == (State.REPLIED, Outcome.SOLVED, None)
    assert life.case.reply is not None
    assert life.told("N7") == {"citizen"}
    assert life.verdict(Term.HANDLING).on_time
    assert life.case.clock.term is Term.EVALUATION


@pytest.mark.obligation("A-04")
def test_the_reviews_count_inside_the_limit():
    life = in_review("2026-03-16").at("2026-03-17").passed()
    assert not life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("H-13.2")
def test_passing_with_an_item_not_ticked_is_refused():
    life = in_review()
    assert refused(life, life.body, Action.PASS_REVIEW, checked=(ReviewItem.RESULT,)) == ["/checked"]
    assert refused(life, life.body, Action.PASS_REVIEW) == ["/checked", "/checked"]


@pytest.mark.obligation("H-12.5")
def test_a_reply_is_submitted_with_what_became_of_the_matter():
    life = a_life().assigned().named()
    assert not is_open(life, life.handler, Action.SUBMIT_REPLY)
    life.drafted()
    assert refused(life, life.handler, Action.SUBMIT_REPLY) == ["/outcome"]


@pytest.mark.obligation("H-13.1")
def test_the_same_account_at_two_posts_never_reviews_its_own_draft():
    life = a_life().assigned().named()
    drafter, body = (post(FARMING, Role.HANDLER, 0, "a-both"), post("640122-pz2", Role.INTAKE, 0, "a-both"))
    life.do(drafter, Action.DRAFT_REPLY, text="已经发放")
    life.do(drafter, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    for action, inputs in (
        (Action.PASS_REVIEW, {"checked": ALL_TICKED}),
        (Action.RETURN_REVIEW, {"reason": "不"}),
    ):
        with pytest.raises(NotYoursError):
            life.do(body, action, **inputs)
    life.do(post("640122-pz2", Role.INTAKE, 1), Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.review_step == 2


@pytest.mark.obligation("H-13.4", "A-15", "R-40")
def test_a_return_gives_no_new_time_and_begins_the_chain_again():
    life = in_review("2026-03-13")
    due = life.case.clock.due_on
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(life.committee, Action.RETURN_REVIEW, reason="办理过程不清楚")
    assert (life.case.state, life.case.review_step, life.case.round) == (State.HANDLING, 0, 1)
    assert life.case.clock.due_on == due
    assert life.told("N6") == {life.handler.post}
    assert life.case.draft is not None
    life.at("2026-03-17").drafted().submitted()
    assert life.case.review_step == 1
    life.passed()
    assert not life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("H-13.4")
def test_a_return_says_why():
    life = in_review()
    assert refused(life, life.body, Action.RETURN_REVIEW) == ["/reason"]


@pytest.mark.obligation("R-40")
def test_the_second_return_tells_the_county_and_the_third_is_an_order():
    life = returned(in_review(), 2)
    assert life.case.tail[-1].data["rung"] == "second_return"
    assert life.told("N4") == {life.leader.post, "640122-jw-county-1"}
    returned(life, 1)
    order = life.case.duty(DutyKind.SUPERVISION)
    assert (order.unit, order.opened_by, order.clock.due_on) == (FARMING, None, date(2026, 3, 9))
    assert (life.case.tail[-1].action, life.case.tail[-1].actor) == (Action.SUPERVISE, "clock")
    assert life.told("N10") == {life.leader.post, life.handler.post}
    returned(life, 1)
    assert life.case.counts.orders == 1


@pytest.mark.obligation("R-40", "R-56")
def test_a_third_return_while_an_order_runs_opens_no_second_one():
    life = returned(in_review(), 2).supervised()
    returned(life, 1)
    assert life.case.counts.orders == 1
    assert life.case.duty(DutyKind.SUPERVISION).opened_by is not None


@pytest.mark.obligation("R-44", "A-04")
def test_a_breach_in_review_names_the_step_that_held_it():
    life = in_review("2026-03-11").at("2026-03-17")
    life.sweep()
    breach = life.entries(Action.BREACH)[0]
    assert breach.data["review_step"] == "discipline_body"
    assert breach.data["held_by"] == life.verdict(Term.HANDLING).held_by == "640122-pz2-intake-1"
    reminded = life.entries(Action.REMIND)[-1]
    assert reminded.data["review_step"] == "discipline_body"


@pytest.mark.obligation("R-44", "R-31")
def test_a_step_that_began_after_the_due_did_not_hold_it():
    life = a_life().assigned().named().at("2026-03-16")
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=2, reason="等待鉴定")
    life.at("2026-03-17").drafted().submitted()
    life.do(life.county, Action.REFUSE_EXTENSION, reason="不必")
    assert life.verdict(Term.HANDLING).held_by == ""


@pytest.mark.obligation("H-7.1")
def test_a_village_s_reply_passes_the_committee_of_its_town():
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit=VILLAGE, reason="村里负责")
    life.named().drafted().submitted()
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.owner_post == "640122100-unit-party-committee-1"


@pytest.mark.obligation("A-29")
@pytest.mark.parametrize("any_of", [True, False])
def test_parallel_signers_sign_in_any_order_and_one_is_enough_where_the_rulebook_says_so(any_of):
    life = in_review()
    life.rulebook = helan(
        {
            "/reply_review/steps/0/signers": ["intake@body", "county@county"],
            "/reply_review/steps/0/any_of": any_of,
        }
    )
    life.do(life.county, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert (life.case.review_step == 2) is any_of
    if not any_of:
        with pytest.raises(NotYoursError):
            life.do(life.county, Action.PASS_REVIEW, checked=ALL_TICKED)
        life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
        assert life.case.review_step == 2


@pytest.mark.obligation("R-80")
def test_material_that_comes_in_review_is_told_to_the_reviewer():
    life = in_review()
    life.do(CITIZEN, Action.ADD_MATERIAL, text="补充一张照片")
    assert life.told("N10") == {"640122-pz2-intake-1"}


@pytest.mark.obligation("R-03")
def test_the_county_steps_into_the_review_only_after_the_rung_and_never_for_its_own_draft():
    life = in_review().at("2026-03-17")
    life.sweep()
    assert not is_open(life, life.county, Action.PASS_REVIEW)
    life.at("2026-03-20")
    life.do(life.county, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.review_step == 2


@pytest.mark.obligation("R-60", "H-13.1", "H-15.2")
def test_an_elevated_reply_is_drafted_by_one_county_post_and_signed_by_another_and_a_leader():
    life = a_life().assigned()
    life.do(life.county, Action.ELEVATE, reason="影响较大")
    other = post(COUNTY_BODY, Role.COUNTY, 1)
    life.do(
        life.county_leader, Action.NAME_HANDLERS, leader=life.county_leader.post, handler=life.county.post
    )
    life.do(life.county, Action.DRAFT_REPLY, text="已经发放")
    life.do(life.county, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    assert life.case.owner_post == other.post
    with pytest.raises(NotYoursError):
        life.do(life.county, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(other, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(life.county_leader, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.REPLIED
    assert Flag.ELEVATED in life.case.flags


@pytest.mark.obligation("H-13.1")
def test_a_stranger_or_the_citizen_reviews_nothing():
    life = in_review()
    for actor in (CITIZEN, post("640122-pz1", Role.INTAKE), Actor(account="x", role=Role.INTAKE)):
        with pytest.raises(NotYoursError):
            life.do(actor, Action.PASS_REVIEW, checked=ALL_TICKED)
    with pytest.raises(ActionNotOpenError):
        a_life().do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
