"""The morning's look at the calendars, as the schedule starts it."""

import json
from datetime import UTC, datetime

import pytest
from chalice.app import Chalice
from chalice.test import Client

from chalicelib.jobs.calendar import COUNTIES_NEAR, calendar
from chalicelib.runtime.wiring import use
from chalicelib.usecases.tell_health import NEAR
from infra.alarms import alarms
from infra.environment import environment
from infra.stages import PRODUCTION
from tests.support.counties import HELAN_FILES, shelves_with
from tests.support.edge import MemoryServices

EARLY, LATE = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)


class KeptRuns:
    """Keeps every run."""

    def __init__(self):
        self.runs = []

    def ran(self, run):
        self.runs.append(run)


class CalendarServices(MemoryServices):
    def __init__(self):
        super().__init__()
        self.shelves = shelves_with(HELAN_FILES)
        self.dispatch = type("Dispatch", (), {"job_log": KeptRuns()})


@pytest.fixture
def services(monkeypatch):
    for name, value in environment(PRODUCTION).items():
        if name.startswith("POWERTOOLS"):
            monkeypatch.setenv(name, value)
    with use(CalendarServices()) as memory:
        yield memory


def look(services, at):
    """Run the job as its schedule does, and give the run it kept."""
    services.clock.at = at
    app = Chalice("sample", configure_logs=False)
    app.register_blueprint(calendar)
    client = Client(app)
    client.lambda_.invoke("horizon", client.events.generate_cw_event("aws.events", "Scheduled Event", {}, []))
    return services.dispatch.job_log.runs[-1]


def measured(capsys):
    """Give the measures among the lines that were written."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if "_aws" in line]


def test_far_from_the_end_nothing_is_found(services):
    run = look(services, EARLY)
    assert (run.job, run.ran_at, run.findings) == ("horizon", EARLY, {NEAR: []})


@pytest.mark.obligation("R-81")
def test_near_the_end_each_county_is_found(services):
    assert look(services, LATE).findings == {NEAR: ["helan: 2026-12-31"]}


@pytest.mark.parametrize(("at", "near"), [(EARLY, 0), (LATE, 1)])
def test_the_measure_is_the_one_that_the_alarm_watches(services, capsys, at, near):
    look(services, at)
    (line,) = measured(capsys)
    alarm = alarms(PRODUCTION, {})["CalendarHorizonAlarm"]["Properties"]
    (described,) = line["_aws"]["CloudWatchMetrics"]
    assert described["Namespace"] == alarm["Namespace"]
    assert alarm["MetricName"] == COUNTIES_NEAR
    assert line[alarm["MetricName"]] == [near]
    assert {each["Name"]: each["Value"] for each in alarm["Dimensions"]} == {"service": line["service"]}
    assert (near >= alarm["Threshold"]) == (at is LATE)
