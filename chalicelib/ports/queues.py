"""Where notices wait to be sent: in their order for each case, each once for some minutes."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from chalicelib.domain.notices.outbox import Envelope


class NoticeQueue(Protocol):
    """Carries envelopes to the sender at least once; a case's own in the order they came."""

    def put(self, envelopes: Sequence[Envelope], *, afresh: bool = False) -> None:
        """Queue envelopes; one that was queued a moment ago is not queued twice.

        Args:
            envelopes: What to queue, in the order they shall leave.
            afresh: Queue them once more even if they came a moment ago: they were taken off the queue to
                wait for the office to open.

        Raises:
            UnavailableError: Not all of them were taken; the same call may be made again.
        """
        ...


class SweepTasks(Protocol):
    """Hands shards of the wake index to whoever sweeps them."""

    def put(self, shards: Iterable[int]) -> None:
        """Queue one task for each shard.

        Raises:
            UnavailableError: Not all of them were taken; the next tick hands them out again.
        """
        ...
