"""Cuijiang: the village first, one level at a time, solved at once where it can be, fed back in time."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, DutyKind, Outcome, Role, State, Term, Unit
from chalicelib.domain.workflow.seats.desks import slips_of
from tests.domain.places.test_jiansheng import MEETING
from tests.support.life import ALL_TICKED, CITIZEN, beijing, refused
from tests.support.places import CUIJIANG, a_case_at

COUNTY_BODY, TOWN_BODY = "350424-jw", "350424100-jw"
VILLAGE, BARE_VILLAGE, OFFICE, DEPARTMENT = "350424100202", "350424100201", "350424100-mz", "350424-nyj"
post = CUIJIANG.post
AT_VILLAGE = post(VILLAGE, Role.INTAKE)
AT_TOWN = post(TOWN_BODY, Role.INTAKE)
AT_COUNTY = post(COUNTY_BODY, Role.COUNTY)
LEADER, HANDLER = post(VILLAGE, Role.UNIT_LEADER), post(VILLAGE, Role.HANDLER)
DONE = {"course": "当天派电工到现场更换灯泡。", "effect": "路灯当晚恢复照明，群众满意。"}
SOLVED = {**DONE, "outcome": Outcome.SOLVED, "method": "微信", "channel": "小程序"}


def filed(kind="求助", day="2023-11-27", where=VILLAGE, **complaint):
    return a_case_at(CUIJIANG, where, kind, day, **complaint)


def named(life=None, unit=VILLAGE):
    life = life or filed()
    if life.case.state is State.INTAKE:
        holder = {VILLAGE: AT_VILLAGE, TOWN_BODY: AT_TOWN, COUNTY_BODY: AT_COUNTY}[life.case.supervising_org]
        life.do(holder, Action.ASSIGN, unit=unit, reason="本单位主管")
    leader, handler = post(unit, Role.UNIT_LEADER), post(unit, Role.HANDLER)
    life.do(leader, Action.NAME_HANDLERS, leader=leader.post, handler=handler.post)
    return life


def awaiting_feedback(life=None, unit=VILLAGE):
    life = named(life, unit)
    handler = post(unit, Role.HANDLER)
    life.do(handler, Action.DRAFT_REPLY, text="路灯已经修好。")
    life.do(handler, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    life.do(post(unit, Role.LEADER_IN_CHARGE), Action.PASS_REVIEW, checked=ALL_TICKED)
    return life


def feedback(life, **more):
    return {"method": "当面", "done_on": life.now.date(), "text": "已当面反馈。", **DONE, **more}


@pytest.mark.obligation("C-M6a", "H-10.1", "A-42")
def test_a_complaint_begins_at_its_village_and_where_nobody_sits_there_at_the_town():
    assert filed().case.supervising_org == VILLAGE
    assert filed(where=BARE_VILLAGE).case.supervising_org == TOWN_BODY
    assert filed(complained_unit=VILLAGE).case.supervising_org == TOWN_BODY


@pytest.mark.obligation("C-M6a", "R-06")
def test_where_nobody_was_there_the_clock_delivers_to_the_lowest_that_is():
    empty = filed().without(Role.INTAKE, Role.COUNTY).directory
    life = a_case_at(replace(CUIJIANG, directory=empty), VILLAGE, "求助", "2023-11-27")
    assert life.case.state is State.FILED
    life.directory = CUIJIANG.directory
    life.sweep()
    assert (life.case.state, life.case.supervising_org) == (State.INTAKE, VILLAGE)


@pytest.mark.obligation("C-M6a", "A-30")
def test_a_complaint_about_the_village_itself_is_delivered_past_it():
    empty = filed().without(Role.INTAKE, Role.COUNTY).directory
    here = replace(CUIJIANG, directory=empty)
    life = a_case_at(here, VILLAGE, "求助", "2023-11-27", complained_unit=VILLAGE)
    life.directory = CUIJIANG.directory
    life.sweep()
    assert life.case.supervising_org == TOWN_BODY


@pytest.mark.obligation("C-M7.2", "C-M7.3", "C-M7.4", "C-M7.5", "R-12")
@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("咨询", "2023-11-29"),
        ("求助", "2023-11-30"),
        ("建议", "2023-12-04"),
        ("反映信息公开问题", "2023-12-11"),
        ("其他投诉", "2023-12-11"),
    ],
)
def test_each_kind_has_its_days(kind, due):
    assert named(filed(kind)).case.clock.due_on == date.fromisoformat(due)


@pytest.mark.obligation("C-M7.1", "A-26", "C-M6c", "C-M10b", "R-10")
def test_one_level_up_at_a_time_each_with_a_day_of_its_own():
    life = filed(day="2023-11-24")
    assert life.case.clock.due_on == date(2023, 11, 27)
    life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="需要镇里协调")
    assert (life.case.supervising_org, life.case.owner_post) == (TOWN_BODY, AT_TOWN.post)
    assert life.verdict(Term.INTAKE).org == VILLAGE
    assert life.case.clock.limit == Limit(1, Unit.WORKING_DAY)
    assert life.told("N3") == {AT_TOWN.post}
    life.do(AT_TOWN, Action.PASS_UPWARD, reason="需要县里协调")
    assert life.case.supervising_org == COUNTY_BODY
    with pytest.raises(ActionNotOpenError):
        life.do(AT_COUNTY, Action.PASS_UPWARD, reason="再往上")
    assert [verdict.org for verdict in life.case.verdicts] == [VILLAGE, TOWN_BODY]


@pytest.mark.obligation("C-M10b", "R-13")
def test_what_has_come_up_to_the_county_is_deliberated_upon_before_it_is_handed_to_a_department():
    life = filed()
    life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="需要镇里协调")
    life.do(AT_TOWN, Action.PASS_UPWARD, reason="需要县里协调")
    with pytest.raises(ActionNotOpenError):
        life.do(AT_COUNTY, Action.ASSIGN, unit=DEPARTMENT, reason="农业农村局主管")
    life.do(AT_COUNTY, Action.RECORD_DELIBERATION, **{**MEETING, "done_on": date(2023, 11, 27)})
    life.do(AT_COUNTY, Action.ASSIGN, unit=DEPARTMENT, reason="农业农村局主管")
    assert life.case.lead_unit == DEPARTMENT


@pytest.mark.obligation("R-10", "X-6", "C-M9a")
def test_a_unit_that_cannot_passes_it_up_with_its_own_verdict():
    life = named()
    life.do(HANDLER, Action.PASS_UPWARD, reason="村里没有这笔经费")
    assert (life.case.state, life.case.supervising_org) == (State.INTAKE, TOWN_BODY)
    assert (life.verdict(Term.HANDLING).org, life.verdict(Term.HANDLING).on_time) == (VILLAGE, True)
    assert (life.case.lead_unit, life.case.former_units) == (None, (VILLAGE,))
    assert life.case.handler_post is None
    life.do(AT_TOWN, Action.ASSIGN, unit=OFFICE, reason="社会事务办主管")
    assert life.case.work_order == 2


@pytest.mark.obligation("R-10", "R-04")
def test_an_order_ends_with_the_work_order_that_is_passed_upward():
    life = named()
    order = {"reason": "办理迟缓", "requirement": "尽快办结", "until": date(2023, 12, 1)}
    life.do(AT_COUNTY, Action.SUPERVISE, **order)
    life.do(HANDLER, Action.PASS_UPWARD, reason="村里没有这笔经费")
    assert (life.case.state, life.case.duties) == (State.INTAKE, ())
    assert life.case.tail[-1].data["lapsed"] == "supervision"


@pytest.mark.obligation("R-10")
def test_downward_goes_once_with_an_instruction_and_binds():
    life = filed()
    life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="需要镇里协调")
    assert refused(life, AT_TOWN, Action.REFER_DOWN, body=COUNTY_BODY, requirement="请村里先核实") == [
        "/body"
    ]
    assert refused(life, AT_TOWN, Action.REFER_DOWN, body=VILLAGE) == ["/requirement"]
    life.do(AT_TOWN, Action.REFER_DOWN, body=VILLAGE, requirement="请村里用公益资金先修")
    assert (life.case.supervising_org, life.case.owner_post) == (VILLAGE, AT_VILLAGE.post)
    with pytest.raises(ActionNotOpenError):
        life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="还是办不了")
    named(life)
    with pytest.raises(ActionNotOpenError):
        life.do(HANDLER, Action.PASS_UPWARD, reason="还是办不了")


@pytest.mark.obligation("R-10")
def test_there_is_nothing_below_a_village():
    life = filed()
    with pytest.raises(ActionNotOpenError):
        life.do(AT_VILLAGE, Action.REFER_DOWN, body=VILLAGE, requirement="请村里办理")


@pytest.mark.obligation("C-M9a", "H-5.1")
def test_a_village_hands_out_work_orders_to_itself_alone():
    life = filed()
    assert refused(life, AT_VILLAGE, Action.ASSIGN, unit=OFFICE, reason="他们主管") == ["/unit"]


@pytest.mark.obligation("C-M9b", "C-M10b", "R-62", "R-56")
def test_what_spans_departments_or_levels_is_led_by_the_countys_discipline_body():
    life = named()
    life.do(AT_VILLAGE, Action.FLAG_SPECIAL, reason="牵涉村、镇和县里几个部门，村里协调不了")
    leads = life.case.duty(DutyKind.COORDINATION)
    assert (leads.owner_org, leads.owner_post) == (COUNTY_BODY, AT_COUNTY.post)
    assert life.told("N10") == {AT_COUNTY.post}
    assert f"cuijiang:{COUNTY_BODY}#duties" in {place.desk for place in slips_of(life.case)}
    for somebody in (AT_VILLAGE, AT_TOWN, HANDLER):
        assert Action.COORDINATE not in life.open_to(somebody)
    until = date(2023, 11, 30)
    life.do(AT_COUNTY, Action.SUPERVISE, reason="疑难复杂", requirement="县镇村一起办", until=until)
    assert life.case.duty(DutyKind.SUPERVISION).clock.due_on == until
    awaiting_feedback(life)
    life.do(HANDLER, Action.RECORD_CONTACT, method="电话", done_on=life.now.date(), text="已电话联系。")
    life.do(HANDLER, Action.LOG_PROGRESS, log_type="办理", text="已更换灯泡。")
    life.do(HANDLER, Action.GIVE_FEEDBACK, **feedback(life))
    assert life.case.state is State.CLOSING
    life.do(HANDLER, Action.ANSWER_SUPERVISION, text="已会同有关部门办结。")
    life.do(AT_COUNTY, Action.SETTLE_SUPERVISION, settled=True, text="已核实。")
    assert life.case.state is State.CLOSING
    life.do(AT_COUNTY, Action.COORDINATE, participants="县镇村有关岗位", text="由村里牵头。", until=until)
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("C-M7.0", "R-11", "C-M8a", "A-27")
def test_a_village_solves_at_once_and_says_what_it_did_and_what_came_of_it():
    life = filed()
    same = {**SOLVED, "effect": SOLVED["course"]}
    assert refused(life, AT_VILLAGE, Action.SOLVE_AT_ONCE, **same) == ["/effect"]
    life.do(AT_VILLAGE, Action.SOLVE_AT_ONCE, **SOLVED)
    assert (life.case.state, life.case.outcome) == (State.CLOSED, Outcome.SOLVED)
    assert life.case.reply is not None
    (solved,) = life.entries(Action.SOLVE_AT_ONCE)
    assert life.told("N7", solved) == {"citizen"}
    assert life.verdict(Term.INTAKE).on_time


@pytest.mark.obligation("C-M6b", "R-11")
def test_what_was_raised_in_a_group_is_answered_there_and_shown():
    life = filed()
    in_group = {**SOLVED, "channel": "微信群"}
    assert refused(life, AT_VILLAGE, Action.SOLVE_AT_ONCE, **in_group) == ["/uploads"]
    life.do(AT_VILLAGE, Action.SOLVE_AT_ONCE, **in_group, uploads=("u-1",))
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("R-11")
def test_only_a_village_solves_at_once():
    life = filed()
    life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="需要镇里协调")
    assert Action.SOLVE_AT_ONCE not in life.open_to(AT_TOWN)


@pytest.mark.obligation("C-N2b", "A-31", "C-M7.6", "R-42")
def test_the_leader_of_the_village_looks_it_over_and_the_clock_runs_until_the_feedback():
    life = awaiting_feedback()
    assert life.case.state is State.AWAITING_FEEDBACK
    assert life.case.clock.term is Term.HANDLING
    assert life.case.reply is None
    life.at("2023-12-01").sweep()
    assert [entry.data["term"] for entry in life.entries(Action.BREACH)] == [Term.HANDLING]
    assert life.entries(Action.BREACH)[0].at == beijing("2023-12-01", "00:00")


@pytest.mark.obligation("C-M6b", "C-M8a", "C-M8b", "C-M8c")
def test_feedback_needs_a_contact_a_record_of_the_work_and_two_different_texts():
    life = awaiting_feedback()
    assert set(refused(life, HANDLER, Action.GIVE_FEEDBACK, **feedback(life, course="", effect=""))) == {
        "/course",
        "/method",
        "/text",
    }
    life.do(HANDLER, Action.RECORD_CONTACT, method="电话", done_on=life.now.date(), text="已电话联系。")
    life.do(HANDLER, Action.LOG_PROGRESS, log_type="办理", text="已更换灯泡。")
    assert refused(life, HANDLER, Action.GIVE_FEEDBACK, **feedback(life, effect="")) == ["/effect"]
    assert refused(life, HANDLER, Action.GIVE_FEEDBACK, **feedback(life, effect=DONE["course"])) == [
        "/effect"
    ]
    life.do(HANDLER, Action.GIVE_FEEDBACK, **feedback(life))
    assert life.case.state is State.CLOSED
    assert life.verdict(Term.HANDLING).on_time
    assert set(life.entries(Action.GIVE_FEEDBACK)[0].texts) >= {"course", "effect"}


@pytest.mark.obligation("C-M6b")
def test_what_came_by_a_group_needs_its_proof_instead_of_a_record():
    life = awaiting_feedback()
    life.do(HANDLER, Action.RECORD_CONTACT, method="微信", done_on=life.now.date(), text="已在群里联系。")
    given = feedback(life, channel="微信群")
    assert refused(life, HANDLER, Action.GIVE_FEEDBACK, **given) == ["/uploads"]
    life.do(HANDLER, Action.GIVE_FEEDBACK, **given, uploads=("u-1",))
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("A-12")
def test_no_extension_is_known_here_and_nobody_rates():
    life = named()
    assert not life.rulebook.offers(Action.REQUEST_EXTENSION)
    assert not life.rulebook.offers(Action.EVALUATE)
    with pytest.raises(ActionNotOpenError):
        life.do(HANDLER, Action.REQUEST_EXTENSION, working_days=1, reason="来不及")
    with pytest.raises(ActionNotOpenError):
        life.do(CITIZEN, Action.EVALUATE, grades={})


@pytest.mark.obligation("C-M18c", "H-11.2", "X-1")
def test_an_accusation_is_sealed_at_whatever_level_it_is_seen():
    life = filed()
    life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="反映村干部")
    life.do(AT_TOWN, Action.SEAL, reason="属检举控告")
    assert life.case.state is State.SEALED


@pytest.mark.obligation("H-5.1", "K-5.3b")
def test_whoever_passed_it_up_reads_it_no_more():
    life = filed()
    life.do(AT_VILLAGE, Action.PASS_UPWARD, reason="需要镇里协调")
    with pytest.raises(NotYoursError):
        life.do(AT_VILLAGE, Action.ASSIGN, unit=VILLAGE)
