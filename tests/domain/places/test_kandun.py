"""Kandun: triaged, proposed upward within three days, a month, half a month more, fed back by the handler."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.notices.occasion import occasion_of
from chalicelib.domain.notices.texts import text_of
from chalicelib.domain.progress import Milestone, reached
from chalicelib.domain.vocabulary import Action, DutyKind, Flag, Outcome, Role, State, Term, Unit
from chalicelib.domain.workflow.case import Owed
from chalicelib.domain.workflow.seats.desks import desk_of, slips_of
from chalicelib.domain.workflow.seats.visibility import sees
from tests.support.life import ALL_TICKED, BAD, CITIZEN, a_life, beijing, refused
from tests.support.places import KANDUN, a_case_at
from tests.support.rulebooks import SUPERVISED, helan

STREET, DISCIPLINE = "330282003", "330282003-jw"
OFFICE, HELPER, PLACE = "330282003-sh", "330282003-cj", "330282003002"
post = KANDUN.post
BODY = post(DISCIPLINE, Role.INTAKE)
COORDINATION = post(DISCIPLINE, Role.COORDINATION_OFFICE)
SECRETARY, DIRECTOR = post(STREET, Role.MAIN_LEADER), post(STREET, Role.MAIN_LEADER, 1)
BY_NOBODY = post(STREET, Role.LEADER_IN_CHARGE, 1)
IN_CHARGE = post(OFFICE, Role.LEADER_IN_CHARGE)
LEADER, HANDLER = post(OFFICE, Role.UNIT_LEADER), post(OFFICE, Role.HANDLER)
HELPING = post(HELPER, Role.UNIT_LEADER)
HARD_AT_THREE = helan(SUPERVISED)
STEPS = ("初步摸底", "制定调查计划", "调查取证", "撰写调查报告")
FED_BACK = {"method": "当面", "text": "已当面向信访人反馈调查结果。"}


def filed(day="2020-09-01", kind="非检举控告", **complaint):
    return a_case_at(KANDUN, PLACE, kind, day, **complaint)


def proposed(day="2020-09-01"):
    life = filed(day)
    life.do(BODY, Action.HAND_OVER)
    life.do(COORDINATION, Action.PROPOSE, unit=OFFICE, text="拟由社会事务办公室调查处理。")
    return life


def assigned(day="2020-09-01"):
    life = proposed(day)
    life.do(DIRECTOR, Action.SIGN_PROPOSAL)
    return life


def named(day="2020-09-01"):
    life = assigned(day)
    life.do(LEADER, Action.NAME_HANDLERS, leader=LEADER.post, handler=HANDLER.post)
    return life


def investigated(life=None):
    life = life or named()
    for step in STEPS:
        life.do(HANDLER, Action.LOG_PROGRESS, log_type=step, text="已完成。")
    return life


def reported(life=None):
    life = investigated(life)
    life.do(HANDLER, Action.DRAFT_REPLY, text="经调查，情况属实，已经整改。")
    life.do(HANDLER, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    life.do(IN_CHARGE, Action.PASS_REVIEW, checked=ALL_TICKED)
    return life


def awaiting_feedback(life=None):
    life = reported(life)
    life.do(COORDINATION, Action.PASS_REVIEW, checked=ALL_TICKED)
    return life


def closed_with_a_helper():
    life = named()
    life.do(HANDLER, Action.ADD_CO_HANDLER, unit=HELPER, reason="涉及城建")
    life.do(HELPING, Action.ANSWER_AS_CO_HANDLER, text="已核实管线情况。")
    awaiting_feedback(life)
    life.do(HELPING, Action.CONFIRM_JOINT_FEEDBACK)
    life.do(HANDLER, Action.GIVE_FEEDBACK, done_on=today(life), **FED_BACK)
    assert life.case.state is State.CLOSED
    return life


def today(life):
    return life.now.date()


@pytest.mark.obligation("K-2.2", "R-18", "K-4.1a")
def test_the_coordination_office_gets_only_what_the_discipline_body_has_marked():
    life = filed()
    assert not sees(COORDINATION, life.case, life.directory, life.rulebook)
    with pytest.raises(ActionNotOpenError):
        life.do(COORDINATION, Action.PROPOSE, unit=OFFICE, text="拟由社会事务办公室处理。")
    due = life.case.clock.due_on
    life.at("2020-09-02").do(BODY, Action.HAND_OVER, reason="属业务范围外")
    assert sees(COORDINATION, life.case, life.directory, life.rulebook)
    assert (life.case.owner_post, life.case.clock.due_on) == (COORDINATION.post, due)


@pytest.mark.obligation("K-3.1a", "K-4.1b", "A-21")
def test_an_accusation_is_kept_by_the_discipline_body():
    life = filed(kind="检举控告")
    barred = {Action.HAND_OVER, Action.ASSIGN, Action.ANSWER_DIRECTLY, Action.DECLINE, Action.REFER_OUTSIDE}
    assert not life.open_to(BODY) & barred
    assert life.open_to(BODY) >= {Action.SEAL, Action.RECLASSIFY}
    life.do(BODY, Action.SEAL, reason="属检举控告，由纪工委直接查办")
    assert life.case.state is State.SEALED
    assert not sees(COORDINATION, life.case, life.directory, life.rulebook)


@pytest.mark.obligation("K-3.1a", "A-20")
def test_what_a_unit_has_in_hand_does_not_become_an_accusation_by_its_kind():
    life = named()
    assert refused(life, BODY, Action.RECLASSIFY, kind="检举控告", reason="涉嫌违纪") == ["/kind"]
    life = filed()
    life.do(BODY, Action.RECLASSIFY, kind="检举控告", reason="实为检举控告")
    assert life.open_to(BODY) & {Action.HAND_OVER, Action.SEAL} == {Action.SEAL}


@pytest.mark.obligation("K-3.1a")
def test_nothing_is_handed_on_without_the_leaders_instruction():
    life = filed()
    assert Action.ASSIGN not in life.open_to(BODY)
    life.do(BODY, Action.HAND_OVER)
    assert Action.ASSIGN not in life.open_to(BODY) | life.open_to(COORDINATION)


@pytest.mark.obligation("K-4.1c", "A-24", "R-17")
def test_intake_stops_when_the_proposal_goes_up_and_either_leader_settles_it():
    for signer in (SECRETARY, DIRECTOR):
        life = proposed("2020-09-29")
        assert life.verdict(Term.INTAKE).on_time
        assert life.verdict(Term.INTAKE).due_on == date(2020, 10, 10)
        assert life.case.clock.term is Term.PROPOSAL_SIGNING
        life.do(signer, Action.SIGN_PROPOSAL)
        assert life.case.state is State.ASSIGNED
        assert life.case.clock.term is Term.HANDLING


@pytest.mark.obligation("R-17", "A-24", "R-03")
def test_leaders_who_do_not_sign_are_reminded_after_two_days_and_late_after_five():
    life = proposed("2020-09-01")
    life.at("2020-09-30").sweep()
    rungs = {entry.data["rung"]: entry.at for entry in life.entries(Action.ESCALATE)}
    assert rungs["proposal_waits"] == beijing("2020-09-03", "17:30")
    (breach,) = life.entries(Action.BREACH)
    assert (breach.data["term"], breach.at) == (Term.PROPOSAL_SIGNING, beijing("2020-09-09", "00:00"))
    assert life.entries(Action.NAG)
    life.do(SECRETARY, Action.SIGN_PROPOSAL)
    assert not life.verdict(Term.PROPOSAL_SIGNING).on_time
    assert life.verdict(Term.INTAKE).on_time


@pytest.mark.obligation("R-16", "A-24")
def test_a_refused_proposal_has_one_day_and_the_third_refusal_goes_to_the_leading_group():
    life = proposed()
    for number in (1, 2, 3):
        life.do(SECRETARY, Action.REFUSE_PROPOSAL, reason="请先核实责任部门")
        assert (life.case.state, life.case.clock.term) == (State.INTAKE, Term.REPROPOSAL)
        assert life.case.clock.limit == Limit(1, Unit.WORKING_DAY)
        rungs = [entry.data["rung"] for entry in life.entries(Action.ESCALATE)]
        assert rungs == (["third_refusal"] if number == 3 else [])
        life.do(COORDINATION, Action.PROPOSE, unit=OFFICE, text="已核实，拟由社会事务办公室处理。")
    assert [verdict.term for verdict in life.case.verdicts].count(Term.INTAKE) == 1


@pytest.mark.obligation("K-3.2a", "A-23")
@pytest.mark.parametrize(
    ("given", "due"),
    [
        pytest.param("2020-08-31", "2020-09-30", id="no-31st"),
        pytest.param("2020-09-01", "2020-10-09", id="holiday-rolled"),
        pytest.param("2021-01-29", "2021-03-01", id="month-end-sunday"),
        pytest.param("2024-01-31", "2024-02-29", id="leap-year"),
    ],
)
def test_handling_takes_a_month_to_the_corresponding_day(given, due):
    life = assigned(given)
    assert life.case.clock.limit == Limit(1, Unit.MONTH)
    assert life.case.clock.due_on == date.fromisoformat(due)


@pytest.mark.obligation("K-4.4b", "R-34", "A-25", "A-12")
def test_half_a_month_more_in_several_requests_and_not_a_day_beyond():
    life = named("2020-09-01")
    why = {"reason": "等待检测报告，属客观原因"}
    assert refused(life, HANDLER, Action.REQUEST_EXTENSION, calendar_days=16, **why) == [
        "/calendar_days",
        "/calendar_days",
    ]
    assert refused(life, HANDLER, Action.REQUEST_EXTENSION, working_days=5, **why) == ["/calendar_days"]
    for asked in (5, 10):
        life.do(HANDLER, Action.REQUEST_EXTENSION, calendar_days=asked, working_days=1, **why)
        life.do(IN_CHARGE, Action.GRANT_EXTENSION)
        life.do(COORDINATION, Action.GRANT_EXTENSION)
    assert life.case.clock.extended == (Limit(5, Unit.CALENDAR_DAY), Limit(10, Unit.CALENDAR_DAY))
    assert refused(life, HANDLER, Action.REQUEST_EXTENSION, calendar_days=1, **why) == ["/calendar_days"]
    special = {"special": True, "special_category": "其他"}
    assert "/special" in refused(life, HANDLER, Action.REQUEST_EXTENSION, calendar_days=1, **why, **special)


@pytest.mark.obligation("K-4.4b", "A-25")
def test_half_a_month_at_once_is_rolled_to_a_working_day():
    life = named("2020-09-01")
    life.do(HANDLER, Action.REQUEST_EXTENSION, calendar_days=15, reason="等待检测报告，属客观原因")
    life.do(IN_CHARGE, Action.GRANT_EXTENSION)
    life.do(COORDINATION, Action.GRANT_EXTENSION)
    assert life.case.clock.due_on == date(2020, 10, 26)


@pytest.mark.obligation("K-4.2a", "K-5.2", "S-7")
def test_a_report_waits_for_the_four_steps_before_it():
    life = named()
    life.do(HANDLER, Action.DRAFT_REPLY, text="经调查，情况属实。")
    assert refused(life, HANDLER, Action.LOG_PROGRESS, log_type="会商", text="与部门会商。") == ["/log_type"]
    for step in STEPS:
        assert refused(life, HANDLER, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED) == ["/outcome"]
        life.do(HANDLER, Action.LOG_PROGRESS, log_type=step, text="已完成。")
    life.do(HANDLER, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    assert life.case.state is State.IN_REVIEW


@pytest.mark.obligation("K-3.2b", "K-4.2a")
def test_the_report_is_signed_by_the_leader_in_charge_before_the_coordination_office():
    life = investigated()
    life.do(HANDLER, Action.DRAFT_REPLY, text="经调查，情况属实。")
    life.do(HANDLER, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    with pytest.raises(NotYoursError):
        life.do(COORDINATION, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(IN_CHARGE, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.owner_post == COORDINATION.post


@pytest.mark.obligation("R-42", "K-3.2c", "A-04", "R-41")
def test_the_month_stops_at_the_signed_report_and_feedback_has_a_day_of_its_own():
    life = reported()
    assert life.case.reply is None
    life.do(COORDINATION, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.AWAITING_FEEDBACK
    assert life.verdict(Term.HANDLING).on_time
    assert (life.case.clock.term, life.case.clock.limit) == (Term.FEEDBACK, Limit(1, Unit.WORKING_DAY))
    assert (life.case.owner_post, life.case.reply) == (HANDLER.post, None)
    assert life.told("N10") == {HANDLER.post}
    entry = life.case.tail[-1]
    occasion = occasion_of(life.case, entry, Owed("N10", HANDLER.post), "KD-1")
    assert "请在9月2日前向群众反馈并登记" in text_of("N10", HANDLER.post, occasion)
    assert Milestone.REPLIED not in {each.state for each in reached(life.case.tail)}
    with pytest.raises(NotYoursError):
        life.do(COORDINATION, Action.GIVE_FEEDBACK, done_on=today(life), **FED_BACK)
    assert refused(life, HANDLER, Action.GIVE_FEEDBACK, done_on=today(life), method="当面") == ["/text"]
    life.do(HANDLER, Action.GIVE_FEEDBACK, done_on=today(life), **FED_BACK)
    assert life.case.state is State.CLOSED
    assert life.case.reply is not None
    assert life.verdict(Term.FEEDBACK).on_time
    assert Milestone.REPLIED in {each.state for each in reached(life.case.tail)}
    (fed_back,) = life.entries(Action.GIVE_FEEDBACK)
    assert life.told("N7", fed_back) == {"citizen"}


@pytest.mark.obligation("K-3.2c", "R-42", "R-03")
def test_feedback_that_is_not_given_is_late_and_the_coordination_office_hears():
    life = awaiting_feedback()
    life.at("2020-09-04").sweep()
    assert [entry.data["term"] for entry in life.entries(Action.BREACH)] == [Term.FEEDBACK]
    assert COORDINATION.post in life.told("N4", life.entries(Action.ESCALATE)[-1])


@pytest.mark.obligation("K-3.3a", "A-43", "R-29")
def test_a_joint_feedback_is_confirmed_by_all_who_helped_or_the_lead_says_why_not():
    life = named()
    life.do(HANDLER, Action.ADD_CO_HANDLER, unit=HELPER, reason="涉及城建")
    assert life.case.duty(DutyKind.CO_HANDLING).clock.limit == Limit(15, Unit.CALENDAR_DAY)
    life.do(HELPING, Action.ANSWER_AS_CO_HANDLER, text="已核实管线情况。")
    awaiting_feedback(life)
    assert life.told("N10") == {HANDLER.post, HELPING.post}
    assert sees(HELPING, life.case, life.directory, life.rulebook)
    given = {"done_on": today(life), **FED_BACK}
    assert refused(life, HANDLER, Action.GIVE_FEEDBACK, **given) == ["/reason"]
    unconfirmed = replace(life)
    unconfirmed.do(HANDLER, Action.GIVE_FEEDBACK, **given, reason="协办单位负责人外出，已电话沟通")
    assert unconfirmed.case.state is State.CLOSED
    with pytest.raises(NotYoursError):
        life.do(LEADER, Action.CONFIRM_JOINT_FEEDBACK)
    life.do(HELPING, Action.CONFIRM_JOINT_FEEDBACK)
    with pytest.raises(ActionNotOpenError):
        life.do(HELPING, Action.CONFIRM_JOINT_FEEDBACK)
    life.do(HANDLER, Action.GIVE_FEEDBACK, **given)
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("A-45", "R-69", "R-43")
def test_a_case_continued_ex_officio_closes_at_the_last_signature_with_nobody_to_tell():
    life = named()
    life.do(CITIZEN, Action.WITHDRAW)
    life.do(BODY, Action.CONTINUE_EX_OFFICIO, reason="涉及公共安全")
    reported(life)
    life.do(COORDINATION, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.CLOSED
    assert not life.told("N7", life.entries(Action.PASS_REVIEW)[-1])


@pytest.mark.obligation("A-45")
def test_a_wish_to_withdraw_may_come_until_the_answer_is_brought():
    life = awaiting_feedback()
    life.do(CITIZEN, Action.WITHDRAW)
    life.do(BODY, Action.ACCEPT_WITHDRAWAL)
    assert life.case.state is State.WITHDRAWN


@pytest.mark.obligation("K-3.2d", "R-31")
def test_the_leader_in_charge_is_found_by_his_unit_at_every_level():
    life = named()
    life.do(HANDLER, Action.REQUEST_EXTENSION, calendar_days=5, reason="等待检测报告，属客观原因")
    other = next(
        number
        for number, each in enumerate(KANDUN.directory.posts_of(STREET, Role.LEADER_IN_CHARGE))
        if OFFICE not in each.in_charge_of
    )
    with pytest.raises(NotYoursError):
        life.do(post(STREET, Role.LEADER_IN_CHARGE, other), Action.GRANT_EXTENSION)
    assert life.case.duty(DutyKind.EXTENSION).owner_org == STREET


@pytest.mark.obligation("K-3.4", "C-M16b")
def test_what_proved_untrue_may_be_cleared_up_with_the_consent_of_whom_it_was_about():
    cleared = {
        "venue": "社区会议室",
        "meeting": "情况通气会",
        "participants": "社区居民代表、当事人",
        "text": "经查反映问题不属实，予以澄清。",
    }
    life = investigated()
    life.do(HANDLER, Action.DRAFT_REPLY, text="经调查，反映的问题不属实。")
    life.do(HANDLER, Action.SUBMIT_REPLY, outcome=Outcome.UNTRUE)
    life.do(IN_CHARGE, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(COORDINATION, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert refused(life, BODY, Action.CLARIFY, consented=True, **cleared) == ["/done_on"]
    life.do(BODY, Action.CLARIFY, consented=True, done_on=today(life), **cleared)
    assert life.case.tail[-1].data["consented"] is True
    truthful = awaiting_feedback()
    with pytest.raises(ActionNotOpenError):
        truthful.do(BODY, Action.CLARIFY, consented=True, done_on=today(truthful), **cleared)


@pytest.mark.obligation("K-3.1b")
def test_a_hard_case_is_put_in_the_charge_of_one_leader_who_sees_it_and_may_order():
    life = named()
    assert not sees(BY_NOBODY, life.case, life.directory, life.rulebook)
    for wrong in (HANDLER.post, LEADER.post, "nobody"):
        assert refused(life, BODY, Action.PUT_IN_CHARGE, in_charge=wrong, reason="多年没有解决") == [
            "/in_charge"
        ]
    assert refused(life, BODY, Action.PUT_IN_CHARGE, in_charge=BY_NOBODY.post) == ["/reason"]
    life.do(BODY, Action.PUT_IN_CHARGE, in_charge=BY_NOBODY.post, reason="多年没有解决")
    assert life.case.flags >= {Flag.HARD}
    assert life.told("N10") == {BY_NOBODY.post, HANDLER.post}
    assert sees(BY_NOBODY, life.case, life.directory, life.rulebook)
    hard = {f"kandun:{org}#hard" for org in (DISCIPLINE, STREET)}
    assert {place.desk for place in slips_of(life.case)} == hard
    life.do(BY_NOBODY, Action.SUPERVISE, reason="久拖不决", requirement="当面说清", until=date(2020, 9, 18))
    assert life.case.duty(DutyKind.SUPERVISION).opened_by == BY_NOBODY.post
    life.do(COORDINATION, Action.PUT_IN_CHARGE, in_charge=SECRETARY.post, reason="改由书记包案")
    assert not sees(BY_NOBODY, life.case, life.directory, life.rulebook)
    assert Action.SUPERVISE in life.open_to(SECRETARY)


@pytest.mark.obligation("K-3.1b", "A-30")
def test_a_leader_who_must_keep_away_is_not_put_in_charge():
    life = proposed()
    life.do(DIRECTOR, Action.RECUSE, reason="与反映人有亲属关系")
    assert refused(life, BODY, Action.PUT_IN_CHARGE, in_charge=DIRECTOR.post, reason="多次反映") == [
        "/in_charge"
    ]


@pytest.mark.obligation("K-3.1b", "K-1.1")
def test_what_is_brought_for_the_third_time_is_a_hard_case_by_itself_and_leaders_hear():
    assert Flag.HARD not in filed(times_brought=2).case.flags
    life = filed(times_brought=3)
    assert life.case.flags == {Flag.HARD}
    (raised,) = life.entries(Action.ESCALATE)
    assert (raised.data["rung"], raised.basis) == ("hard_case", "K-3.1b")
    assert life.told("N4", raised) == {BODY.post, COORDINATION.post, SECRETARY.post}
    assert [place.desk for place in slips_of(life.case)] == [f"kandun:{DISCIPLINE}#hard"]
    life.do(BODY, Action.SEAL, reason="属检举控告")
    assert not slips_of(life.case)


@pytest.mark.obligation("K-3.1b")
def test_a_bad_rating_counts_as_bringing_it_again_and_a_closed_case_is_no_hard_one_to_do():
    life = a_life(times_brought=2)
    life.rulebook = HARD_AT_THREE
    life.assigned().named().drafted().submitted().passed()
    life.do(CITIZEN, Action.EVALUATE, grades=BAD)
    assert Flag.HARD in life.case.flags
    assert {place.desk.partition("#")[2] for place in slips_of(life.case)} == {"hard"}
    done = {"text": "已当面说明。", "method": "当面", "done_on": today(life), "done_by": "受理岗位"}
    life.do(life.body, Action.EXPLAIN_AND_CLOSE, **done)
    assert not slips_of(life.case)


@pytest.mark.obligation("K-3.5")
@pytest.mark.parametrize("form", ["口头", "书面"])
def test_a_unit_is_urged_by_word_or_in_writing_to_put_things_right_also_after_the_close(form):
    life = closed_with_a_helper()
    said = {"form": form, "text": "请在月底前修好围挡。", "done_on": today(life)}
    assert refused(life, COORDINATION, Action.URGE, **{**said, "done_on": None}) == ["/unit", "/done_on"]
    assert refused(life, BODY, Action.URGE, **said, unit=STREET) == ["/unit"]
    assert refused(life, BODY, Action.URGE, **said, unit=OFFICE, until=today(life)) == ["/until"]
    assert not sees(HELPING, life.case, life.directory, life.rulebook)
    before = life.case
    life.do(BODY, Action.URGE, **said, unit=HELPER, until=date(2020, 9, 30))
    (urged,) = life.entries(Action.URGE)
    facts = {"form": form, "unit": HELPER, "done_on": "2020-09-01", "until": "2020-09-30"}
    assert (dict(urged.data), set(urged.texts), urged.basis) == (facts, {"text"}, "K-3.5")
    assert life.told("N10") == {HELPING.post}
    assert sees(HELPING, life.case, life.directory, life.rulebook)
    assert (life.case.state, life.case.next_wake_at) == (before.state, before.next_wake_at)
    assert desk_of(life.case) == desk_of(before)
    life.do(BODY, Action.URGE, **said, unit=OFFICE)
    life.do(BODY, Action.URGE, **said, unit=HELPER)
    assert life.case.urged == (OFFICE, HELPER)


@pytest.mark.obligation("K-3.5")
def test_who_does_not_do_their_duty_is_held_to_account_on_the_record():
    life = closed_with_a_helper()
    noted = {"unit": OFFICE, "done_on": today(life), "text": "对责任岗位批评教育。"}
    assert refused(life, BODY, Action.RECORD_ACCOUNTABILITY, **noted) == ["/failing"]
    for somebody in (LEADER, COORDINATION):
        assert Action.RECORD_ACCOUNTABILITY not in life.open_to(somebody)
    life.do(BODY, Action.RECORD_ACCOUNTABILITY, failing="慢作为", **noted)
    assert life.case.tail[-1].data["failing"] == "慢作为"


@pytest.mark.obligation("K-3.5", "K-3.1b")
def test_whoever_is_in_charge_of_a_hard_case_urges_too_and_a_new_unit_is_not_the_one_that_was_urged():
    life = named()
    life.do(BODY, Action.PUT_IN_CHARGE, in_charge=SECRETARY.post, reason="多次反映")
    life.do(SECRETARY, Action.URGE, form="口头", unit=OFFICE, done_on=today(life), text="抓紧办。")
    life.do(BODY, Action.REASSIGN, unit=HELPER, reason="属城建主管")
    assert life.case.urged == ()
    assert not sees(LEADER, life.case, life.directory, life.rulebook)


@pytest.mark.obligation("K-4.4a", "R-03")
def test_a_slow_unit_is_called_before_its_month_is_over_on_that_day_and_every_day_after():
    life = named()
    for day, clock in (
        ("2020-09-21", "09:00"),
        ("2020-10-09", "09:00"),
        ("2020-10-09", "17:30"),
        ("2020-10-20", "10:00"),
    ):
        life.at(day, clock).sweep()
    reminders = [entry for entry in life.entries(Action.REMIND) if entry.data["term"] == Term.HANDLING]
    assert [entry.data["step"] for entry in reminders] == ["half", "one_left", "due"]
    breach = next(entry for entry in life.entries(Action.BREACH) if entry.data["term"] == Term.HANDLING)
    assert breach.at == beijing("2020-10-10", "00:00")
    assert life.entries(Action.NAG)
    assert all(HANDLER.post in {owed.to for owed in each.owes} for each in reminders)


@pytest.mark.obligation("K-4.3", "K-4.1b")
def test_what_becomes_of_an_accusation_only_the_discipline_bodys_own_officer_feeds_back():
    life = filed(kind="检举控告")
    officer = post(DISCIPLINE, Role.SEALED_DESK)
    life.do(BODY, Action.SEAL, reason="属检举控告")
    life.do(officer, Action.SEAL_ACCEPT)
    life.do(officer, Action.SEAL_CONCLUDE, text="经核查，已依规处理。", outcome=Outcome.SOLVED)
    for somebody in (BODY, COORDINATION, IN_CHARGE):
        assert Action.SEAL_FEEDBACK not in life.open_to(somebody)
    assert Action.SEAL_FEEDBACK in life.open_to(officer)
