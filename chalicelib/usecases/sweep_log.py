"""What the sweeps leave behind for health: what is overdue, and which cases were put off (storage §7, §8)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.job_log import JobLog, JobRun
from chalicelib.ports.wake_shards import WAKE_SHARDS, shard_key
from chalicelib.usecases.late_jobs import SWEEP
from chalicelib.usecases.night_tally import MOST_TOLD
from chalicelib.usecases.sweep import Swept

PATIENCE: Final = timedelta(minutes=15)
"""Three sweeps; what has waited longer was not merely between two of them."""

OVERDUE: Final = "overdue"
PUT_OFF: Final = "put_off"
PUT_OFF_BEFORE: Final = "put_off_before"
OLDEST_DUE_AT: Final = "oldest_due_at"
"""A figure: the wake-up that has waited longest, in seconds since 1970; absent if nothing is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepLog:
    """Keeps a run for each shard and one of them all, so that health reads one."""

    cases: CaseStore
    job_log: JobLog
    clock: Clock

    def shard_swept(self, shard: int, swept: Swept) -> None:
        """Keep what a task has put off, and what the one before had: a case put off misses the next task."""
        job = _job_of(shard)
        before = self.job_log.last_runs([job]).get(job)
        findings = {
            PUT_OFF: [f"{case_no} {why}" for case_no, why in swept.failed[:MOST_TOLD]],
            PUT_OFF_BEFORE: before.findings[PUT_OFF] if before else (),
        }
        self.job_log.ran(JobRun(job=job, ran_at=self.clock.real_now(), findings=findings))

    def round_begins(self) -> JobRun:
        """Sum up the round before, and look what is due and should long have been dealt with."""
        now = self.clock.now()
        shards = range(WAKE_SHARDS)
        first = [row for shard in shards for row in self.cases.list_waking(shard, limit=1, after=None)]
        due = sorted((row.wakes_at, row.case_no) for row in first if row.wakes_at <= now)
        swept = self.job_log.last_runs([_job_of(shard) for shard in shards]).values()
        put_off = [line for run in swept for name in (PUT_OFF, PUT_OFF_BEFORE) for line in run.findings[name]]
        run = JobRun(
            job=SWEEP,
            ran_at=self.clock.real_now(),
            findings={
                OVERDUE: [case_no for wakes_at, case_no in due if now - wakes_at > PATIENCE],
                PUT_OFF: sorted(set(put_off))[:MOST_TOLD],
            },
            figures={OLDEST_DUE_AT: int(due[0][0].timestamp())} if due else {},
        )
        self.job_log.ran(run)
        return run


def _job_of(shard: int) -> str:
    return f"{SWEEP}#{shard_key(shard)}"
