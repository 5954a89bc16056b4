"""How the service stands: told by what the jobs have left behind, for a few small reads (storage §8)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.job_log import JobLog, JobRun
from chalicelib.ports.shelves import Shelves
from chalicelib.usecases.late_jobs import JOBS, NIGHTLY, RELAY, SENDER, SWEEP, late_jobs
from chalicelib.usecases.night_tally import OF_PEOPLE, Finding
from chalicelib.usecases.sweep_log import OLDEST_DUE_AT, OVERDUE, PUT_OFF

WAITED_SECONDS: Final = "waited_seconds"
"""A figure of relay and sender: how long the oldest of the last batch had waited for them."""

OUTBOX_PATIENCE: Final = timedelta(hours=2)
"""As the alarm `NoticesWaiting` has it."""

NEAR: Final = "calendars_near_their_end"
"""The list that the morning's look at the calendars leaves (R-81)."""

NOBODY: Final = CaseNo("-")
"""A case that cannot be there: looking for it costs half a unit, and tells that the table answers."""


class Status(StrEnum):
    """The verdict; `degraded` still answers 200, for the service works."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is known of the service right now."""

    now: datetime
    """By the office's clock, as wake-ups are."""
    stores: Mapping[str, bool]
    runs: Mapping[str, JobRun]
    late_jobs: tuple[str, ...]

    @property
    def status(self) -> Status:
        """Sum up; what only people can mend (a vacant post, a silent body) is shown, no fault of ours."""
        if not all(self.stores.values()):
            return Status.DOWN
        faults = (
            self.late_jobs,
            self.found(SWEEP, OVERDUE),
            self.found(SWEEP, PUT_OFF),
            self.outbox_age > OUTBOX_PATIENCE,
            *(self.found(NIGHTLY, finding) for finding in Finding if finding not in OF_PEOPLE),
        )
        return Status.DEGRADED if any(faults) else Status.OK

    @property
    def oldest_due_at(self) -> datetime | None:
        """The wake-up that had waited longest when the last sweep began."""
        seconds = self.runs[SWEEP].figures.get(OLDEST_DUE_AT) if SWEEP in self.runs else None
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)

    @property
    def outbox_age(self) -> timedelta:
        """How long the last notices were on their way: to the queue, and in it."""
        waited = (
            self.runs[job].figures.get(WAITED_SECONDS, 0) for job in (RELAY, SENDER) if job in self.runs
        )
        return timedelta(seconds=sum(waited))

    def found(self, job: str, finding: str) -> int:
        """Give how many a job's last run has found."""
        return self.runs[job].length_of(finding) if job in self.runs else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TellHealth:
    """Asks each store one small thing; a store that does not answer is told, not raised."""

    cases: CaseStore
    shelves: Shelves
    job_log: JobLog
    clock: Clock

    def __call__(self) -> Condition:
        """Look around."""
        runs: dict[str, JobRun] = {}
        stores = {
            "gate": _answers(lambda: runs.update(self.job_log.last_runs(JOBS))),
            "cases": _answers(lambda: self.cases.get_many([NOBODY])),
            "registry": _answers(self.shelves.counties),
        }
        late = late_jobs(runs, self.clock.real_now()) if stores["gate"] else ()
        return Condition(now=self._now(), stores=stores, runs=runs, late_jobs=late)

    def _now(self) -> datetime:
        # A development stage keeps its clock in the gate, which may be the store that is silent.
        try:
            return self.clock.now()
        except UnavailableError:
            return self.clock.real_now()


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except UnavailableError:
        return False
    return True
