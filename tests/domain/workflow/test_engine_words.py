"""What the engine answers to an act that is not open, not theirs, or not whole; and what it writes down."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, Grade
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.engine import facts_of, open_rules
from tests.support.life import ALL_TICKED, BAD, CITIZEN, FARMING, a_life, refused


@pytest.fixture
def life():
    return a_life().assigned().named()


def test_what_is_not_open_is_refused_with_what_is(life):
    with pytest.raises(ActionNotOpenError) as refusal:
        life.do(life.body, Action.ASSIGN, unit=FARMING)
    assert refusal.value.detail == "办件的状态已经变化，请从现在可以办理的操作中选择。"
    assert refusal.value.facts["open"] == sorted(life.open_to(life.body))
    assert refusal.value.facts["open"]


def test_what_is_somebody_elses_is_refused_in_these_words(life):
    with pytest.raises(NotYoursError) as refusal:
        life.do(life.body, Action.DRAFT_REPLY, text="已办好。")
    assert refusal.value.detail == "请由负责这一步的岗位办理。"


def test_what_is_needed_is_asked_for_by_its_name(life):
    assert refused(life, life.handler, Action.DRAFT_REPLY) == ["/text"]
    assert refused(life, life.handler, Action.REQUEST_EXTENSION, working_days=0, reason="等待") == [
        "/working_days"
    ]
    life.drafted().submitted()
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.tail[-1].data == {"checked": ",".join(ALL_TICKED)}


def test_signing_in_by_an_act_writes_down_none_of_its_words():
    life = a_life().assigned()
    life.do(life.leader, Action.NAME_HANDLERS, leader=life.leader.post, handler=life.handler.post)
    signed, named = life.case.tail[-2:]
    assert (signed.action, signed.data, signed.texts) == (Action.SIGN_IN, {}, {})
    assert (named.action, named.data["handler"]) == (Action.NAME_HANDLERS, life.handler.post)
    objecting = a_life().assigned()
    objecting.do(objecting.leader, Action.OBJECT, reason="不归本单位管")
    signed, objected = objecting.case.tail[-2:]
    assert (signed.texts, set(objected.texts)) == ({}, {"reason"})


def test_every_grade_and_every_other_answer_stands_in_the_timeline():
    life = a_life().replied()
    rule = next(each for each in open_rules(life.case, life.around) if each.action is Action.EVALUATE)
    act = Act(action=Action.EVALUATE, actor=CITIZEN, inputs=Inputs(grades=BAD, kind="咨询", upheld=False))
    wider = replace(rule, needs=("kind", *rule.needs, "upheld"), may=("lawful", "unit", "reason"))
    assert facts_of(act, wider) == {
        "kind": "咨询",
        **{f"grades.{aspect}": str(grade) for aspect, grade in BAD.items()},
        "upheld": False,
    }
    assert Grade.DISSATISFIED in facts_of(act, wider).values()
