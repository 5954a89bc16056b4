"""A checker that never complains proves nothing: each promise is broken on purpose, and must be reported."""

from dataclasses import replace

import pytest

from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow import engine as shipped
from chalicelib.domain.workflow.act import Decision
from tools.explore.agreement import Engine
from tools.explore.slices import ROAD, Slice
from tools.explore.tally import counterexamples, table, tally
from tools.explore.walk import Walk

PART = Slice("road", ROAD, "replied, rated, closed")


def spoilt(spoil, *, on=None) -> Engine:
    """An engine whose decisions are spoilt: all of them, or those of one action."""

    def decide(case, act, around):
        decision = shipped.decide(case, act, around)
        return spoil(decision) if on in {None, act.action} else decision

    def tick(case, around):
        decision = shipped.tick(case, around)
        return spoil(decision) if on is None else decision

    return Engine(decide=decide, tick=tick)


def changing(**fields):
    return lambda decision: replace(decision, after=replace(decision.after, **fields))


def found_by(engine: Engine, most: int = 8) -> str:
    walk = Walk(PART, engine=engine, most=most).explore()
    return counterexamples([tally(walk, 0.0)])


def skip_the_second_review(decision: Decision) -> Decision:
    case = decision.after
    if case.state is not State.IN_REVIEW:
        return decision
    sent = replace(
        case, state=State.REPLIED, reply=case.draft.text, replied_at=decision.entries[-1].at, draft=None
    )
    return replace(decision, after=sent)


@pytest.mark.obligation("H-8.2")
def test_a_case_without_an_owner_is_reported():
    assert "nobody's (H-8.2)" in found_by(spoilt(changing(owner_org=None), on=Action.ASSIGN))


@pytest.mark.obligation("H-8.2")
def test_a_case_that_the_clock_forgets_is_reported():
    assert "no next wake-up" in found_by(spoilt(changing(next_wake_at=None), on=Action.ASSIGN))


@pytest.mark.obligation("H-8.1", "H-12.5")
def test_a_skipped_review_is_reported_with_the_shortest_way_to_it():
    told = found_by(spoilt(skip_the_second_review, on=Action.PASS_REVIEW), 60)
    assert "without all its reviews (H-8.1, H-12.5)" in told
    way = told.partition("without all its reviews")[2].partition("BROKEN")[0]
    assert [Action(word) for line in way.splitlines() for word in line.split() if word in set(Action)] == [
        Action.FILE,
        Action.ASSIGN,
        Action.NAME_HANDLERS,
        Action.DRAFT_REPLY,
        Action.SUBMIT_REPLY,
        Action.PASS_REVIEW,
    ]


@pytest.mark.obligation("R-05")
def test_a_verdict_that_thaws_is_reported():
    def acquit(decision):
        verdicts = tuple(replace(verdict, on_time=True) for verdict in decision.after.verdicts)
        return replace(decision, after=replace(decision.after, verdicts=verdicts))

    assert "a verdict changed once frozen (R-05)" in found_by(spoilt(acquit, on=Action.NAME_HANDLERS), 60)


@pytest.mark.obligation("R-05")
def test_a_term_that_stops_without_its_verdict_is_reported():
    assert "a term stopped without a verdict: intake" in found_by(
        spoilt(changing(verdicts=()), on=Action.ASSIGN)
    )


@pytest.mark.obligation("R-03")
def test_a_breach_that_nobody_raises_is_reported():
    def overlook(decision):
        clock = decision.after.clock
        if clock is None:
            return decision
        return replace(decision, after=replace(decision.after, clock=replace(clock, breached_at=None)))

    assert "no breach was raised" in found_by(spoilt(overlook))


def test_a_gap_in_the_timeline_is_reported():
    def lose_an_entry(decision):
        return replace(decision, entries=decision.entries[:-1])

    assert "the version is not the number of the last entry" in found_by(spoilt(lose_an_entry), 5)


def test_what_is_offered_and_refused_is_reported():
    def offer_assigning_to_all(actor, case, around):
        assigning = (rule for rule in shipped.open_rules(case, around) if rule.action is Action.ASSIGN)
        return tuple(assigning) or shipped.open_to(actor, case, around)

    assert "assign is offered and refused" in found_by(Engine(open_to=offer_assigning_to_all), 5)


def test_what_is_not_offered_and_accepted_is_reported():
    def hide(actor, case, around):
        return tuple(
            rule for rule in shipped.open_to(actor, case, around) if rule.action is not Action.SIGN_IN
        )

    told = found_by(Engine(open_to=hide), 20)
    assert "sign_in is not offered and accepted" in told


@pytest.mark.obligation("H-8.1")
def test_a_road_that_leads_nowhere_is_reported():
    blocked = Slice("blocked", frozenset({Action.ASSIGN}), "nobody takes it up")
    walk = Walk(blocked).explore()
    assert walk.is_whole
    assert any("no way leads from here to an end" in promise for promise in walk.broken)
    assert "blocked" in table([tally(walk, 1.0)])
