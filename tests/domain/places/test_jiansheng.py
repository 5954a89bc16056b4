"""Jiansheng: deliberated first, proposed and signed by two, three tracks, extended level by level."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.progress import Milestone, reached
from chalicelib.domain.rulebook.document import as_document, rulebook_from
from chalicelib.domain.vocabulary import Action, DutyKind, Flag, Outcome, Role, SourceType, State, Term, Unit
from chalicelib.domain.workflow.seats.desks import desk_of, slips_of
from chalicelib.domain.workflow.seats.visibility import sees
from tests.support.life import ALL_TICKED, BAD, CITIZEN, beijing, is_open, refused
from tests.support.places import JIANSHENG, a_case_at
from tests.support.rulebooks import changed

TOWN, DISCIPLINE = "500104102", "500104102-jw"
OFFICE, ANOTHER_OFFICE, VILLAGE = "500104102-mz", "500104102-jf", "500104102203"
NOBODY_RESPONSIBLE = "500104102001"
MEETING = {
    "done_on": date(2024, 3, 4),
    "venue": "镇政府会议室",
    "meeting": "群众投诉研判会",
    "chaired_by": "镇纪委书记岗",
    "recorded_by": "镇纪委受理岗",
    "participants": "镇纪委、民政办",
    "text": "反映路灯长期损坏，属业务范围内。",
    "leaders_opinion": "同意受理。",
    "groups_opinion": "同意，转科室办理。",
}
ELEVATED = {
    "name": "leader",
    "label": "镇纪委负责人审定",
    "signers": ["county_leader@county"],
    "any_of": False,
    "only_major": False,
}
post = JIANSHENG.post
BODY = post(DISCIPLINE, Role.INTAKE)
SECRETARY = post(DISCIPLINE, Role.DISCIPLINE_SECRETARY)
OPERATOR = post(TOWN, Role.COORDINATION_OFFICE)
IN_CHARGE = post(OFFICE, Role.LEADER_IN_CHARGE)
MAIN_LEADER = post(TOWN, Role.MAIN_LEADER)
LEADER, HANDLER = post(OFFICE, Role.UNIT_LEADER), post(OFFICE, Role.HANDLER)
OUTSIDE = {"target": "区纪委监委", "reason": "当面递交，已签收"}


def filed(day="2024-03-04", **complaint):
    return a_case_at(JIANSHENG, VILLAGE, "非咨询", day, **complaint)


def deliberated(life=None):
    life = life or filed()
    life.do(BODY, Action.RECORD_DELIBERATION, **MEETING)
    return life


def handed_over():
    life = deliberated()
    life.do(BODY, Action.HAND_OVER)
    return life


def proposed(unit=OFFICE):
    life = handed_over()
    life.do(OPERATOR, Action.PROPOSE, unit=unit, text="拟由民政办核实后答复。")
    return life


def assigned():
    life = proposed()
    life.do(SECRETARY, Action.SIGN_PROPOSAL)
    life.do(IN_CHARGE, Action.SIGN_PROPOSAL, opinion="同意")
    return life


def named(life=None):
    life = life or assigned()
    unit = life.case.lead_unit
    leader, handler = post(unit, Role.UNIT_LEADER), post(unit, Role.HANDLER)
    life.do(leader, Action.NAME_HANDLERS, leader=leader.post, handler=handler.post)
    return life


def in_review(life=None):
    life = life or named()
    handler = post(life.case.lead_unit, Role.HANDLER)
    life.do(handler, Action.DRAFT_REPLY, text="路灯已经修好。")
    life.do(handler, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    return life


@pytest.mark.obligation("J-3.2.a", "R-13", "J-F2")
def test_nothing_becomes_of_a_case_before_it_was_deliberated_upon():
    life = filed()
    offered = {Action.RECORD_DELIBERATION, Action.RECLASSIFY, Action.SET_OVERRIDE, Action.FLAG_MAJOR}
    beside = {Action.FLAG_SPECIAL, Action.RECUSE, Action.REDACT, Action.MARK_CLUE}
    assert life.open_to(BODY) == offered | beside
    for action, inputs in (
        (Action.ASSIGN, {"unit": VILLAGE, "reason": "村里的事"}),
        (Action.REFER_OUTSIDE, OUTSIDE),
        (Action.SEAL, {"reason": "属检举控告"}),
        (Action.MERGE, {"into": "XX24030400000002"}),
        (Action.SPLIT, {"reason": "部分属检举控告", "title": "路灯", "text": "路灯不亮。"}),
        (Action.HAND_OVER, {}),
    ):
        with pytest.raises(ActionNotOpenError):
            life.do(BODY, action, **inputs)
    assert refused(life, BODY, Action.RECORD_DELIBERATION, **{**MEETING, "groups_opinion": ""}) == [
        "/groups_opinion"
    ]
    life.do(BODY, Action.RECORD_DELIBERATION, **MEETING)
    assert not life.open_to(BODY) & {Action.RECORD_DELIBERATION}
    assert life.open_to(BODY) >= {Action.ASSIGN, Action.HAND_OVER, Action.REFER_OUTSIDE, Action.SEAL}
    assert set(life.case.tail[-1].texts) >= {"leaders_opinion", "groups_opinion", "venue"}


@pytest.mark.obligation("J-3.2.a", "A-29", "R-14", "J-3.2.1")
def test_the_proposal_is_the_party_committees_and_both_signers_sign_within_the_intake_term():
    life = handed_over()
    assert (life.case.state, life.case.owner_post) == (State.INTAKE, OPERATOR.post)
    assert life.told("N10") == {OPERATOR.post}
    with pytest.raises(NotYoursError):
        life.do(BODY, Action.PROPOSE, unit=OFFICE, text="拟由民政办办理。")
    life.do(OPERATOR, Action.PROPOSE, unit=OFFICE, text="拟由民政办核实后答复。")
    assert life.case.state is State.PROPOSAL
    assert life.case.clock.term is Term.INTAKE
    assert life.told("N10") == {SECRETARY.post, IN_CHARGE.post}
    assert {life.case.owner_org, *life.case.signing_orgs} == {TOWN, DISCIPLINE}
    (beside,) = slips_of(life.case)
    desks = {desk_of(life.case).desk, beside.desk}
    assert desks == {f"jiansheng:{org}#proposal" for org in (TOWN, DISCIPLINE)}
    assert beside.due_at == life.case.clock.due_at
    life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    assert life.case.state is State.PROPOSAL
    assert life.case.owner_post == SECRETARY.post
    assert life.case.signing_orgs == ()
    with pytest.raises(NotYoursError):
        life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    life.do(SECRETARY, Action.SIGN_PROPOSAL)
    assert (life.case.state, life.case.lead_unit) == (State.ASSIGNED, OFFICE)
    assert life.verdict(Term.INTAKE).on_time
    assert life.case.clock.term is Term.HANDLING
    steps = [each.state for each in reached(life.case.tail)]
    assert steps == [Milestone.FILED, Milestone.ACCEPTED, Milestone.ASSIGNED]
    assert life.told("N3") == {"citizen", LEADER.post, HANDLER.post}


@pytest.mark.obligation("J-3.2.1")
def test_the_office_receives_nothing_before_both_have_signed():
    life = proposed()
    assert not [each for each in (LEADER, HANDLER) if sees(each, life.case, life.directory, life.rulebook)]
    assert all(
        sees(each, life.case, life.directory, life.rulebook) for each in (OPERATOR, SECRETARY, IN_CHARGE)
    )
    life.do(SECRETARY, Action.SIGN_PROPOSAL)
    assert not sees(LEADER, life.case, life.directory, life.rulebook)
    life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    assert sees(LEADER, life.case, life.directory, life.rulebook)
    other = post(ANOTHER_OFFICE, Role.HANDLER)
    assert not sees(other, life.case, life.directory, life.rulebook)


@pytest.mark.obligation("R-14", "R-18")
def test_the_operator_sees_what_was_handed_over_and_nothing_else():
    life = deliberated()
    assert not sees(OPERATOR, life.case, life.directory, life.rulebook)
    life.do(BODY, Action.HAND_OVER)
    assert sees(OPERATOR, life.case, life.directory, life.rulebook)
    with pytest.raises(ActionNotOpenError):
        life.do(BODY, Action.HAND_OVER)


@pytest.mark.obligation("R-14", "R-48")
def test_offices_get_a_proposal_villages_and_the_discipline_body_do_not():
    life = deliberated()
    assert refused(life, BODY, Action.ASSIGN, unit=OFFICE, reason="民政办主管") == ["/unit"]
    life.do(BODY, Action.HAND_OVER)
    said = {"text": "拟由村里办理。"}
    assert refused(life, OPERATOR, Action.PROPOSE, unit=VILLAGE, **said) == ["/unit"]
    assert refused(life, OPERATOR, Action.PROPOSE, unit="nowhere", **said) == ["/unit"]
    life.do(BODY, Action.ASSIGN, unit=VILLAGE, reason="村里的事")
    assert (life.case.lead_unit, life.case.track) == (VILLAGE, "village")


@pytest.mark.obligation("R-15", "R-16", "J-3.2.a")
def test_a_refused_proposal_comes_back_with_its_reason_and_the_intake_term_runs_on():
    life = proposed()
    due = life.case.clock.due_on
    life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    life.do(SECRETARY, Action.REFUSE_PROPOSAL, reason="先核实是不是本镇管的路灯")
    assert (life.case.state, life.case.owner_post) == (State.INTAKE, OPERATOR.post)
    assert (life.case.clock.term, life.case.clock.due_on) == (Term.INTAKE, due)
    assert life.case.proposal is None
    with pytest.raises(ActionNotOpenError):
        life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    life.do(OPERATOR, Action.PROPOSE, unit=OFFICE, text="已核实，拟由民政办办理。")
    assert life.case.proposal.passed == ()


@pytest.mark.obligation("J-2.4", "H-13.1")
def test_whoever_proposed_does_not_sign_at_any_post():
    life = proposed()
    same_person = post(DISCIPLINE, Role.DISCIPLINE_SECRETARY, account=OPERATOR.account)
    with pytest.raises(NotYoursError):
        life.do(same_person, Action.SIGN_PROPOSAL)


@pytest.mark.obligation("A-30", "R-28")
def test_a_recused_signer_of_a_proposal_is_followed_by_the_deputy():
    life = proposed()
    life.do(SECRETARY, Action.RECUSE, reason="与当事人有亲属关系")
    deputy = post(DISCIPLINE, Role.DISCIPLINE_SECRETARY, 1)
    life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    life.do(deputy, Action.SIGN_PROPOSAL)
    assert life.case.state is State.ASSIGNED


@pytest.mark.obligation("R-28", "J-2.4")
def test_what_only_the_proposer_could_sign_is_not_proposed():
    life = handed_over()
    nobody = {
        each.id for role in (Role.DISCIPLINE_SECRETARY,) for each in life.directory.posts_of(DISCIPLINE, role)
    }
    life.case = replace(life.case, recused=frozenset(nobody - {SECRETARY.post}))
    proposer = replace(life.rulebook.proposal, proposer=life.rulebook.proposal.steps[0].signers[0])
    life.rulebook = replace(life.rulebook, proposal=proposer)
    assert refused(life, SECRETARY, Action.PROPOSE, unit=OFFICE, text="拟由民政办办理。") == ["/text"]


@pytest.mark.obligation("J-3.2.1b", "R-45")
def test_a_major_matter_is_signed_by_the_main_leader_last_and_only_he_lowers_the_flag():
    life = proposed()
    life.do(BODY, Action.FLAG_MAJOR, reason="涉及民生实事项目")
    assert life.case.flags == {Flag.MAJOR}
    assert not life.open_to(BODY) & {Action.FLAG_MAJOR, Action.UNFLAG_MAJOR}
    with pytest.raises(NotYoursError):
        life.do(SECRETARY, Action.UNFLAG_MAJOR, reason="不算重大")
    life.do(SECRETARY, Action.SIGN_PROPOSAL)
    life.do(IN_CHARGE, Action.SIGN_PROPOSAL)
    assert (life.case.state, life.case.owner_post) == (State.PROPOSAL, MAIN_LEADER.post)
    with pytest.raises(ActionNotOpenError):
        life.do(MAIN_LEADER, Action.UNFLAG_MAJOR, reason="不算重大")
    life.do(MAIN_LEADER, Action.SIGN_PROPOSAL)
    assert life.case.state is State.ASSIGNED
    in_review(named(life))
    life.do(MAIN_LEADER, Action.UNFLAG_MAJOR, reason="核实后影响不大")
    assert not life.case.flags
    life.do(IN_CHARGE, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(SECRETARY, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.REPLIED


@pytest.mark.obligation("R-45", "J-3.2.1b")
def test_flagged_in_review_what_is_signed_stands_and_the_main_leader_signs_last():
    life = in_review()
    life.do(IN_CHARGE, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(BODY, Action.FLAG_MAJOR, reason="涉及重点工作")
    life.do(SECRETARY, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert (life.case.state, life.case.owner_post) == (State.IN_REVIEW, MAIN_LEADER.post)
    life.do(MAIN_LEADER, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.REPLIED


@pytest.mark.obligation("J-3.2.1c", "A-29", "S-6")
def test_a_reply_of_an_office_is_signed_by_the_leader_in_charge_and_the_secretary_in_any_order():
    for first, second in ((IN_CHARGE, SECRETARY), (SECRETARY, IN_CHARGE)):
        life = in_review()
        life.do(first, Action.PASS_REVIEW, checked=ALL_TICKED)
        assert life.case.state is State.IN_REVIEW
        life.do(second, Action.PASS_REVIEW, checked=ALL_TICKED)
        assert life.case.state is State.REPLIED
        signed = [(entry.actor, entry.post) for entry in life.entries(Action.PASS_REVIEW)]
        assert signed == [(first.account, first.post), (second.account, second.post)]


@pytest.mark.obligation("J-3.2.2", "J-2.3")
def test_a_reply_of_a_village_is_signed_by_its_own_contact_leader():
    life = deliberated()
    life.do(BODY, Action.ASSIGN, unit=VILLAGE, reason="村里的事")
    in_review(named(life))
    contacts = {each.id for each in JIANSHENG.directory.posts_of(VILLAGE, Role.LEADER_IN_CHARGE)}
    strangers = {
        each.id for each in JIANSHENG.directory.posts_of(ANOTHER_OFFICE, Role.LEADER_IN_CHARGE)
    } - contacts
    assert life.case.owner_post in contacts
    assert strangers
    for stranger in strangers:
        number = [each.id for each in JIANSHENG.directory.posts_of(TOWN, Role.LEADER_IN_CHARGE)].index(
            stranger
        )
        with pytest.raises(NotYoursError):
            life.do(post(TOWN, Role.LEADER_IN_CHARGE, number), Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(post(VILLAGE, Role.LEADER_IN_CHARGE), Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(SECRETARY, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.REPLIED


@pytest.mark.obligation("J-3.2.3", "R-48")
def test_the_discipline_bodys_own_track_is_hidden_and_the_party_committee_approves():
    life = deliberated(filed(complained_unit=VILLAGE))
    life.do(BODY, Action.ASSIGN, unit=DISCIPLINE, reason="反映干部作风，由镇纪委调查核实")
    assert (life.case.lead_unit, life.case.track) == (DISCIPLINE, "discipline")
    leader, handler = post(DISCIPLINE, Role.COUNTY_LEADER), post(DISCIPLINE, Role.COUNTY)
    life.do(leader, Action.NAME_HANDLERS, leader=leader.post, handler=handler.post)
    life.do(handler, Action.DRAFT_REPLY, text="已调查核实。")
    life.do(handler, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    hidden = [LEADER, HANDLER, OPERATOR, post(VILLAGE, Role.UNIT_LEADER), IN_CHARGE]
    assert not [each for each in hidden if sees(each, life.case, life.directory, life.rulebook)]
    approver = post(TOWN, Role.UNIT_PARTY_COMMITTEE)
    assert life.case.owner_post == approver.post
    life.do(approver, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.state is State.REPLIED


@pytest.mark.obligation("R-60")
def test_what_the_body_above_all_handles_itself_is_not_taken_over():
    life = deliberated()
    steps = changed(as_document(life.rulebook), {"/reply_review/elevated_steps": [ELEVATED]})
    life.rulebook = rulebook_from(steps)
    life.do(BODY, Action.ASSIGN, unit=VILLAGE, reason="由村里办理")
    overseer = post(DISCIPLINE, Role.COUNTY)
    assert is_open(life, overseer, Action.ELEVATE)
    life.do(BODY, Action.REASSIGN, unit=DISCIPLINE, reason="反映干部作风，由镇纪委调查核实")
    assert not is_open(life, overseer, Action.ELEVATE)


@pytest.mark.obligation("R-27", "A-30")
def test_the_village_whose_conduct_is_complained_of_never_handles_it():
    life = deliberated(filed(complained_unit=VILLAGE))
    assert refused(life, BODY, Action.ASSIGN, unit=VILLAGE, reason="村里的事") == ["/unit"]


@pytest.mark.obligation("J-3.2.c", "R-09")
def test_what_is_out_of_scope_goes_to_the_district_and_ends_with_its_receipt():
    life = deliberated()
    assert refused(life, BODY, Action.REFER_OUTSIDE, target="区纪委监委") == ["/external_no"]
    life.do(BODY, Action.REFER_OUTSIDE, **OUTSIDE)
    assert (life.case.state, life.case.clock.term) == (State.TRACKING_12345, Term.CHASE)
    assert life.verdict(Term.INTAKE).on_time
    life.do(BODY, Action.RECORD_12345_OUTCOME, settled=True, text="区纪委监委已签收。")
    assert life.case.state is State.TRANSFERRED_OUT
    assert life.told("N7") == {"citizen"}
    assert not life.rulebook.offers(Action.TRANSFER_12345)


@pytest.mark.obligation("R-09", "R-65")
def test_what_the_district_sends_back_is_taken_in_again():
    life = deliberated()
    life.do(BODY, Action.REFER_OUTSIDE, **OUTSIDE)
    life.do(BODY, Action.RECORD_12345_OUTCOME, settled=False, text="不属区里管，退回。")
    assert (life.case.state, life.case.clock.term) == (State.INTAKE, Term.INTAKE)
    life.do(BODY, Action.ASSIGN, unit=VILLAGE, reason="村里的事")
    assert life.case.state is State.ASSIGNED


@pytest.mark.obligation("J-3.3.3", "R-35")
def test_more_time_is_asked_for_level_by_level_with_what_is_special_from_the_first():
    life = named()
    ask = {"working_days": 5, "reason": "等待区里采购灯具"}
    assert refused(life, HANDLER, Action.REQUEST_EXTENSION, **ask) == ["/special_category"]
    life.do(HANDLER, Action.REQUEST_EXTENSION, **ask, special_category="其他")
    due = life.case.clock.due_on
    levels = [LEADER, IN_CHARGE, SECRETARY]
    for level, approver in enumerate(levels):
        duty = life.case.duty(DutyKind.EXTENSION)
        assert (duty.level, duty.owner_post) == (level, approver.post)
        for other in levels:
            if other is not approver:
                with pytest.raises(NotYoursError):
                    life.do(other, Action.GRANT_EXTENSION)
        life.do(approver, Action.GRANT_EXTENSION)
    assert life.case.clock.due_on > due
    assert life.case.clock.extended == (Limit(5, Unit.WORKING_DAY),)


@pytest.mark.obligation("J-3.3.3", "R-35")
def test_any_refusal_ends_it_and_nobody_grants_his_own_wish():
    life = named()
    ask = {"working_days": 5, "reason": "等待区里采购灯具", "special_category": "其他"}
    life.do(LEADER, Action.REQUEST_EXTENSION, **ask)
    assert life.case.duty(DutyKind.EXTENSION).owner_post == IN_CHARGE.post
    life.do(IN_CHARGE, Action.REFUSE_EXTENSION, reason="可以先修")
    assert life.case.duty(DutyKind.EXTENSION) is None
    assert life.case.counts.extensions_decided == 1


@pytest.mark.obligation("J-3.3.4", "H-12.8")
def test_the_third_extension_is_the_main_leaders_and_no_one_is_longer_than_the_first_limit():
    life = named()
    life.case = replace(life.case, counts=replace(life.case.counts, extensions_decided=2))
    why = {"reason": "等待鉴定", "special_category": "司法鉴定"}
    assert refused(life, HANDLER, Action.REQUEST_EXTENSION, working_days=5, **why) == ["/special"]
    assert refused(life, HANDLER, Action.REQUEST_EXTENSION, working_days=11, special=True, **why) == [
        "/working_days"
    ]
    life.do(HANDLER, Action.REQUEST_EXTENSION, working_days=5, special=True, **why)
    assert life.case.duty(DutyKind.EXTENSION).owner_post == MAIN_LEADER.post


@pytest.mark.obligation("A-34", "J-F4")
def test_a_bad_rating_is_decided_by_the_discipline_body_and_handled_again():
    life = in_review()
    for signer in (IN_CHARGE, SECRETARY):
        life.do(signer, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(CITIZEN, Action.EVALUATE, grades=BAD)
    life.do(BODY, Action.REHANDLE, reason="路灯又坏了")
    assert (life.case.round, life.case.state) == (2, State.ASSIGNED)


@pytest.mark.obligation("J-3.2.a", "R-03")
def test_a_proposal_nobody_signs_is_late_intake_and_the_main_leader_hears_of_it():
    life = proposed()
    life.at("2024-03-12").sweep()
    (breach,) = life.entries(Action.BREACH)
    assert breach.data["term"] == Term.INTAKE
    assert breach.at == beijing("2024-03-08", "00:00")
    rungs = {entry.data["rung"] for entry in life.entries(Action.ESCALATE)}
    assert rungs == {"intake_late", "intake_late_leader"}


@pytest.mark.obligation("J-3.3.1", "J-3.3.2", "J-3.2.0")
@pytest.mark.parametrize(("kind", "days", "due"), [("咨询", 3, "2024-03-07"), ("非咨询", 10, "2024-03-18")])
def test_how_long_the_answer_may_take_is_counted_from_the_work_order(kind, days, due):
    life = deliberated(a_case_at(JIANSHENG, VILLAGE, kind))
    life.do(BODY, Action.ASSIGN, unit=VILLAGE, reason="村里的事")
    assert life.case.clock.limit == Limit(days, Unit.WORKING_DAY)
    assert life.case.clock.due_on == date.fromisoformat(due)


@pytest.mark.obligation("J-3.2.b", "J-3.2.2", "J-3.2.3")
@pytest.mark.parametrize("unit", [VILLAGE, DISCIPLINE])
def test_a_village_and_the_discipline_body_get_their_cases_without_a_proposal(unit):
    life = deliberated()
    life.do(BODY, Action.ASSIGN, unit=unit, reason="由其办理")
    assert (life.case.state, life.case.lead_unit) == (State.ASSIGNED, unit)


@pytest.mark.obligation("J-3.2.R")
def test_a_complaint_starts_from_the_list_from_what_is_published_or_from_own_words():
    assert set(JIANSHENG.rulebook.sources) >= {SourceType.CHECKLIST, SourceType.DISCLOSURE, SourceType.OTHER}


@pytest.mark.obligation("J-4.3a")
def test_the_discipline_body_sees_every_step_and_may_supervise_at_each():
    life = in_review()
    life.do(BODY, Action.SUPERVISE, reason="进度慢", requirement="请按时答复。", until=date(2024, 3, 12))
    assert sees(BODY, life.case, JIANSHENG.directory, JIANSHENG.rulebook)
    assert [entry.action for entry in life.entries(Action.SUPERVISE)] == [Action.SUPERVISE]


@pytest.mark.obligation("J-4.2", "H-20.1")
def test_a_unit_without_somebody_responsible_receives_nothing_and_a_case_names_one_leader_and_one_handler():
    life = deliberated()
    assert not life.directory.posts_of(NOBODY_RESPONSIBLE, Role.UNIT_LEADER)
    assert refused(life, BODY, Action.ASSIGN, unit=NOBODY_RESPONSIBLE, reason="由社区办理") == ["/unit"]
    life = named()
    assert (life.case.leader_post, life.case.handler_post) == (LEADER.post, HANDLER.post)
    assert refused(life, LEADER, Action.NAME_HANDLERS, leader=HANDLER.post, handler=HANDLER.post) == [
        "/leader"
    ]


@pytest.mark.obligation("J-4.3b")
@pytest.mark.parametrize("failing", ["不担当", "不作为", "乱作为", "慢作为"])
def test_an_office_that_fails_its_duty_is_held_to_account_and_the_case_goes_on_as_it_was(failing):
    life = in_review()
    noted = {"unit": OFFICE, "done_on": date(2024, 3, 4), "text": "约谈科室负责人。"}
    for somebody in (LEADER, HANDLER, IN_CHARGE, OPERATOR):
        assert Action.RECORD_ACCOUNTABILITY not in life.open_to(somebody)
    assert refused(life, BODY, Action.RECORD_ACCOUNTABILITY, **noted) == ["/failing"]
    elsewhere = {**noted, "failing": failing, "unit": VILLAGE}
    assert refused(life, BODY, Action.RECORD_ACCOUNTABILITY, **elsewhere) == ["/unit"]
    stood = (life.case.state, life.case.owner_post, life.case.clock)
    life.do(BODY, Action.RECORD_ACCOUNTABILITY, failing=failing, **noted)
    entry = life.case.tail[-1]
    assert (entry.data["failing"], entry.data["unit"], entry.basis) == (failing, OFFICE, "J-4.3b")
    assert (life.case.state, life.case.owner_post, life.case.clock) == stood
    # Orders beside the case's own are Kandun's: nobody is urged here, and nothing is told in public.
    assert not life.open_to(BODY) & {Action.URGE, Action.PUBLISH_FEEDBACK, Action.PUT_IN_CHARGE}
