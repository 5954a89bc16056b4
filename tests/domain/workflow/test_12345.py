"""What belongs to 12345 or its like: pushed or advised, followed, reclaimed, rated (H-11.3, H-11.4)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from tests.support.life import BAD, CITIZEN, a_life, is_open, refused

EXPLAINED = {"text": "已说明", "method": "电话", "done_by": "受理岗"}


def pushed(**inputs):
    life = a_life()
    life.do(life.body, Action.TRANSFER_12345, **{"target": "12345", "external_no": "W-1", **inputs})
    return life


def advised():
    life = a_life()
    life.do(life.body, Action.ADVISE_12345, text="请拨打12345反映，我们会跟踪。")
    return life


def settled(life=None):
    life = life or pushed()
    life.do(life.body, Action.RECORD_12345_OUTCOME, settled=True, text="已修好路灯")
    return life


@pytest.mark.obligation("H-11.3", "H-5.2", "R-68")
def test_a_push_names_its_platform_and_shows_a_number_or_the_proof_of_handing_over():
    life = a_life()
    bare = {"target": "信访局"}
    assert refused(life, life.body, Action.TRANSFER_12345, **bare) == ["/external_no"]
    life.do(life.body, Action.TRANSFER_12345, reason="手工转交，对方已签收", **bare)
    assert (life.case.state, life.case.owner_post) == (State.TRACKING_12345, "640122-pz2-intake-1")
    assert life.told("N2") == {"citizen"}
    assert life.verdict(Term.INTAKE).on_time
    assert pushed().case.external_no == "W-1"


@pytest.mark.obligation("R-64", "R-84", "H-11.4")
def test_a_silent_platform_is_chased_after_ten_working_days_then_each_five():
    life = pushed().at("2026-03-31")
    life.sweep()
    chased = life.entries(Action.CHASE)
    assert [entry.at.isoformat()[:10] for entry in chased] == ["2026-03-16", "2026-03-23", "2026-03-30"]
    assert {owed.to for owed in chased[-1].owes} == {life.body.post, life.county.post}
    assert life.case.state is State.TRACKING_12345
    assert not [each for each in life.case.verdicts if each.term in {Term.CHASE, Term.CHASE_AGAIN}]


@pytest.mark.obligation("R-64", "R-03")
def test_from_the_second_chase_on_the_body_or_the_county_takes_it_back():
    life = pushed().at("2026-03-17")
    assert not is_open(life, life.body, Action.RECLAIM_12345)
    life.at("2026-03-24")
    assert is_open(life, life.county, Action.RECLAIM_12345)
    life.do(life.body, Action.RECLAIM_12345, reason="对方一直没有结果")
    assert (life.case.state, life.case.clock.due_on) == (State.INTAKE, date(2026, 3, 27))
    assert life.told("N2") == {"citizen"}


@pytest.mark.obligation("R-64", "R-61")
def test_or_it_is_explained_and_closed():
    life = pushed().at("2026-03-24")
    life.do(life.body, Action.EXPLAIN_AND_CLOSE, done_on=date(2026, 3, 24), **EXPLAINED)
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("R-64")
def test_an_outcome_that_comes_after_all_is_only_written_down():
    life = pushed().at("2026-03-24")
    life.do(life.body, Action.RECLAIM_12345, reason="对方一直没有结果")
    life.assigned()
    before = life.case
    settled(life)
    assert (life.case.state, life.case.clock) == (before.state, before.clock)
    assert life.told("N7") == set()
    never_pushed = a_life()
    assert not is_open(never_pushed, never_pushed.body, Action.RECORD_12345_OUTCOME)


@pytest.mark.obligation("A-22", "R-65")
def test_what_comes_back_is_taken_in_again_with_three_days_and_pushed_again_by_the_county_alone():
    life = pushed().at("2026-03-04")
    life.do(life.body, Action.RECORD_12345_OUTCOME, settled=False, text="不属于受理范围")
    assert (life.case.state, life.case.clock.due_on) == (State.INTAKE, date(2026, 3, 9))
    again = {"target": "12345", "external_no": "W-2"}
    assert refused(life, life.body, Action.TRANSFER_12345, **again) == ["/target"]
    life.do(life.body, Action.REFER_UP, reason="需再次转交")
    life.do(life.county, Action.TRANSFER_12345, **again)
    assert life.case.counts.pushes == 2


@pytest.mark.obligation("H-11.4", "R-66")
def test_an_outcome_opens_the_citizen_s_window_and_silence_ends_it_transferred_out():
    life = settled()
    assert life.told("N7") == {"citizen"}
    assert life.case.clock.term is Term.ADVICE_WINDOW
    life.at("2026-03-17").sweep()
    assert (life.case.state, life.case.ratings) == (State.TRANSFERRED_OUT, ())
    assert life.actions[-1] is Action.CLOSE_UNRATED


@pytest.mark.obligation("H-11.3", "H-11.4", "R-66")
def test_advice_is_followed_too_and_may_be_rated_for_ten_working_days():
    life = advised()
    assert (life.case.state, life.case.clock.due_on) == (State.TRACKING_12345, date(2026, 3, 16))
    assert life.told("N2") == {"citizen"}
    assert not is_open(life, life.body, Action.RECORD_12345_OUTCOME)
    life.rated()
    assert life.case.state is State.TRANSFERRED_OUT


@pytest.mark.obligation("H-11.4", "R-67")
def test_a_bad_rating_of_the_outcome_is_judged_and_a_lawful_demand_followed_up():
    life = settled().rated(BAD)
    assert (life.case.clock.term, life.case.clock.due_on) == (Term.JUDGEMENT, date(2026, 3, 5))
    assert life.told("N9") == {life.body.post, life.county.post}
    life.do(life.body, Action.JUDGE_LAWFUL, lawful=True)
    duty = life.case.duty(DutyKind.SUPERVISION)
    assert (duty.owner_post, duty.clock.due_on) == (life.body.post, date(2026, 3, 3))
    assert life.case.next_wake_at > life.now
    with pytest.raises(ActionNotOpenError):
        life.do(life.body, Action.SETTLE_SUPERVISION, settled=False, text="还没有", until=date(2026, 3, 9))
    life.do(life.body, Action.SETTLE_SUPERVISION, settled=True, text="已督促解决")
    assert life.case.state is State.TRANSFERRED_OUT
    assert life.verdict(Term.JUDGEMENT).on_time


@pytest.mark.obligation("H-11.4", "R-67")
def test_an_unlawful_demand_ends_with_the_reason():
    life = settled().rated(BAD)
    assert refused(life, life.body, Action.JUDGE_LAWFUL, lawful=False) == ["/reason"]
    life.do(life.body, Action.JUDGE_LAWFUL, lawful=False, reason="要求超出政策")
    assert life.entries(Action.JUDGE_LAWFUL)[0].data["lawful"] is False
    assert life.case.state is State.TRANSFERRED_OUT


@pytest.mark.obligation("R-67", "R-03")
def test_a_silent_judge_is_helped_out_by_the_county():
    life = settled().rated(BAD)
    with pytest.raises(NotYoursError):
        life.do(life.county, Action.JUDGE_LAWFUL, lawful=True)
    life.at("2026-03-06").do(life.county, Action.JUDGE_LAWFUL, lawful=True)
    assert not life.verdict(Term.JUDGEMENT).on_time


@pytest.mark.obligation("R-69")
def test_a_case_continued_ex_officio_is_not_rated_there_either():
    life = advised()
    life.do(CITIZEN, Action.WITHDRAW)
    life.do(life.body, Action.CONTINUE_EX_OFFICIO, reason="涉及公共利益")
    assert not is_open(life, CITIZEN, Action.EVALUATE)
    life.at("2026-03-12").sweep()
    assert not [owed for entry in life.case.tail[2:] for owed in entry.owes if owed.to == "citizen"]
    life.at("2026-03-17").sweep()
    assert life.case.state is State.TRANSFERRED_OUT


@pytest.mark.obligation("R-80")
def test_material_is_handed_on_while_another_platform_works():
    life = pushed()
    life.do(CITIZEN, Action.ADD_MATERIAL, text="又坏了")
    assert life.told("N10") == {life.body.post}
    assert life.case.lead_unit is None
