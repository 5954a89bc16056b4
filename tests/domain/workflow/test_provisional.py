"""Dues beyond the published calendar warn and never breach; a later notice only gives time (R-81)."""

from datetime import date
from functools import cache

import pytest

from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.terms import recounted, start, start_until
from chalicelib.domain.vocabulary import Action, Term
from tests.support.calendars import CN_NX, NX_DOCUMENT, published_up_to, working_days
from tests.support.life import CITIZEN, a_life, is_open

UNTIL_2025 = calendar_of({**published_up_to(2025), "version": "CN-2025.1"}, [NX_DOCUMENT])


@cache
def moved(published_on):
    """A calendar in which a later notice gives 13 to 17 March 2026 off."""
    document = {**published_up_to(2026), "version": f"CN-2026.{published_on.replace('-', '')}"}
    notice = {**document["notices"][-1], "published_on": published_on, "document": "国办发明电〔2026〕9号"}
    days = [{"name": "延长假期", "days": ["2026-03-13", "2026-03-16", "2026-03-17"]}]
    document["notices"] = [*document["notices"], {**notice, "days_off": days, "make_up_workdays": []}]
    return calendar_of(document, [NX_DOCUMENT])


def filed_before_the_notice():
    life = a_life("2025-12-22")
    life.calendar = UNTIL_2025
    return life


@pytest.mark.obligation("R-81")
def test_a_due_beyond_the_notices_is_counted_and_marked():
    life = filed_before_the_notice().assigned()
    assert life.case.clock.provisional
    assert life.case.clock.due_on == date(2026, 1, 6)


@pytest.mark.obligation("R-81", "R-03")
def test_when_it_is_reached_its_owner_is_warned_every_working_day_and_nothing_is_breached():
    life = filed_before_the_notice().assigned().named().at("2026-01-09", "12:00")
    life.sweep()
    warned = [entry for entry in life.entries(Action.REMIND) if entry.data["step"] == "provisional"]
    assert [entry.at.isoformat()[:16] for entry in warned] == ["2026-01-06T16:00", "2026-01-09T00:30"]
    assert Action.BREACH not in life.actions
    assert Action.NAG not in life.actions
    assert life.told("N4", warned[-1]) == {life.handler.post, life.leader.post}
    assert not is_open(life, life.handler, Action.REQUEST_EXTENSION)


@pytest.mark.obligation("R-81")
def test_a_reply_that_goes_out_while_the_due_is_provisional_is_not_late():
    life = filed_before_the_notice().assigned().named().at("2026-01-09").drafted().submitted().passed()
    assert life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("R-81", "A-47")
def test_the_notice_makes_the_due_firm_and_dates_the_breach():
    life = filed_before_the_notice().assigned().named().at("2026-01-05", "12:00")
    life.sweep()
    life.calendar = CN_NX
    life.at("2026-01-09", "12:00").sweep()
    firmed = life.entries(Action.FIRM_DUE)[0]
    assert (firmed.data["was"], firmed.data["due_on"]) == ("2026-01-06", life.case.clock.due_on.isoformat())
    assert firmed.data["calendar"] == CN_NX.version
    assert life.told("N4", firmed) <= {life.handler.post}
    assert not life.case.clock.provisional
    breach = life.entries(Action.BREACH)[0]
    assert breach.at == life.case.clock.due_at


@pytest.mark.obligation("R-81", "A-47")
def test_a_firm_date_earlier_than_the_one_told_is_not_taken():
    term = start(
        Term.HANDLING, org=None, at=a_life("2025-12-22").now, limit=working_days(10), calendar=UNTIL_2025
    )
    later = start(
        Term.HANDLING, org=None, at=a_life("2025-12-22").now, limit=working_days(9), calendar=UNTIL_2025
    )
    firm = recounted(term, CN_NX, term.started_at)
    assert firm.due_on >= term.due_on
    assert recounted(later, UNTIL_2025, term.started_at) is later


@pytest.mark.obligation("R-81")
def test_a_newer_calendar_that_still_does_not_know_leaves_the_due_as_it_is():
    newer = calendar_of({**published_up_to(2025), "version": "CN-2025.2"}, [NX_DOCUMENT])
    life = filed_before_the_notice().assigned()
    due = life.case.clock
    life.calendar = newer
    life.at("2025-12-22", "11:00").sweep()
    assert life.case.clock == due


@pytest.mark.obligation("R-81")
def test_the_citizen_s_window_stays_open_until_its_end_is_firm():
    life = a_life("2025-12-29")
    life.calendar = UNTIL_2025
    life.replied().at("2026-01-20", "12:00").sweep()
    assert is_open(life, CITIZEN, Action.EVALUATE)
    life.calendar = CN_NX
    life.sweep()
    assert life.case.state == "closed"


@pytest.mark.obligation("R-56", "R-81")
def test_a_day_that_somebody_named_is_no_count_and_no_calendar_moves_it():
    order = start_until(
        Term.SUPERVISION_ANSWER,
        org=None,
        at=a_life("2025-12-22").now,
        until=date(2026, 1, 10),
        calendar=UNTIL_2025,
    )
    assert not order.provisional
    assert recounted(order, CN_NX, order.started_at) is order


@pytest.mark.obligation("A-47", "R-83")
def test_a_notice_that_comes_in_time_moves_the_open_due_and_both_are_written_down():
    life = a_life().assigned().named()
    life.calendar = moved("2026-03-10")
    life.at("2026-03-11").sweep()
    assert life.case.clock.due_on == date(2026, 3, 19)
    firmed = life.entries(Action.FIRM_DUE)[0]
    assert (firmed.data["was"], firmed.data["due_on"]) == ("2026-03-16", "2026-03-19")
    life.at("2026-03-19").drafted().submitted().passed()
    assert life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("R-82", "A-47", "R-05")
@pytest.mark.parametrize(
    ("published_on", "beside"),
    [
        pytest.param("2026-03-12", "void_by_calendar", id="out-before-the-old-due"),
        pytest.param("2026-03-18", "calendar_moved_later", id="out-after-it"),
    ],
)
def test_a_notice_about_a_due_already_breached_sets_a_fact_beside_the_verdict(published_on, beside):
    life = a_life().assigned().named().at("2026-03-18", "12:00")
    life.sweep()
    assert not life.verdict(Term.HANDLING).on_time
    life.calendar = moved(published_on)
    life.sweep()
    verdict = life.verdict(Term.HANDLING)
    assert (verdict.on_time, verdict.excused) == (False, beside)
    assert (life.case.clock.due_on, life.case.clock.breached_at) == (date(2026, 3, 19), None)


@pytest.mark.obligation("R-82", "R-02")
def test_a_sweep_that_comes_after_the_notice_finds_the_same_breach():
    life = a_life().assigned().named()
    life.calendar = moved("2026-03-18")
    life.at("2026-03-25", "12:00").sweep()
    verdicts = [each for each in life.case.verdicts if each.term is Term.HANDLING]
    assert [(each.on_time, each.due_on, each.excused) for each in verdicts] == [
        (False, date(2026, 3, 16), "calendar_moved_later")
    ]
    assert life.case.clock.breached_at == life.case.clock.due_at
