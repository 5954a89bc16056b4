from datetime import timedelta

import pytest

from chalicelib.adapters.memory.case_store import MemoryCaseStore
from chalicelib.adapters.memory.job_log import MemoryJobLog
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.usecases.night_tally import MOST_TOLD
from chalicelib.usecases.sweep import Swept
from chalicelib.usecases.sweep_log import OLDEST_DUE_AT, OVERDUE, PATIENCE, PUT_OFF, SweepLog
from tests.support.decisions import CASE_NO, FILED_AT, filing
from tests.support.edge import HeldClock


@pytest.fixture
def sweeps():
    return SweepLog(cases=MemoryCaseStore(), job_log=MemoryJobLog(), clock=HeldClock(FILED_AT))


def failing(*case_nos):
    return Swept(failed=tuple((case_no, "ValueError") for case_no in case_nos))


def test_with_nothing_due_nothing_is_found(sweeps):
    run = sweeps.round_begins()
    assert (run.findings, run.figures) == ({OVERDUE: [], PUT_OFF: []}, {})


@pytest.mark.parametrize(
    ("waited", "overdue"),
    [
        pytest.param(timedelta(), [], id="due-now"),
        pytest.param(PATIENCE, [], id="between-sweeps"),
        pytest.param(PATIENCE + timedelta(seconds=1), [CASE_NO], id="overdue"),
    ],
)
def test_what_waits_for_its_wake_up_is_told(sweeps, waited, overdue):
    sweeps.cases.create(filing(sweeps.cases, next_wake_at=FILED_AT - waited), PersonId("p"))
    later = filing(sweeps.cases, CaseNo("HL26112200000001"), next_wake_at=FILED_AT + timedelta(days=1))
    sweeps.cases.create(later, PersonId("p"))
    run = sweeps.round_begins()
    assert run.findings[OVERDUE] == overdue
    assert run.figures[OLDEST_DUE_AT] == int((FILED_AT - waited).timestamp())


def test_a_case_that_was_put_off_is_told_until_two_tasks_have_gone_well(sweeps):
    told = []
    for swept in (failing(CASE_NO), Swept(), Swept()):
        sweeps.shard_swept(7, swept)
        told.append(sweeps.round_begins().findings[PUT_OFF])
    # Put off for five minutes it misses the next task, which proves nothing.
    assert told == [[f"{CASE_NO} ValueError"], [f"{CASE_NO} ValueError"], []]


def test_however_many_fail_a_few_are_told(sweeps):
    sweeps.shard_swept(7, failing(*(CaseNo(f"HL261122{n:08d}") for n in range(500))))
    assert len(sweeps.round_begins().findings[PUT_OFF]) == MOST_TOLD
