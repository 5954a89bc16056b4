from datetime import UTC, datetime, timedelta

from chalicelib.domain.identity.limits import Limit

NOW = datetime(2026, 11, 23, 2, 7, 30, 500_000, tzinfo=UTC)
QUARTER = Limit(what="x", most=5, window=timedelta(minutes=15))


def test_a_window_ends_on_the_clock():
    assert QUARTER.ends_at(NOW) == datetime(2026, 11, 23, 2, 15, tzinfo=UTC)


def test_all_of_a_window_counts_together():
    assert QUARTER.window_of(NOW) == QUARTER.window_of(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    assert QUARTER.window_of(NOW) != QUARTER.window_of(QUARTER.ends_at(NOW))
