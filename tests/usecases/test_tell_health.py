from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.job_log import JobRun
from chalicelib.usecases.late_jobs import NIGHTLY, PERIODS, RELAY, SENDER, SWEEP
from chalicelib.usecases.night_tally import OF_PEOPLE, Finding
from chalicelib.usecases.sweep_log import OLDEST_DUE_AT, OVERDUE, PUT_OFF
from chalicelib.usecases.tell_health import WAITED_SECONDS, Status
from tests.support.office import OfficeServices


@pytest.fixture
def services():
    made = OfficeServices()
    for job in PERIODS:
        made.dispatch.job_log.ran(JobRun(job=job, ran_at=made.clock.real_now()))
    return made


def left(services, job, findings=None, figures=None):
    run = JobRun(job=job, ran_at=services.clock.real_now(), findings=findings or {}, figures=figures or {})
    services.dispatch.job_log.ran(run)


def test_where_nothing_is_found_all_is_well(services):
    condition = services.tell_health()
    assert condition.status is Status.OK
    assert condition.stores == {"gate": True, "cases": True, "registry": True}
    assert condition.oldest_due_at is None
    assert condition.outbox_age == timedelta()


@pytest.mark.parametrize(
    ("job", "finding"),
    [(SWEEP, OVERDUE), (SWEEP, PUT_OFF), *((NIGHTLY, each) for each in Finding if each not in OF_PEOPLE)],
)
def test_whatever_the_machine_owes_degrades_it(services, job, finding):
    left(services, job, {finding: ["HL26112257152145"]})
    assert services.tell_health().status is Status.DEGRADED


@pytest.mark.parametrize("finding", sorted(OF_PEOPLE))
def test_what_people_owe_is_shown_and_is_no_fault_of_the_machine(services, finding):
    left(services, NIGHTLY, {finding: ["HL26112257152145"]})
    condition = services.tell_health()
    assert condition.found(NIGHTLY, finding) == 1
    assert condition.status is Status.OK


def test_a_job_that_stands_still_degrades_it(services):
    services.clock.pass_by(minutes=11)
    condition = services.tell_health()
    assert (condition.late_jobs, condition.status) == (("sweep", "release"), Status.DEGRADED)


@pytest.mark.parametrize(
    ("seconds", "status"), [(3600, Status.OK), (3601, Status.DEGRADED)], ids=["just-in-time", "too-long"]
)
def test_the_outbox_is_as_old_as_the_way_to_the_queue_and_the_time_in_it(services, seconds, status):
    left(services, RELAY, figures={WAITED_SECONDS: 3600})
    left(services, SENDER, figures={WAITED_SECONDS: seconds})
    condition = services.tell_health()
    assert (condition.outbox_age, condition.status) == (timedelta(seconds=3600 + seconds), status)


def test_the_oldest_wake_up_that_is_due_is_told(services):
    due_at = datetime(2026, 11, 22, 1, tzinfo=UTC)
    left(services, SWEEP, figures={OLDEST_DUE_AT: int(due_at.timestamp())})
    assert services.tell_health().oldest_due_at == due_at


def silent(*_, **__):
    raise UnavailableError("请稍后再试。")


@pytest.mark.parametrize("store", ["gate", "cases", "registry"])
def test_a_store_that_does_not_answer_is_told_and_not_raised(services, store):
    asked = {
        "gate": lambda port: replace(port, job_log=Silent("last_runs")),
        "cases": lambda port: replace(port, cases=Silent("get_many")),
        "registry": lambda port: replace(port, shelves=Silent("counties")),
    }
    condition = asked[store](services.tell_health)()
    assert [name for name, answers in condition.stores.items() if not answers] == [store]
    assert condition.status is Status.DOWN


def test_a_moved_clock_that_cannot_be_read_is_replaced_by_the_real_one(services):
    class Moved:
        now = staticmethod(silent)
        real_now = staticmethod(services.clock.real_now)

    assert replace(services.tell_health, clock=Moved())().now == services.clock.real_now()


class Silent:
    def __init__(self, method):
        setattr(self, method, silent)
