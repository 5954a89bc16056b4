"""An interim reply in time, then a record at least every thirty days until the final one (H-12.9)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.vocabulary import Action, DutyKind, Outcome, State, Term
from tests.support.life import ALL_TICKED, CITIZEN, a_life, is_open, refused

RECORD = {"text": "已到户说明", "method": "当面", "done_by": "承办岗"}


@pytest.mark.obligation("H-12.9", "R-37", "A-39")
def test_an_interim_reply_passes_the_same_chain_is_in_time_by_the_limit_and_is_no_close():
    life = a_life().assigned().named().at("2026-03-16")
    life.do(life.handler, Action.REPLY_INTERIM, text="正在等待批复。", reason="需要批复")
    assert life.case.state is State.IN_REVIEW
    assert refused(life, life.body, Action.PASS_REVIEW, checked=ALL_TICKED[:3]) == ["/checked"]
    life.passed()
    assert life.case.state is State.TRACKING
    assert life.verdict(Term.HANDLING).on_time
    assert life.told("N7") == {"citizen"}
    assert life.case.outcome is None
    assert not is_open(life, CITIZEN, Action.EVALUATE)


@pytest.mark.obligation("R-37", "A-39")
def test_sent_after_the_due_it_is_late_like_any_reply():
    life = a_life().assigned().named().at("2026-03-16")
    life.do(life.handler, Action.REPLY_INTERIM, text="正在等待批复。", reason="需要批复")
    life.at("2026-03-17").passed()
    assert not life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("R-37")
def test_once_per_round():
    life = a_life().interim().drafted().submitted()
    life.do(life.body, Action.RETURN_REVIEW, reason="再补充")
    assert not is_open(life, life.handler, Action.REPLY_INTERIM)
    life.drafted()
    with pytest.raises(ActionNotOpenError):
        life.do(life.handler, Action.REPLY_INTERIM, text="再等等", reason="还要等")


@pytest.mark.obligation("R-37", "R-40")
def test_a_returned_interim_reply_goes_back_to_the_handler_who_may_send_it_again():
    life = a_life().assigned().named()
    life.do(life.handler, Action.REPLY_INTERIM, text="正在等待批复。", reason="需要批复")
    life.do(life.body, Action.RETURN_REVIEW, reason="写清楚等什么")
    assert life.case.state is State.HANDLING
    assert not is_open(life, life.handler, Action.SUBMIT_REPLY)
    life.do(life.handler, Action.REPLY_INTERIM, text="正在等待省里批复。", reason="需要批复")
    life.passed()
    assert life.case.state is State.TRACKING


@pytest.mark.obligation("H-12.9", "A-39", "R-38")
def test_a_record_begins_the_next_thirty_days_and_forgets_the_misses():
    life = a_life().interim()
    assert life.case.clock.due_on == date(2026, 4, 1)
    life.at("2026-04-02").sweep()
    assert life.case.counts.missed_follow_ups == 1
    assert refused(
        life, life.handler, Action.RECORD_FOLLOW_UP, done_on=date(2026, 4, 2), **RECORD | {"text": ""}
    ) == ["/text"]
    life.do(life.handler, Action.RECORD_FOLLOW_UP, done_on=date(2026, 4, 2), **RECORD)
    assert life.case.clock.due_on == date(2026, 5, 6)
    assert life.case.counts.missed_follow_ups == 0
    assert life.verdict(Term.FOLLOW_UP).on_time


@pytest.mark.obligation("R-38", "H-12.9", "R-84")
def test_every_missed_follow_up_is_a_breach_and_the_third_opens_an_order():
    life = a_life().interim().at("2026-06-09")
    life.sweep()
    nudges = life.entries(Action.NUDGE_FOLLOW_UP)
    assert [entry.data["missed"] for entry in nudges] == [1, 2, 3]
    assert {owed.to for owed in nudges[-1].owes} == {life.handler.post, life.leader.post, life.body.post}
    late = [each for each in life.case.verdicts if each.term is Term.FOLLOW_UP]
    assert [each.on_time for each in late] == [False, False, False]
    order = life.case.duty(DutyKind.SUPERVISION)
    assert order.clock.started_at == nudges[-1].at


@pytest.mark.obligation("R-38")
@pytest.mark.parametrize("silent", [True, False])
def test_after_half_a_year_the_body_decides_whether_to_go_on(silent):
    life = a_life().interim()
    for day in ("2026-03-30", "2026-04-28", "2026-05-27", "2026-06-25", "2026-07-24", "2026-08-21"):
        if not silent:
            life.at(day).do(life.handler, Action.RECORD_FOLLOW_UP, done_on=date.fromisoformat(day), **RECORD)
    life.at("2026-09-01").sweep()
    assert life.case.state is State.DECISION
    assert life.case.state_entered_at.isoformat() == "2026-08-31T16:00:00+00:00"
    assert life.case.owner_org == life.case.supervising_org
    assert life.case.clock.due_on == date(2026, 9, 4)
    assert not is_open(life, life.body, Action.REHANDLE)
    assert refused(life, life.body, Action.CONTINUE_TRACKING, until=date(2026, 9, 1), reason="等") == [
        "/until"
    ]
    life.do(life.body, Action.CONTINUE_TRACKING, until=date(2026, 12, 1), reason="工程年底完工")
    assert (life.case.state, life.case.tracking_until) == (State.TRACKING, date(2026, 12, 1))
    assert life.told("N10") == {life.handler.post}


@pytest.mark.obligation("R-38", "R-61", "H-15.3")
def test_what_cannot_be_solved_is_explained_in_person_and_closed():
    life = a_life().interim()
    inputs = {**RECORD, "done_on": date(2026, 3, 2)}
    for missing in inputs:
        without = {name: value for name, value in inputs.items() if name != missing}
        assert refused(life, life.body, Action.EXPLAIN_AND_CLOSE, **without) == [f"/{missing}"]
    life.do(life.body, Action.EXPLAIN_AND_CLOSE, **inputs)
    assert (life.case.state, life.case.outcome) == (State.CLOSED, Outcome.UNSOLVABLE)
    assert life.told("N7", life.entries(Action.EXPLAIN_AND_CLOSE)[0]) == {"citizen"}


@pytest.mark.obligation("R-39", "H-13.4")
def test_the_final_draft_runs_under_the_follow_up_term_and_goes_back_to_tracking():
    life = a_life().interim()
    due = life.case.clock.due_on
    life.drafted().submitted()
    assert (life.case.clock.term, life.case.clock.due_on) == (Term.FOLLOW_UP, due)
    life.do(life.body, Action.RETURN_REVIEW, reason="再补充")
    assert life.case.state is State.TRACKING
    life.drafted().submitted().passed()
    assert (life.case.state, life.case.tracking_since) == (State.REPLIED, None)


@pytest.mark.obligation("R-39", "R-84", "R-03")
def test_a_follow_up_term_that_ends_during_review_breaches_and_a_late_return_comes_up_for_decision():
    life = a_life().interim().drafted().submitted().at("2026-09-02")
    life.sweep()
    assert life.entries(Action.BREACH)[0].data["term"] == "follow_up"
    life.do(life.body, Action.RETURN_REVIEW, reason="再补充")
    assert life.case.state is State.DECISION
    assert life.case.state_entered_at == life.now


@pytest.mark.obligation("R-61")
def test_from_handling_nobody_explains_and_closes():
    life = a_life().assigned().named()
    assert not is_open(life, life.body, Action.EXPLAIN_AND_CLOSE)


@pytest.mark.obligation("A-14")
def test_a_unit_relieved_while_tracking_leaves_a_fresh_work_order_behind():
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit="640122100", reason="本镇")
    life.named()
    life.do(life.handler, Action.REPLY_INTERIM, text="正在等待批复。", reason="需要批复")
    life.passed()
    life.do(life.body, Action.REASSIGN, unit="640122100200", reason="改由村里办理")
    assert (life.case.tracking_since, life.case.clock.term) == (None, Term.HANDLING)
