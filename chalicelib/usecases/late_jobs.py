"""Which jobs should have run and have not: one that stands still says nothing itself (design §1)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from chalicelib.ports.job_log import JobRun

SWEEP: Final = "sweep"
RELEASE: Final = "release"
RELAY: Final = "relay"
SENDER: Final = "sender"
HORIZON: Final = "horizon"
NIGHTLY: Final = "nightly"

PERIODS: Final[Mapping[str, timedelta]] = {
    SWEEP: timedelta(minutes=5),
    RELEASE: timedelta(minutes=5),
    HORIZON: timedelta(days=1),
    NIGHTLY: timedelta(days=1),
}
"""How often each scheduled job runs; a test holds them to the schedules. Relay and sender run when fed."""

JOBS: Final = (*PERIODS, RELAY, SENDER)


def late_jobs(runs: Mapping[str, JobRun], now: datetime) -> tuple[str, ...]:
    """Name every job that has not run within twice its period.

    One that has never run is late once any other has been running for so long: else every new stage would
    begin with a fault.
    """
    began = min((run.first_ran_at or run.ran_at for run in runs.values()), default=None)
    late = []
    for job, period in PERIODS.items():
        last = runs[job].ran_at if job in runs else began
        if last is None or now - last > 2 * period:
            late.append(job)
    return tuple(late)
