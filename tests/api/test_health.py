"""`GET /v1/health`: what operators and watchers are told."""

import pytest

from app import app
from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.job_log import JobRun
from chalicelib.runtime.wiring import use
from chalicelib.usecases.late_jobs import HORIZON, NIGHTLY, PERIODS, SWEEP
from chalicelib.usecases.night_tally import Finding
from chalicelib.usecases.sweep_log import OLDEST_DUE_AT, OVERDUE, PUT_OFF
from chalicelib.usecases.tell_health import NEAR
from tests.support.edge import MORNING, Caller, told
from tests.support.office import PHONE, TITLE, OfficeServices, Town


@pytest.fixture
def services():
    with use(OfficeServices()) as office:
        for job in PERIODS:
            office.dispatch.job_log.ran(JobRun(job=job, ran_at=MORNING))
        yield office


@pytest.fixture
def api(services):
    return Caller(app)


def test_a_healthy_service_says_so_with_empty_lists(api):
    answer = api.get("/v1/health")
    health = answer.json_body
    assert (answer.status_code, health["status"], health["build"]) == (200, "ok", "test")
    assert health["stores"] == {"gate": True, "cases": True, "registry": True}
    assert health["last_sweep"] == health["last_night"] == "2026-11-23T09:30:00+08:00"
    assert health["oldest_overdue_wake_up"] is None
    assert set(health["findings"]) == set(Finding)
    lists = [*health["findings"].values(), health["overdue"], health["put_off"]]
    assert all(each == {"count": 0, "first": []} for each in lists)


def test_what_the_jobs_found_is_shown_by_numbers_and_cases(api, services):
    log = services.dispatch.job_log
    log.ran(
        JobRun(
            job=SWEEP,
            ran_at=MORNING,
            findings={OVERDUE: ["HL1"], PUT_OFF: ["HL2 ValueError"]},
            figures={OLDEST_DUE_AT: int(MORNING.timestamp()) - 3600},
        )
    )
    log.ran(
        JobRun(
            job=NIGHTLY,
            ran_at=MORNING,
            findings={Finding.SILENT: ["HL3 intake"]},
            figures={Finding.SILENT: 9},
        )
    )
    log.ran(JobRun(job=HORIZON, ran_at=MORNING, findings={NEAR: ["helan: 2026-12-31"]}))
    answer = api.get("/v1/health")
    health = answer.json_body
    assert (answer.status_code, health["status"]) == (200, "degraded")
    assert health["oldest_overdue_wake_up"] == "2026-11-23T08:30:00+08:00"
    assert health["overdue"] == {"count": 1, "first": ["HL1"]}
    assert health["put_off"] == {"count": 1, "first": ["HL2 ValueError"]}
    assert health["silent_top_bodies"] == {"count": 9, "first": ["HL3 intake"]}
    assert health["calendars_near_their_end"] == {"count": 1, "first": ["helan: 2026-12-31"]}


def test_a_job_that_never_ran_has_no_instant(api):
    jobs = {job["job"]: job for job in api.get("/v1/health").json_body["jobs"]}
    assert jobs["relay"] == {"job": "relay", "ran_at": None, "late": False}
    assert not jobs["sweep"]["late"]


def test_a_silent_store_is_a_problem_that_asks_to_come_again(api, services):
    class SilentCases:
        def get_many(self, case_nos):
            raise UnavailableError("请稍后再试。")

    services.cases = SilentCases()
    answer = api.get("/v1/health")
    assert told(answer) == (503, "stores-silent")
    assert answer.json_body["stores"] == {"gate": True, "cases": False, "registry": True}
    assert int(answer.headers["Retry-After"]) > 0


def test_health_names_nobody(api, services):
    case_no = Town(services, api).file()
    services.clock.pass_by(days=9)
    services.dispatch.sweep_log.round_begins()
    services.dispatch.check_night()
    answer = api.get("/v1/health")
    assert case_no in answer.body.decode()
    assert PHONE.removeprefix("+86") not in answer.body.decode()
    assert TITLE not in answer.body.decode()
