"""What the citizen sees of the way: nine states, four steps (H-8.1, S-3)."""

import pytest

from chalicelib.domain.progress import STEPS, Milestone, Step, reached, step_of
from chalicelib.domain.vocabulary import FINAL_STATES, Action, State
from tests.support.life import BAD, CITIZEN, a_life


def way(life):
    return [each.state for each in reached(life.case.tail)]


@pytest.mark.obligation("H-8.1", "J-3.2.0")
def test_a_life_passes_the_nine_states_in_their_order_with_their_dates():
    life = (
        a_life().at("2026-03-03").assigned().named().at("2026-03-05").drafted().submitted().passed().rated()
    )
    assert way(life) == [*Milestone]
    days = {each.state: each.at.date().day for each in reached(life.case.tail)}
    assert (days[Milestone.FILED], days[Milestone.ASSIGNED], days[Milestone.CLOSED]) == (2, 3, 5)


@pytest.mark.obligation("S-3")
def test_every_state_stands_in_one_of_four_steps_in_the_order_of_the_road():
    assert [*Step] == ["诉", "转", "办", "评"]
    road = [State.FILED, State.INTAKE, State.PROPOSAL, State.ASSIGNED, State.HANDLING, State.DRAFTING]
    road += [State.IN_REVIEW, State.REPLIED, State.DECISION, State.CLOSED]
    assert [step_of(state) for state in road] == ["诉", "诉", "转", "转", "办", "办", "办", "评", "评", "评"]
    assert not set(STEPS) & FINAL_STATES


@pytest.mark.obligation("H-8.1", "R-53")
@pytest.mark.parametrize("action", [Action.REHANDLE, Action.ELEVATE])
def test_a_new_work_order_begins_the_handling_anew(action):
    life = a_life().replied().rated(BAD)
    actor = life.body if action is Action.REHANDLE else life.county
    life.do(actor, action, reason="没有办好")
    begun = [Milestone.HANDLED] if action is Action.ELEVATE else []
    assert way(life) == [Milestone.FILED, Milestone.ACCEPTED, Milestone.ASSIGNED, *begun]


@pytest.mark.obligation("R-23")
def test_an_objection_that_stands_begins_it_anew_and_one_that_falls_does_not():
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit="640122100", reason="本镇")
    life.do(life.leader, Action.SIGN_IN)
    for upheld in (False, True):
        life.do(life.leader, Action.OBJECT, reason="由村里办理更合适")
        ruler = life.county if upheld else life.body
        unit = "640122100200" if upheld else ""
        life.do(ruler, Action.RULE_ON_OBJECTION, upheld=upheld, unit=unit, reason="裁定")
        assert (Milestone.HANDLED in way(life)) is not upheld


@pytest.mark.obligation("R-37", "H-12.9")
def test_an_interim_reply_is_no_answer_yet():
    life = a_life().interim()
    assert Milestone.REPLIED not in way(life)
    life.at("2026-03-20").drafted().submitted().passed()
    replied = next(each for each in reached(life.case.tail) if each.state is Milestone.REPLIED)
    assert replied.at == life.case.replied_at


@pytest.mark.obligation("R-43", "R-69")
def test_a_case_continued_ex_officio_is_answered_and_never_rated():
    life = a_life().assigned().named()
    life.do(CITIZEN, Action.WITHDRAW)
    life.do(life.body, Action.CONTINUE_EX_OFFICIO, reason="涉及公共利益")
    life.drafted().submitted().passed()
    assert way(life) == [each for each in Milestone if each is not Milestone.RATED]


@pytest.mark.obligation("R-64", "R-65")
@pytest.mark.parametrize("settled", [True, False])
def test_only_a_settled_outcome_of_another_platform_is_an_answer(settled):
    life = a_life()
    life.do(life.body, Action.TRANSFER_12345, target="12345", external_no="W-1")
    life.do(life.body, Action.RECORD_12345_OUTCOME, settled=settled, text="结果")
    assert (Milestone.REPLIED in way(life)) is settled
