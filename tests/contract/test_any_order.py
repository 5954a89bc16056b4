"""Whatever fails, repeats itself or comes together, every promise is kept; and what breaks one is found."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.any_order import AnyOrder
from tests.support.running_office import Fault

in_the_same_order = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],  # Twelve steps tell themselves; to shrink them takes minutes.
    suppress_health_check=list(HealthCheck),
)


def live(machine, examples):
    run_state_machine_as_test(
        machine, settings=settings(in_the_same_order, max_examples=examples, stateful_step_count=12)
    )


@pytest.mark.obligation("H-8.2", "R-02", "R-05")
def test_whatever_fails_repeats_itself_or_comes_together_every_promise_is_kept():
    live(AnyOrder, 12)


def tampered(how):
    return type("Tampered", (AnyOrder,), {"tamper": staticmethod(how)})


class Forgetful:
    """Promises to look for what the stream lost, and does not."""

    def __call__(self, case):
        return []

    def thoroughly(self, case, marks):
        return []


class Instead:
    """Something, with something else in the place of some of its calls."""

    def __init__(self, really, **instead):
        self._really = really
        vars(self).update(instead)

    def __getattr__(self, name):
        return getattr(self._really, name)


def heals_nothing(services):
    services.dispatch.heal_notices = Forgetful()


def writes_nothing_of_an_act(services):
    store = Instead(services.cases, commit=lambda decision: decision.after)
    services.take_action = replace(services.take_action, cases=store)


def guards_every_try_by_itself(services):
    people = services.people
    tries = count(1)

    def guard(person, key, *rest):
        return people.guard_filing(person, f"{key}-{id(services)}-{next(tries)}", *rest)

    services.people = Instead(people, guard_filing=guard, find_guard=lambda person, key: None)


def hides_from_the_clock(services):
    services.cases = Instead(services.cases, list_waking=lambda shard, limit, after: [])


@pytest.mark.parametrize(
    ("tamper", "broken"),
    [
        pytest.param(heals_nothing, "owed and never sent", id="a-hole-that-nobody-heals"),
        pytest.param(writes_nothing_of_an_act, "an act is lost", id="an-act-that-is-answered-and-not-kept"),
        pytest.param(hides_from_the_clock, "not one wake-up", id="a-case-that-the-clock-does-not-find"),
    ],
)
def test_a_fault_that_is_planted_is_found(tamper, broken):
    with pytest.raises(AssertionError, match=broken):
        live(tampered(tamper), 12)


def test_a_retry_that_files_anew_is_found_whatever_call_failed():
    machine = tampered(guards_every_try_by_itself)()
    for nth in range(9):
        machine.file(fault=Fault(nth, after=True, dies=True), comes_again=True)
    with pytest.raises(AssertionError, match="two cases for one key"):
        machine.teardown()
