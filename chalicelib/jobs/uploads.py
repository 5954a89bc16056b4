"""Files that have arrived in quarantine: bucket, queue, check."""

from chalice.app import Blueprint, SQSEvent

from chalicelib.jobs.batches import Answer, one_by_one
from chalicelib.runtime.observability import log
from chalicelib.runtime.wiring import services

uploads = Blueprint(__name__)


@uploads.on_sqs_message(queue="uploads", batch_size=1, name="check_uploads")
def check_uploads(event: SQSEvent) -> Answer:
    """Judge each file that a message tells of; one at a time, since a film fills most of the memory."""
    return one_by_one(event.to_dict()["Records"], _check, "check_uploads")


def _check(body: str) -> None:
    dispatch = services().dispatch
    for upload in dispatch.arrivals_in(body):
        finding = dispatch.check_upload(upload)
        log.info("checked", job="check_uploads", code=finding.value if finding else "nothing_to_judge")
