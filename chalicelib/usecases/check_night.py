"""Once a night: is every promise of design §1 still kept by everything that is stored?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, TypeAlias

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.clock import Clock
from chalicelib.ports.job_log import JobLog, JobRun
from chalicelib.ports.wake_shards import WAKE_SHARDS, shard_key
from chalicelib.usecases.late_jobs import NIGHTLY, PERIODS, late_jobs
from chalicelib.usecases.night_tally import Finding, Tally
from chalicelib.usecases.night_walks import NightWalks

LONGEST: Final = timedelta(minutes=12)
"""A tick stops here, and the next one goes on where it stopped."""

LEFT_AT: Final = "left_at"
"""Where a part of the walk goes on; nothing: it is finished."""

Walk: TypeAlias = Callable[[str, Tally], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckNight:
    """Walks in parts, sixteen shards and every county; each part fails alone and is remembered by itself.

    The schedule is the queue: it ticks eight times a night, and whatever one tick leaves the next one does.
    At about 15 ms a case (three calls) a night holds 350,000 open cases; beyond that the parts would have to
    be handed out to several workers, as a sweep's shards are.
    """

    walks: NightWalks
    job_log: JobLog
    clock: Clock

    def __call__(self) -> JobRun:
        """Go on with tonight's check as far as time allows, and give what the night has found so far."""
        began = self.clock.real_now()
        parts = self._parts()
        before = self.job_log.last_runs([*parts, *PERIODS])
        total = Tally()
        for part, walk in parts.items():
            run = before.get(part)
            tonight = run if run is not None and civil_day(run.ran_at) == civil_day(began) else None
            if tonight is None or tonight.findings.get(LEFT_AT):
                tonight = self._go_on(part, walk, tonight, began)
            if tonight is None or tonight.findings.get(LEFT_AT):
                total.tell(Finding.UNCHECKED, part)
            if tonight is not None:
                total.add(tonight)
        others = {job: run for job, run in before.items() if job in PERIODS and job != NIGHTLY}
        for job in late_jobs(others, began):
            if job != NIGHTLY:
                total.tell(Finding.LATE_JOBS, job)
        run = total.as_run(NIGHTLY, self.clock.real_now())
        self.job_log.ran(run)
        return run

    def _go_on(self, part: str, walk: Walk, tonight: JobRun | None, began: datetime) -> JobRun | None:
        """Walk a part; None: it was not begun, or a store did not answer and the next tick begins it anew."""
        if self._is_over(began):
            return tonight
        tally, start = Tally(), ""
        if tonight is not None:
            tally.add(tonight)
            (start,) = tonight.findings[LEFT_AT]
        left_at: list[str] = []
        try:
            for place in walk(start, tally):
                if self._is_over(began):
                    left_at = [place]
                    break
            run = tally.as_run(part, began, left_at=left_at)
            self.job_log.ran(run)
        except UnavailableError:
            return None
        return run

    def _is_over(self, began: datetime) -> bool:
        return self.clock.real_now() - began > LONGEST

    def _parts(self) -> Mapping[str, Walk]:
        shards = {
            f"{NIGHTLY}#{shard_key(shard)}": partial(self.walks.shard, shard) for shard in range(WAKE_SHARDS)
        }
        counties = {
            f"{NIGHTLY}#{county.id}": partial(self.walks.county, county)
            for county in self.walks.shelves.counties()
        }
        return {**shards, **counties}
