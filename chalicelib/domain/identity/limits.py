"""How often something may be tried: the limits before the door, as data (docs/limits.md)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most so many in each window of the real clock; windows are fixed, so a count needs no memory."""

    what: str
    most: int
    window: timedelta

    def window_of(self, now: datetime) -> str:
        """Name the window that `now` lies in."""
        return str(self._number(now))

    def ends_at(self, now: datetime) -> datetime:
        """Give the instant at which the window of `now` is over."""
        seconds = (self._number(now) + 1) * int(self.window.total_seconds())
        return datetime.fromtimestamp(seconds, now.tzinfo)

    def _number(self, now: datetime) -> int:
        return int(now.timestamp()) // int(self.window.total_seconds())


CODES_TO_ONE_NUMBER: Final = (
    Limit(what="code-number-minute", most=1, window=timedelta(minutes=1)),
    Limit(what="code-number-hour", most=5, window=timedelta(hours=1)),
    Limit(what="code-number-day", most=10, window=timedelta(days=1)),
)
"""A stranger cannot make somebody's phone ring all day."""

CODES_FROM_ONE_ADDRESS: Final = Limit(what="code-address-hour", most=120, window=timedelta(hours=1))
"""Bounds what one machine can spend on messages. Mobile networks put a whole township behind one address,
so this is wide; a stage sets its own figure (`runtime/settings.py`)."""

CODE_LASTS: Final = timedelta(minutes=5)
CODE_DIGITS: Final = 6
CODE_TRIES: Final = 5

SIGN_INS_OF_ONE_ACCOUNT: Final = (
    Limit(what="sign-in-quarter", most=5, window=timedelta(minutes=15)),
    Limit(what="sign-in-day", most=50, window=timedelta(days=1)),
)
"""Wrong ones only: a right sign-in forgets the quarter's count. The day's count bounds slow guessing."""

QUERY_CODES_OF_ONE_CASE: Final = (
    Limit(what="query-code-hour", most=5, window=timedelta(hours=1)),
    Limit(what="query-code-day", most=20, window=timedelta(days=1)),
)
"""Wrong ones only: a right code forgets both. Twenty guesses a day at one in 10^12 open nothing."""

LOOKUPS_OF_ONE_ACCOUNT: Final = Limit(what="lookup-hour", most=60, window=timedelta(hours=1))
"""Right and wrong ones: a reception point has one person at a time before it."""

CITIZEN_SESSION_SLIDES: Final = timedelta(minutes=30)
CITIZEN_SESSION_LASTS: Final = timedelta(hours=12)
STAFF_SESSION_LASTS: Final = timedelta(hours=8)
