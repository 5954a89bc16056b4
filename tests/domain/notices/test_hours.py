from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.notices.hours import OfficeHours, leaves_at

HOURS = OfficeHours()
SHANGHAI = timezone(timedelta(hours=8))


def office(day: int, clock: str) -> datetime:
    hour, minute, *second = (int(part) for part in clock.split(":"))
    return datetime(2026, 7, day, hour, minute, *second, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("owed_at", "expected"),
    [
        pytest.param(office(1, "12:00"), office(1, "12:00"), id="at-noon-at-once"),
        pytest.param(office(1, "08:29:59"), office(1, "08:30"), id="a-second-too-early-waits-a-second"),
        pytest.param(office(1, "08:30"), office(1, "08:30"), id="the-opening-belongs-to-the-hours"),
        pytest.param(office(1, "17:29:59"), office(1, "17:29:59"), id="the-last-second"),
        pytest.param(office(1, "17:30"), office(2, "08:30"), id="the-closing-does-not"),
        pytest.param(office(4, "00:00"), office(4, "08:30"), id="fridays-breach-is-told-on-saturday"),
        pytest.param(office(5, "10:00"), office(5, "10:00"), id="sunday-is-a-day-like-any"),
        pytest.param(office(31, "23:00"), datetime(2026, 8, 1, 8, 30, tzinfo=SHANGHAI), id="over-the-month"),
    ],
)
def test_notices_leave_in_office_hours_of_every_day(owed_at, expected):
    assert leaves_at("N4", owed_at, HOURS) == expected


def test_a_receipt_leaves_at_any_hour_because_its_reader_is_looking_at_the_phone():
    assert leaves_at("N1", office(1, "23:00"), HOURS) == office(1, "23:00")


def test_a_place_may_open_at_other_hours():
    assert leaves_at("N7", office(1, "08:45"), OfficeHours(opens="09:00", closes="18:00")) == office(
        1, "09:00"
    )


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds
def test_no_notice_waits_longer_than_one_night(owed_at):
    leaves = leaves_at("N4", owed_at, HOURS)
    assert owed_at <= leaves <= owed_at + timedelta(hours=15)
    assert leaves_at("N4", leaves, HOURS) == leaves
