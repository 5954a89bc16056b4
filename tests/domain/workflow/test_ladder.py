"""The ladder: who is told, who may step in, and that it never ends in silence (R-03, design §4)."""

from dataclasses import replace

import pytest

from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.engine import open_rules
from chalicelib.domain.workflow.permission import is_open_to
from tests.support.life import FARMING, a_life, is_open


def rungs(life):
    return [entry.data["rung"] for entry in life.entries(Action.ESCALATE)]


@pytest.mark.obligation("H-20.2", "H-21.1")
def test_half_the_term_without_an_act_of_the_unit_lights_the_yellow_lamp_once():
    life = a_life().assigned().at("2026-03-10")
    life.sweep()
    lamp = life.entries(Action.ESCALATE)
    assert [(entry.data["rung"], entry.data["colour"]) for entry in lamp] == [
        ("handling_idle_at_half", "yellow")
    ]
    assert {owed.to for owed in lamp[0].owes} == {life.handler.post, life.leader.post, life.body.post}
    assert life.case.state == "handling"  # the clock's own signing-in is no act of the unit


@pytest.mark.obligation("H-20.2")
def test_an_act_of_the_unit_keeps_the_lamp_off():
    life = a_life().assigned().named().at("2026-03-10")
    life.sweep()
    assert rungs(life) == []


@pytest.mark.obligation("R-03", "H-21.1", "H-8.2")
def test_a_late_handling_climbs_rung_by_rung_then_calls_every_working_day():
    life = a_life().assigned().named()
    for day in range(17, 28):
        life.at(f"2026-03-{day}", "12:00").sweep()
    assert rungs(life) == ["handling_late", "handling_late_county", "handling_late_leader"]
    nags = life.entries(Action.NAG)
    assert [entry.at.isoformat()[:16] for entry in nags] == [
        "2026-03-25T00:30",
        "2026-03-26T00:30",
        "2026-03-27T00:30",
    ]
    assert life.told("N4", nags[-1]) == {life.handler.post, life.body.post}
    assert life.case.owner_org == FARMING


@pytest.mark.obligation("R-03")
def test_days_that_nobody_swept_are_called_out_once_and_weekends_never():
    life = a_life().assigned().named().at("2026-06-07", "12:00")  # a Sunday
    life.sweep()
    nags = life.entries(Action.NAG)
    assert [entry.at.isoformat()[:16] for entry in nags] == ["2026-06-05T00:30"]
    assert life.case.next_wake_at.isoformat()[:16] == "2026-06-08T00:30"


@pytest.mark.obligation("R-03")
def test_before_the_office_opens_the_day_s_call_is_still_to_come():
    life = a_life().assigned().named().at("2026-04-10", "12:00")
    life.sweep()
    life.at("2026-04-13", "08:00")
    assert life.sweep() == ()
    life.at("2026-04-13", "08:30")
    assert [entry.action for entry in life.sweep()] == [Action.NAG]


@pytest.mark.obligation("R-03")
def test_the_body_is_called_with_the_county_above_it_and_the_county_with_its_leader():
    intake = a_life().at("2026-03-20", "12:00")
    intake.sweep()
    assert intake.told("N4", intake.entries(Action.NAG)[-1]) <= {intake.body.post, intake.county.post}
    intake.at("2026-03-23", "12:00").sweep()
    assert intake.told("N4") == {"640122-pz2-intake-1", "640122-jw-county-1"}
    county = a_life()
    county.do(county.body, Action.REFER_UP, reason="不属于本组监督范围")
    county.at("2026-03-20", "12:00").sweep()
    county.at("2026-03-23", "12:00").sweep()
    assert county.told("N4") == {"640122-jw-county-1", "640122-jw-county-leader-1"}


@pytest.mark.obligation("R-03")
def test_the_call_ends_with_the_term():
    life = a_life().assigned().named().at("2026-04-10", "12:00").drafted().submitted().passed()
    life.at("2026-04-15", "12:00").sweep()
    assert [entry for entry in life.sweep() if entry.action is Action.NAG] == []
    assert life.case.next_wake_at.date().isoformat() >= "2026-04-15"


@pytest.mark.obligation("R-03", "H-21.1")
def test_nobody_steps_in_before_the_rung_that_says_so():
    life = a_life().assigned().named().drafted().submitted().at("2026-03-19", "23:00")
    assert not is_open(life, life.county, Action.RETURN_REVIEW)
    life.at("2026-03-20", "00:00")
    assert is_open(life, life.county, Action.RETURN_REVIEW)


@pytest.mark.obligation("R-03")
def test_a_rung_lets_its_seats_do_what_the_rule_allows_and_nothing_more():
    life = a_life().assigned().named().at("2026-04-10", "12:00")
    life.sweep()
    never_late = replace(life.case, clock=replace(life.case.clock, rungs=()))
    rules = list(open_rules(life.case, life.around))
    gained = {
        rule
        for rule in rules
        for actor in (life.body, life.county, life.county_leader)
        if is_open_to(rule, actor, life.case, life.around)
        and not is_open_to(rule, actor, never_late, life.around)
    }
    assert gained
    assert all(rule.step_in for rule in gained)
    assert any(not rule.step_in for rule in rules)
