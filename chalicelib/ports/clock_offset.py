"""How far a development stage's clock stands from the real one."""

from datetime import timedelta
from typing import Protocol


class ClockOffset(Protocol):
    """Keeps one offset for the whole stack (design §7)."""

    def read(self) -> timedelta:
        """Give the offset; none if nobody has moved the clock."""
        ...

    def move(self, offset: timedelta | None) -> None:
        """Let the clock stand elsewhere and run on from there; `None` returns it to real time."""
        ...
