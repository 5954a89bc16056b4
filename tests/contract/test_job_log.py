"""Every adapter keeps the last run of each job, and when the first one was."""

from datetime import UTC, datetime, timedelta

import boto3
import pytest

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.dynamodb.job_log import DynamoJobLog
from chalicelib.adapters.memory.job_log import MemoryJobLog
from chalicelib.ports.job_log import JobRun
from tests.support.dynamo_tables import make_tables

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


def dynamo_log(region):
    make_tables(region, "gate")
    return DynamoJobLog(connect(region), "gate")


@pytest.fixture(params=["memory", "dynamodb"])
def log(request):
    return MemoryJobLog() if request.param == "memory" else dynamo_log(request.getfixturevalue("aws"))


def test_the_last_run_is_kept_and_the_first_is_remembered(log):
    log.ran(JobRun(job="sweep", ran_at=NOON, findings={"put_off": ["HL1 ValueError"]}))
    log.ran(
        JobRun(job="sweep", ran_at=NOON + timedelta(minutes=5), findings={"put_off": []}, figures={"n": 3})
    )
    (run,) = log.last_runs(["sweep"]).values()
    assert (run.ran_at, run.first_ran_at) == (NOON + timedelta(minutes=5), NOON)
    assert (run.findings, run.figures) == ({"put_off": []}, {"n": 3})


def test_a_job_that_never_ran_is_left_out(log):
    log.ran(JobRun(job="sweep", ran_at=NOON))
    assert set(log.last_runs(["nightly", "sweep"])) == {"sweep"}


def test_a_list_that_was_cut_knows_its_length():
    run = JobRun(job="nightly", ran_at=NOON, findings={"a": ["1"], "b": ["1", "2"]}, figures={"a": 70})
    assert [run.length_of(name) for name in "abc"] == [70, 2, 0]


def test_a_run_of_yesterdays_code_can_be_read(aws):
    log = dynamo_log(aws)
    item = {"pk": {"S": "JOB#RAN#sweep"}, "ran_at": {"N": str(NOON.timestamp())}}
    boto3.client("dynamodb", aws).put_item(TableName="gate", Item=item)
    (run,) = log.last_runs(["sweep"]).values()
    assert (run.ran_at, run.first_ran_at, run.findings, run.figures) == (NOON, NOON, {}, {})
