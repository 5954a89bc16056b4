"""What every gate promises; the same suite for the table and for memory."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.dynamodb.gate import DynamoGate
from chalicelib.adapters.memory.gate import MemoryGate
from chalicelib.ports.gate import Session, UploadTicket
from tests.support.dynamo_tables import make_tables

TABLE = "gate"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)
CITIZEN = Session(person="p-1", started_at=NOW, expires_at=SOON)
OFFICIAL = Session(
    account="helan.one", county="helan", started_at=NOW + timedelta(microseconds=125_000), expires_at=SOON
)
TICKET = UploadTicket(
    upload="u-1",
    person="p-1",
    filename="照片.jpg",
    content_type="image/jpeg",
    size=1234,
    sha256="0" * 64,
    state="announced",
    expires_at=LATER,
)


@pytest.fixture(params=["memory", "dynamodb"])
def gate(request):
    if request.param == "memory":
        return MemoryGate()
    region = request.getfixturevalue("aws")
    make_tables(region, "gate")
    return DynamoGate(connect(region), TABLE)


@pytest.mark.parametrize("session", [CITIZEN, OFFICIAL], ids=["citizen", "official"])
def test_a_session_is_found_as_it_was_opened(gate, session):
    gate.open_session("token", session)
    assert gate.find_session("token", NOW) == session
    assert gate.find_session("other", NOW) is None


def test_a_session_ends_at_its_instant_whether_or_not_it_was_cleaned_up(gate):
    gate.open_session("token", CITIZEN)
    assert gate.find_session("token", SOON - timedelta(seconds=1))
    assert gate.find_session("token", SOON) is None


def test_a_session_can_be_prolonged(gate):
    gate.open_session("token", CITIZEN)
    gate.prolong_session("token", LATER)
    assert gate.find_session("token", SOON).expires_at == LATER


def test_a_closed_session_is_not_revived_by_prolonging(gate):
    gate.open_session("token", CITIZEN)
    gate.close_session("token")
    gate.prolong_session("token", LATER)
    assert gate.find_session("token", NOW) is None


def test_a_right_code_opens_once(gate):
    gate.keep_code("phone", "code", SOON)
    assert gate.try_code("phone", "code", NOW, 5)
    assert not gate.try_code("phone", "code", NOW, 5)


def test_a_code_of_another_phone_opens_nothing(gate):
    gate.keep_code("phone", "code", SOON)
    assert not gate.try_code("other", "code", NOW, 5)


def test_five_wrong_tries_void_a_code(gate):
    gate.keep_code("phone", "code", SOON)
    for _ in range(5):
        assert not gate.try_code("phone", "wrong", NOW, 5)
    assert not gate.try_code("phone", "code", NOW, 5)


def test_four_wrong_tries_do_not(gate):
    gate.keep_code("phone", "code", SOON)
    for _ in range(4):
        gate.try_code("phone", "wrong", NOW, 5)
    assert gate.try_code("phone", "code", NOW, 5)


def test_an_expired_code_opens_nothing(gate):
    gate.keep_code("phone", "code", SOON)
    assert not gate.try_code("phone", "code", SOON, 5)


def test_a_new_code_voids_the_one_before_and_its_tries(gate):
    gate.keep_code("phone", "old", SOON)
    for _ in range(5):
        gate.try_code("phone", "wrong", NOW, 5)
    gate.keep_code("phone", "new", SOON)
    assert not gate.try_code("phone", "old", NOW, 5)
    assert gate.try_code("phone", "new", NOW, 5)


def test_a_window_takes_so_many_and_no_more(gate):
    counted = [gate.count("sms", "me", "w1", 3, SOON) for _ in range(5)]
    assert counted == [True, True, True, False, False]


def test_windows_people_and_matters_are_counted_apart(gate):
    assert gate.count("sms", "me", "w1", 1, SOON)
    assert gate.count("sms", "me", "w2", 1, SOON)
    assert gate.count("sms", "you", "w1", 1, SOON)
    assert gate.count("sign-in", "me", "w1", 1, SOON)


def test_a_count_can_be_forgotten(gate):
    gate.count("sign-in", "me", "w1", 1, SOON)
    gate.reset("sign-in", "me", "w1")
    assert gate.count("sign-in", "me", "w1", 1, SOON)


def test_a_ticket_is_found_until_it_expires(gate):
    gate.announce_upload(TICKET)
    assert gate.find_upload("u-1", NOW) == TICKET
    assert gate.find_upload("u-1", LATER) is None
    assert gate.find_upload("u-2", NOW) is None


def test_a_check_marks_a_ticket_and_makes_none(gate):
    gate.announce_upload(TICKET)
    gate.mark_upload("u-1", "clean")
    gate.mark_upload("u-2", "clean")
    assert gate.find_upload("u-1", NOW).state == "clean"
    assert gate.find_upload("u-2", NOW) is None


def test_a_ticket_is_claimed_by_one_case_of_its_own_person(gate):
    gate.announce_upload(TICKET)
    assert not gate.claim_upload("u-1", "p-2", "HL1", NOW), "another person"
    assert gate.claim_upload("u-1", "p-1", "HL1", NOW)
    assert gate.claim_upload("u-1", "p-1", "HL1", NOW), "the same filing again"
    assert not gate.claim_upload("u-1", "p-1", "HL2", NOW), "another case"
    assert gate.find_upload("u-1", NOW).claimed_by == "HL1"


def test_a_ticket_that_is_gone_or_expired_cannot_be_claimed(gate):
    gate.announce_upload(TICKET)
    assert not gate.claim_upload("u-1", "p-1", "HL1", LATER)
    assert not gate.claim_upload("u-2", "p-1", "HL1", NOW)


def test_a_lease_has_one_holder_until_it_expires(gate):
    assert gate.take_lease("sweep#07", "a", NOW, SOON)
    assert not gate.take_lease("sweep#07", "b", NOW, SOON)
    assert gate.take_lease("sweep#08", "b", NOW, SOON)
    assert gate.take_lease("sweep#07", "b", SOON, LATER)
