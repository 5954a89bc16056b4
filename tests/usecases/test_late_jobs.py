from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.ports.job_log import JobRun
from chalicelib.usecases.late_jobs import HORIZON, NIGHTLY, PERIODS, RELEASE, SWEEP, late_jobs

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


def runs(**ago):
    return {
        job: JobRun(job=job, ran_at=NOW - since, first_ran_at=NOW - timedelta(days=30))
        for job, since in ago.items()
    }


def test_jobs_that_run_are_not_late():
    assert late_jobs(runs(**{job: 2 * period for job, period in PERIODS.items()}), NOW) == ()


def test_a_job_is_late_after_twice_its_period():
    others = {job: timedelta() for job in PERIODS if job != NIGHTLY}
    assert late_jobs(runs(nightly=timedelta(days=2, seconds=1), **others), NOW) == (NIGHTLY,)


def test_where_nothing_ever_ran_everything_is_late():
    assert late_jobs({}, NOW) == (SWEEP, RELEASE, HORIZON, NIGHTLY)


@pytest.mark.parametrize(
    ("since", "late"),
    [
        pytest.param(timedelta(minutes=9), (), id="a-new-stage"),
        pytest.param(timedelta(minutes=11), (RELEASE,), id="a-quarter-later"),
        pytest.param(timedelta(days=3), (RELEASE, HORIZON, NIGHTLY), id="days-later"),
    ],
)
def test_a_job_that_never_ran_is_late_once_others_have_run_for_so_long(since, late):
    sweeping = {SWEEP: JobRun(job=SWEEP, ran_at=NOW, first_ran_at=NOW - since)}
    assert late_jobs(sweeping, NOW) == late
