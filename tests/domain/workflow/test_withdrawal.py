"""The citizen takes a complaint back; the body agrees, or goes on for the office's own sake (A-45)."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.vocabulary import Action, DutyKind, Role, State, Term
from tests.support.life import ALL_TICKED, BAD, CITIZEN, COUNTY_BODY, a_life, is_open


def withdrawn(life):
    life.do(CITIZEN, Action.WITHDRAW, reason="已经解决了")
    return life


@pytest.mark.obligation("R-69", "A-45")
@pytest.mark.parametrize(
    "road",
    [
        a_life,
        lambda: a_life().assigned(),
        lambda: a_life().assigned().named().drafted().submitted(),
        lambda: a_life().interim(),
    ],
    ids=["intake", "assigned", "in-review", "tracking"],
)
def test_until_the_final_reply_a_withdrawal_is_the_body_s_duty_for_a_working_day(road):
    life = withdrawn(road())
    duty = life.case.duty(DutyKind.WITHDRAWAL)
    assert (duty.owner_post, duty.clock.due_on) == (life.body.post, date(2026, 3, 3))
    assert life.told("N10") == {life.body.post}
    assert not is_open(life, CITIZEN, Action.WITHDRAW)
    life.do(life.body, Action.ACCEPT_WITHDRAWAL)
    assert life.case.state is State.WITHDRAWN
    assert life.told("N2") == {"citizen"}


@pytest.mark.obligation("R-69", "R-84", "H-8.2")
def test_silence_accepts_dated_at_the_end_of_the_day():
    life = withdrawn(a_life().assigned().named()).at("2026-04-01")
    life.sweep()
    assert life.case.state is State.WITHDRAWN
    lapse = life.case.tail[-1]
    assert (lapse.action, lapse.at.isoformat()) == (Action.LAPSE, "2026-03-03T16:00:00+00:00")
    assert life.told("N2") == {"citizen"}
    assert life.verdict(Term.HANDLING).settled_at == lapse.at
    assert life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("R-02", "R-69")
def test_an_agreement_that_comes_after_the_silence_adds_nothing():
    life = withdrawn(a_life()).at("2026-03-04")
    life.do(life.body, Action.ACCEPT_WITHDRAWAL)
    assert life.actions[-1] is Action.LAPSE


@pytest.mark.obligation("R-69", "R-43")
def test_continued_ex_officio_it_is_reviewed_and_closed_without_rating_or_notice():
    life = withdrawn(a_life().assigned().named())
    life.do(life.body, Action.CONTINUE_EX_OFFICIO, reason="涉及公共利益")
    seen = len(life.case.tail)
    assert life.case.ex_officio
    assert not is_open(life, CITIZEN, Action.WITHDRAW)
    life.drafted().submitted()
    assert life.case.state is State.IN_REVIEW
    life.passed()
    assert life.case.state is State.CLOSED
    assert life.case.ratings == ()
    assert "citizen" not in {owed.to for entry in life.case.tail[seen:] for owed in entry.owes}


@pytest.mark.obligation("R-69")
def test_an_ex_officio_case_sends_its_interim_reply_to_nobody():
    life = withdrawn(a_life().assigned().named())
    life.do(life.body, Action.CONTINUE_EX_OFFICIO, reason="涉及公共利益")
    life.do(life.handler, Action.REPLY_INTERIM, text="正在等待批复。", reason="需要批复")
    life.passed()
    assert (life.case.state, life.told("N7")) == (State.TRACKING, set())


@pytest.mark.obligation("R-04", "R-69")
def test_the_final_reply_ends_a_pending_withdrawal_and_afterwards_there_is_nothing_to_withdraw():
    life = withdrawn(a_life().assigned().named().drafted().submitted())
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(life.committee, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.case.tail[-1].data["lapsed"] == "withdrawal"
    with pytest.raises(ActionNotOpenError) as refusal:
        withdrawn(life)
    assert "不需要撤回" in refusal.value.detail


@pytest.mark.obligation("R-69")
def test_beside_an_extension_and_both_end_with_it():
    life = a_life().assigned().named().supervised()
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=3, reason="等待鉴定")
    withdrawn(life).do(life.body, Action.ACCEPT_WITHDRAWAL)
    assert life.case.tail[-1].data["lapsed"] == "supervision,extension"


@pytest.mark.obligation("R-69", "R-38")
def test_while_the_body_decides_about_long_tracking_it_can_still_be_withdrawn():
    life = a_life().interim().at("2026-09-02")
    life.sweep()
    assert life.case.state is State.DECISION
    withdrawn(life).do(life.body, Action.ACCEPT_WITHDRAWAL)
    assert life.case.state is State.WITHDRAWN


@pytest.mark.obligation("R-69", "R-06")
def test_where_no_body_holds_the_case_yet_the_county_owes_the_answer():
    life = a_life()
    life.case = replace(life.case, state=State.FILED, clock=None, supervising_org=None)
    life.without(Role.INTAKE, Role.COUNTY)
    withdrawn(life)
    assert life.case.duties[0].owner_org == COUNTY_BODY
    life.at("2026-03-04").sweep()
    assert life.case.state is State.WITHDRAWN


@pytest.mark.obligation("R-70", "A-38")
def test_in_a_second_handling_only_that_ends_and_the_rating_given_stands():
    life = a_life().replied().rated(BAD)
    assert not is_open(life, CITIZEN, Action.WITHDRAW)
    life.do(life.body, Action.REHANDLE, reason="没有办好")
    withdrawn(life)
    assert life.case.state is State.CLOSED
    assert [rating.grades for rating in life.case.ratings] == [BAD]
    assert life.verdict(Term.HANDLING).round == 2


@pytest.mark.obligation("R-70")
def test_a_case_taken_over_after_a_bad_rating_ends_with_that_rating_too():
    life = a_life().replied().rated(BAD).taken_over()
    withdrawn(life)
    assert life.case.state is State.CLOSED
