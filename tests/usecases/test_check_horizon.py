"""Somebody is told in time that the next notice is missing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from chalicelib.usecases.check_horizon import CheckHorizon
from tests.support.calendars import CN
from tests.support.counties import HELAN_FILES, a_county, shelves_with

LAST_KNOWN = date(2026, 12, 31)


@dataclass
class FrozenClock:
    at: datetime

    def now(self):
        return self.at


def horizons(at, shelves=None):
    return CheckHorizon(shelves=shelves or shelves_with(HELAN_FILES), clock=FrozenClock(at))()


@pytest.mark.obligation("R-81")
@pytest.mark.parametrize(
    ("at", "days_left", "is_near"),
    [
        pytest.param(datetime(2026, 11, 1, 15, 59, tzinfo=UTC), 60, False, id="sixty-days-are-enough"),
        pytest.param(datetime(2026, 11, 1, 16, 0, tzinfo=UTC), 59, True, id="the-offices-next-day-has-begun"),
        pytest.param(datetime(2026, 12, 31, 4, 0, tzinfo=UTC), 0, True, id="last-known-day"),
        pytest.param(datetime(2027, 1, 5, 4, 0, tzinfo=UTC), -5, True, id="it-lies-behind"),
    ],
)
def test_less_than_sixty_days_are_near(at, days_left, is_near):
    (horizon,) = horizons(at)
    assert (horizon.county, horizon.known_until) == ("helan", LAST_KNOWN)
    assert (horizon.days_left, horizon.is_near) == (days_left, is_near)


class TwoCounties:
    """One counts by a calendar that ends a year earlier."""

    def counties(self):
        return (a_county("yuhu", calendar="long"), a_county("helan", calendar="short"))

    def calendar(self, version):
        if version == "long":
            return CN
        return type("EndsEarlier", (), {"known_until": date(2025, 12, 31)})


def test_the_nearest_end_comes_first():
    found = horizons(datetime(2025, 12, 1, tzinfo=UTC), TwoCounties())
    assert [horizon.county for horizon in found] == ["helan", "yuhu"]


def test_no_county_is_no_warning():
    assert horizons(datetime(2026, 12, 1, tzinfo=UTC), shelves_with()) == ()
