"""Give dead letters another chance: `make redrive QUEUE=notices`.

Receives from the dead letters, sends to the queue they came from, deletes: in this order, so that a crash
doubles a message (its mark or ticket makes that harmless) and loses none. The emulator has no redrive itself.
"""

import argparse
import sys
from typing import Any

import boto3

from infra.stages import LOCAL

BATCH = 10
QUEUES = {
    "notices": ("notices.fifo", "notices-dead-letters.fifo"),
    "sweep": ("sweep", "sweep-dead-letters"),
    "uploads": ("uploads", "uploads-dead-letters"),
}
"""Each queue beside its dead letters, as `infra/queues.py` names them behind the stage."""


def redrive(sqs: Any, dead_letters: str, queue: str) -> int:  # noqa: ANN401 - a boto3 client
    """Move every message back, and tell how many."""
    moved = 0
    while messages := _received(sqs, dead_letters):
        for message in messages:
            sqs.send_message(QueueUrl=queue, **_as_new(message))
            sqs.delete_message(QueueUrl=dead_letters, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def _received(sqs: Any, dead_letters: str) -> list[dict[str, Any]]:  # noqa: ANN401
    answer = sqs.receive_message(
        QueueUrl=dead_letters, MaxNumberOfMessages=BATCH, MessageSystemAttributeNames=["All"]
    )
    return answer.get("Messages", [])


def _as_new(message: dict[str, Any]) -> dict[str, str]:
    """Give what to send: of an ordered queue also the group, and a name that is not taken for a double."""
    sent = {"MessageBody": message["Body"]}
    group = message.get("Attributes", {}).get("MessageGroupId")
    if group:
        sent |= {"MessageGroupId": group, "MessageDeduplicationId": f"redriven:{message['MessageId']}"}
    return sent


def main() -> int:
    """Move the dead letters of one queue of a stage."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("queue", choices=sorted(QUEUES))
    asked.add_argument("--stage", default=LOCAL.name)
    asked.add_argument("--stack-port", type=int, default=4566, help="where the local AWS answers")
    options = asked.parse_args()
    # The local stage has no credentials worth keeping; any other finds its own as AWS tools do.
    local = {
        "endpoint_url": f"http://localhost:{options.stack_port}",
        "region_name": "us-east-1",
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",  # pragma: allowlist secret - the emulator's own
    }
    sqs = boto3.client("sqs", **(local if options.stage == LOCAL.name else {}))
    queue, dead_letters = (
        sqs.get_queue_url(QueueName=f"yidiantong-{options.stage}-{name}")["QueueUrl"]
        for name in QUEUES[options.queue]
    )
    moved = redrive(sqs, dead_letters, queue)
    print(f"{options.queue}: {moved} dead letters queued again")
    return 0


if __name__ == "__main__":
    sys.exit(main())
