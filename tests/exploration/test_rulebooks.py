"""Rulebooks nobody has written yet: whatever the loader accepts, the engine keeps its promises under it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from chalicelib.domain.rulebook.document import as_document
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow import engine as shipped
from tools.explore.agreement import Engine
from tools.explore.varied.differences import differences
from tools.explore.varied.exploring import Batch, broken_under, explore_rulebooks, summary, walk_under
from tools.explore.varied.rulebooks import PLACES, variants
from tools.explore.varied.trials import trials

STANDINGS_OF_A_RULEBOOK = 50

in_the_same_order = settings(
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.obligation("H-8.1", "H-8.2", "H-12.5", "H-13.1", "R-01", "R-02", "R-03", "R-05", "R-63", "R-84")
@settings(in_the_same_order, max_examples=25)
@given(trials())
def test_whatever_rulebook_is_accepted_every_promise_is_kept(trial):
    assert not broken_under(trial, walk_under(trial, STANDINGS_OF_A_RULEBOOK))


@settings(in_the_same_order, max_examples=30)
@given(st.data())
def test_rulebooks_are_drawn_for_every_place_and_differ_from_what_is_shipped(data):
    variant = data.draw(variants())
    assert variant.scenery in PLACES
    assert as_document(variant.rulebook)["id"] == variant.scenery.rulebook


def test_a_broken_promise_is_told_with_the_changes_and_the_shortest_way():
    def forget(case, act, around):
        decision = shipped.decide(case, act, around)
        if act.action is not Action.ASSIGN:
            return decision
        return replace(decision, after=replace(decision.after, next_wake_at=None))

    def is_broken(trial):
        return bool(walk_under(trial, 8, Engine(decide=forget)).broken)

    trial = find(trials(), is_broken, settings=settings(in_the_same_order, max_examples=20))
    told = broken_under(trial, walk_under(trial, 8, Engine(decide=forget)))
    assert told.startswith("helan-2022")
    assert "BROKEN: an open case has no next wake-up: assigned (H-8.2)" in told
    assert "1  intake 1 of body: assign" in told


def test_a_change_is_told_where_it_is_and_what_has_a_name_under_its_name():
    before = {"kinds": {"a": 1}, "ladder": [{"name": "late", "after": None}], "gone": True}
    after = {"kinds": {"a": 2, "b/c": 3}, "ladder": [{"name": "late", "after": 1}, {"name": "x"}]}
    assert list(differences(before, after)) == [
        "/kinds/a: 1 → 2",
        "/kinds/b~1c: — → 3",
        "/ladder/late/after: null → 1",
        '/ladder/x: — → {"name": "x"}',
        "/gone: true → —",
    ]


def test_the_same_beginning_draws_the_same_rulebooks_and_sums_them_up():
    batches = [explore_rulebooks(2, 7, most=2) for _ in range(2)]
    once, again = (replace(each, seconds=0) for each in batches)
    assert once == again
    assert isinstance(once, Batch)
    assert not once.broken
    assert "2 of 2 drawn were accepted" in summary([once])
