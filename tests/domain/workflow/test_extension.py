"""More time: asked before the due, held while undecided, counted when decided (H-12.6 … H-12.8)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from tests.support.life import ALL_TICKED, BAD, COUNTY_BODY, a_life, is_open, post, refused
from tests.support.rulebooks import helan

ASK = {"working_days": 5, "reason": "等待鉴定结论"}
SPECIAL = {**ASK, "special": True, "special_category": "司法鉴定"}


def working(**about):
    return a_life(**about).assigned().named()


def asked(day="2026-03-03", **inputs):
    life = working().at(day)
    life.do(life.handler, Action.REQUEST_EXTENSION, **{**ASK, **inputs})
    return life


def extended(life, days=5):
    life.do(life.handler, Action.REQUEST_EXTENSION, **{**ASK, "working_days": days})
    life.do(life.county, Action.GRANT_EXTENSION)
    return life


@pytest.mark.obligation("H-12.6")
def test_the_county_decides_within_a_working_day_and_the_unit_s_own_body_cannot():
    life = asked()
    duty = life.case.duty(DutyKind.EXTENSION)
    assert (duty.owner_org, duty.clock.due_on) == (COUNTY_BODY, date(2026, 3, 4))
    assert life.told("N5") == {"640122-jw-county-1"}
    assert life.case.state is State.HANDLING
    with pytest.raises(NotYoursError):
        life.do(life.body, Action.GRANT_EXTENSION)


@pytest.mark.obligation("A-08", "H-12.6", "A-09")
def test_a_grant_counts_from_the_current_due_however_early_it_comes():
    life = extended(working(), 10)
    assert life.case.clock.due_on == date(2026, 3, 30)
    assert life.told("N5") == {life.handler.post, "citizen"}
    extended(life, 10)
    assert life.case.clock.due_on == date(2026, 4, 14)


@pytest.mark.obligation("H-12.7", "X-7")
@pytest.mark.parametrize(("kind", "days"), [("非咨询", 11), ("咨询", 4)])
def test_no_extension_is_longer_than_the_first_limit(kind, days):
    life = working(kind=kind)
    for extra in ({}, {"special": True, "special_category": "自然灾害"}):
        assert refused(
            life, life.handler, Action.REQUEST_EXTENSION, working_days=days, reason="不够", **extra
        ) == ["/working_days"]


@pytest.mark.obligation("R-30", "H-12.6")
def test_one_is_pending_at_a_time_and_review_goes_on_meanwhile():
    life = asked()
    assert not is_open(life, life.handler, Action.REQUEST_EXTENSION)
    life.drafted().submitted()
    assert life.case.state is State.IN_REVIEW
    assert life.case.duty(DutyKind.EXTENSION) is not None


@pytest.mark.obligation("R-30", "A-10", "H-12.6")
def test_after_the_due_or_after_an_interim_reply_nothing_can_be_asked():
    late = working().at("2026-03-17", "00:00")
    with pytest.raises(ActionNotOpenError):
        late.do(late.handler, Action.REQUEST_EXTENSION, **ASK)
    early = working().at("2026-03-16", "23:59")
    early.do(early.handler, Action.REQUEST_EXTENSION, **ASK)
    tracked = a_life().interim()
    assert not is_open(tracked, tracked.handler, Action.REQUEST_EXTENSION)


@pytest.mark.obligation("R-31", "A-10")
def test_a_due_that_passes_while_undecided_is_held_and_a_grant_makes_it_never_late():
    life = asked("2026-03-16").at("2026-03-17", "09:00")
    life.sweep()
    held = life.entries(Action.HOLD)[0]
    assert held.at.isoformat() == "2026-03-16T16:00:00+00:00"
    assert {owed.to for owed in held.owes} == {"640122-jw-county-1"}
    assert Action.BREACH not in life.actions
    life.do(life.county, Action.GRANT_EXTENSION)
    assert life.case.clock.due_on == date(2026, 3, 23)
    life.at("2026-03-20").drafted().submitted().passed()
    assert life.verdict(Term.HANDLING).on_time


@pytest.mark.obligation("R-31", "A-10", "R-23")
def test_a_refusal_after_the_due_dates_the_breach_at_the_old_due():
    life = asked("2026-03-16").at("2026-03-17")
    life.do(life.county, Action.REFUSE_EXTENSION, reason="理由不足")
    verdict = life.verdict(Term.HANDLING)
    assert (verdict.on_time, verdict.held_by) == (False, "")
    assert verdict.settled_at.isoformat() == "2026-03-16T16:00:00+00:00"
    assert life.entries(Action.BREACH)[0].at == verdict.settled_at
    assert life.told("N5", life.entries(Action.REFUSE_EXTENSION)[0]) == {life.handler.post}


@pytest.mark.obligation("R-31")
def test_a_refusal_before_the_due_leaves_the_term_as_it_was():
    life = asked().at("2026-03-04")
    life.do(life.county, Action.REFUSE_EXTENSION, reason="理由不足")
    assert (life.case.clock.due_on, life.case.clock.held) == (date(2026, 3, 16), False)


@pytest.mark.obligation("R-31", "R-05", "A-10")
def test_an_approver_s_silence_is_named_and_a_later_grant_only_excuses():
    life = asked("2026-03-16").at("2026-03-18", "09:00")
    life.sweep()
    verdict = life.verdict(Term.HANDLING)
    assert (verdict.on_time, verdict.held_by) == (False, "640122-jw-county-1")
    assert verdict.settled_at.isoformat() == "2026-03-16T16:00:00+00:00"
    assert life.entries(Action.BREACH)[0].data["held_by"] == "640122-jw-county-1"
    life.do(life.county, Action.GRANT_EXTENSION)
    assert (life.verdict(Term.HANDLING).on_time, life.verdict(Term.HANDLING).excused) == (
        False,
        "extension_granted_later",
    )
    assert life.case.clock.due_on == date(2026, 3, 23)
    life.at("2026-03-20").drafted().submitted().passed()
    assert len([verdict for verdict in life.case.verdicts if verdict.term is Term.HANDLING]) == 1


@pytest.mark.obligation("R-03", "R-31")
def test_a_silent_approver_is_helped_out_by_the_county_leader_and_not_before():
    life = asked()
    assert not is_open(life, life.county_leader, Action.GRANT_EXTENSION)
    life.at("2026-03-05")
    assert is_open(life, life.county_leader, Action.GRANT_EXTENSION)


@pytest.mark.obligation("R-83", "A-08")
def test_a_due_moved_into_the_past_is_breached_there_at_once():
    life = asked("2026-03-16", working_days=1).at("2026-03-23")
    life.do(life.county, Action.GRANT_EXTENSION)
    assert life.case.clock.due_on == date(2026, 3, 17)
    assert life.case.clock.breached_at.isoformat() == "2026-03-17T16:00:00+00:00"
    assert len([each for each in life.case.verdicts if each.term is Term.HANDLING]) == 1


@pytest.mark.obligation("R-83")
def test_reminders_begin_anew_when_the_due_moves():
    life = working().at("2026-03-13")
    life.sweep()
    assert life.case.clock.reminded == 1
    extended(life)
    assert life.case.clock.reminded == 0
    life.at("2026-03-19").sweep()
    assert [entry.data["due_on"] for entry in life.entries(Action.REMIND)][-1] == "2026-03-23"


@pytest.mark.obligation("R-32", "R-04")
@pytest.mark.parametrize("held", [True, False])
def test_a_reply_sent_while_pending_lapses_the_request_and_is_judged_by_the_old_due(held):
    life = (
        asked("2026-03-16").drafted().submitted().at("2026-03-17" if held else "2026-03-16", "11:00").passed()
    )
    assert life.case.tail[-1].data["lapsed"] == "extension"
    assert life.case.counts.extensions_decided == 0
    verdict = life.verdict(Term.HANDLING)
    assert verdict.on_time is not held
    assert (verdict.settled_at == life.case.replied_at) is not held


@pytest.mark.obligation("R-33", "H-12.8", "A-11")
def test_refused_ones_count_and_the_third_must_be_special_and_goes_to_the_leader():
    life = asked()
    life.do(life.county, Action.REFUSE_EXTENSION, reason="理由不足")
    extended(life)
    assert refused(life, life.handler, Action.REQUEST_EXTENSION, **ASK) == ["/special"]
    unnamed = {**SPECIAL, "special_category": ""}
    assert refused(life, life.handler, Action.REQUEST_EXTENSION, **unnamed) == ["/special_category"]
    life.do(life.handler, Action.REQUEST_EXTENSION, **SPECIAL)
    assert life.told("N5", life.entries(Action.REQUEST_EXTENSION)[-1]) == {"640122-jw-county-leader-1"}
    assert life.case.tail[-1].data["rung"] == "third_extension"
    assert life.told("N4") == {"640122-pz2-intake-1", "640122-jw-county-1"}
    with pytest.raises(NotYoursError):
        life.do(life.county, Action.GRANT_EXTENSION)
    life.do(life.county_leader, Action.GRANT_EXTENSION)
    assert life.case.clock.due_on == date(2026, 3, 30)


@pytest.mark.obligation("R-33")
def test_a_new_work_order_counts_anew():
    life = extended(extended(working(), 1), 1).drafted().submitted().passed().rated(BAD)
    life.do(life.body, Action.REHANDLE, reason="没有办好")
    life.named()
    life.do(life.handler, Action.REQUEST_EXTENSION, **ASK)
    assert life.case.duty(DutyKind.EXTENSION) is not None


@pytest.mark.obligation("R-36", "H-12.6", "H-12.8")
def test_an_elevated_case_has_only_special_ones_and_a_second_leader_signs():
    life = a_life().assigned()
    life.do(life.county, Action.ELEVATE, reason="影响较大")
    first, second = (post(COUNTY_BODY, life.county_leader.role, number) for number in (0, 1))
    life.do(first, Action.NAME_HANDLERS, leader=first.post, handler=life.county.post)
    assert refused(life, life.county, Action.REQUEST_EXTENSION, **ASK) == ["/special"]
    life.do(life.county, Action.REQUEST_EXTENSION, **SPECIAL)
    assert life.case.duty(DutyKind.EXTENSION).owner_post == second.post
    with pytest.raises(NotYoursError):
        life.do(first, Action.GRANT_EXTENSION)
    life.do(second, Action.GRANT_EXTENSION)
    assert life.case.counts.extensions_decided == 1


@pytest.mark.obligation("R-35", "J-3.3.3")
def test_where_levels_decide_each_has_a_day_of_its_own_and_the_first_refusal_ends_it():
    levels = {"/extension/approvers": ["unit_leader@unit", "intake@body", "county@county"]}
    life = working()
    life.rulebook = helan(levels)
    life.do(life.handler, Action.REQUEST_EXTENSION, **ASK)
    with pytest.raises(NotYoursError):
        life.do(life.county, Action.GRANT_EXTENSION)
    life.do(life.leader, Action.GRANT_EXTENSION)
    assert life.told("N5") == {"640122-pz2-intake-1"}
    assert life.case.duty(DutyKind.EXTENSION).clock.due_on == date(2026, 3, 3)
    life.do(life.body, Action.GRANT_EXTENSION)
    assert life.case.clock.due_on == date(2026, 3, 16)
    life.do(life.county, Action.REFUSE_EXTENSION, reason="不必")
    assert life.case.duties == ()


@pytest.mark.obligation("A-12")
def test_a_place_that_knows_no_special_extension_says_so():
    life = working()
    life.rulebook = helan({"/extension/special_beyond": None})
    assert refused(life, life.handler, Action.REQUEST_EXTENSION, **SPECIAL) == ["/special"]
    total = {"/extension/max_count": None, "/extension/max_total": {"n": 30, "unit": "WD"}}
    life.rulebook = helan({**total, "/extension/special_beyond": None})
    for _ in range(3):
        extended(life, 1)
    assert life.case.counts.extensions_decided == 3


@pytest.mark.obligation("H-12.6")
def test_the_review_of_a_granted_case_ends_by_the_new_due():
    life = extended(working()).at("2026-03-20").drafted().submitted()
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(life.committee, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert life.verdict(Term.HANDLING).on_time
