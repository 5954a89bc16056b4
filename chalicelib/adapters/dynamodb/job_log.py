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
    """One job's last run; findings and figures are JSON, read by health and the nightly check alone."""

    pk = UnicodeAttribute(hash_key=True)
    ran_at = NumberAttribute()
    first_ran_at = NumberAttribute(null=True)
    findings = UnicodeAttribute(null=True)
    figures = UnicodeAttribute(null=True)


class DynamoJobLog:
    """Keeps the last run of every job; implements `ports.job_log.JobLog`."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(JobRow, table, connection)

    def ran(self, run: JobRun) -> None:
        """Keep a run in the place of the one before; when the first one was stays written."""
        row, at = self._row, run.ran_at.timestamp()
        findings = {name: list(found) for name, found in run.findings.items()}
        with telling_unavailability():
            row(f"{_PREFIX}{run.job}").update(
                actions=[
                    row.ran_at.set(at),
                    row.first_ran_at.set(row.first_ran_at | at),
                    row.findings.set(json.dumps(findings, ensure_ascii=False)),
                    row.figures.set(json.dumps(dict(run.figures))),
                ]
            )

    def last_runs(self, jobs: Sequence[str]) -> Mapping[str, JobRun]:
        """Give the last run of each job that has ever run."""
        with telling_unavailability():
            rows = list(self._row.batch_get([f"{_PREFIX}{job}" for job in jobs]))
        return {run.job: run for run in map(_run_of, rows)}


def _run_of(row: JobRow) -> JobRun:
    return JobRun(
        job=row.pk.removeprefix(_PREFIX),
        ran_at=datetime.fromtimestamp(row.ran_at, UTC),
        first_ran_at=datetime.fromtimestamp(row.first_ran_at or row.ran_at, UTC),
        findings=json.loads(row.findings or "{}"),
        figures=json.loads(row.figures or "{}"),
    )
