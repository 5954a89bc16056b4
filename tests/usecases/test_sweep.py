"""A sweep of one shard: the index proposes, the head decides, each case fails alone (storage §7)."""

from dataclasses import replace

import pytest

from app import app
from chalicelib.domain.errors import StaleCaseError, UnavailableError
from chalicelib.domain.vocabulary import Action
from chalicelib.ports.wake_shards import wake_shard
from chalicelib.runtime.wiring import use
from chalicelib.usecases.sweep import LONGEST
from tests.support.edge import Caller
from tests.support.office import OfficeServices, Town


@pytest.fixture
def services():
    with use(OfficeServices()) as office:
        yield office


@pytest.fixture
def case_no(services):
    return Town(services, Caller(app)).file()


def sweep(services, case_no, **changes):
    return replace(services.sweep, **changes)(wake_shard(case_no))


class Store:
    """The office's store, with something else in the place of some of its calls."""

    def __init__(self, cases, **instead):
        self._cases = cases
        vars(self).update(instead)

    def __getattr__(self, name):
        return getattr(self._cases, name)


@pytest.mark.obligation("H-8.2")
def test_a_late_sweep_dates_the_breach_when_it_became_true_and_raises_it_once(services, case_no):
    due_at = services.cases.get(case_no).clock.due_at
    services.clock.pass_by(days=30)
    first = sweep(services, case_no)
    second = sweep(services, case_no)
    assert (first.looked_at, first.changed) == (1, 1)
    assert second.looked_at == 0
    (breach,) = [
        entry
        for entry, _ in services.cases.timeline(services.cases.get(case_no))
        if entry.action is Action.BREACH
    ]
    assert breach.at == due_at


def test_before_anything_is_due_nothing_is_read(services, case_no):
    assert sweep(services, case_no).looked_at == 0


def test_a_row_older_than_its_head_is_put_where_the_head_says(services, case_no):
    proposed, moved = iter([[case_no], []]), []
    stale = Store(
        services.cases,
        due=lambda shard, now, limit: next(proposed),
        put_off=lambda *asked: moved.append(asked),
    )
    before = services.cases.get(case_no)
    done = sweep(services, case_no, cases=stale)
    assert (done.looked_at, done.changed, done.failed) == (1, 0, ())
    assert moved == [(case_no, before.next_wake_at)]
    assert services.cases.get(case_no) == before


def test_who_loses_the_race_has_nothing_to_do(services, case_no):
    def lose(decision):
        raise StaleCaseError

    services.clock.pass_by(days=7)
    done = sweep(services, case_no, cases=Store(services.cases, commit=lose))
    assert (done.lost_races, done.changed, done.failed) == (1, 0, ())


@pytest.mark.parametrize("error", [UnavailableError("请稍后再试。"), ValueError("our own fault")])
def test_a_case_that_fails_is_put_off_and_comes_again(services, case_no, error):
    def fail(decision):
        raise error

    services.clock.pass_by(days=7)
    done = sweep(services, case_no, cases=Store(services.cases, commit=fail))
    assert done.failed == ((case_no, type(error).__name__),)
    assert sweep(services, case_no).looked_at == 0
    services.clock.pass_by(minutes=5)
    assert sweep(services, case_no).changed == 1


def test_a_task_stops_when_its_time_is_over_and_says_so(services, case_no):
    services.clock.pass_by(days=7)

    class Hurried:
        now = staticmethod(services.clock.now)

        def real_now(self):
            services.clock.pass_by(seconds=LONGEST.total_seconds() + 1)
            return services.clock.real_now()

    done = sweep(services, case_no, clock=Hurried())
    assert (done.is_finished, done.looked_at) == (False, 0)


def test_a_touch_heals_what_the_stream_lost(services, case_no):
    services.clock.pass_by(days=7)
    sweep(services, case_no)
    assert ("N1", "citizen") in [
        (envelope.notice, envelope.to) for envelope in services.dispatch.notice_queue.take()
    ]
