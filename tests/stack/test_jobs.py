"""Every scheduled job runs under its own role, and health tells that it has."""

import json
import time
import urllib.request

import pytest

from chalicelib.usecases.late_jobs import PERIODS, SWEEP
from infra.stages import LOCAL

pytestmark = pytest.mark.stack

TICK = {
    "version": "0",
    "account": "0",
    "region": "us-east-1",
    "detail": {},
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "time": "2026-11-22T19:00:00Z",
    "id": "1",
    "resources": [],
}


PATIENCE_SECONDS = 120


def health_of(stack):
    with urllib.request.urlopen(f"{stack.api}/v1/health", timeout=30) as answer:  # noqa: S310  Our own stack.
        return json.load(answer)


def forget_the_night(stack):
    """Let the nightly check begin anew: what it has looked at once it does not look at again that night."""
    store, table = stack.aws.client("dynamodb"), stack.settings()["TABLE_GATE"]
    found = store.scan(
        TableName=table,
        ProjectionExpression="pk",
        FilterExpression="begins_with(pk, :night)",
        ExpressionAttributeValues={":night": {"S": "JOB#RAN#nightly#"}},
    )
    for key in found["Items"]:
        store.delete_item(TableName=table, Key=key)


def run_every_job(stack):
    functions = stack.aws.client("lambda")
    # The nightly check last: it lists the others as long as they have not run.
    for job in sorted(PERIODS, key=lambda job: job == "nightly"):
        name = LOCAL.named("sweep_start" if job == SWEEP else job)
        done = functions.invoke(FunctionName=name, Payload=json.dumps(TICK))
        # Read in any case: an answer left unread keeps its socket until somebody else's test collects it.
        told = done["Payload"].read()
        assert "FunctionError" not in done, (job, told)


def test_jobs_that_have_run_are_told_by_health(stack):
    # Other tests have used this stack a moment ago, with the clock elsewhere: what they left due, and the
    # messages of theirs that are still under way, may be found once or twice; what stays found is a fault.
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        forget_the_night(stack)
        run_every_job(stack)
        health = health_of(stack)
        if health["status"] == "ok" or time.monotonic() > deadline:
            break
    assert health["status"] == "ok", health
    ran = {job["job"] for job in health["jobs"] if job["ran_at"]}
    assert ran >= set(PERIODS)
    assert not [job for job in health["jobs"] if job["late"]]
    assert health["findings"]["unchecked"] == health["findings"]["late_jobs"] == {"count": 0, "first": []}
