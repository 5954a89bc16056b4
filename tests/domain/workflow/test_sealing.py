"""A charge against somebody goes its own sealed way; here only that it leaves this one whole (H-11.2)."""

import pytest

from chalicelib.domain.errors import ActionNotOpenError
from chalicelib.domain.notices.discretion import may_leave
from chalicelib.domain.vocabulary import Action, Role, State, Term
from tests.support.life import BAD, a_life, is_open, refused


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
    assert (case.state, case.clock, case.duties, case.next_wake_at) == (State.SEALED, None, (), None)
    assert (case.lead_unit, case.leader_post, case.handler_post, case.draft, case.reply) == (None,) * 5
    assert case.owner_post == "640122-jw-sealed-desk-1"
    assert life.verdict(term).settled_at == life.now


@pytest.mark.obligation("R-75", "H-11.2")
def test_nobody_acts_on_a_sealed_case_and_nobody_but_the_citizen_hears_of_it():
    life = a_life().assigned().named()
    actors = [life.body, life.leader, life.handler, life.county, life.county_leader]
    life.do(life.body, Action.SEAL, reason="属检举控告")
    assert {owed.to for owed in life.case.tail[-1].owes} == {"citizen"}
    for actor in actors:
        assert life.open_to(actor) == set()
        with pytest.raises(ActionNotOpenError):
            life.do(actor, Action.ANNOTATE, text="看看")
    life.at("2026-06-01")
    assert life.sweep() == ()


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
