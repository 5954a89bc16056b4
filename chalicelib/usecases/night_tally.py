"""What a night's check finds: lists of lines, of which the first are kept and all are counted."""

from collections import Counter
from datetime import datetime
from enum import StrEnum
from typing import Final

from chalicelib.ports.job_log import JobRun

MOST_TOLD: Final = 20
"""Lines kept of each list: enough to begin with, small enough for one item however bad the night."""


class Finding(StrEnum):
    """A list of the nightly check; empty is healthy."""

    WITHOUT_OWNER = "without_owner"
    WITHOUT_WAKE_UP = "without_wake_up"
    UNSENT = "unsent"
    """Notices owed for half an hour and longer without a mark; they were queued again."""
    UNREADABLE = "unreadable"
    """Cases that our own code could not look at."""
    LATE_JOBS = "late_jobs"
    UNCHECKED = "unchecked"
    """Parts of the walk that this night has not finished."""
    UNREACHABLE = "unreachable"
    """Notices of the last day whose receiver has no phone that takes them."""
    VACANT = "vacant"
    """Cases whose owning organisation has nobody at the post."""
    SILENT = "silent_top_bodies"
    """Terms that a body with nobody above it has let run out (R-03)."""


OF_PEOPLE: Final = frozenset({Finding.UNREACHABLE, Finding.VACANT, Finding.SILENT})
"""What people must mend; all else is a fault of the machine."""

OPEN_CASES: Final = "open_cases"
SLIPS_DROPPED: Final = "slips_dropped"
"""Counted, not listed: dropping them was the mending (storage §4)."""


class Tally:
    """Gathers lines and figures, and gives them as a run of a job."""

    def __init__(self) -> None:
        self._lists: dict[str, list[str]] = {finding: [] for finding in Finding}
        self._figures: Counter[str] = Counter()

    def tell(self, finding: Finding, line: str) -> None:
        """Add a line to a list."""
        self._figures[finding] += 1
        if len(self._lists[finding]) < MOST_TOLD:
            self._lists[finding].append(line)

    def count(self, figure: str) -> None:
        """Count one more."""
        self._figures[figure] += 1

    def add(self, run: JobRun) -> None:
        """Add what a part of the night has found."""
        self._figures.update(run.figures)
        for finding in Finding:
            lines = run.findings.get(finding, ())
            self._lists[finding] = [*self._lists[finding], *lines][:MOST_TOLD]

    def as_run(self, job: str, at: datetime, **more: list[str]) -> JobRun:
        """Give the run."""
        return JobRun(job=job, ran_at=at, findings={**self._lists, **more}, figures=dict(self._figures))
