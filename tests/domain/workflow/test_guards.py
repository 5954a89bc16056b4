"""What each guard holds back, in the words it says it with; and what it lets pass."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.identifiers import ItemId, OrgId
from chalicelib.domain.rulebook.rules import FeedbackRule, ProcessRule
from chalicelib.domain.vocabulary import Action, Aspect, Grade, ReviewItem, Role, SourceType, State
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.case import Source
from chalicelib.domain.workflow.guards import feedback as feedback_guards
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.inputs import Channel
from tests.support.life import (
    ALL_TICKED,
    CITIZEN,
    CIVIL_AFFAIRS,
    COUNTY_BODY,
    EDUCATION,
    FARMING,
    RULEBOOK,
    VERY_GOOD,
    a_life,
)

NOWHERE = OrgId("nowhere")


@pytest.fixture
def life():
    return a_life().assigned().named().at("2026-03-04")


def said(guard, life, *, by=CITIZEN, action=Action.ASSIGN, **inputs):
    fault = guard(life.case, Act(action=action, actor=by, inputs=Inputs(**inputs)), life.around)
    return fault and (fault.pointer, fault.detail)


def without(life, unit, *, active=True, leaders=True):
    """Let a unit be closed, or have no leader."""
    directory = life.directory
    orgs = dict(directory.orgs) | {unit: replace(directory.org(unit), active=active)}
    posts = {
        each.id: replace(each, active=each.active and (leaders or each.org != unit))
        for each in directory.posts.values()
    }
    life.directory = replace(directory, orgs=orgs, posts=posts)
    return life


NO_UNIT = ("/unit", "没有这个承办单位，请从名单中选择。")


@pytest.mark.obligation("H-5.1", "R-25")
def test_a_unit_that_handles_is_known_open_led_and_under_the_body(life):
    guard, body = guards.unit_can_handle, life.body
    assert said(guard, life, by=body) is None
    assert said(guard, life, by=body, unit=FARMING) is None
    assert said(guard, life, by=body, unit=NOWHERE) == NO_UNIT
    assert said(guard, life, by=body, unit=body.org) == NO_UNIT
    other_body = next(
        org.id
        for org in life.directory.orgs.values()
        if org.type == life.directory.org(life.case.supervising_org).type and org.id != body.org
    )
    assert said(guard, life, by=body, unit=other_body) == NO_UNIT
    others = next(
        unit
        for unit in (EDUCATION, CIVIL_AFFAIRS)
        if life.directory.discipline_body_of(unit) != life.case.supervising_org
    )
    assert said(guard, life, by=body, unit=others) == (
        "/unit",
        "这个单位不在本机构监督范围内；请改选单位，或上报县纪委监委重新转办。",
    )
    assert said(guard, life, by=life.county, unit=others) is None
    assert said(guard, without(life, FARMING, leaders=False), by=body, unit=FARMING) == (
        "/unit",
        "这个单位还没有责任领导岗位，暂时不能接收工单；请先完善单位名录。",
    )
    assert said(guard, without(life, FARMING, active=False), by=body, unit=FARMING) == NO_UNIT


@pytest.mark.obligation("H-12.1")
def test_a_co_handler_is_a_known_led_unit_that_is_not_at_work_on_it(life):
    guard = guards.co_handler_is_another_unit
    assert said(guard, life, unit=EDUCATION) is None
    assert said(guard, life, unit=NOWHERE) == NO_UNIT
    assert said(guard, life, unit=COUNTY_BODY) == NO_UNIT
    assert said(guard, life, unit=FARMING) == ("/unit", "这个单位已经在办理这件投诉。")
    assert said(guard, without(life, EDUCATION, leaders=False), unit=EDUCATION) == NO_UNIT


@pytest.mark.obligation("R-06", "R-08")
def test_a_body_that_takes_in_is_another_known_open_one_with_somebody_at_intake(life):
    guard = guards.body_takes_in
    body = next(
        org.id
        for org in life.directory.orgs.values()
        if org.id not in {life.case.supervising_org, COUNTY_BODY}
        and org.type == life.directory.org(life.case.supervising_org).type
        and life.directory.posts_of(org.id, Role.INTAKE)
    )
    no_body = ("/body", "没有这个纪检监察机构，请从名单中选择。")
    assert said(guard, life, body=body) is None
    assert said(guard, life, body=NOWHERE) == no_body
    assert said(guard, life, body=FARMING) == no_body
    assert said(guard, life, body=life.case.supervising_org) == (
        "/body",
        "办件已经在这个机构，请选择另一个。",
    )
    assert said(guard, without(life, body, leaders=False), body=body) == (
        "/body",
        "这个机构还没有受理岗位，请选择另一个。",
    )
    assert said(guard, without(life, body, active=False), body=body) == no_body


@pytest.mark.obligation("H-11.1", "R-20", "R-27", "H-12.1", "R-23")
def test_a_unit_is_named_with_its_reason_and_is_neither_accused_nor_at_work(life):
    assert said(guards.other_unit_needs_reason, life, unit=FARMING) is None
    assert said(guards.other_unit_needs_reason, life, unit=EDUCATION, reason="由该局主管") is None
    assert said(guards.other_unit_needs_reason, life, unit=EDUCATION) == (
        "/reason",
        "承办单位与清单上的责任单位不同（或清单上没有），请写明理由。",
    )
    assert said(guards.unit_is_another, life, unit=EDUCATION) is None
    assert said(guards.unit_is_another, life, unit=FARMING) == (
        "/unit",
        "这个单位正在办理，请选择另一个单位。",
    )
    assert said(guards.ruling_names_unit, life, upheld=True, unit=EDUCATION) is None
    assert said(guards.ruling_names_unit, life) is None
    assert said(guards.ruling_names_unit, life, upheld=True) == (
        "/unit",
        "异议成立时，请选择接手的承办单位。",
    )
    conduct = a_life(item=None, complained_unit=FARMING)
    assert said(guards.unit_is_not_accused, conduct) is None
    assert said(guards.unit_is_not_accused, conduct, unit=EDUCATION) is None
    assert said(guards.unit_is_not_accused, conduct, unit=FARMING) == (
        "/unit",
        "这件投诉反映的就是这个单位，不能交由它自己办理；请改选单位或由上级办理。",
    )


@pytest.mark.obligation("R-27")
def test_a_matter_on_a_list_accuses_nobody():
    about_a_service = a_life(complained_unit=FARMING)
    assert about_a_service.case.complaint.accused is None
    conduct = a_life(item=None, complained_unit=FARMING).case.complaint
    assert conduct.accused == FARMING
    assert replace(conduct, source=Source(type=SourceType.CHECKLIST)).accused is None
    assert replace(conduct, item=ItemId("i-1")).accused is None


@pytest.mark.obligation("S-7", "K-4.2a", "K-5.2")
def test_work_on_record_is_of_known_kinds_and_before_the_reply(life):
    life.rulebook = replace(
        RULEBOOK,
        process=replace(RULEBOOK.process, log_types=("走访", "电话"), before_reply=("走访", "电话")),
    )
    assert isinstance(life.rulebook.process, ProcessRule)
    assert said(guards.log_type_is_known, life, log_type="电话") is None
    assert said(guards.log_type_is_known, life, log_type="信函") == (
        "/log_type",
        "过程类型只能是：走访、电话。",
    )
    assert said(guards.required_work_is_on_record, life) == (
        "/outcome",
        "还没有登记：走访、电话。登记以后再提交审核。",
    )
    life.case = replace(life.case, logged=frozenset({"走访", "电话"}))
    assert said(guards.required_work_is_on_record, life) is None


@pytest.mark.obligation("H-20.1", "R-28")
def test_handlers_are_two_posts_of_the_unit_that_may_act(life):
    guard = guards.handlers_sit_in_unit
    pair = {"leader": life.leader.post, "handler": life.handler.post}
    words = "请从本单位的岗位中选择一名责任领导和一名承办人。"
    assert said(guard, life, **pair) is None
    assert said(guard, life, **pair | {"leader": life.handler.post}) == ("/leader", words)
    assert said(guard, life, **pair | {"handler": life.body.post}) == ("/handler", words)
    life.case = replace(life.case, recused=frozenset({life.handler.post}))
    assert said(guard, life, **pair) == ("/handler", words)


@pytest.mark.obligation("H-13.2", "H-14.2", "H-14.3")
def test_what_is_left_out_is_listed(life):
    items, aspects = list(ReviewItem), list(Aspect)
    assert said(guards.every_item_ticked, life, checked=ALL_TICKED) is None
    assert said(guards.every_item_ticked, life, checked=tuple(items[2:])) == (
        "/checked",
        f"还有未审核的内容：{items[0]}、{items[1]}。逐项确认后再通过。",
    )
    assert said(guards.every_aspect_graded, life, grades=VERY_GOOD) is None
    assert said(guards.every_aspect_graded, life, grades={}) == (
        "/grades",
        f"还没有评价：{'、'.join(aspects)}。",
    )
    rule = replace(RULEBOOK.evaluation, grades=(Grade.DISSATISFIED, Grade.SATISFIED))
    life.rulebook = replace(RULEBOOK, evaluation=rule)
    assert said(guards.every_aspect_graded, life, grades=VERY_GOOD) == (
        "/grades",
        f"等次只能是：{Grade.DISSATISFIED}、{Grade.SATISFIED}。",
    )


@pytest.mark.obligation("A-13", "R-46", "K-3.1a", "A-20")
def test_another_kind_exists_differs_and_is_not_past_on_the_very_day(life):
    guard = guards.kind_is_another
    assert said(guard, life, kind="表扬") == ("/kind", f"类别只能是：{'、'.join(RULEBOOK.kinds)}。")
    assert said(guard, life, kind="非咨询") == ("/kind", "办件已经是这个类别。")
    assert said(guard, life, kind="咨询") is None
    assert said(guard, life.at("2026-03-05"), kind="咨询") is None
    past = ("/kind", "按新的类别计算，期限已经过去，不能改为这个类别。")
    assert said(guard, life.at("2026-03-06"), kind="咨询") == past
    for otherwise in ({"limit_override": 20}, {"state": State.INTAKE}, {"clock": None}):
        still = replace(life, case=replace(life.case, **otherwise))
        assert said(guard, still, kind="咨询") is None
    life.rulebook = replace(RULEBOOK, accusing_kinds=("检举",))
    assert said(guards.kind_is_no_accusation, life, kind="咨询") is None
    assert said(guards.kind_is_no_accusation, life, kind="检举") == (
        "/kind",
        "已经转办的件属于检举控告的，请转信访渠道办理，不能只改类别。",
    )
    life.case = replace(life.case, state=State.INTAKE)
    assert said(guards.kind_is_no_accusation, life, kind="检举") is None


@pytest.mark.obligation("H-12.4", "R-47")
def test_another_rules_limit_may_end_on_the_day_the_citizen_was_told_and_no_earlier(life):
    guard = guards.limit_is_no_earlier
    assert said(guard, life, working_days=10) is None
    assert said(guard, life, working_days=9) == (
        "/working_days",
        "新的期限不能早于已经告诉群众的到期日。",
    )
    for otherwise in ({"state": State.INTAKE}, {"clock": None}):
        assert said(guard, replace(life, case=replace(life.case, **otherwise)), working_days=1) is None


@pytest.mark.obligation("S-5", "R-57")
def test_a_deadline_lies_ahead_and_at_most_half_a_year(life):
    guard, today = guards.until_lies_ahead, date(2026, 3, 4)
    words = ("/until", "期限请选今天之后、半年以内的日期。")
    days = {ahead: said(guard, life, until=today + timedelta(days=ahead)) for ahead in (0, 1, 180, 181)}
    assert days == {0: words, 1: None, 180: None, 181: words}
    assert said(guard, life) is None
    assert said(guards.reissue_names_until, life, settled=True) is None
    assert said(guards.reissue_names_until, life, until=today) is None
    assert said(guards.reissue_names_until, life) == ("/until", "未了结的督办请重新确定整改期限。")


def test_what_is_recorded_happened_between_the_filing_and_today(life):
    guard = guards.done_not_in_future
    words = ("/done_on", "日期请选投诉之后、今天以前（含今天）。")
    days = {day: said(guard, life, done_on=date(2026, 3, day)) for day in (1, 2, 4, 5)}
    assert days == {1: words, 2: None, 4: None, 5: words}
    assert said(guard, life) is None


@pytest.mark.obligation("H-5.2", "R-65")
def test_a_push_shows_its_number_and_the_second_is_the_countys(life):
    assert said(guards.number_or_proof, life, external_no="W-1") is None
    assert said(guards.number_or_proof, life, reason="手工转交") is None
    assert said(guards.number_or_proof, life) == (
        "/external_no",
        "请填写对方工单号；没有工单号的，在理由里说明手工转交的经过。",
    )
    guard = guards.second_push_is_the_countys
    assert said(guard, life, by=life.body) is None
    life.case = replace(life.case, counts=replace(life.case.counts, pushes=1))
    assert said(guard, life, by=life.county) is None
    assert said(guard, life, by=life.county_leader) is None
    assert said(guard, life, by=life.body) == (
        "/target",
        "这件已被退回过一次，再次转交请上报县纪委监委办理。",
    )


@pytest.mark.obligation("R-80", "H-11.4")
def test_what_is_added_or_called_unlawful_is_said(life):
    assert said(guards.something_is_added, life, text="补充") is None
    assert said(guards.something_is_added, life, uploads=("u-1",)) is None
    assert said(guards.something_is_added, life) == ("/text", "请写几句话，或上传材料。")
    assert said(guards.unlawful_needs_reason, life, lawful=True) is None
    assert said(guards.unlawful_needs_reason, life, reason="没有依据") is None
    assert said(guards.unlawful_needs_reason, life) == ("/reason", "认定不属于合法诉求的，请写明理由。")


@pytest.mark.obligation("A-37", "R-53")
def test_a_second_handling_has_the_first_limit_or_a_shorter_one(life):
    guard = guards.shorter_than_first
    assert said(guard, life) is None
    assert said(guard, life, working_days=10) is None
    assert said(guard, life, working_days=11) == (
        "/working_days",
        "二次办理时限不能超过首次办理时限（10个工作日）。",
    )
    rule = replace(RULEBOOK.second_handling, deadline_required=True)
    life.rulebook = replace(RULEBOOK, second_handling=rule)
    assert said(guard, life) == ("/working_days", "再次督办要写明整改时限（工作日）。")
    assert said(guard, life, working_days=10) is None


@pytest.mark.obligation("R-28")
def test_the_last_one_who_can_act_does_not_recuse(life):
    words = "您回避后这一步就没有人能办理；请先由上级在名录中增设一名临时签字人。"
    assert said(guards.somebody_is_left, life, by=life.handler) is None
    alone = replace(life.directory, posts={life.handler.post: life.directory.find_post(life.handler.post)})
    life.directory = alone
    assert said(guards.somebody_is_left, life, by=life.handler) == ("/reason", words)


FEEDBACK = FeedbackRule(
    within_handling=True,
    course_and_effect=True,
    after_contact=True,
    after_log=True,
    joint=True,
    basis="C-M7.6",
)
NOTHING_ASKED = replace(FEEDBACK, course_and_effect=False, after_contact=False, after_log=False, joint=False)


@pytest.mark.obligation("C-M8a", "C-M8b", "C-M6b", "K-3.3a")
def test_feedback_tells_course_and_effect_after_contact_and_record_where_the_rulebook_asks(life):
    told, differ = feedback_guards.course_and_effect_told, feedback_guards.course_and_effect_differ
    contacted, recorded = feedback_guards.citizen_was_contacted, feedback_guards.work_is_on_record
    shown, confirmed = feedback_guards.group_answer_is_shown, feedback_guards.every_unit_confirmed
    life.case = replace(life.case, co_units=(EDUCATION, CIVIL_AFFAIRS))
    for rule in (None, NOTHING_ASKED):
        life.rulebook = replace(RULEBOOK, feedback=rule)
        assert [said(each, life) for each in (told, contacted, recorded, confirmed)] == [None] * 4
    life.rulebook = replace(RULEBOOK, feedback=FEEDBACK)
    both = {"course": "上门核实。", "effect": "已经发放。"}
    assert (said(told, life, **both), said(differ, life, **both)) == (None, None)
    assert said(told, life, effect="已经发放。") == ("/course", "请写明处置过程。")
    assert said(told, life, course="上门核实。") == ("/effect", "请写明实际效果。")
    same = ("/effect", "处置过程和实际效果要分别写，不能一样。")
    assert said(differ, life, course="已经发放。", effect=" 已经发放。 ") == same
    assert said(told, life, course="已经发放。", effect="已经发放。") == same
    assert said(contacted, life) == ("/method", "反馈之前请先登记一次与群众的联系。")
    assert said(recorded, life, channel=Channel.GROUP) is None
    assert said(recorded, life) == ("/text", "请先登记办理过程，再反馈。")
    assert said(shown, life) is None
    assert said(shown, life, channel=Channel.GROUP, uploads=("u-1",)) is None
    assert said(shown, life, channel=Channel.GROUP) == (
        "/uploads",
        "在群里反映的要在群里反馈，请上传群内已反馈的截图。",
    )
    names = "、".join(life.directory.org(unit).name for unit in (EDUCATION, CIVIL_AFFAIRS))
    assert said(confirmed, life) == (
        "/reason",
        f"{names}还没有确认联合反馈；请等他们确认，或写明为什么不等。",
    )
    assert said(confirmed, life, reason="一个单位已经撤销") is None
    done = {"contacted": True, "logged": frozenset({"走访"}), "confirmed": frozenset(life.case.co_units)}
    life.case = replace(life.case, **done)
    assert [said(each, life) for each in (contacted, recorded, confirmed)] == [None] * 3
