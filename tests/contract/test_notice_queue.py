import json

import boto3
import pytest

from chalicelib.adapters.memory.dispatch import MemoryNoticeQueue
from chalicelib.adapters.sqs.envelopes import body_of, envelope_of
from chalicelib.adapters.sqs.notice_queue import SqsNoticeQueue
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.outbox import Envelope
from tests.support.owing import NOON, NUMBER

OTHER = CaseNo("HL26070100000000")


def an_envelope(seq: int = 1, to: str = "citizen", case_no: CaseNo = NUMBER) -> Envelope:
    return Envelope(case_no=case_no, seq=seq, to=to, notice="N7", at=NOON)


class OnSqs:
    def __init__(self, region) -> None:
        self.client = boto3.client("sqs", region)
        self.url = self.client.create_queue(QueueName="notices.fifo", Attributes={"FifoQueue": "true"})[
            "QueueUrl"
        ]
        self.queue = SqsNoticeQueue(lambda: self.client, self.url)

    def take(self) -> list[Envelope]:
        taken = []
        while messages := self.client.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in messages:
                taken.append(envelope_of(message["Body"]))
                self.client.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return taken


class InMemory:
    def __init__(self) -> None:
        self.queue = MemoryNoticeQueue()
        self.take = self.queue.take


@pytest.fixture(params=["memory", "sqs"])
def held(request):
    return InMemory() if request.param == "memory" else OnSqs(request.getfixturevalue("aws"))


def test_envelopes_come_off_as_they_were_put_and_in_the_order_of_their_case(held):
    put = [an_envelope(seq) for seq in range(1, 24)]
    held.queue.put(put)
    assert held.take() == put


def test_one_that_was_queued_a_moment_ago_is_not_queued_twice(held):
    held.queue.put([an_envelope()])
    held.queue.put([an_envelope(), an_envelope(to="d-h"), an_envelope(case_no=OTHER)])
    assert sorted(each.mark for each in held.take()) == sorted(
        each.mark for each in (an_envelope(), an_envelope(to="d-h"), an_envelope(case_no=OTHER))
    )


def test_one_that_waited_for_the_opening_is_queued_once_more_and_only_once(held):
    held.queue.put([an_envelope()])
    assert len(held.take()) == 1
    held.queue.put([an_envelope()], afresh=True)
    held.queue.put([an_envelope()], afresh=True)
    assert held.take() == [an_envelope()]


def test_a_message_holds_neither_words_nor_numbers_of_a_person():
    assert set(json.loads(body_of(an_envelope()))) == {"case_no", "seq", "to", "notice", "at"}


def test_what_another_version_has_written_besides_is_passed_over():
    body = json.dumps({**json.loads(body_of(an_envelope())), "colour": "blue"})
    assert envelope_of(body) == an_envelope()


def test_a_batch_of_which_one_was_not_taken_is_told_as_not_done():
    class Refusing:
        def send_message_batch(self, **call):
            return {"Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]}

    with pytest.raises(UnavailableError):
        SqsNoticeQueue(Refusing, "url").put([an_envelope()])
