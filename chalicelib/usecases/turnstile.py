"""Counting what may be tried only so often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.identity.limits import Limit
from chalicelib.domain.identity.refusals import TooOftenError
from chalicelib.ports.gate import Gate


@dataclass(frozen=True, slots=True)
class Turnstile:
    """Lets so many pass in each window, and tells the next one when to come again."""

    gate: Gate

    def pass_through(self, limits: Iterable[Limit], who: str, now: datetime) -> None:
        """Count one more under each limit, the narrowest first.

        Raises:
            TooOftenError: A limit is reached; it and the wider ones after it are not counted then.
        """
        for limit in limits:
            ends_at = limit.ends_at(now)
            if not self.gate.count(limit.what, who, limit.window_of(now), limit.most, ends_at):
                raise TooOftenError(max(1, int((ends_at - now).total_seconds()) + 1))

    def forget(self, limit: Limit, who: str, now: datetime) -> None:
        """Begin anew: what was counted under this limit turned out to be well."""
        self.gate.reset(limit.what, who, limit.window_of(now))
