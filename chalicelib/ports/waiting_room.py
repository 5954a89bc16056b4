"""Where notices stay that came to be owed at night."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.notices.outbox import Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A notice that may leave at `leaves_at`."""

    envelope: Envelope
    leaves_at: datetime
    is_urgent: bool = False
    """Tells of a breach: at the opening it goes before reminders (storage §7)."""


class WaitingRoom(Protocol):
    """Keeps notices until the office opens.

    A queue cannot: it puts a message off for minutes, or takes it out of sight at the price of its tries; a
    night of breaches would fill its dead letters. So these are rows, found by the instant they may leave, and
    like every index of ours they only propose: the sender decides again.
    """

    def admit(self, waiting: Waiting) -> None:
        """Keep a notice; the same one twice is one."""
        ...

    def ready(self, now: datetime, limit: int) -> Sequence[Waiting]:
        """Give notices that may leave now, those owed longest and urgent ones first."""
        ...

    def dismiss(self, waiting: Waiting) -> None:
        """Forget a notice that has been queued again."""
        ...
