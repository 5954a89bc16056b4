"""The queue of shards to sweep: parallel, and each fails alone (storage §7)."""

from collections.abc import Callable, Iterable
from typing import Any

from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.sqs.notice_queue import BATCH
from chalicelib.domain.errors import UnavailableError


class SqsSweepTasks:
    """Puts one message a shard on SQS; implements `ports.queues.SweepTasks`."""

    def __init__(self, client: Callable[[], Any], url: str) -> None:
        self._client = client
        self._url = url

    def put(self, shards: Iterable[int]) -> None:
        """Queue one task for each shard, in batches."""
        entries = [{"Id": str(shard), "MessageBody": str(shard)} for shard in shards]
        for first in range(0, len(entries), BATCH):
            with telling_unavailability():
                answer = self._client().send_message_batch(
                    QueueUrl=self._url, Entries=entries[first : first + BATCH]
                )
            if answer.get("Failed"):
                raise UnavailableError("巡检任务暂时没有排上队，下一轮会补上。")
