"""The wrong person never sees a case (design §1 promise 3)."""

from dataclasses import replace

import pytest

from chalicelib.domain.vocabulary import Action, Role, State
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.seats.visibility import sees
from tests.support.life import (
    CIVIL_AFFAIRS,
    COUNTY_BODY,
    DIRECTORY,
    EDUCATION,
    FARMING,
    RULEBOOK,
    a_life,
    post,
)

PZ1, PZ2 = (post(body, Role.INTAKE) for body in ("640122-pz1", "640122-pz2"))
COUNTY, COUNTY_LEADER = post(COUNTY_BODY, Role.COUNTY), post(COUNTY_BODY, Role.COUNTY_LEADER)
UNIT = [post(FARMING, role) for role in (Role.UNIT_LEADER, Role.HANDLER, Role.UNIT_PARTY_COMMITTEE)]
NOBODY = [
    post(CIVIL_AFFAIRS, Role.HANDLER),
    post(COUNTY_BODY, Role.SYSTEM_ADMIN),
    post(COUNTY_BODY, Role.AUDITOR),
    post(COUNTY_BODY, Role.SEALED_DESK),
    Actor(account="a-x", role=Role.HANDLER),
]


def seeing(life, actors):
    return [actor for actor in actors if sees(actor, life.case, DIRECTORY, RULEBOOK)]


@pytest.mark.obligation("H-5.1", "H-4.3", "K-5.3b")
def test_before_a_unit_handles_it_only_its_body_and_the_county_read_it():
    assert seeing(a_life(), [PZ1, PZ2, COUNTY, COUNTY_LEADER, *UNIT, *NOBODY]) == [PZ2, COUNTY, COUNTY_LEADER]


@pytest.mark.obligation("H-5.1", "K-5.3b", "H-4.8")
def test_then_the_unit_that_handles_it_too_and_nobody_else_anywhere():
    life = a_life().assigned()
    assert seeing(life, [PZ1, *NOBODY]) == []
    assert seeing(life, UNIT) == UNIT


@pytest.mark.obligation("K-5.3b", "H-20.1")
def test_once_handlers_are_named_their_colleague_next_door_reads_it_no_more():
    life = a_life().assigned().named()
    assert seeing(life, [post(FARMING, Role.HANDLER, 1)]) == []


@pytest.mark.obligation("A-43")
def test_who_owes_a_duty_reads_it_while_he_does():
    life = a_life().assigned().named()
    helper = post(EDUCATION, Role.HANDLER)
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    assert seeing(life, [helper]) == [helper]
    life.do(helper, Action.ANSWER_AS_CO_HANDLER, text="已核对")
    assert seeing(life, [helper]) == []


@pytest.mark.obligation("H-15.2", "R-60")
def test_a_unit_reads_nothing_more_once_the_county_has_taken_over():
    assert seeing(a_life().assigned().taken_over(), UNIT) == []


@pytest.mark.obligation("A-30", "R-27")
def test_a_recused_post_and_the_unit_complained_of_read_nothing():
    life = a_life()
    life.do(PZ2, Action.RECUSE, reason="亲属关系")
    assert seeing(life, [PZ2]) == []
    town = a_life(item=None, complained_unit="640122100")
    town.do(town.body, Action.ASSIGN, unit="640122100200", reason="先由村里说明")
    assert seeing(town, [post("640122100", Role.UNIT_PARTY_COMMITTEE)]) == []


@pytest.mark.obligation("H-11.2", "X-1")
def test_a_sealed_case_is_there_for_nobody_on_an_ordinary_desk():
    life = a_life().assigned()
    life.case = replace(life.case, state=State.SEALED)
    sealed_desk = post(COUNTY_BODY, Role.SEALED_DESK)
    assert seeing(life, [PZ2, COUNTY, COUNTY_LEADER, *UNIT, *NOBODY]) == [sealed_desk]


@pytest.mark.obligation("A-30", "H-4.3")
def test_a_recused_official_of_the_county_reads_no_more_and_a_county_clerk_elsewhere_never_did():
    life = a_life().assigned()
    elsewhere = Actor(account="a-x", role=Role.COUNTY, org=FARMING, post="p-x")
    assert seeing(life, [COUNTY, elsewhere]) == [COUNTY]
    life.case = replace(life.case, recused=frozenset({COUNTY.post}))
    assert seeing(life, [COUNTY, COUNTY_LEADER]) == [COUNTY_LEADER]


@pytest.mark.obligation("K-3.3a", "R-29")
def test_while_feedback_is_awaited_those_who_owe_a_duty_read_on_beside_those_who_helped():
    life = a_life().assigned().named()
    life.do(life.leader, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    education, civil = (post(unit, Role.UNIT_LEADER) for unit in (EDUCATION, CIVIL_AFFAIRS))
    life.case = replace(life.case, state=State.AWAITING_FEEDBACK, co_units=(CIVIL_AFFAIRS,))
    assert seeing(life, [education, civil]) == [education, civil]
    life.case = replace(life.case, state=State.HANDLING)
    assert seeing(life, [education, civil]) == [education]
