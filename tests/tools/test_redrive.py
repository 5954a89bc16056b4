import boto3
import pytest
from moto import mock_aws

from tools.redrive import redrive


@pytest.fixture
def sqs(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        yield boto3.client("sqs", "us-east-1")


def bodies(sqs, url) -> list[str]:
    taken = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            taken.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return taken


def test_every_dead_letter_of_an_ordered_queue_goes_back_in_its_order(sqs):
    queue, dead = (
        sqs.create_queue(QueueName=name, Attributes={"FifoQueue": "true"})["QueueUrl"]
        for name in ("notices.fifo", "dead.fifo")
    )
    for number in range(23):
        sqs.send_message(
            QueueUrl=dead, MessageBody=str(number), MessageGroupId="HL", MessageDeduplicationId=str(number)
        )
    assert redrive(sqs, dead, queue) == 23
    assert bodies(sqs, queue) == [str(number) for number in range(23)]
    assert bodies(sqs, dead) == []


def test_dead_letters_of_a_plain_queue_go_back_too(sqs):
    queue, dead = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("sweep", "dead"))
    sqs.send_message(QueueUrl=dead, MessageBody="7")
    assert redrive(sqs, dead, queue) == 1
    assert redrive(sqs, dead, queue) == 0
    assert bodies(sqs, queue) == ["7"]


def test_a_crash_between_sending_and_deleting_loses_nothing(sqs):
    class Crashing:
        def __getattr__(self, name):
            return getattr(sqs, name)

        def delete_message(self, **_):
            raise ConnectionError

    queue, dead = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("sweep", "dead"))
    sqs.send_message(QueueUrl=dead, MessageBody="7")
    with pytest.raises(ConnectionError):
        redrive(Crashing(), dead, queue)
    assert bodies(sqs, queue) == ["7"]
