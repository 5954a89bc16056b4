"""Notices on their way: the relay on the stream, the sender on the queue, the opening of the office."""

from typing import Final

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, Rate, SQSEvent

from chalicelib.jobs.batches import Answer, one_by_one
from chalicelib.runtime.observability import log
from chalicelib.runtime.wiring import services
from chalicelib.usecases.send_notice import Delivery

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
    changes = dispatch.head_changes(event.to_dict()["Records"])
    dispatch.relay_notices(changes)
    log.info("relayed", job="relay", count=len(changes))


@notices.on_sqs_message(queue="notices.fifo", batch_size=10, name="sender")
def sender(event: SQSEvent) -> Answer:
    """Send a batch of notices, each on its own."""
    return one_by_one(event.to_dict()["Records"], _send, "sender")


@notices.schedule(Rate(5, unit=Rate.MINUTES), name="release")
def release(event: CloudWatchEvent) -> None:  # noqa: ARG001 - Chalice hands the tick over
    """Let go what waited for the office to open."""
    released = services().dispatch.release_notices(MOST_RELEASED)
    log.info("released", job="release", count=released)


def _send(body: str) -> None:
    dispatch = services().dispatch
    envelope = dispatch.envelope_of(body)
    delivery = dispatch.send_notice(envelope)
    tell = log.warning if delivery is Delivery.UNREACHABLE else log.info
    tell(delivery.value, job="sender", case_no=envelope.case_no, notice=envelope.notice)
