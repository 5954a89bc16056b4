"""What health calls late agrees with how often the template starts each job."""

import re
from datetime import timedelta

import pytest

from chalicelib.jobs.nightly import FINDINGS
from chalicelib.usecases.late_jobs import PERIODS, SWEEP
from infra.alarms import alarms
from infra.functions import FUNCTIONS
from infra.stages import PRODUCTION

STARTED_BY = {SWEEP: "sweep_start"}


@pytest.mark.parametrize("job", sorted(PERIODS))
def test_a_period_is_that_of_the_schedule(production, job):
    (function,) = [each for each in FUNCTIONS if each.name == STARTED_BY.get(job, job)]
    (source,) = production["Resources"][function.logical_id]["Properties"]["Events"].values()
    schedule = source["Properties"]["Schedule"]
    every = re.fullmatch(r"rate\((\d+) minutes\)", schedule)
    assert PERIODS[job] == (timedelta(minutes=int(every[1])) if every else timedelta(days=1))
    if not every:
        # On some hours of every day.
        assert schedule.endswith("* * ? *)")


def test_every_scheduled_function_leaves_a_run(production):
    scheduled = {
        name
        for name, resource in production["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
        for source in resource["Properties"].get("Events", {}).values()
        if source["Type"] == "Schedule"
    }
    known = {STARTED_BY.get(job, job) for job in PERIODS}
    assert scheduled == {each.logical_id for each in FUNCTIONS if each.name in known}


def test_the_alarm_watches_what_the_night_measures():
    assert alarms(PRODUCTION, {})["NightlyFindingsAlarm"]["Properties"]["MetricName"] == FINDINGS
