"""Shards are handed out as messages, every one of them, in batches that SQS takes."""

import boto3
import pytest

from chalicelib.adapters.sqs.sweep_tasks import SqsSweepTasks
from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.wake_shards import WAKE_SHARDS


@pytest.fixture
def queue(aws):
    client = boto3.client("sqs", aws)
    return client, client.create_queue(QueueName="sweep")["QueueUrl"]


def bodies(client, url):
    while messages := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        yield from (int(message["Body"]) for message in messages)


def test_every_shard_is_handed_out_once(queue):
    client, url = queue
    SqsSweepTasks(lambda: client, url).put(range(WAKE_SHARDS))
    assert sorted(bodies(client, url)) == list(range(WAKE_SHARDS))


def test_a_shard_that_was_not_taken_is_told(queue):
    _, url = queue

    class HalfDeaf:
        def send_message_batch(self, **asked):
            return {"Failed": [asked["Entries"][0]]}

    with pytest.raises(UnavailableError):
        SqsSweepTasks(HalfDeaf, url).put([3])
