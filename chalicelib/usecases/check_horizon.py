"""How far the calendar of each county still reaches: dates beyond it are provisional (R-81)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.identifiers import CountyId
from chalicelib.ports.clock import Clock
from chalicelib.ports.shelves import Shelves

WARN_BELOW_DAYS: Final = 60
"""The notice of the next year comes out in the autumn; from November on somebody must go and look for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Where the knowledge of one county's calendar ends."""

    county: CountyId
    calendar: str
    known_until: date
    days_left: int
    """Calendar days from today to the last known one; negative once it lies behind."""

    @property
    def is_near(self) -> bool:
        """Tell whether somebody must import the next notice now."""
        return self.days_left < WARN_BELOW_DAYS


@dataclass(frozen=True, slots=True)
class CheckHorizon:
    """Measures every county, the nearest horizon first."""

    shelves: Shelves
    clock: Clock

    def __call__(self) -> tuple[Horizon, ...]:
        """Measure from the office's own day, moved or not, as every due date is."""
        today = civil_day(self.clock.now())
        horizons = []
        for county in self.shelves.counties():
            known_until = self.shelves.calendar(county.calendar).known_until
            horizons.append(
                Horizon(
                    county=county.id,
                    calendar=county.calendar,
                    known_until=known_until,
                    days_left=(known_until - today).days,
                )
            )
        return tuple(sorted(horizons, key=lambda horizon: (horizon.days_left, horizon.county)))
