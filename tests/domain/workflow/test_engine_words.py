"""What the engine answers to an act that is not open, not theirs, or not whole; and what it writes down."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.routing.route import Route, RouteReason
from chalicelib.domain.vocabulary import Action, Flag, Grade
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.engine import decide, facts_of, open_rules, tick
from chalicelib.domain.workflow.filing import Consent, Filing, open_case
from chalicelib.domain.workflow.timeline import chain
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


def test_an_entry_keeps_the_fingerprint_of_its_request_and_the_case_the_hash_of_its_last_entry(life):
    act = Act(
        action=Action.DRAFT_REPLY,
        actor=life.handler,
        inputs=Inputs(text="已办好。"),
        request="a" * 16,
        body="b" * 16,
    )
    decision = decide(life.case, act, life.around)
    written = decision.entries[-1]
    assert (written.request, written.body) == ("a" * 16, "b" * 16)
    assert decision.before == life.case
    assert decision.after.last_hash == chain(decision.entries, life.case.last_hash)[-1]
    assert decision.after.tail == (*life.case.tail, *decision.entries)
    assert not decision.is_nothing


def test_a_decision_that_writes_nothing_is_nothing(life):
    nothing = tick(life.case, life.around)
    assert nothing.is_nothing
    changed = replace(nothing, after=replace(life.case, external_no="W-1"))
    assert not changed.is_nothing
    assert not replace(nothing, entries=life.case.tail[-1:]).is_nothing


@pytest.mark.obligation("S-18", "H-10.1")
def test_a_filing_keeps_how_the_citizen_agreed_and_what_it_was_flagged_as():
    filed = a_life().case
    filing = Filing(
        case_no=filed.case_no,
        county=filed.county,
        complaint=filed.complaint,
        words=("补贴没到账",),
        route=Route(
            unit=FARMING,
            body=filed.supervising_org,
            reason=RouteReason(filed.tail[0].data["route"]),
            explanation="",
        ),
        flags=frozenset({Flag.MAJOR}),
        consent=Consent.PHONE,
    )
    life = a_life()
    decision = open_case(filing, Act(action=Action.FILE, actor=CITIZEN), life.around)
    first = decision.entries[0]
    assert (decision.before, decision.after.flags) == (None, {Flag.MAJOR})
    assert (first.basis, first.data["consent"]) == ("H-10.1", "电话")
    assert list(decision.texts.values()) == ["补贴没到账"]


@pytest.mark.obligation("A-03")
def test_each_step_says_since_when_the_case_stands_there():
    life = a_life().at("2026-03-03").assigned()
    assert life.case.state_entered_at == life.now
