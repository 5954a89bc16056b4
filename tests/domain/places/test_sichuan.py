"""The Sichuan pilots: taken in by the item's supervisor, accusations led to 12388, ordered again by date."""

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.vocabulary import Action, Outcome, Role, SourceType, State, Term
from chalicelib.domain.workflow.seats.visibility import sees
from tests.support.life import ALL_TICKED, BAD, CITIZEN, refused
from tests.support.places import YANTING, a_case_at

COUNTY_BODY, TOWN_BODY, TOWN, PLACE = "510723-jw", "510723001-jw", "510723001", "510723001019"
post = YANTING.post
BODY, COUNTY = post(TOWN_BODY, Role.INTAKE), post(COUNTY_BODY, Role.COUNTY)
LEADER, HANDLER = post(TOWN, Role.UNIT_LEADER), post(TOWN, Role.HANDLER)
SIGNING = post(TOWN, Role.UNIT_PARTY_COMMITTEE)


def filed():
    return a_case_at(YANTING, PLACE, "投诉", "2024-03-04")


def replied(life=None):
    life = life or filed()
    life.do(BODY, Action.ASSIGN, unit=TOWN, reason="街道主管")
    life.do(LEADER, Action.NAME_HANDLERS, leader=LEADER.post, handler=HANDLER.post)
    life.do(HANDLER, Action.DRAFT_REPLY, text="补贴已于昨日发放。")
    life.do(HANDLER, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    life.do(SIGNING, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(BODY, Action.PASS_REVIEW, checked=ALL_TICKED)
    return life


@pytest.mark.obligation("S-4", "S-13")
def test_it_takes_subsidy_records_too_and_the_supervisor_takes_it_in():
    assert SourceType.SUBSIDY in YANTING.rulebook.sources
    assert filed().case.owner_post == BODY.post


@pytest.mark.obligation("S-20")
def test_an_accusation_is_led_to_12388_and_out_of_every_ordinary_sight():
    life = filed()
    assert not life.rulebook.offers(Action.SEAL)
    assert refused(life, BODY, Action.REDIRECT_12388) == ["/text"]
    life.do(BODY, Action.REDIRECT_12388, text="请拨打12388或登录举报网站，也可以通过廉洁四川反映。")
    assert life.case.state is State.REDIRECTED_12388
    assert life.told("N2") == {"citizen"}
    assert not [each for each in (BODY, COUNTY) if sees(each, life.case, life.directory, life.rulebook)]


@pytest.mark.obligation("R-79", "S-20")
def test_an_accusation_that_is_found_later_goes_to_the_sealed_desk_for_12388_is_behind_it():
    life = filed()
    life.do(BODY, Action.ASSIGN, unit=TOWN, reason="街道主管")
    with pytest.raises(ActionNotOpenError):
        life.do(BODY, Action.REDIRECT_12388, text="请拨打12388。")
    before = life.case
    life.do(HANDLER, Action.TRANSFER_CLUE, text="会计把三户的补贴打进了亲戚的卡里。")
    desk = post(COUNTY_BODY, Role.SEALED_DESK)
    assert life.case == before
    assert (life.part.after.state, life.part.after.owner_post) == (State.SEALED, desk.post)
    assert not life.rulebook.offers(Action.SEAL_FEEDBACK)


@pytest.mark.obligation("S-10", "A-41")
def test_what_is_out_of_scope_is_declined_with_a_channel_and_never_pushed():
    life = filed()
    assert not life.open_to(BODY) & {Action.TRANSFER_12345, Action.REFER_UP, Action.REFER_OUTSIDE}
    life.do(BODY, Action.DECLINE, reason="不属于业务范围", text="请拨打12345反映。")
    assert life.case.state is State.DECLINED


@pytest.mark.obligation("S-7", "S-8")
def test_each_step_of_the_work_is_recorded_and_what_was_verified_says_online_or_on_the_spot():
    life = filed()
    life.do(BODY, Action.ASSIGN, unit=TOWN, reason="街道主管")
    life.do(LEADER, Action.NAME_HANDLERS, leader=LEADER.post, handler=HANDLER.post)
    assert refused(life, HANDLER, Action.LOG_PROGRESS, log_type="核实", text="已核实。") == ["/log_type"]
    steps = ("会商", "沟通", "线上核实", "线下核实", "办理", "回复")
    for step in steps:
        life.do(HANDLER, Action.LOG_PROGRESS, log_type=step, text="已登记。")
    assert tuple(entry.data["log_type"] for entry in life.entries(Action.LOG_PROGRESS)) == steps


@pytest.mark.obligation("S-6", "S-17")
def test_the_leader_signs_before_the_supervisor_looks_it_over():
    life = replied()
    assert life.case.state is State.REPLIED
    assert [entry.post for entry in life.entries(Action.PASS_REVIEW)] == [SIGNING.post, BODY.post]


@pytest.mark.obligation("S-5")
def test_after_a_bad_rating_it_is_ordered_again_with_a_date_and_never_without():
    life = replied()
    life.do(CITIZEN, Action.EVALUATE, grades=BAD)
    assert refused(life, BODY, Action.REHANDLE, reason="问题没有解决") == ["/working_days"]
    life.do(BODY, Action.REHANDLE, reason="问题没有解决", working_days=5)
    assert (life.case.round, life.case.clock.term, life.case.clock.limit.n) == (2, Term.HANDLING, 5)


@pytest.mark.obligation("R-60", "S-2")
def test_the_county_coordinates_and_takes_nothing_over():
    life = filed()
    life.do(BODY, Action.ASSIGN, unit=TOWN, reason="街道主管")
    with pytest.raises(ActionNotOpenError):
        life.do(COUNTY, Action.ELEVATE, reason="影响较大")
    assert Action.SUPERVISE in life.open_to(COUNTY)
