"""Every notice leaves once: whoever sends asks for the mark first and leaves one after (storage §9)."""

from datetime import timedelta

import boto3
import pytest

from chalicelib.ports.messages import Mark
from tests.support.decisions import CASE_NO, FILED_AT
from tests.support.stores import dynamo_stores


def mark(to="citizen", *, provider_id="sms-1"):
    return Mark(case_no=CASE_NO, seq=3, to=to, at=FILED_AT, provider_id=provider_id, answer="OK", tries=2)


@pytest.fixture
def messages(stores):
    return stores.messages


def test_what_was_marked_is_sent_and_nothing_else_is(messages):
    assert not messages.is_sent(CASE_NO, 3, "citizen")
    assert messages.mark(mark())
    assert messages.is_sent(CASE_NO, 3, "citizen")
    assert not messages.is_sent(CASE_NO, 3, "town-office-handler")
    assert not messages.is_sent(CASE_NO, 4, "citizen")


def test_the_second_mark_is_told(messages):
    assert messages.mark(mark())
    assert not messages.mark(mark(provider_id="sms-2"))


def test_a_receipt_without_a_mark_is_nothing(messages):
    messages.record_receipt(CASE_NO, 3, "citizen", "DELIVRD")
    assert not messages.is_sent(CASE_NO, 3, "citizen")


def test_a_mark_goes_after_four_hundred_days(aws):
    messages = dynamo_stores(aws).messages
    messages.mark(mark())
    messages.record_receipt(CASE_NO, 3, "citizen", "DELIVRD")
    (item,) = boto3.client("dynamodb", aws).scan(TableName="messages")["Items"]
    assert int(item["expires_at"]["N"]) == int((FILED_AT + timedelta(days=400)).timestamp())
    assert (item["sk"]["S"], item["provider_id"]["S"]) == ("00003#citizen", "sms-1")
    assert (item["answer"]["S"], item["receipt"]["S"], item["tries"]["N"]) == ("OK", "DELIVRD", "2")
