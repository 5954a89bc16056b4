from datetime import UTC, timedelta

from chalicelib.runtime.clock import OffsetClock, SystemClock


def test_the_office_lives_by_real_time():
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.now() - clock.real_now() < timedelta(minutes=1)


def test_a_moved_clock_runs_on_and_leaves_real_time_alone():
    moved = timedelta(days=30)
    clock = OffsetClock(lambda: moved)
    ahead = clock.now() - clock.real_now()
    assert moved - timedelta(minutes=1) < ahead <= moved
    assert abs(clock.real_now() - SystemClock().now()) < timedelta(minutes=1)
