"""Whose eyes the words of a minor's case are for (S-15)."""

from dataclasses import replace

import pytest

from chalicelib.domain.vocabulary import Action, Flag, Role, State
from chalicelib.domain.workflow.seats.minors import reads_words
from tests.support.life import CIVIL_AFFAIRS, COUNTY_BODY, EDUCATION, FARMING, a_life, post

COUNTY, COUNTY_LEADER = post(COUNTY_BODY, Role.COUNTY), post(COUNTY_BODY, Role.COUNTY_LEADER)
SEALED_DESK = post(COUNTY_BODY, Role.SEALED_DESK)
LOOKING_ON = [COUNTY, COUNTY_LEADER]


def of_minors(life):
    life.case = replace(life.case, flags=life.case.flags | {Flag.MINORS_INVOLVED})
    return life


def reading(life, actors):
    return [actor for actor in actors if reads_words(actor, life.case, life.around)]


@pytest.mark.obligation("S-15", "H-4.3")
def test_the_county_that_looks_on_reads_no_word_of_it():
    for life in (a_life(), a_life().assigned().named(), a_life().assigned().named().drafted().submitted()):
        assert reading(life, LOOKING_ON) == LOOKING_ON
        assert reading(of_minors(life), LOOKING_ON) == []


@pytest.mark.obligation("S-15")
def test_whoever_holds_handles_or_signs_it_does():
    life = of_minors(a_life())
    assert reading(life, [life.body]) == [life.body]
    life.assigned().named().drafted().submitted()
    acting = [life.body, life.leader, life.handler, life.committee]
    assert reading(life, acting) == acting
    assert reading(life, [post(FARMING, Role.HANDLER, 1), post(CIVIL_AFFAIRS, Role.HANDLER)]) == []


@pytest.mark.obligation("S-15", "A-43")
def test_whoever_owes_a_duty_on_it_does():
    life = of_minors(a_life().assigned().named())
    life.do(life.handler, Action.ADD_CO_HANDLER, unit=EDUCATION, reason="涉及学生")
    assert reading(life, [post(EDUCATION, Role.HANDLER)]) == [post(EDUCATION, Role.HANDLER)]


@pytest.mark.obligation("S-15", "R-60")
def test_the_county_reads_it_once_it_has_taken_it_over():
    life = of_minors(a_life().assigned()).taken_over()
    assert COUNTY in reading(life, LOOKING_ON)


@pytest.mark.obligation("S-15", "R-06")
def test_the_county_reads_what_nobody_else_was_found_for():
    life = of_minors(a_life())
    life.case = replace(life.case, state=State.FILED, supervising_org=None)
    assert reading(life, [COUNTY]) == [COUNTY]


@pytest.mark.obligation("S-15", "R-03")
def test_the_county_reads_it_when_it_may_step_in_for_somebody_silent():
    life = of_minors(a_life()).at("2026-03-20")
    life.sweep()
    assert Action.ASSIGN in life.open_to(COUNTY)
    assert reading(life, [COUNTY]) == [COUNTY]


@pytest.mark.obligation("S-15", "X-1")
def test_what_is_sealed_is_read_by_its_desk_alone():
    life = of_minors(a_life())
    life.case = replace(life.case, state=State.SEALED)
    assert reading(life, [SEALED_DESK, COUNTY, life.body]) == [SEALED_DESK]


@pytest.mark.obligation("S-15")
def test_when_it_has_ended_those_who_handled_it_still_read_it():
    life = of_minors(a_life().replied().rated())
    assert life.case.state is State.CLOSED
    assert reading(life, [life.body, life.handler, COUNTY]) == [life.body, life.handler]
