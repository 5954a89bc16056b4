"""After a bad rating: again, explained, or taken over (H-15, R-51 … R-54, A-36 … A-38)."""

from datetime import date

import pytest

from chalicelib.domain.vocabulary import Action, Grade, Outcome, Role, State, Term
from tests.support.life import ALL_TICKED, BAD, COUNTY_BODY, VERY_GOOD, a_life, is_open, post, refused
from tests.support.rulebooks import helan


def again(life, **inputs):
    life.do(life.body, Action.REHANDLE, reason="没有办好", **inputs)
    return life


def handled(life):
    return life.named().drafted().submitted().passed()


@pytest.mark.obligation("H-15.1", "R-53", "A-37")
def test_a_second_handling_has_its_own_number_deadline_reply_and_rating():
    life = a_life().replied().rated(BAD).at("2026-03-04")
    first_reply = life.case.reply
    assert refused(life, life.body, Action.REHANDLE) == ["/reason"]
    again(life)
    assert (life.case.round, life.case.work_order, life.case.state) == (2, 2, State.ASSIGNED)
    assert life.case.clock.due_on == date(2026, 3, 18)
    assert life.told("N3") == {"citizen", life.leader.post, life.handler.post}
    life.named().drafted("补贴已重新核发。").submitted().passed()
    assert life.case.reply != first_reply
    life.rated()
    assert [rating.round for rating in life.case.ratings] == [1, 2]
    assert [each.round for each in life.case.verdicts if each.term is Term.HANDLING] == [1, 2]


@pytest.mark.obligation("A-37")
def test_the_body_may_set_less_time_for_this_work_order_but_never_more():
    life = a_life().replied().rated(BAD)
    assert refused(life, life.body, Action.REHANDLE, reason="没办好", working_days=11) == ["/working_days"]
    again(life, working_days=3)
    assert life.case.clock.due_on == date(2026, 3, 5)
    again(handled(life).rated(BAD))
    assert life.case.clock.due_on == date(2026, 3, 16)


@pytest.mark.obligation("A-37", "H-12.4")
def test_another_rule_s_limit_is_the_first_limit_of_a_second_handling_too():
    life = a_life()
    life.do(life.body, Action.SET_OVERRIDE, working_days=20, basis="某办法第三条")
    again(life.replied().rated(BAD), working_days=15)
    assert life.case.clock.due_on == date(2026, 3, 23)


@pytest.mark.obligation("A-37", "S-5")
@pytest.mark.parametrize(
    ("first", "most"), [({"n": 1, "unit": "M"}, 23), ({"n": 15, "unit": "D"}, 11)], ids=["a-month", "days"]
)
def test_a_first_limit_in_months_or_days_is_compared_by_its_last_day(first, most):
    life = a_life().replied().rated(BAD)
    life.rulebook = helan(
        {
            "/kinds/非咨询/limit": first,
            "/extension/per_extension_max": {"n": 15, "unit": "D"},
            "/second_handling/deadline_required": True,
        }
    )
    asked = {"reason": "没办好", "working_days": most + 1}
    assert refused(life, life.body, Action.REHANDLE, **asked) == ["/working_days"]
    again(life, working_days=most)
    assert life.case.state is State.ASSIGNED


@pytest.mark.obligation("R-53")
def test_another_unit_may_handle_it_again():
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit="640122100", reason="本镇")
    again(handled(life).rated(BAD), unit="640122100200")
    assert life.case.lead_unit == "640122100200"
    assert life.case.former_units == ("640122100",)


@pytest.mark.obligation("R-52", "A-37")
def test_after_two_second_handlings_only_the_county_or_an_explanation_is_left():
    life = a_life().replied().rated(BAD)
    again(life)
    again(handled(life).rated(BAD))
    handled(life).rated(BAD)
    assert life.case.round == 3
    assert not is_open(life, life.body, Action.REHANDLE)
    assert is_open(life, life.body, Action.EXPLAIN_AND_CLOSE)
    assert is_open(life, life.county, Action.ELEVATE)


@pytest.mark.obligation("R-52", "R-61")
def test_after_the_county_took_over_only_an_explanation_is_left():
    life = a_life().replied().rated(BAD)
    life.taken_over()
    life.do(life.county, Action.DRAFT_REPLY, text="已由县里核实办理。")
    life.do(life.county, Action.SUBMIT_REPLY, outcome=Outcome.PARTLY_SOLVED)
    life.do(post(COUNTY_BODY, Role.COUNTY, 1), Action.PASS_REVIEW, checked=ALL_TICKED)
    life.do(life.county_leader, Action.PASS_REVIEW, checked=ALL_TICKED)
    life.rated(BAD)
    assert (life.case.state, life.case.owner_org) == (State.DECISION, COUNTY_BODY)
    assert not is_open(life, life.county, Action.REHANDLE)
    assert not is_open(life, life.county, Action.ELEVATE)
    assert is_open(life, life.county, Action.EXPLAIN_AND_CLOSE)


@pytest.mark.obligation("H-15.2", "R-52")
def test_the_second_bad_rating_is_a_red_rung():
    life = again(a_life().replied().rated(BAD))
    handled(life).rated(BAD)
    assert life.case.counts.bad_ratings == 2
    assert life.case.tail[-1].data["rung"] == "second_bad_rating"
    assert life.told("N4") == {"640122-pz2-intake-1", "640122-jw-county-1"}
    again(life)
    handled(life).rated({**VERY_GOOD, **dict.fromkeys(BAD, Grade.RATHER_DISSATISFIED)})
    assert life.case.tail[-1].action is Action.EVALUATE


@pytest.mark.obligation("R-54", "A-38", "X-12")
def test_an_unrated_second_round_leaves_the_rating_given_as_it_was():
    life = handled(again(a_life().replied().rated(BAD))).at("2026-05-04")
    life.sweep()
    assert life.case.state is State.CLOSED
    assert [(rating.round, rating.grades) for rating in life.case.ratings] == [(1, BAD)]


@pytest.mark.obligation("H-15.3", "R-61")
def test_an_explanation_closes_at_once_and_names_channel_day_and_person():
    life = a_life().replied().rated(BAD)
    explained = {"text": "已当面说明", "method": "当面", "done_on": date(2026, 3, 2), "done_by": "受理岗"}
    life.do(life.body, Action.EXPLAIN_AND_CLOSE, outcome=None, **explained)
    assert life.case.state is State.CLOSED
    entry = life.entries(Action.EXPLAIN_AND_CLOSE)[0]
    assert entry.data["method"] == "当面"
    assert set(entry.texts) == {"text", "done_by"}
