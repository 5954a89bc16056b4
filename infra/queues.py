"""Queues with their dead letters (storage §7 and §9)."""

from typing import Any

from infra.stages import Resources, Stage

TRIES = 5
KEPT_SECONDS = 14 * 24 * 3600
# Lambda takes a message out of sight for six times the time its function may run.
PATIENCE = 6

FUNCTION_SECONDS = {"sweep_shard": 300, "sender": 60, "check_uploads": 60}
"""How long the consumer of each queue may run; `.chalice/config.json` says the same."""


def queues(stage: Stage) -> Resources:
    """Give every queue of a stage."""
    return {
        "SweepQueue": _queue(stage.named("sweep"), "SweepDeadLetters", FUNCTION_SECONDS["sweep_shard"]),
        "SweepDeadLetters": _dead_letters(stage.named("sweep-dead-letters")),
        "NoticesQueue": _in_order(
            _queue(stage.named("notices.fifo"), "NoticesDeadLetters", FUNCTION_SECONDS["sender"])
        ),
        "NoticesDeadLetters": _in_order(_dead_letters(stage.named("notices-dead-letters.fifo"))),
        "UploadsQueue": _queue(
            stage.named("uploads"), "UploadsDeadLetters", FUNCTION_SECONDS["check_uploads"]
        ),
        "UploadsDeadLetters": _dead_letters(stage.named("uploads-dead-letters")),
        # Holds the shard and the sequence range of stream records the relay gave up; no data of theirs.
        "RelayFailures": _dead_letters(stage.named("relay-failures")),
        "UploadsQueuePolicy": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": "UploadsQueue"}],
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Sid": "TheQuarantineTellsOfArrivals",
                            "Effect": "Allow",
                            "Principal": {"Service": "s3.amazonaws.com"},
                            "Action": "sqs:SendMessage",
                            "Resource": {"Fn::GetAtt": ["UploadsQueue", "Arn"]},
                            "Condition": {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}},
                        }
                    ],
                },
            },
        },
    }


def _queue(name: str, dead_letters: str, function_seconds: int) -> dict[str, Any]:
    return {
        "Type": "AWS::SQS::Queue",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "QueueName": name,
            "SqsManagedSseEnabled": True,
            "MessageRetentionPeriod": KEPT_SECONDS,
            "VisibilityTimeout": PATIENCE * function_seconds,
            "RedrivePolicy": {
                "deadLetterTargetArn": {"Fn::GetAtt": [dead_letters, "Arn"]},
                "maxReceiveCount": TRIES,
            },
        },
    }


def _dead_letters(name: str) -> dict[str, Any]:
    return {
        "Type": "AWS::SQS::Queue",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "QueueName": name,
            "SqsManagedSseEnabled": True,
            "MessageRetentionPeriod": KEPT_SECONDS,
        },
    }


def _in_order(queue: dict[str, Any]) -> dict[str, Any]:
    """Keep the order within each case; cases do not wait for one another."""
    queue["Properties"] |= {
        "FifoQueue": True,
        "DeduplicationScope": "messageGroup",
        "FifoThroughputLimit": "perMessageGroupId",
    }
    return queue
