"""Two clocks: the office's (which a local stack may move) and the real one (codes, sessions)."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Reads the time once per request or sweep."""

    def now(self) -> datetime:
        """Give the office's time, aware UTC; a development stage may have moved it (design §7)."""
        ...

    def real_now(self) -> datetime:
        """Give the real time, aware UTC: for secrets, codes, sessions and limits (design §6)."""
        ...
