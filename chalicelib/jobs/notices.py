"""Notices on their way: the relay on the stream, the sender on the queue, the opening of the office."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate, SQSEvent

from chalicelib.jobs.batches import Answer, Message, one_by_one
from chalicelib.jobs.runs import leave_run
from chalicelib.runtime.observability import log
from chalicelib.runtime.wiring import services
from chalicelib.usecases.late_jobs import RELAY, RELEASE, SENDER
from chalicelib.usecases.send_notice import Delivery
from chalicelib.usecases.tell_health import WAITED_SECONDS

notices = Blueprint(__name__)

STREAM: Final = "arn:aws:dynamodb:*:*:table/cases/stream/*"
"""Stands for the stream until packaging: `infra/functions.py` says which stream and which queue feed whom."""

MOST_RELEASED: Final = 5_000
"""In one pass; what is left is still due at the next (storage §7)."""


@notices.on_dynamodb_record(stream_arn=STREAM, batch_size=100, name="relay")
def relay(event: DynamoDBEvent) -> None:
    """Carry a batch of stream records to the queue and the archive.

    A batch that fails comes again whole, then halved, until the one bad record is alone (storage §9).
    """
    dispatch = services().dispatch
    records = event.to_dict()["Records"]
    changes = dispatch.head_changes(records)
    dispatch.relay_notices(changes)
    leave_run(RELAY, figures={WAITED_SECONDS: _waited(_written_at(record) for record in records)})
    log.info("relayed", job="relay", count=len(changes))


@notices.on_sqs_message(queue="notices.fifo", batch_size=10, name="sender")
def sender(event: SQSEvent) -> Answer:
    """Send a batch of notices, each on its own."""
    messages = event.to_dict()["Records"]
    leave_run(SENDER, figures={WAITED_SECONDS: _waited(_queued_at(message) for message in messages)})
    return one_by_one(messages, _send, "sender")


@notices.schedule(Rate(5, unit=Rate.MINUTES), name="release")
def release(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice hands the tick over
    """Let go what waited for the office to open."""
    released = services().dispatch.release_notices(MOST_RELEASED)
    leave_run(RELEASE)
    log.info("released", job="release", count=released)


def _waited(since: Iterable[datetime | None]) -> int:
    """Give the seconds that the oldest of a batch has waited; what bears no time has not."""
    now = services().clock.real_now()
    return max((int((now - at).total_seconds()) for at in since if at is not None and at < now), default=0)


def _written_at(record: Message) -> datetime | None:
    """Tell when the commit was made, which the stream knows to the second."""
    seconds = record["dynamodb"].get("ApproximateCreationDateTime")
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _queued_at(message: Message) -> datetime | None:
    """Tell when the envelope was queued; a message that comes again keeps its instant."""
    milliseconds = message.get("attributes", {}).get("SentTimestamp")
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC) if milliseconds else None


def _send(body: str) -> None:
    dispatch = services().dispatch
    envelope = dispatch.envelope_of(body)
    delivery = dispatch.send_notice(envelope)
    tell = log.warning if delivery is Delivery.UNREACHABLE else log.info
    tell(delivery.value, job="sender", case_no=envelope.case_no, notice=envelope.notice)
