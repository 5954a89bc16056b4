"""Every morning: does the calendar of each county still reach far enough?"""

from typing import Final

from chalice.app import Blueprint, CloudWatchEvent, Cron

from chalicelib.jobs.runs import leave_run
from chalicelib.runtime.metrics import measure
from chalicelib.runtime.observability import log
from chalicelib.runtime.wiring import services
from chalicelib.usecases.late_jobs import HORIZON
from chalicelib.usecases.tell_health import NEAR

calendar = Blueprint(__name__)

COUNTIES_NEAR: Final = "CalendarsNearTheirEnd"
"""The measure that the alarm watches (`infra/alarms.py`)."""

# 08:30 in the office's zone, when somebody is there to look for the notice; the schedule counts in UTC.
EVERY_MORNING: Final = Cron("30", "0", "*", "*", "?", "*")


@calendar.schedule(EVERY_MORNING, name="horizon")
def horizon(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice hands the tick over
    """Measure every county, and tell those whose calendar ends in less than sixty days."""
    near = [each for each in services().check_horizon() if each.is_near]
    for each in near:
        log.warning(f"calendar of {each.county} ends", job=HORIZON, code=each.calendar, count=each.days_left)
    measure(COUNTIES_NEAR, len(near))
    found = [f"{each.county}: {each.known_until.isoformat()}" for each in near]
    leave_run(HORIZON, {NEAR: found})
