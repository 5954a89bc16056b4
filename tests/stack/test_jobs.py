"""Every scheduled job runs under its own role, and health tells that it has."""

import json
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


def health_of(stack):
    with urllib.request.urlopen(f"{stack.api}/v1/health", timeout=30) as answer:  # noqa: S310  Our own stack.
        return json.load(answer)


def test_jobs_that_have_run_are_told_by_health(stack):
    functions = stack.aws.client("lambda")
    # The nightly check last: it lists the others as long as they have not run.
    for job in sorted(PERIODS, key=lambda job: job == "nightly"):
        name = LOCAL.named("sweep_start" if job == SWEEP else job)
        done = functions.invoke(FunctionName=name, Payload=json.dumps(TICK))
        assert "FunctionError" not in done, (job, done["Payload"].read())
    health = health_of(stack)
    ran = {job["job"] for job in health["jobs"] if job["ran_at"]}
    assert ran >= set(PERIODS)
    assert not [job for job in health["jobs"] if job["late"]]
    assert health["findings"]["unchecked"] == health["findings"]["late_jobs"] == {"count": 0, "first": []}
    assert health["status"] == "ok", health
