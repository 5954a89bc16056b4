"""Rating: four aspects, five grades, one window, and what a bad one starts (H-14, H-15, A-34 … A-38)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.evaluation.verdict import is_satisfied
from chalicelib.domain.vocabulary import Action, Aspect, Grade, State, Term
from tests.support.life import BAD, CITIZEN, VERY_GOOD, a_life, is_open, refused
from tests.support.rulebooks import helan


@pytest.mark.obligation("H-14.2", "H-14.3")
def test_four_aspects_and_five_grades_in_their_order():
    assert [*Aspect] == ["办理情况", "办理态度", "回复内容", "办理效果"]
    assert [*Grade] == ["非常满意", "满意", "一般满意", "不太满意", "不满意"]


@pytest.mark.obligation("A-34", "A-35", "R-50")
@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize("aspect", Aspect)
def test_one_aspect_in_the_two_lowest_grades_makes_the_case_dissatisfied(aspect, grade):
    grades = {**VERY_GOOD, aspect: grade}
    assert is_satisfied(grades, helan()) is (grade not in {Grade.RATHER_DISSATISFIED, Grade.DISSATISFIED})


@pytest.mark.obligation("R-43")
def test_where_nobody_rates_nobody_is_dissatisfied():
    assert is_satisfied(BAD, helan({"/evaluation": None}))


@pytest.mark.obligation("H-14.2")
def test_a_missing_aspect_is_refused():
    life = a_life().replied()
    three = dict.fromkeys((*Aspect,)[:3], Grade.SATISFIED)
    assert refused(life, CITIZEN, Action.EVALUATE, grades=three) == ["/grades"]


@pytest.mark.obligation("H-14.3")
def test_a_grade_that_the_place_does_not_know_is_refused():
    life = a_life().replied()
    life.rulebook = helan({"/evaluation/grades": ["满意", "不满意"], "/evaluation/dissatisfied": ["不满意"]})
    assert refused(life, CITIZEN, Action.EVALUATE, grades=VERY_GOOD) == ["/grades"]
    life.rated(dict.fromkeys(Aspect, Grade.SATISFIED))
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("R-49", "A-06")
def test_a_satisfied_rating_closes_in_the_same_commit():
    life = a_life().replied().rated()
    assert life.case.state is State.CLOSED
    assert life.actions[-2:] == [Action.EVALUATE, Action.CLOSE]
    assert life.case.ratings[0].grades == VERY_GOOD


@pytest.mark.obligation("H-14.2", "H-15.1", "A-34", "R-51")
def test_a_bad_rating_makes_a_decision_task_of_three_working_days_and_tells_both_bodies():
    life = a_life().replied().rated(BAD)
    assert (life.case.state, life.case.clock.term) == (State.DECISION, Term.DECISION)
    assert life.case.clock.due_on == date(2026, 3, 5)
    assert life.case.owner_post == "640122-pz2-intake-1"
    assert life.told("N9") == {"640122-pz2-intake-1", "640122-jw-county-1"}
    assert life.case.tail[-1].data["grades.办理效果"] == "不满意"


@pytest.mark.obligation("R-51", "R-03")
def test_after_a_silent_decision_term_the_county_may_decide_it():
    life = a_life().replied().rated(BAD)
    assert not is_open(life, life.county, Action.REHANDLE)
    life.at("2026-03-06")
    assert is_open(life, life.county, Action.REHANDLE)
    assert is_open(life, life.county, Action.EXPLAIN_AND_CLOSE)
    assert is_open(life, life.body, Action.REHANDLE)


@pytest.mark.obligation("A-36", "X-12", "R-84", "H-8.2")
def test_an_unrated_case_is_reminded_of_once_and_closes_at_the_end_of_the_window_unrated():
    life = a_life().replied().at("2026-04-01")
    life.sweep()
    reminders = [each for each in life.entries(Action.REMIND) if each.data["term"] == "evaluation"]
    assert [life.told("N8", each) for each in reminders] == [{"citizen"}]
    assert life.case.state is State.CLOSED
    assert life.case.ratings == ()
    assert life.case.state_entered_at.isoformat() == "2026-03-16T16:00:00+00:00"
    assert not [each for each in life.case.verdicts if each.term is Term.EVALUATION]


@pytest.mark.obligation("R-55")
@pytest.mark.parametrize("closed", ["unrated", "explained"])
def test_a_rating_that_comes_too_late_is_refused_with_advice(closed):
    life = a_life().replied()
    if closed == "explained":
        life.rated(BAD)
        explained = {"text": "已说明", "method": "当面", "done_on": date(2026, 3, 2), "done_by": "承办岗"}
        life.do(life.body, Action.EXPLAIN_AND_CLOSE, **explained)
    life.at("2026-04-01")
    with pytest.raises(ActionNotOpenError) as refusal:
        life.rated()
    assert "重新投诉" in refusal.value.detail


@pytest.mark.obligation("A-38", "R-54")
def test_one_rating_per_round():
    life = a_life().replied().rated(BAD)
    with pytest.raises(ActionNotOpenError):
        life.rated()


@pytest.mark.obligation("X-12")
def test_nobody_rates_on_a_citizen_s_behalf():
    life = a_life().replied()
    for actor in (life.body, life.county, life.handler):
        assert not is_open(life, actor, Action.EVALUATE)
