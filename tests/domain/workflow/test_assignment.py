"""From the work order to the draft: signed in, named, logged; its own term from delivery (H-12, H-20.1)."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, DutyKind, Role, State, Term
from tests.support.life import CIVIL_AFFAIRS, CIVIL_ITEM, EDUCATION, FARMING, a_life, is_open, post, refused

HELPER = post(EDUCATION, Role.UNIT_LEADER)
HELPING_HAND = post(EDUCATION, Role.HANDLER)


@pytest.mark.obligation("H-12.2", "H-12.3", "A-07")
@pytest.mark.parametrize(
    ("kind", "assigned", "due"),
    [
        pytest.param("咨询", "2025-01-24", date(2025, 2, 5), id="three-days-over-spring-festival"),
        pytest.param("非咨询", "2025-01-24", date(2025, 2, 13), id="ten-days-over-spring-festival"),
        pytest.param("咨询", "2025-09-30", date(2025, 10, 11), id="ends-on-a-worked-saturday"),
    ],
)
def test_the_handling_term_runs_from_the_delivery_of_the_work_order(kind, assigned, due):
    assert a_life(assigned, kind=kind).assigned().case.clock.due_on == due


@pytest.mark.obligation("A-07", "R-21")
def test_signing_in_late_gives_nobody_more_time():
    life = a_life().assigned()
    due = life.case.clock.due_on
    life.do(life.handler, Action.SIGN_IN)
    assert life.case.state is State.HANDLING
    assert life.case.clock.due_on == due


@pytest.mark.obligation("R-21")
def test_after_one_working_day_the_clock_signs_in_and_the_unit_s_own_signing_adds_nothing():
    life = a_life().assigned().at("2026-03-04", "09:00")
    life.do(life.leader, Action.SIGN_IN)
    assert life.case.state is State.HANDLING
    assert life.actions[-1] is Action.AUTO_SIGN_IN
    assert life.case.tail[-1].at.isoformat() == "2026-03-03T16:00:00+00:00"


@pytest.mark.obligation("R-21")
@pytest.mark.parametrize(
    ("action", "inputs"),
    [
        (Action.LOG_PROGRESS, {"log_type": "核实", "text": "已到现场"}),
        (Action.RECORD_CONTACT, {"method": "电话", "done_on": date(2026, 3, 2), "text": "已联系"}),
        (Action.MESSAGE_CITIZEN, {"text": "请补充卡号后四位"}),
        (Action.ADD_CO_HANDLER, {"unit": EDUCATION, "reason": "涉及学生"}),
    ],
)
def test_any_handling_act_implies_the_signing_in(action, inputs):
    life = a_life().assigned()
    life.do(life.handler, action, **inputs)
    assert life.actions[-2:] == [Action.SIGN_IN, action]
    assert life.case.state is State.HANDLING


@pytest.mark.obligation("R-21", "R-30")
def test_asking_for_more_time_needs_a_signing_in_first():
    life = a_life().assigned()
    assert not is_open(life, life.handler, Action.REQUEST_EXTENSION)


@pytest.mark.obligation("H-20.1")
def test_one_leader_and_one_handler_of_the_unit_are_named_before_the_first_draft():
    life = a_life().assigned()
    life.do(life.handler, Action.SIGN_IN)
    assert not is_open(life, life.handler, Action.DRAFT_REPLY)
    strangers = {"leader": HELPER.post, "handler": life.handler.post}
    assert refused(life, life.leader, Action.NAME_HANDLERS, **strangers) == ["/leader"]
    swapped = {"leader": life.handler.post, "handler": life.handler.post}
    assert refused(life, life.leader, Action.NAME_HANDLERS, **swapped) == ["/leader"]
    life.named()
    assert (life.case.leader_post, life.case.handler_post) == (life.leader.post, life.handler.post)
    assert life.told("N3") == {life.handler.post}
    assert is_open(life, life.handler, Action.DRAFT_REPLY)


@pytest.mark.obligation("H-20.1")
def test_once_named_the_unit_s_seats_are_theirs_alone():
    life = a_life().assigned().named()
    other = post(FARMING, Role.HANDLER, 1)
    with pytest.raises(NotYoursError):
        life.do(other, Action.DRAFT_REPLY, text="我来写")
    life.do(life.leader, Action.NAME_HANDLERS, leader=life.leader.post, handler=other.post)
    life.do(other, Action.DRAFT_REPLY, text="我来写")
    assert life.case.owner_post == other.post


@pytest.mark.obligation("S-7", "C-M8b", "K-5.1")
def test_what_is_recorded_has_happened_by_today():
    life = a_life().assigned().named()
    contact = {"method": "当面", "text": "已见面"}
    for day in (date(2026, 3, 1), date(2026, 3, 3)):
        assert refused(life, life.handler, Action.RECORD_CONTACT, done_on=day, **contact) == ["/done_on"]
    life.do(life.handler, Action.RECORD_CONTACT, done_on=date(2026, 3, 2), **contact)
    assert life.case.tail[-1].data == {"method": "当面", "done_on": "2026-03-02"}
    assert set(life.case.tail[-1].texts) == {"text"}


@pytest.mark.obligation("A-19")
def test_the_number_is_released_only_if_the_citizen_agreed_and_once():
    silent = a_life().assigned()
    assert not is_open(silent, silent.body, Action.RELEASE_NUMBER)
    life = a_life(may_call=True).assigned()
    life.do(life.body, Action.RELEASE_NUMBER)
    assert life.case.number_released
    assert life.told("N10") == {life.handler.post}
    assert not is_open(life, life.body, Action.RELEASE_NUMBER)


@pytest.mark.obligation("A-19")
def test_a_message_reaches_the_citizen_through_the_platform():
    life = a_life().assigned().named()
    life.do(life.handler, Action.MESSAGE_CITIZEN, text="请补充材料")
    assert life.told("N7") == {"citizen"}


@pytest.mark.obligation("R-29", "A-43", "H-12.1")
@pytest.mark.parametrize(("kind", "due"), [("非咨询", date(2026, 3, 9)), ("咨询", date(2026, 3, 4))])
def test_a_co_handler_has_half_the_limit_rounded_up(kind, due):
    life = a_life(kind=kind).assigned().named()
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    duty = life.case.duty(DutyKind.CO_HANDLING)
    assert duty.clock.due_on == due
    assert duty.owner_post == HELPER.post
    assert life.told("N3") == {HELPER.post}
    assert life.case.lead_unit == FARMING


@pytest.mark.obligation("R-29")
def test_leader_or_handler_of_the_helping_unit_answers_for_it():
    life = a_life().assigned().named()
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=CIVIL_AFFAIRS, reason="涉及低保")
    assert not is_open(life, life.leader, Action.ANSWER_AS_CO_HANDLER)
    life.do(HELPING_HAND, Action.ANSWER_AS_CO_HANDLER, text="学籍已核对")
    assert [duty.unit for duty in life.case.duties] == [CIVIL_AFFAIRS]
    assert life.told("N10") == {life.handler.post}
    assert life.verdict(Term.CO_HANDLING).org == EDUCATION


@pytest.mark.obligation("R-29", "H-12.1")
def test_a_late_co_handler_never_holds_up_the_lead():
    life = a_life().assigned().named()
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    life.at("2026-03-10").drafted().submitted().passed()
    assert life.case.state is State.REPLIED
    assert life.case.duties == ()
    assert not life.verdict(Term.CO_HANDLING).on_time


@pytest.mark.obligation("H-12.1")
def test_the_lead_or_a_unit_asked_before_or_no_unit_is_no_co_handler():
    life = a_life().assigned().named()
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    for unit in (FARMING, EDUCATION, "640122-pz1"):
        assert refused(life, life.handler, Action.ADD_CO_HANDLER, unit=unit, reason="再加") == ["/unit"]


@pytest.mark.obligation("A-13", "R-46")
def test_another_kind_counts_from_the_same_start():
    life = a_life().assigned().named().at("2026-03-03")
    life.do(life.body, Action.RECLASSIFY, kind="咨询", reason="只是问政策")
    assert life.case.clock.due_on == date(2026, 3, 5)
    assert life.told("N5") == {"citizen", life.handler.post}
    life.do(life.body, Action.RECLASSIFY, kind="非咨询", reason="还是要办")
    assert life.case.clock.due_on == date(2026, 3, 16)


@pytest.mark.obligation("A-13", "R-46")
def test_a_kind_whose_day_has_passed_or_that_is_none_or_the_same_is_refused():
    life = a_life().assigned().named()
    for kind in ("举报", "非咨询"):
        assert refused(life, life.body, Action.RECLASSIFY, kind=kind, reason="改") == ["/kind"]
    life.at("2026-03-06")
    assert refused(life, life.body, Action.RECLASSIFY, kind="咨询", reason="改") == ["/kind"]


@pytest.mark.obligation("R-46")
def test_an_extended_or_ended_term_is_not_reckoned_anew():
    life = a_life().assigned().named()
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=2, reason="等待鉴定")
    assert not is_open(life, life.body, Action.RECLASSIFY)
    life.do(life.county, Action.GRANT_EXTENSION)
    assert not is_open(life, life.body, Action.RECLASSIFY)
    late = a_life().assigned().named().at("2026-03-17")
    assert not is_open(late, late.body, Action.SET_OVERRIDE)


@pytest.mark.obligation("R-46")
def test_in_review_the_chain_stays_when_the_kind_changes():
    life = a_life().assigned().named().drafted().submitted()
    life.do(life.body, Action.RECLASSIFY, kind="咨询", reason="只是问政策")
    assert (life.case.state, life.case.review_step) == (State.IN_REVIEW, 1)


@pytest.mark.obligation("H-12.4", "R-47")
def test_another_rule_s_limit_needs_its_basis_and_is_never_earlier_than_what_was_told():
    life = a_life().assigned()
    assert refused(life, life.body, Action.SET_OVERRIDE, working_days=20) == ["/basis"]
    assert refused(life, life.body, Action.SET_OVERRIDE, working_days=5, basis="某办法第三条") == [
        "/working_days"
    ]
    life.do(life.body, Action.SET_OVERRIDE, working_days=20, basis="某办法第三条")
    assert life.case.clock.due_on == date(2026, 3, 30)
    assert "basis" in life.case.tail[-1].texts


@pytest.mark.obligation("H-12.4", "R-46", "R-47")
def test_another_rule_s_limit_set_at_intake_stands_whatever_the_kind():
    life = a_life()
    life.do(life.body, Action.SET_OVERRIDE, working_days=5, basis="某办法第三条")
    life.do(life.body, Action.RECLASSIFY, kind="咨询", reason="只是问政策")
    assert life.told("N5") == set()
    life.assigned()
    assert life.case.clock.due_on == date(2026, 3, 9)
    life.do(life.body, Action.RECLASSIFY, kind="非咨询", reason="还是要办")
    assert life.case.clock.due_on == date(2026, 3, 9)


@pytest.mark.obligation("H-6.1", "H-11.5")
def test_a_unit_cannot_refer_up_past_its_body():
    life = a_life(item=CIVIL_ITEM).assigned(CIVIL_AFFAIRS)
    with pytest.raises(ActionNotOpenError):
        life.do(life.leader, Action.REFER_UP, reason="不归我管")


@pytest.mark.obligation("H-20.1", "R-01")
def test_a_named_handler_whose_post_is_gone_leaves_the_seat_to_the_others():
    life = a_life().assigned().named()
    gone = life.directory.post(life.case.handler_post)
    life.directory = replace(
        life.directory, posts={**life.directory.posts, gone.id: replace(gone, active=False)}
    )
    other = post(FARMING, Role.HANDLER, 1)
    life.do(other, Action.DRAFT_REPLY, text="由我接着办理")
    assert life.case.owner_post == other.post
