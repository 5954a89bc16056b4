"""What holds in every life of a case, tried on lives at random (H-8.1, H-8.2, design §1 promise 2)."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.vocabulary import FINAL_STATES, Action, DutyKind, State
from chalicelib.domain.workflow.engine import open_rules
from chalicelib.domain.workflow.rule import ANY
from chalicelib.domain.workflow.seats.seating import posts_owing
from chalicelib.domain.workflow.timeline import chain, verify
from tests.support.life import DIRECTORY
from tests.support.walk import a_walk, lived_again

CO_HANDLING = DutyKind.CO_HANDLING
SEEDS = range(60)
STEPS = 40
EARLY_ENDS = {
    State.ANSWERED_DIRECTLY: Action.ANSWER_DIRECTLY,
    State.DECLINED: Action.DECLINE,
    State.SEALED: Action.SEAL,
}


def lives():
    for seed in SEEDS:
        walk = a_walk(seed)
        yield from ((seed, walk, case) for case in walk.steps(STEPS))


@pytest.fixture(scope="module")
def steps():
    return [(seed, case, walk.life.now) for seed, walk, case in lives()]


@pytest.mark.obligation("H-8.2", "R-01")
def test_every_open_case_has_one_owner_and_one_next_wake_up(steps):
    for seed, case, now in steps:
        if case.state in FINAL_STATES:
            continue
        assert case.owner_org is not None, seed
        assert case.owner_post is not None, seed
        assert case.next_wake_at is not None, seed
        assert case.next_wake_at > now, seed


@pytest.mark.obligation("R-01")
def test_every_duty_has_an_owner_who_can_settle_it(steps):
    for seed, case, _ in steps:
        kinds = [
            (duty.kind, duty.unit if duty.kind is DutyKind.CO_HANDLING else None) for duty in case.duties
        ]
        assert len(kinds) == len(set(kinds)), seed
        for duty in case.duties:
            assert duty.owner_post in {post.id for post in posts_owing(duty, case, DIRECTORY)}, (seed, duty)


@pytest.mark.obligation("H-8.2")
def test_an_ended_case_owes_nothing_more(steps):
    for seed, case, _ in steps:
        if case.state in FINAL_STATES:
            assert (case.clock, case.duties, case.next_wake_at) == (None, (), None), seed


@pytest.mark.obligation("H-8.1")
def test_no_reply_goes_out_unreviewed_and_no_case_closes_unanswered(steps):
    for seed, case, _ in steps:
        actions = [entry.action for entry in case.tail]
        if case.state is State.REPLIED:
            assert Action.PASS_REVIEW in actions, seed
            assert case.reply is not None, seed
        if case.state is State.CLOSED:
            assert case.reply is not None or Action.EXPLAIN_AND_CLOSE in actions, seed
        if case.state in EARLY_ENDS:
            assert EARLY_ENDS[case.state] in actions, seed


@pytest.mark.obligation("R-05")
def test_a_verdict_once_given_is_only_ever_excused():
    for seed in SEEDS:
        walk, before = a_walk(seed), ()
        for case in walk.steps(STEPS):
            kept = case.verdicts[: len(before)]
            assert [replace(verdict, excused="") for verdict in kept] == [
                replace(verdict, excused="") for verdict in before
            ], seed
            before = case.verdicts


def test_the_timeline_is_one_chain(steps):
    for _, case, _ in steps:
        hashes = chain(case.tail)
        assert verify(case.tail, hashes)
        assert case.last_hash == hashes[-1]


def test_of_the_rules_for_one_action_only_one_fits(steps):
    for seed, case, now in steps:
        around = replace(a_walk(seed).life.around, now=now)
        fitting = [(rule.action, rule.choice.name) for rule in open_rules(case, around)]
        assert len(fitting) == len(set(fitting)), (seed, fitting)
        for action, choice in fitting:
            if choice == ANY.name:
                assert [each for each, _ in fitting].count(action) == 1, (seed, action)


def essence(case):
    """What must not depend on when the clock ran: all but calls made, and the timeline that tells of them."""
    bare = replace(case, version=0, last_hash="", tail=(), next_wake_at=None)
    clock = replace(bare.clock, nagged_on=None) if bare.clock else None
    duties = tuple(replace(duty, clock=replace(duty.clock, nagged_on=None)) for duty in bare.duties)
    facts = [
        (entry.action, entry.at, dict(entry.data))
        for entry in case.tail
        if entry.action is not Action.NAG and not (entry.action is Action.REMIND and entry.basis == "R-81")
    ]
    return replace(bare, clock=clock, duties=duties), facts


@pytest.mark.obligation("R-02")
@pytest.mark.parametrize("seed", range(25))
def test_a_late_sweep_finds_what_an_early_one_found(seed):
    walk = a_walk(seed)
    for _ in walk.steps(STEPS):
        pass
    end, begin = walk.life.now, walk.life.case.filed_at
    dice = random.Random(seed)  # noqa: S311 - instants at random
    span = int((end - begin).total_seconds())
    seldom = [begin + timedelta(seconds=dice.randrange(span + 1)) for _ in range(5)]
    often = [begin + timedelta(days=tick) for tick in range(span // 86_400)]
    late = lived_again(walk, [end])
    assert essence(lived_again(walk, [*seldom, end]).case) == essence(late.case)
    assert essence(lived_again(walk, [*often, end]).case) == essence(late.case)
