"""Wake what sleeps when another calendar comes in force: every open case is counted again (A-47).

A decision counts by the calendar in force, but an open case may have nobody who acts on it and no wake-up
for months. So each task of the sweep, when its shard is swept, sees whether the shard was walked under the
calendars in force, and if not goes on with the walk. That needs no function, no queue and no right of its
own: what sets it off is the register itself, whichever tool wrote there, and what drives it is the sweep,
which loses nothing when it comes late and doubles nothing when it runs twice. (The nightly check walks the
same rows, but it only looks, and a citizen shall not wait for the night to learn of a new day.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.errors import StaleCaseError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.engine import tick
from chalicelib.ports.case_store import CaseStore, WakeRow
from chalicelib.ports.clock import Clock
from chalicelib.ports.job_log import JobLog, JobRun
from chalicelib.ports.shelves import County, Shelves
from chalicelib.ports.wake_shards import WAKE_SHARDS, shard_key
from chalicelib.usecases.surroundings import Surroundings

RECOUNT: Final = "recount"

PAGE: Final = 100
MOST_CASES: Final = 1_000
LONGEST: Final = timedelta(seconds=30)
"""A call stops here, for the sweep before it may have taken its whole 240 s of the function's 300."""
FIRST_WAIT: Final = timedelta(minutes=2)
"""A process goes on by the pointers it has read for a minute: what it files meanwhile shall be met too."""
MOST_PUT_OFF: Final = 100
"""So many cases of one shard do not fail by themselves: the walk waits until they succeed again."""

CALENDARS: Final = "calendars"
"""By which calendar each county's cases are counted in this walk."""
LEFT_AT: Final = "left_at"
"""Where the walk goes on; nothing: it has come to the end."""
PUT_OFF: Final = "put_off"
"""Cases that failed: tried again by each task until they succeed."""
LOOKED_AT: Final = "looked_at"
MOVED: Final = "moved"
"""Cases of which a due has moved or become firm."""

BEGINNING: Final = ""


@dataclass(slots=True)
class Recounted:
    """What one call did."""

    looked_at: int = 0
    moved: int = 0
    failed: dict[CaseNo, str] = field(default_factory=dict)
    """Cases put off, each with the name of what was raised."""
    is_cut_short: bool = False
    """More could be done at once: whoever called may call again."""
    has_come_to_the_end: bool = False
    """With this call the whole shard is counted by the calendars in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountShard:
    """Lets every open case of a shard be ticked once after a change of calendar, call by call."""

    cases: CaseStore
    surroundings: Surroundings
    shelves: Shelves
    job_log: JobLog
    clock: Clock

    def __call__(self, shard: int) -> Recounted:
        """Go on with the walk of a shard, if one is needed, as far as the bounds allow.

        Where it stands is kept after the work: what a crash leaves undone or unsaid is done again, and a case
        that was counted before owes nothing more. Two calls at once only look twice.
        """
        began = self.clock.real_now()
        job, calendars = _job_of(shard), calendars_of(self.shelves.counties())
        run = self.job_log.last_runs([job]).get(job)
        done = Recounted()
        if run is None or run.findings[CALENDARS] != calendars:
            self._keep(JobRun(job=job, ran_at=began), calendars, [BEGINNING], done)
        elif not _is_over(run) and not (_has_only_begun(run) and began - run.ran_at < FIRST_WAIT):
            self._try_again(run.findings[PUT_OFF], began, done)
            left_at = self._walk(shard, run.findings[LEFT_AT], began, done)
            self._keep(run, calendars, left_at, done)
            done.has_come_to_the_end = not left_at and not done.failed
        return done

    def _try_again(self, put_off: Sequence[str], began: datetime, done: Recounted) -> None:
        for line in put_off:
            case_no, _, why = line.partition(" ")
            if self._is_late(began):
                done.failed[CaseNo(case_no)] = why
            else:
                self._count_again(CaseNo(case_no), done)

    def _walk(self, shard: int, left_at: Sequence[str], began: datetime, done: Recounted) -> list[str]:
        """Count case after case, and give the place where the next call goes on."""
        if not left_at:
            return []
        after = WakeRow.at_place(left_at[0])
        is_more = True
        while is_more:
            rows = self.cases.list_waking(shard, limit=PAGE, after=after)
            for row in rows:
                if len(done.failed) >= MOST_PUT_OFF:
                    return [after.place if after else BEGINNING]
                self._count_again(row.case_no, done)
                after = row
                if done.looked_at >= MOST_CASES or self._is_late(began):
                    done.is_cut_short = True
                    return [row.place]
            is_more = len(rows) == PAGE
        return []

    def _count_again(self, case_no: CaseNo, done: Recounted) -> None:
        done.looked_at += 1
        try:
            case = self.cases.get(case_no)
            if case.has_ended:
                return  # It counts nothing any more; what still wakes it is the sweep's (S-20).
            decision = tick(case, self.surroundings.of(case))
            if decision.entries:
                self.cases.commit(decision)
                done.moved += any(entry.action is Action.FIRM_DUE for entry in decision.entries)
        except StaleCaseError:
            return  # Somebody else has just committed, and every decision counts by the calendar in force.
        except Exception as error:  # noqa: BLE001 - a case that fails, even by our own fault, fails alone
            done.failed[case_no] = type(error).__name__

    def _is_late(self, began: datetime) -> bool:
        return self.clock.real_now() - began > LONGEST

    def _keep(self, before: JobRun, calendars: list[str], left_at: list[str], done: Recounted) -> None:
        figures = {
            LOOKED_AT: before.figures.get(LOOKED_AT, 0) + done.looked_at,
            MOVED: before.figures.get(MOVED, 0) + done.moved,
        }
        put_off = [f"{case_no} {why}" for case_no, why in done.failed.items()]
        findings = {CALENDARS: calendars, LEFT_AT: left_at, PUT_OFF: put_off}
        self.job_log.ran(replace(before, ran_at=self.clock.real_now(), findings=findings, figures=figures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the recounting under the calendars in force has come, over all shards."""

    finished: int
    shards: int
    looked_at: int
    moved: int
    put_off: tuple[str, ...]


def progress(job_log: JobLog, counties: Iterable[County]) -> Progress:
    """Tell how far the recounting has come: for whoever has put a calendar in force."""
    calendars = calendars_of(counties)
    logged: Mapping[str, JobRun] = job_log.last_runs([_job_of(shard) for shard in range(WAKE_SHARDS)])
    runs = [run for run in logged.values() if run.findings[CALENDARS] == calendars]
    return Progress(
        finished=sum(map(_is_over, runs)),
        shards=WAKE_SHARDS,
        looked_at=sum(run.figures[LOOKED_AT] for run in runs),
        moved=sum(run.figures[MOVED] for run in runs),
        put_off=tuple(line for run in runs for line in run.findings[PUT_OFF]),
    )


def calendars_of(counties: Iterable[County]) -> list[str]:
    """Write down by which calendar each county counts."""
    return [f"{county.id} {county.calendar}" for county in counties]


def _is_over(run: JobRun) -> bool:
    return not run.findings[LEFT_AT] and not run.findings[PUT_OFF]


def _has_only_begun(run: JobRun) -> bool:
    return list(run.findings[LEFT_AT]) == [BEGINNING]


def _job_of(shard: int) -> str:
    return f"{RECOUNT}#{shard_key(shard)}"
