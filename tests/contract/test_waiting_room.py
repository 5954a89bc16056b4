from datetime import timedelta

import pytest
from pynamodb.exceptions import PutError

from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.dynamodb.waiting_room import DynamoWaitingRoom
from chalicelib.adapters.memory.dispatch import MemoryWaitingRoom
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.outbox import Envelope
from chalicelib.ports.waiting_room import Waiting
from tests.support.dynamo_tables import make_tables
from tests.support.owing import NIGHT, NOON


@pytest.fixture(params=["memory", "dynamodb"])
def room(request):
    if request.param == "memory":
        return MemoryWaitingRoom()
    region = request.getfixturevalue("aws")
    make_tables(region, "messages")
    return DynamoWaitingRoom(connect(region), "messages")


def a_waiting(number: int, *, hours: int = 0, is_urgent: bool = False) -> Waiting:
    return Waiting(
        envelope=Envelope(case_no=CaseNo(f"HL260701{number:08d}"), seq=3, to="d-h", notice="N4", at=NIGHT),
        leaves_at=NOON + timedelta(hours=hours),
        is_urgent=is_urgent,
    )


def test_a_notice_is_found_from_its_instant_on(room):
    waiting = a_waiting(1)
    room.admit(waiting)
    assert list(room.ready(NOON - timedelta(seconds=1), 10)) == []
    assert list(room.ready(NOON, 10)) == [waiting]
    assert list(room.ready(NOON + timedelta(days=9), 10)) == [waiting]


def test_the_same_notice_twice_is_one(room):
    room.admit(a_waiting(1))
    room.admit(a_waiting(1))
    assert len(room.ready(NOON, 10)) == 1


def test_the_longest_waiting_come_first_and_of_one_opening_the_urgent_ones(room):
    for number, hours, is_urgent in ((1, 0, False), (2, 0, True), (3, -24, False)):
        room.admit(a_waiting(number, hours=hours, is_urgent=is_urgent))
    assert [each.envelope.case_no[-1] for each in room.ready(NOON, 10)] == ["3", "2", "1"]
    assert [each.envelope.case_no[-1] for each in room.ready(NOON, 2)] == ["3", "2"]


def test_a_dismissed_notice_is_gone_and_may_be_dismissed_again(room):
    room.admit(a_waiting(1))
    room.admit(a_waiting(2))
    room.dismiss(a_waiting(1))
    room.dismiss(a_waiting(1))
    assert list(room.ready(NOON, 10)) == [a_waiting(2)]


def test_a_store_of_ours_that_is_missing_is_our_own_fault(aws):
    with pytest.raises(PutError):
        DynamoWaitingRoom(connect(aws), "no-such-table").admit(a_waiting(1))
