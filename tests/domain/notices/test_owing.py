"""Who is owed which notice (obligations §12), lived through from the filing to the close."""

from datetime import date

import pytest

from chalicelib.domain.notices.owing import BY_CHOICE, NOTICES, owed_for
from chalicelib.domain.vocabulary import Action, Flag, Outcome, Role
from tests.support.life import ALL_TICKED, BAD, CITIZEN, COUNTY_BODY, FARMING, a_life, post

LEADER, HANDLER = (post(FARMING, role).post for role in (Role.UNIT_LEADER, Role.HANDLER))
BODY, COUNTY = "640122-pz2-intake-1", "640122-jw-county-1"


def owed(life):
    return {(each.notice, each.to) for each in life.case.tail[-1].owes}


def asked():
    life = a_life().assigned().named()
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=3, reason="等待鉴定")
    return life


def granted():
    life = asked()
    life.do(life.county, Action.GRANT_EXTENSION)
    return life


def submitted():
    return a_life().assigned().named().drafted().submitted()


def returned():
    life = submitted()
    life.do(life.body, Action.RETURN_REVIEW, reason="请补充")
    return life


def reissued():
    life = a_life().assigned().supervised()
    life.do(life.leader, Action.ANSWER_SUPERVISION, text="已整改")
    inputs = {"settled": False, "text": "不到位", "until": date(2026, 3, 20)}
    life.do(life.county, Action.SETTLE_SUPERVISION, **inputs)
    return life


def elevated():
    life = a_life().assigned()
    life.do(life.county, Action.ELEVATE, reason="影响较大")
    return life


@pytest.mark.parametrize(
    ("road", "told"),
    [
        pytest.param(a_life, {("N1", "citizen")}, id="filed", marks=pytest.mark.obligation("N1")),
        pytest.param(
            lambda: a_life().assigned(),
            {("N3", "citizen"), ("N3", LEADER), ("N3", HANDLER)},
            id="transferred",
            marks=pytest.mark.obligation("N3"),
        ),
        pytest.param(asked, {("N5", COUNTY)}, id="extension-asked", marks=pytest.mark.obligation("N5")),
        pytest.param(
            granted,
            {("N5", HANDLER), ("N5", "citizen")},
            id="extension-granted",
            marks=pytest.mark.obligation("N5"),
        ),
        pytest.param(submitted, {("N10", BODY)}, id="to-review"),
        pytest.param(returned, {("N6", HANDLER)}, id="returned", marks=pytest.mark.obligation("N6")),
        pytest.param(
            lambda: a_life().replied(), {("N7", "citizen")}, id="replied", marks=pytest.mark.obligation("N7")
        ),
        pytest.param(
            lambda: a_life().replied().rated(BAD),
            {("N9", BODY), ("N9", COUNTY)},
            id="badly-rated",
            marks=pytest.mark.obligation("N9"),
        ),
        pytest.param(
            lambda: a_life().assigned().supervised(),
            {("N10", LEADER), ("N10", HANDLER)},
            id="supervised",
            marks=pytest.mark.obligation("N10"),
        ),
        pytest.param(reissued, {("N10", LEADER), ("N10", HANDLER)}, id="supervised-again"),
        pytest.param(
            elevated,
            {("N10", COUNTY), ("N10", LEADER), ("N10", "citizen")},
            id="elevated",
            marks=pytest.mark.obligation("N10"),
        ),
    ],
)
def test_who_is_told(road, told):
    assert owed(road()) == told


@pytest.mark.obligation("H-14.2")
def test_a_good_rating_is_told_to_nobody():
    life = a_life().replied().rated()
    assert life.entries(Action.EVALUATE)[0].owes == ()


@pytest.mark.obligation("R-69")
def test_whatever_an_act_owes_the_citizen_of_an_ex_officio_case_gets_none_of_it():
    life = a_life().assigned().named()
    life.do(CITIZEN, Action.WITHDRAW)
    life.do(life.body, Action.CONTINUE_EX_OFFICIO, reason="涉及公共利益")
    life.taken_over()
    assert Flag.ELEVATED in life.case.flags
    choices = {choice for _, choice in BY_CHOICE}
    for action in {*NOTICES, *(action for action, _ in BY_CHOICE), *Action}:
        for choice in ("", *choices):
            told = owed_for(action, life.case, life.rulebook, life.directory, choice)
            assert "citizen" not in {each.to for each in told}


def test_a_seat_that_nobody_holds_is_owed_nothing():
    life = a_life().without(Role.INTAKE, Role.COUNTY)
    assert owed_for(Action.ADD_MATERIAL, life.case, life.rulebook, life.directory) != ()
    assert owed_for(Action.FLAG_SPECIAL, life.case, life.rulebook, life.directory) == ()


@pytest.mark.obligation("H-13.3")
def test_the_second_signer_of_an_elevated_case_is_told_it_is_their_turn():
    life = a_life().assigned().taken_over()
    life.do(life.county, Action.DRAFT_REPLY, text="已经发放")
    life.do(life.county, Action.SUBMIT_REPLY, outcome=Outcome.SOLVED)
    other = post(COUNTY_BODY, Role.COUNTY, 1)
    assert owed(life) == {("N10", other.post)}
    life.do(other, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert owed(life) == {("N10", life.county_leader.post)}
