"""Between instants, which are stored, and civil days, which people live by."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

# China has kept one zone without summer time since 1991, long before the first case:
# a fixed offset says the same as Asia/Shanghai and needs no zone database in the Lambda.
OFFICE_ZONE: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


def civil_day(instant: datetime) -> date:
    """Give the day that the office's wall calendar shows at `instant`.

    Raises:
        ValueError: `instant` is naive: nobody can say which day that is.
    """
    if instant.utcoffset() is None:
        raise ValueError("an instant carries its zone")
    return instant.astimezone(OFFICE_ZONE).date()


def end_of(day: date) -> datetime:
    """Give the instant at which `day` is over: 24:00 in the office's zone, exclusive.

    What happens at this very instant happens on the next day, hence too late.

    Basis: A-03 (an online channel has no closing hour).
    """
    return at(day + timedelta(days=1), "00:00")


def at(day: date, clock: str) -> datetime:
    """Give the instant when the office's clock shows `clock` ("08:30") on `day`."""
    return datetime.combine(day, time.fromisoformat(clock), OFFICE_ZONE).astimezone(UTC)
