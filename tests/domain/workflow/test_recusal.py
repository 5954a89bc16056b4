"""Whoever is involved steps back, and somebody is always left to act (A-30, R-28)."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import NotYoursError
from chalicelib.domain.vocabulary import Action, Outcome, Role
from tests.support.life import ALL_TICKED, COUNTY_BODY, FARMING, a_life, post, refused

WHY = {"reason": "与当事人有亲属关系"}


@pytest.mark.obligation("A-30", "R-28")
def test_a_recused_post_never_acts_again_and_the_next_one_is_told():
    life = a_life()
    first, second = (post("640122-pz2", Role.INTAKE, number) for number in (0, 1))
    life.do(first, Action.RECUSE, **WHY)
    assert life.case.owner_post == second.post
    assert life.told("N10") == {second.post}
    for action, inputs in (
        (Action.ASSIGN, {"unit": FARMING}),
        (Action.DECLINE, {"reason": "不", "text": "不行"}),
    ):
        with pytest.raises(NotYoursError):
            life.do(first, action, **inputs)
    life.do(second, Action.ASSIGN, unit=FARMING)


@pytest.mark.obligation("A-30", "R-28")
def test_where_a_step_is_left_empty_the_head_above_then_the_county_signs():
    life = a_life().assigned().named().drafted().submitted()
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    for number in (0, 1):
        life.do(post(FARMING, Role.UNIT_PARTY_COMMITTEE, number), Action.RECUSE, **WHY)
    assert life.case.owner_org == COUNTY_BODY
    life.do(life.county, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.reply is not None


@pytest.mark.obligation("R-28", "A-30")
def test_a_recused_body_s_case_goes_to_whom_supervises_it():
    life = a_life()
    for number in (0, 1):
        life.do(post("640122-pz2", Role.INTAKE, number), Action.RECUSE, **WHY)
    assert life.case.owner_org == COUNTY_BODY
    life.do(life.county, Action.ASSIGN, unit=FARMING)


@pytest.mark.obligation("R-28")
def test_the_last_one_who_can_act_does_not_step_back():
    life = a_life().assigned()
    life.do(life.county, Action.ELEVATE, reason="影响较大")
    life.do(
        life.county_leader, Action.NAME_HANDLERS, leader=life.county_leader.post, handler=life.county.post
    )
    life.do(life.county, Action.DRAFT_REPLY, text="已经发放")
    life.do(life.county, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    assert refused(life, post(COUNTY_BODY, Role.COUNTY, 1), Action.RECUSE, **WHY) == ["/reason"]


@pytest.mark.obligation("R-28", "R-60", "H-13.1")
def test_what_only_its_drafter_could_sign_is_not_handed_in():
    life = a_life()
    life.do(life.body, Action.REFER_UP, reason="不属于本组监督范围")
    life.do(life.county, Action.RECUSE, **WHY)
    second = post(COUNTY_BODY, Role.COUNTY, 1)
    life.do(second, Action.ASSIGN, unit=FARMING)
    life.do(second, Action.ELEVATE, reason="影响较大")
    life.do(life.county_leader, Action.NAME_HANDLERS, leader=life.county_leader.post, handler=second.post)
    said = {"text": "已经发放", "reason": "需要等待批复"}
    assert refused(life, second, Action.REPLY_INTERIM, **said) == ["/text"]
    life.do(second, Action.DRAFT_REPLY, text="已经发放")
    assert refused(life, second, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED) == ["/outcome"]
    life.do(life.county_leader, Action.DRAFT_REPLY, text="已经发放")
    life.do(life.county_leader, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    life.do(second, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(post(COUNTY_BODY, Role.COUNTY_LEADER, 1), Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.reply is not None


@pytest.mark.obligation("A-30", "H-20.1")
def test_a_recused_post_is_not_named_and_gives_up_its_name():
    life = a_life()
    first = post("640122-pz2", Role.INTAKE)
    life.do(first, Action.RECUSE, **WHY)
    assert first.post in life.case.recused
    life.do(post("640122-pz2", Role.INTAKE, 1), Action.ASSIGN, unit=FARMING)
    life.named()
    life.case = replace(life.case, recused=frozenset({life.handler.post}))
    other = post(FARMING, Role.HANDLER, 1)
    same = {"leader": life.leader.post, "handler": life.handler.post}
    assert refused(life, life.leader, Action.NAME_HANDLERS, **same) == ["/handler"]
    life.do(other, Action.DRAFT_REPLY, text="由我办理")
