from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.deadlines.instants import OFFICE_ZONE, at, civil_day, end_of


@pytest.mark.obligation("A-03")
def test_a_day_ends_at_midnight_of_the_office_and_the_last_microsecond_still_counts():
    end = end_of(date(2022, 7, 13))
    assert end == datetime(2022, 7, 13, 16, tzinfo=UTC)
    assert end.tzinfo is UTC
    assert civil_day(end - timedelta(microseconds=1)) == date(2022, 7, 13)
    assert civil_day(end) == date(2022, 7, 14)


def test_the_office_clock_is_eight_hours_ahead():
    assert at(date(2026, 1, 1), "08:30") == datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    assert at(date(2026, 1, 1), "00:00") == datetime(2025, 12, 31, 16, tzinfo=UTC)


def test_the_fixed_offset_is_what_the_zone_database_says_for_every_year_that_counts():
    shanghai = ZoneInfo("Asia/Shanghai")
    for month in range(12 * 40):
        noon = datetime(2010 + month // 12, month % 12 + 1, 1, 12, tzinfo=UTC)
        assert noon.astimezone(shanghai).utcoffset() == OFFICE_ZONE.utcoffset(None)


def test_a_naive_instant_has_no_day():
    with pytest.raises(ValueError, match=r"^an instant carries its zone$"):
        civil_day(datetime(2026, 1, 1, 12))
