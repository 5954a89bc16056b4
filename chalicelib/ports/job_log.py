"""Which job ran when, and what it found: what health and the nightly check read (storage §8)."""

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
    """Lists by name; nothing in any of them is healthy. Lines name cases and things, never people."""
    figures: Mapping[str, int] = field(default_factory=dict)
    """Numbers by name: the whole length of a list that was cut, or a measure that is no fault."""
    first_ran_at: datetime | None = None
    """Filled by the log: a job that never ran is late only where others have been running for a while."""

    def length_of(self, finding: str) -> int:
        """Give how many were found, of which the list may show but the first."""
        return self.figures.get(finding, len(self.findings.get(finding, ())))


class JobLog(Protocol):
    """Keeps the last run of every job."""

    def ran(self, run: JobRun) -> None:
        """Keep a run in the place of the one before.

        Raises:
            UnavailableError: The log did not answer; the work itself is done.
        """
        ...

    def last_runs(self, jobs: Sequence[str]) -> Mapping[str, JobRun]:
        """Give the last run of each job that has ever run, eventually consistent."""
        ...
