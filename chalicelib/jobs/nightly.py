"""At night, when few write: is everything that is stored still as it was promised?"""

from typing import Final

from chalice.app import Blueprint, CloudWatchEvent, Cron

from chalicelib.runtime.metrics import measure
from chalicelib.runtime.observability import log
from chalicelib.runtime.wiring import services
from chalicelib.usecases.late_jobs import NIGHTLY
from chalicelib.usecases.night_tally import OPEN_CASES, SLIPS_DROPPED, Finding

nightly_check = Blueprint(__name__)

FINDINGS: Final = "NightlyFindings"
"""The measure that the alarm watches (`infra/alarms.py`)."""

# From 03:00 to 04:45 in the office's zone; the schedule counts in UTC. A tick ends before the next begins.
THROUGH_THE_NIGHT: Final = Cron("0/15", "19-20", "*", "*", "?", "*")


@nightly_check.schedule(THROUGH_THE_NIGHT, name=NIGHTLY)
def nightly(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice hands the tick over
    """Go on with the check of this night; once it is finished, a further tick finds nothing left to do."""
    run = services().dispatch.check_night()
    for finding in Finding:
        if found := run.length_of(finding):
            log.warning(f"found: {finding}", job=NIGHTLY, count=found)
    for figure in (OPEN_CASES, SLIPS_DROPPED):
        log.info(figure, job=NIGHTLY, count=run.figures.get(figure, 0))
    # What is still unchecked at an early tick is no finding yet.
    lasting = [finding for finding in Finding if finding is not Finding.UNCHECKED]
    measure(FINDINGS, sum(run.length_of(finding) for finding in lasting))
