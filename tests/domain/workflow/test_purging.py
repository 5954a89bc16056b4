"""An accusation that was led to 12388 is not kept longer than the rulebook says (S-20)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.vocabulary import Action, Role, State
from chalicelib.domain.workflow.clock.purging import awaits_purge, is_purge, kept_after_purge
from chalicelib.domain.workflow.timeline import chain
from tests.support.life import beijing
from tests.support.places import YANTING, a_case_at
from tests.support.rulebooks import HELAN, changed

BODY = YANTING.post("510723001-jw", Role.INTAKE)
ADVICE = "请拨打12388或登录举报网站，也可以通过廉洁四川反映。"
LAST_MOMENT = beijing("2024-04-03", "00:00") + timedelta(days=1)


def led_elsewhere():
    life = a_case_at(YANTING, "510723001019", "投诉", "2024-03-04")
    life.do(BODY, Action.REDIRECT_12388, text=ADVICE)
    return life


@pytest.mark.obligation("S-20")
def test_the_clock_wakes_for_it_when_the_days_of_the_rulebook_are_over():
    life = led_elsewhere()
    assert life.rulebook.accusation_kept_for.n == 30
    assert life.case.next_wake_at == LAST_MOMENT
    assert awaits_purge(life.case)


@pytest.mark.obligation("S-20")
def test_then_it_is_written_down_once_and_nothing_comes_after():
    life = led_elsewhere()
    life.at("2024-04-03", "23:59").sweep()
    assert not life.entries(Action.PURGE)
    life.at("2024-05-20").sweep()
    (entry,) = life.entries(Action.PURGE)
    assert (entry.at, entry.actor, entry.basis) == (LAST_MOMENT, "clock", "S-20")
    assert (entry.owes, entry.texts) == ((), {})
    assert (life.case.state, life.case.next_wake_at) == (State.REDIRECTED_12388, None)
    assert not awaits_purge(life.case)
    life.at("2025-01-01").sweep()
    assert len(life.entries(Action.PURGE)) == 1


@pytest.mark.obligation("S-20", "K-5.3a")
def test_the_chain_of_hashes_needs_no_words():
    life = led_elsewhere()
    life.at("2024-05-20").sweep()
    assert life.case.tail[-1].action is Action.PURGE
    assert chain(life.case.tail)[-1] == life.case.last_hash


@pytest.mark.obligation("S-20")
def test_of_all_words_only_where_to_turn_is_kept():
    life = led_elsewhere()
    advice = life.case.tail[-1].texts["text"]
    assert kept_after_purge(life.case.tail) == {advice}
    assert not is_purge(life.case.tail)


def test_a_rulebook_that_does_not_say_wakes_nobody():
    life = led_elsewhere()
    silent = replace(life.rulebook, accusation_kept_for=None)
    life.rulebook = silent
    life.at("2026-01-01").sweep()
    assert not life.entries(Action.PURGE)


def test_what_ended_otherwise_keeps_its_words():
    life = a_case_at(YANTING, "510723001019", "投诉", "2024-03-04")
    life.do(BODY, Action.DECLINE, reason="不属于业务范围", text="请拨打12345反映。")
    assert life.case.next_wake_at is None
    assert not awaits_purge(life.case)


def test_a_rulebook_of_before_is_still_read():
    redirecting = changed(HELAN, {"/accusation/mode": "redirect"})
    assert rulebook_from(redirecting).accusation_kept_for is None
