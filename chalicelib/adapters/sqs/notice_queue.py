"""The FIFO queue of notices: one group per case, so that a slow one holds up nobody else (storage §9)."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.sqs.envelopes import body_of
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.notices.outbox import Envelope

BATCH: Final = 10
"""What SQS takes in one call."""


class SqsNoticeQueue:
    """Puts envelopes on SQS; for five minutes SQS itself drops what bears the same name."""

    def __init__(self, client: Callable[[], Any], url: str) -> None:
        self._client = client
        self._url = url

    def put(self, envelopes: Sequence[Envelope], *, afresh: bool = False) -> None:
        """Queue envelopes, in batches."""
        for batch in _batches(envelopes):
            entries = [_entry(str(index), envelope, afresh=afresh) for index, envelope in enumerate(batch)]
            with telling_unavailability():
                answer = self._client().send_message_batch(QueueUrl=self._url, Entries=entries)
            if answer.get("Failed"):
                raise UnavailableError("消息暂时没有排上队，稍后会自动再试。")


def _entry(index: str, envelope: Envelope, *, afresh: bool) -> dict[str, str]:
    # Without a name of its own, a notice that waited two minutes for the office to open would be dropped as
    # the double of the message that brought it, and be lost.
    name = f"{envelope.mark}:opened" if afresh else envelope.mark
    return {
        "Id": index,
        "MessageBody": body_of(envelope),
        "MessageGroupId": envelope.case_no,
        "MessageDeduplicationId": name,
    }


def _batches(envelopes: Sequence[Envelope]) -> Iterator[Sequence[Envelope]]:
    for first in range(0, len(envelopes), BATCH):
        yield envelopes[first : first + BATCH]
