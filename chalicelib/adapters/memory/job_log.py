"""The last run of each job in memory: for tests and demonstrations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.ports.job_log import JobRun


@dataclass
class MemoryJobLog:
    """Keeps the last run of every job."""

    _runs: dict[str, JobRun] = field(default_factory=dict)

    def ran(self, run: JobRun) -> None:
        """Keep a run in the place of the one before."""
        before = self._runs.get(run.job)
        self._runs[run.job] = replace(run, first_ran_at=before.first_ran_at if before else run.ran_at)

    def last_runs(self, jobs: Sequence[str]) -> Mapping[str, JobRun]:
        """Give the last run of each job that has ever run."""
        return {job: self._runs[job] for job in jobs if job in self._runs}
