"""The last run of each job, as items `JOB#…` of the gate (storage §3)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.ports.job_log import JobRun

_PREFIX: Final = "JOB#RAN#"


class JobRow(Model):
    """One job's last run; findings are JSON, read by health alone."""

    pk = UnicodeAttribute(hash_key=True)
    ran_at = NumberAttribute()
    findings = UnicodeAttribute(null=True)


class DynamoJobLog:
    """Keeps the last run of every job; implements `ports.job_log.JobLog`."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(JobRow, table, connection)

    def ran(self, run: JobRun) -> None:
        """Keep a run in the place of the one before."""
        findings = {name: list(found) for name, found in run.findings.items()}
        with telling_unavailability():
            self._row(
                f"{_PREFIX}{run.job}",
                ran_at=run.ran_at.timestamp(),
                findings=json.dumps(findings, ensure_ascii=False),
            ).save()

    def last_runs(self, jobs: Sequence[str]) -> Mapping[str, JobRun]:
        """Give the last run of each job that has ever run."""
        with telling_unavailability():
            rows = list(self._row.batch_get([f"{_PREFIX}{job}" for job in jobs]))
        return {run.job: run for run in map(_run_of, rows)}


def _run_of(row: JobRow) -> JobRun:
    return JobRun(
        job=row.pk.removeprefix(_PREFIX),
        ran_at=datetime.fromtimestamp(row.ran_at, UTC),
        findings=json.loads(row.findings or "{}"),
    )
