"""A job that fails is run again, and its exception tells nobody's words to Lambda's log."""

import logging
import traceback

import pytest
from chalice.test import Client

from app import app
from chalicelib.jobs.failures import JobFailedError
from chalicelib.runtime.wiring import use
from tests.support.office import NAME, PHONE, OfficeServices


class Choking:
    """A use case that quotes what it chokes on."""

    def __getattr__(self, name):
        raise ValueError(f"{NAME} {PHONE}")


@pytest.fixture
def lambdas():
    services = OfficeServices()
    services.dispatch = Choking()
    with use(services):
        yield Client(app)


@pytest.mark.parametrize("job", ["nightly", "sweep_start", "release"])
def test_what_leaves_a_failing_job_has_no_words_and_the_line_says_where(lambdas, caplog, job):
    tick = lambdas.events.generate_cw_event("aws.events", "Scheduled Event", {}, [])
    with pytest.raises(JobFailedError, match=r"^ValueError$") as caught:
        lambdas.lambda_.invoke(job, tick)
    assert NAME not in "".join(traceback.format_exception(caught.value))
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert (line.getMessage(), line.error) == ("job failed", "ValueError")
    assert "test_failures.py" in line.where
