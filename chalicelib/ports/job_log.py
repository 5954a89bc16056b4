"""Which job ran when: what health and the nightly check read (storage §8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """The last run of a job, in real time, and what it found."""

    job: str
    ran_at: datetime
    findings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Lists by name; nothing in any of them is healthy."""


class JobLog(Protocol):
    """Keeps the last run of every job."""

    def ran(self, run: JobRun) -> None:
        """Keep a run in the place of the one before."""
        ...

    def last_runs(self, jobs: Sequence[str]) -> Mapping[str, JobRun]:
        """Give the last run of each job that has ever run."""
        ...
