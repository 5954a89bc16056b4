"""The offset of a moved clock in memory."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass
class MemoryClockOffset:
    """Keeps one offset."""

    offset: timedelta = timedelta(0)

    def read(self) -> timedelta:
        """Give the offset."""
        return self.offset

    def move(self, offset: timedelta | None) -> None:
        """Let the clock stand elsewhere."""
        self.offset = offset or timedelta(0)
