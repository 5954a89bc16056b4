"""The system's clock, and one that a development stage may move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


class SystemClock:
    """Shows the real time as the office's time: every stage but the local one."""

    def now(self) -> datetime:
        """Give the office's time, aware UTC."""
        return self.real_now()

    def real_now(self) -> datetime:
        """Give the real time, aware UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is where real time is read


@dataclass(frozen=True, slots=True)
class OffsetClock:
    """Shows the office a moved time, which runs on from there; secrets and sessions keep the real one."""

    offset: Callable[[], timedelta]
    """Asked at each reading: all processes of the local stack see a move at once."""

    def now(self) -> datetime:
        """Give the office's time, aware UTC."""
        return self.real_now() + self.offset()

    def real_now(self) -> datetime:
        """Give the real time, aware UTC."""
        return SystemClock().real_now()
