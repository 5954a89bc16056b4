"""When a notice may leave: people are not woken at night (design §4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.deadlines.instants import at, civil_day

AT_ONCE: Final = frozenset({"N1"})
"""Who has just filed is still looking at the phone; a receipt that comes tomorrow looks like a loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """From when to when notices leave, as the office's clock shows it; data of the rulebook."""

    opens: str = "08:30"
    closes: str = "17:30"


def leaves_at(notice: str, owed_at: datetime, hours: OfficeHours) -> datetime:
    """Give the first instant at which a notice owed at `owed_at` may leave.

    Within office hours, and N1 at any hour, that is at once; else it is the next opening. Office hours are
    those of *every* civil day: a breach that becomes true when Friday ends is told on Saturday morning, not
    on Monday, because nothing waits in silence (design §1); and a citizen's Sunday is as good as any day.
    The opening belongs to the hours, the closing does not.
    """
    day = civil_day(owed_at)
    if notice in AT_ONCE or at(day, hours.opens) <= owed_at < at(day, hours.closes):
        return owed_at
    if owed_at < at(day, hours.opens):
        return at(day, hours.opens)
    return at(day + timedelta(days=1), hours.opens)
