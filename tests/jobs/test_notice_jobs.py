"""From the stream to the phone, through the functions as Lambda calls them."""

import pytest
from chalice.test import Client

from app import app
from chalicelib.adapters.memory.dispatch import (
    MemoryEntryArchive,
    MemoryMessenger,
    MemoryNoticeQueue,
    MemoryRecipients,
    MemoryWaitingRoom,
)
from chalicelib.adapters.memory.job_log import MemoryJobLog
from chalicelib.adapters.sqs.envelopes import body_of
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.notices.outbox import envelopes_of
from chalicelib.jobs.failures import JobFailedError
from chalicelib.ports.waiting_room import Waiting
from chalicelib.runtime.dispatch import Dispatch
from chalicelib.runtime.wiring import use
from chalicelib.usecases.relay_notices import HeadChange
from chalicelib.usecases.tell_health import WAITED_SECONDS
from tests.support.edge import MemoryServices
from tests.support.owing import (
    CITIZEN_PHONE,
    NOON,
    NUMBER,
    FakeCases,
    FakeMessages,
    FakePeople,
    FakeShelves,
    MovableClock,
    a_case,
    an_entry,
)


class MemoryDispatch(Dispatch):
    """The jobs' part of the wiring, with a stream that a test writes."""

    def __init__(self, services) -> None:
        super().__init__(services, connection=None, matter_keys=None)
        self.notice_queue = MemoryNoticeQueue()
        self.waiting_room = MemoryWaitingRoom()
        self.entry_archive = MemoryEntryArchive()
        self.messages = FakeMessages()
        self.recipients = MemoryRecipients()
        self.job_log = MemoryJobLog()

    def head_changes(self, records):
        return [
            HeadChange(old_version=0, case=self._outside.cases.get(record["dynamodb"]["NewImage"]["pk"]["S"]))
            for record in records
        ]


class NoticeServices(MemoryServices):
    def __init__(self) -> None:
        super().__init__()
        self.cases, self.people, self.shelves = FakeCases(), FakePeople(), FakeShelves()
        self.clock = MovableClock()
        self.dispatch = MemoryDispatch(self)


@pytest.fixture
def services():
    with use(NoticeServices()) as memory:
        yield memory


@pytest.fixture
def functions(services):
    return Client(app).lambda_


def stream_event(*case_numbers) -> dict:
    return {
        "Records": [
            {
                "eventID": "1",
                "eventName": "INSERT",
                "eventSourceARN": "arn:aws:dynamodb:us-east-1:0:table/cases/stream/1",
                "dynamodb": {
                    "ApproximateCreationDateTime": 0,
                    "Keys": {},
                    "NewImage": {"pk": {"S": number}, "sk": {"S": "H"}},
                    "SequenceNumber": "1",
                    "SizeBytes": 1,
                    "StreamViewType": "NEW_AND_OLD_IMAGES",
                },
            }
            for number in case_numbers
        ]
    }


def queue_event(*bodies: str, group: str = NUMBER) -> dict:
    return {
        "Records": [
            {
                "messageId": f"m-{index}",
                "body": body,
                "receiptHandle": "r",
                "attributes": {"MessageGroupId": group} if group else {},
            }
            for index, body in enumerate(bodies)
        ]
    }


def failures(answer) -> list[str]:
    return [each["itemIdentifier"] for each in answer.payload["batchItemFailures"]]


def test_a_commit_reaches_the_phone_by_relay_and_sender(services, functions):
    services.cases.put(a_case(an_entry(1, owes=[("N1", "citizen")])))
    functions.invoke("relay", stream_event(NUMBER))
    (envelope,) = services.dispatch.notice_queue.take()
    answer = functions.invoke("sender", queue_event(body_of(envelope)))
    assert failures(answer) == []
    assert [to for to, _ in services.messenger.sent] == [CITIZEN_PHONE]
    assert list(services.dispatch.entry_archive.entries) == [(NUMBER, 1)]


def test_a_message_that_fails_comes_again_and_nothing_of_its_case_overtakes_it(services, functions):
    class DeafOnce(MemoryMessenger):
        is_deaf = True

        def send(self, to, text):
            if self.is_deaf:
                self.is_deaf = False
                raise UnavailableError("请稍后再试。")
            return super().send(to, text)

    services.messenger = DeafOnce()
    entries = [an_entry(seq, owes=[("N1", "citizen")]) for seq in (1, 2)]
    services.cases.put(a_case(*entries))
    bodies = [body_of(envelope) for envelope in envelopes_of(NUMBER, entries)]
    assert failures(functions.invoke("sender", queue_event(*bodies))) == ["m-0", "m-1"]
    assert failures(functions.invoke("sender", queue_event(*bodies))) == []
    assert len(services.messenger.sent) == 2


def test_a_message_nobody_can_read_fails_alone(services, functions):
    services.cases.put(a_case(entry := an_entry(1, owes=[("N1", "citizen")])))
    (good,) = envelopes_of(NUMBER, [entry])
    event = queue_event("{", body_of(good), group="")
    assert failures(functions.invoke("sender", event)) == ["m-0"]
    assert len(services.messenger.sent) == 1


def test_a_relay_that_fails_gives_the_whole_batch_back(services, functions):
    with pytest.raises(JobFailedError, match=r"^CaseMissingError$"):
        functions.invoke("relay", stream_event("HL26070100000000"))


def test_the_opening_queues_who_has_waited(services, functions):
    (envelope,) = envelopes_of(NUMBER, [an_entry(1, owes=[("N4", "d-h")])])
    services.dispatch.waiting_room.admit(Waiting(envelope=envelope, leaves_at=NOON))
    functions.invoke("release", tick())
    assert services.dispatch.notice_queue.take() == [envelope]


def tick() -> dict:
    return {
        "version": "0",
        "account": "0",
        "region": "us-east-1",
        "detail": {},
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "time": "2026-07-01T04:00:00Z",
        "id": "1",
        "resources": [],
    }


def test_a_post_that_nobody_reaches_is_told_to_the_operators(services, functions, caplog):
    entry = an_entry(1, owes=[("N4", "d-h")])
    services.cases.put(a_case(entry))
    (envelope,) = envelopes_of(NUMBER, [entry])
    assert failures(functions.invoke("sender", queue_event(body_of(envelope)))) == []
    (told,) = [record for record in caplog.records if record.getMessage() == "unreachable"]
    assert (told.levelname, told.case_no, told.notice) == ("WARNING", NUMBER, "N4")


def test_relay_and_sender_tell_how_long_their_oldest_has_waited(services, functions):
    services.cases.put(a_case(entry := an_entry(1, owes=[("N1", "citizen")])))
    event = stream_event(NUMBER)
    event["Records"][0]["dynamodb"]["ApproximateCreationDateTime"] = NOON.timestamp() - 90
    functions.invoke("relay", event)
    (envelope,) = envelopes_of(NUMBER, [entry])
    event = queue_event(body_of(envelope))
    event["Records"][0]["attributes"]["SentTimestamp"] = str(int(NOON.timestamp() - 20) * 1000)
    functions.invoke("sender", event)
    runs = services.dispatch.job_log.last_runs(["relay", "sender"])
    assert {job: run.figures[WAITED_SECONDS] for job, run in runs.items()} == {"relay": 90, "sender": 20}


def test_the_opening_leaves_its_run(services, functions):
    functions.invoke("release", tick())
    assert services.dispatch.job_log.last_runs(["release"])["release"].ran_at == NOON


def test_a_log_that_does_not_answer_holds_up_no_message(services, functions, caplog):
    class Silent(MemoryJobLog):
        def ran(self, run):
            raise UnavailableError("请稍后再试。")

    services.dispatch.job_log = Silent()
    services.cases.put(a_case(entry := an_entry(1, owes=[("N1", "citizen")])))
    (envelope,) = envelopes_of(NUMBER, [entry])
    assert failures(functions.invoke("sender", queue_event(body_of(envelope)))) == []
    assert len(services.messenger.sent) == 1
    assert "run not kept" in [record.getMessage() for record in caplog.records]
