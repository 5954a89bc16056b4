"""A batch of queue messages: each fails alone, and only what failed comes again."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from chalicelib.runtime.observability import log, told

Answer: TypeAlias = dict[str, list[dict[str, str]]]
Message: TypeAlias = Mapping[str, Any]


def one_by_one(messages: Iterable[Message], deal_with: Callable[[str], None], job: str) -> Answer:
    """Deal with each message's body, and name those that shall come again (`ReportBatchItemFailures`).

    In a queue that keeps an order, whatever follows a failed message of the same group comes again as well:
    else it would overtake.
    """
    failed: list[str] = []
    halted: set[str] = set()
    for message in messages:
        group = message.get("attributes", {}).get("MessageGroupId", "")
        if group not in halted:
            try:
                deal_with(message["body"])
                continue
            except Exception as error:  # noqa: BLE001 - one bad message fails alone, and is counted as a try
                log.error("message failed", job=job, message_id=message["messageId"], **told(error))
        if group:
            halted.add(group)
        failed.append(message["messageId"])
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}
