"""The jobs of the clock as their schedules and queues start them."""

import json

import pytest
from chalice.test import Client

from app import app
from chalicelib.runtime.wiring import use
from chalicelib.usecases import sweep
from chalicelib.usecases.late_jobs import NIGHTLY, PERIODS, SWEEP
from chalicelib.usecases.night_tally import OPEN_CASES
from chalicelib.usecases.sweep_log import PUT_OFF
from infra.environment import environment
from infra.stages import PRODUCTION
from tests.support.edge import Caller
from tests.support.office import OfficeServices, Town


@pytest.fixture
def services(monkeypatch):
    for name, value in environment(PRODUCTION).items():
        if name.startswith("POWERTOOLS"):
            monkeypatch.setenv(name, value)
    with use(OfficeServices()) as office:
        yield office


@pytest.fixture
def lambdas(services):
    return Client(app)


def tick(lambdas, name):
    event = lambdas.events.generate_cw_event("aws.events", "Scheduled Event", {}, [])
    return lambdas.lambda_.invoke(name, event)


def sweep_all(services, lambdas):
    """Start a sweep, and work its tasks until none is left."""
    tick(lambdas, "sweep_start")
    tasks = services.dispatch.sweep_tasks.shards
    worked = 0
    while tasks:
        event = lambdas.events.generate_sqs_event([str(tasks.pop(0))])
        assert lambdas.lambda_.invoke("sweep_shard", event).payload == {"batchItemFailures": []}
        worked += 1
    return worked


def test_a_sweep_catches_up_what_is_due_and_leaves_its_run(services, lambdas):
    town = Town(services, Caller(app))
    case_no = town.file()
    services.clock.pass_by(days=7)
    assert sweep_all(services, lambdas) == 16
    assert any(entry.action == "breach" for entry in services.cases.get(case_no).tail)
    assert services.dispatch.job_log.last_runs([SWEEP])[SWEEP].ran_at == services.clock.real_now()


def test_a_task_that_could_not_finish_queues_itself_again(services, lambdas, monkeypatch):
    town = Town(services, Caller(app))
    for _ in range(40):
        town.file()
    services.clock.pass_by(days=7)
    monkeypatch.setattr(sweep, "MOST_CASES", 1)
    # Forty cases in sixteen shards, one at a time: some shard had several.
    assert sweep_all(services, lambdas) > 16
    assert not [case for case in services.cases._folders.values() if case.wakes_at <= services.clock.now()]


def test_a_case_that_fails_is_put_off_and_told(services, lambdas):
    town = Town(services, Caller(app))
    case_no = town.file()
    folder = services.cases._folders[case_no]
    services.clock.pass_by(days=7)
    folder.case = type(folder.case)(
        **{name: getattr(folder.case, name) for name in folder.case.__slots__} | {"county": "nowhere"}
    )
    sweep_all(services, lambdas)
    tick(lambdas, "sweep_start")
    run = services.dispatch.job_log.last_runs([SWEEP])[SWEEP]
    assert run.findings[PUT_OFF] == [f"{case_no} CountyMissingError"]


def test_the_night_is_checked_and_measured(services, lambdas, capsys):
    Town(services, Caller(app)).file()
    tick(lambdas, NIGHTLY)
    run = services.dispatch.job_log.last_runs([NIGHTLY])[NIGHTLY]
    assert run.figures[OPEN_CASES] == 1
    (measured,) = [
        line for line in map(json.loads, capsys.readouterr().out.splitlines()) if "NightlyFindings" in line
    ]
    # Nothing has run here but this: that is what it finds.
    assert measured["NightlyFindings"] == [float(len(PERIODS) - 1)]
