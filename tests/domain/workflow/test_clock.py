"""The clock: reminded, breached, dated when it became true, before any act (R-02, R-05, R-84)."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.clock import clockwork
from chalicelib.domain.workflow.clock.happening import Event, step
from chalicelib.domain.workflow.engine import tick
from tests.support.life import COUNTY_BODY, a_life, beijing


def times(entries):
    return [entry.at.isoformat()[5:16] for entry in entries]


@pytest.mark.obligation("H-20.2", "A-03", "A-04")
def test_a_term_is_reminded_of_at_half_with_a_day_left_and_when_due_in_office_hours():
    life = a_life().assigned().named()
    for day in ("2026-03-09", "2026-03-16"):
        life.at(day, "18:00").sweep()
    reminders = life.entries(Action.REMIND)
    assert [entry.data["step"] for entry in reminders] == ["half", "one_left", "due"]
    assert times(reminders) == ["03-09T00:30", "03-16T00:30", "03-16T09:30"]
    assert {owed.to for owed in reminders[0].owes} == {life.handler.post, life.leader.post}
    assert {owed.notice for entry in reminders for owed in entry.owes} == {"N4"}


@pytest.mark.obligation("H-20.2")
def test_a_short_term_is_not_reminded_of_twice_in_one_minute():
    life = a_life().assigned().named()
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=3, reason="等待鉴定")
    life.at("2026-03-03", "17:30").sweep()
    steps = [entry.data["step"] for entry in life.entries(Action.REMIND)]
    assert steps == ["one_left", "due"]


@pytest.mark.obligation("H-20.2", "H-10.2", "H-12.3", "A-03")
def test_a_breach_is_dated_at_the_end_of_the_last_day_however_late_it_is_found():
    life = a_life().assigned().named().at("2026-04-10")
    life.sweep()
    verdict = life.verdict(Term.HANDLING)
    assert (verdict.on_time, verdict.org, verdict.due_on) == (False, "640122-nyj", date(2026, 3, 16))
    assert times(life.entries(Action.BREACH)) == ["03-16T16:00"]
    assert verdict.settled_at == life.entries(Action.BREACH)[0].at


@pytest.mark.obligation("R-02", "H-10.2")
def test_a_late_act_never_hides_a_breach_that_no_sweep_had_seen():
    life = a_life().at("2026-03-10").assigned()
    assert life.actions.index(Action.BREACH) < life.actions.index(Action.ASSIGN)
    assert not life.verdict(Term.INTAKE).on_time


@pytest.mark.obligation("R-02")
def test_an_act_meets_the_case_as_the_clock_leaves_it():
    life = a_life().replied().at("2026-04-01")
    with pytest.raises(ActionNotOpenError):
        life.rated()
    assert life.open_to(life.body) == set()


@pytest.mark.obligation("R-02", "R-05")
def test_sweeping_twice_finds_nothing_new():
    life = a_life().assigned().at("2026-03-20", "12:00")
    assert life.sweep()
    assert life.sweep() == ()
    assert tick(life.case, life.around).is_nothing


@pytest.mark.obligation("R-05", "R-62", "R-66")
def test_a_duty_that_ends_with_the_very_day_the_case_ends_is_late_all_the_same():
    life = a_life()
    life.do(life.body, Action.ADVISE_12345, text="请向12345反映。")
    life.coordinated().at("2026-04-10").sweep()
    assert life.case.state is State.TRANSFERRED_OUT
    (breach,) = life.entries(Action.BREACH)
    assert (breach.data["term"], breach.at) == ("coordination", life.entries(Action.CLOSE_UNRATED)[0].at)
    assert not life.verdict(Term.COORDINATION).on_time


@pytest.mark.obligation("R-05")
def test_a_reply_after_the_breach_adds_no_second_verdict():
    life = a_life().assigned().named().at("2026-03-20").drafted().submitted().passed()
    verdicts = [each for each in life.case.verdicts if each.term is Term.HANDLING]
    assert [each.on_time for each in verdicts] == [False]


@pytest.mark.obligation("R-05", "R-53")
def test_each_term_instance_has_its_own_verdict():
    life = a_life(item=None)
    for unit in ("640122100200", "640122100"):
        action = Action.ASSIGN if life.case.lead_unit is None else Action.REASSIGN
        life.do(life.body, action, unit=unit, reason="由其办理")
    life.named().drafted().submitted().passed()
    orders = [(each.work_order, each.org) for each in life.case.verdicts if each.term is Term.HANDLING]
    assert orders == [(1, "640122100200"), (2, "640122100")]


@pytest.mark.obligation("H-20.2")
def test_of_many_steps_caught_up_at_once_everybody_hears_only_the_gravest():
    life = a_life().assigned().named().at("2026-04-10")
    entries = life.sweep()
    told = [(owed.to, entry.action) for entry in entries for owed in entry.owes if owed.notice == "N4"]
    assert len({to for to, _ in told}) == len(told)
    assert dict(told)[life.county.post] is Action.ESCALATE


@pytest.mark.obligation("R-01")
def test_the_next_wake_up_is_the_earliest_over_main_line_and_duties():
    life = a_life().assigned().named()
    main = life.case.next_wake_at
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=3, reason="等待鉴定")
    assert life.case.next_wake_at < main
    life.do(life.county, Action.GRANT_EXTENSION)
    assert life.case.next_wake_at.isoformat() == "2026-03-18T00:30:00+00:00"


@pytest.mark.obligation("R-01", "R-84")
def test_every_duty_is_reminded_of_and_breached_like_the_main_line():
    life = a_life().assigned().named().coordinated().at("2026-03-17")
    life.sweep()
    about = [entry for entry in life.case.tail if entry.data.get("term") == "coordination"]
    assert [entry.action for entry in about][-2:] == [Action.BREACH, Action.ESCALATE]
    assert life.verdict(Term.COORDINATION).org == COUNTY_BODY
    assert "held_by" not in about[-2].data


@pytest.mark.obligation("R-03")
def test_a_breach_without_a_rung_of_its_own_tells_owner_and_body_above_itself():
    life = a_life().assigned().named()
    life.rulebook = replace(
        life.rulebook, ladder=tuple(rung for rung in life.rulebook.ladder if rung.after is not None)
    )
    life.at("2026-03-17").sweep()
    breach = life.entries(Action.BREACH)[0]
    assert life.told("N4", breach) == {life.handler.post, life.body.post}


def test_a_rulebook_that_goes_round_in_circles_is_our_own_fault(monkeypatch):
    life = a_life()
    monkeypatch.setattr(
        clockwork, "next_event", lambda work: Event(work.asked_at, lambda work: work.follow_up())
    )
    with pytest.raises(AssertionError, match="circles"):
        life.sweep()


def test_a_step_the_table_does_not_know_is_our_own_fault():
    life = a_life()
    work = clockwork.Work(life.case, life.around)
    with pytest.raises(AssertionError, match="no rule"):
        step(work, Action.CLOSE)


@pytest.mark.obligation("R-84")
def test_the_clock_asks_nothing_of_an_ended_case():
    life = a_life().replied().rated()
    assert life.at("2027-01-01").sweep() == ()
    assert life.case.state is State.CLOSED
    assert life.case.duty(DutyKind.SUPERVISION) is None


@pytest.mark.obligation("A-07")
def test_the_clock_does_not_wake_only_to_sign_in_and_dates_it_rightly_when_it_next_looks():
    life = a_life().assigned()
    assert life.case.next_wake_at == beijing("2026-03-09", "08:30")
    signed_in = next(
        entry for entry in life.at("2026-03-09", "08:30").sweep() if entry.action is Action.AUTO_SIGN_IN
    )
    assert signed_in.at == beijing("2026-03-04", "00:00")
