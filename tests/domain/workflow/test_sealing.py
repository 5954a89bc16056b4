"""A charge against somebody goes its own sealed way; here only that it leaves this one whole (H-11.2)."""

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.notices.discretion import may_leave
from chalicelib.domain.vocabulary import Action, Outcome, Role, State, Term, Unit
from tests.support.life import BAD, CITIZEN, COUNTY_BODY, a_life, is_open, post, refused

DESK = post(COUNTY_BODY, Role.SEALED_DESK)


@pytest.mark.obligation("H-11.2", "R-75", "X-1")
@pytest.mark.parametrize(
    "road",
    [
        a_life,
        lambda: a_life().assigned(),
        lambda: a_life().assigned().named().drafted().submitted().supervised(),
        lambda: a_life().interim(),
    ],
    ids=["intake", "assigned", "in-review", "tracking"],
)
def test_sealing_stops_the_term_recalls_the_work_order_and_ends_what_ran_beside(road):
    life = road()
    term = life.case.clock.term
    assert refused(life, life.body, Action.SEAL) == ["/reason"]
    life.do(life.body, Action.SEAL, reason="属检举控告")
    case = life.case
    assert (case.state, case.clock.term, case.duties) == (State.SEALED, Term.SEALED_ACCEPTANCE, ())
    assert (case.lead_unit, case.leader_post, case.handler_post, case.draft, case.reply) == (None,) * 5
    assert case.owner_post == "640122-jw-sealed-desk-1"
    assert life.verdict(term).settled_at == life.now


@pytest.mark.obligation("R-75", "H-11.2")
def test_nobody_at_an_ordinary_desk_acts_on_a_sealed_case_or_hears_of_it():
    life = a_life().assigned().named()
    actors = [life.body, life.leader, life.handler, life.county, life.county_leader]
    life.do(life.body, Action.SEAL, reason="属检举控告")
    assert {owed.to for owed in life.case.tail[-1].owes} == {"citizen", DESK.post}
    for actor in actors:
        assert life.open_to(actor) == set()
        with pytest.raises(ActionNotOpenError):
            life.do(actor, Action.ANNOTATE, text="看看")
        with pytest.raises(NotYoursError):
            life.do(actor, Action.SEAL_ACCEPT)
    life.at("2026-06-01").sweep()
    posts = {owed.to for entry in life.case.tail for owed in entry.owes if _leaves(life, entry, owed)}
    assert posts <= {"citizen", DESK.post}


def _leaves(life, entry, owed):
    post_ = life.directory.find_post(owed.to)
    return may_leave(life.case, entry, owed, post_.role if post_ else None)


@pytest.mark.obligation("X-1", "H-11.2")
def test_what_was_owed_before_the_sealing_no_longer_leaves():
    life = a_life().assigned().named()
    before = list(life.case.tail)
    life.do(life.body, Action.SEAL, reason="属检举控告")
    left = {
        owed.notice
        for entry in (*before, life.case.tail[-1])
        for owed in entry.owes
        if may_leave(life.case, entry, owed, None if owed.to == "citizen" else Role.HANDLER)
    }
    assert left == {"N1", "N2"}


@pytest.mark.obligation("R-75")
def test_after_the_reply_or_in_a_second_handling_it_is_too_late_for_sealing():
    life = a_life().replied()
    assert not is_open(life, life.body, Action.SEAL)
    life.rated(BAD).do(life.body, Action.REHANDLE, reason="没有办好")
    assert not is_open(life, life.body, Action.SEAL)


@pytest.mark.obligation("R-75")
def test_a_unit_never_seals():
    life = a_life().assigned()
    assert not is_open(life, life.leader, Action.SEAL)
    assert life.case.clock.term is Term.HANDLING


def sealed():
    life = a_life()
    life.do(life.body, Action.SEAL, reason="属检举控告")
    return life


@pytest.mark.obligation("R-76", "A-21", "H-8.2")
def test_inside_it_is_accepted_worked_on_concluded_and_fed_back_each_in_its_own_term():
    life = sealed()
    assert life.case.owner_post == DESK.post
    assert life.case.next_wake_at is not None
    beside = {Action.RETURN_TO_ORDINARY, Action.RECUSE, Action.REGISTER_CLUE, Action.SEAL_HAND_OVER}
    assert life.open_to(DESK) == beside | {Action.SEAL_ACCEPT}
    life.do(DESK, Action.SEAL_ACCEPT)
    assert life.told("N2") == {"citizen"}
    assert life.case.clock.limit == Limit(60, Unit.CALENDAR_DAY)
    assert refused(life, DESK, Action.SEAL_CONCLUDE, text="经核查属实，已依规处理。") == ["/outcome"]
    life.do(DESK, Action.SEAL_CONCLUDE, text="经核查属实，已依规处理。", outcome=Outcome.TRANSFERRED)
    assert life.case.clock.limit == Limit(15, Unit.WORKING_DAY)
    life.do(DESK, Action.SEAL_FEEDBACK, method="当面", done_on=life.now.date(), text="已向实名举报人反馈。")
    case = life.case
    assert (case.state, case.clock, case.next_wake_at, case.has_ended) == (State.SEALED, None, None, True)
    assert (case.outcome, life.open_to(DESK)) == (Outcome.TRANSFERRED, set())
    judged = [verdict.term for verdict in case.verdicts if verdict.on_time]
    assert judged == [Term.INTAKE, Term.SEALED_ACCEPTANCE, Term.SEALED_WORK, Term.SEALED_FEEDBACK]


@pytest.mark.obligation("R-76", "R-03", "X-1")
def test_what_the_sealed_desk_leaves_lying_is_late_and_called_out_to_it_alone():
    life = sealed()
    life.at("2026-03-20").sweep()
    (breach,) = life.entries(Action.BREACH)
    assert breach.data["term"] == Term.SEALED_ACCEPTANCE
    told = {owed.to for entry in life.case.tail[1:] for owed in entry.owes if _leaves(life, entry, owed)}
    assert told == {"citizen", DESK.post}
    assert life.entries(Action.NAG)


@pytest.mark.obligation("R-76")
def test_no_accusation_after_all_goes_back_once_with_a_fresh_term():
    life = sealed().at("2026-03-04")
    life.do(DESK, Action.RETURN_TO_ORDINARY, reason="属一般诉求")
    assert (life.case.state, life.case.clock.term) == (State.INTAKE, Term.INTAKE)
    assert life.case.clock.due_on.isoformat() == "2026-03-09"
    assert life.told("N3") == {life.body.post}
    life.do(life.body, Action.SEAL, reason="确属检举控告")
    assert not is_open(life, DESK, Action.RETURN_TO_ORDINARY)


@pytest.mark.obligation("R-80", "X-1")
def test_what_the_citizen_adds_reaches_the_sealed_desk():
    life = sealed()
    life.do(CITIZEN, Action.ADD_MATERIAL, text="补充一条线索。")
    assert life.told("N10") == {DESK.post}


@pytest.mark.obligation("A-30", "R-28")
def test_a_recused_keeper_of_sealed_matters_is_followed_by_the_other_and_the_last_one_stays():
    life = sealed()
    life.do(DESK, Action.RECUSE, reason="与当事人有亲属关系")
    other = post(COUNTY_BODY, Role.SEALED_DESK, 1)
    assert life.case.owner_post == other.post
    assert refused(life, other, Action.RECUSE, reason="与当事人有亲属关系") == ["/reason"]
    life.do(other, Action.SEAL_ACCEPT)
