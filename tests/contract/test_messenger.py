import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.sns.models import sns_backends

from chalicelib.adapters.memory.dispatch import MemoryMessenger
from chalicelib.adapters.sms.local_stage import SentMessage, sent_messages
from chalicelib.adapters.sms.sns import SnsMessenger
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.personal import Personal
from chalicelib.ports.messenger import PhoneUnreachableError
from tests.support.owing import CITIZEN_PHONE, NOON

TEXT = "【一点通】您的投诉已有办理结果，请登录查阅。"


def test_a_text_reaches_the_phone_as_it_was_written(aws):
    client = boto3.client("sns", aws)
    receipt = SnsMessenger(lambda: client).send(Personal(CITIZEN_PHONE), TEXT)
    assert receipt
    (sent,) = sns_backends["123456789012"][aws].sms_messages.values()
    assert sent == (CITIZEN_PHONE, TEXT)


class Recording:
    """A client that answers as told and keeps what it was asked."""

    def __init__(self, code: str = "") -> None:
        self.code, self.calls = code, []

    def publish(self, **call):
        self.calls.append(call)
        if self.code:
            raise ClientError({"Error": {"Code": self.code, "Message": f"{CITIZEN_PHONE}"}}, "Publish")
        return {"MessageId": "m-1"}


def test_only_a_development_stage_stamps_what_it_sends():
    client = Recording()
    SnsMessenger(lambda: client).send(Personal(CITIZEN_PHONE), TEXT)
    SnsMessenger(lambda: client, lambda: NOON).send(Personal(CITIZEN_PHONE), TEXT)
    plain, stamped = (call["MessageAttributes"] for call in client.calls)
    assert set(plain) == {"AWS.SNS.SMS.SMSType"}
    assert stamped["sent_at"]["StringValue"] == NOON.isoformat()


@pytest.mark.parametrize("phone", ["13900000001", "+0139", "+86139000000011122", "arn:aws:sns:x", ""])
def test_what_is_no_number_never_reaches_the_provider(phone):
    client = Recording()
    with pytest.raises(PhoneUnreachableError):
        SnsMessenger(lambda: client).send(Personal(phone), TEXT)
    assert client.calls == []


def test_a_phone_that_takes_nothing_is_told_as_such_without_its_number():
    with pytest.raises(PhoneUnreachableError) as refusal:
        SnsMessenger(lambda: Recording("OptedOut")).send(Personal(CITIZEN_PHONE), TEXT)
    assert CITIZEN_PHONE not in repr(refusal.value)
    assert refusal.value.__suppress_context__


def test_a_provider_that_is_busy_may_be_asked_again_and_a_denial_is_our_own_fault():
    with pytest.raises(UnavailableError):
        SnsMessenger(lambda: Recording("Throttled")).send(Personal(CITIZEN_PHONE), TEXT)
    with pytest.raises(ClientError):
        SnsMessenger(lambda: Recording("AuthorizationError")).send(Personal(CITIZEN_PHONE), TEXT)


def test_memory_keeps_what_it_was_asked_to_send():
    messenger = MemoryMessenger(unreachable=frozenset({"+8613900000404"}))
    assert messenger.send(Personal(CITIZEN_PHONE), TEXT) == "message-1"
    assert messenger.sent == [(CITIZEN_PHONE, TEXT)]
    with pytest.raises(PhoneUnreachableError):
        messenger.send(Personal("+8613900000404"), TEXT)


@pytest.fixture
def emulator():
    """Answer as the emulator does, on a port of its own."""
    record = {
        "PhoneNumber": CITIZEN_PHONE,
        "Message": TEXT,
        "MessageAttributes": {"sent_at": {"DataType": "String", "StringValue": NOON.isoformat()}},
    }
    stranger = {"PhoneNumber": "+8613900000009", "Message": "别人的", "MessageAttributes": {}}
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            body = json.dumps({"sms_messages": {CITIZEN_PHONE: [record, stranger]}}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_local_stage_lists_what_a_phone_would_have_got_and_nobody_else_s(emulator):
    address, asked = emulator
    assert sent_messages(f"{address}/", CITIZEN_PHONE) == [
        SentMessage(at=NOON.isoformat(), to=CITIZEN_PHONE, text=TEXT)
    ]
    assert asked == ["/_ministack/sns/sms-messages?phoneNumber=%2B8613900000001"]


def test_the_emulator_is_asked_over_http_only():
    with pytest.raises(ValueError, match="HTTP"):
        sent_messages("file:///etc/passwd#", CITIZEN_PHONE)
