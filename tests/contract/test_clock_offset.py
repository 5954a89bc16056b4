from datetime import timedelta

import pytest

from chalicelib.adapters.dynamodb.clock_offset import DynamoClockOffset
from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.adapters.memory.clock_offset import MemoryClockOffset
from tests.support.dynamo_tables import make_tables


@pytest.fixture(params=["memory", "dynamodb"])
def offset(request):
    if request.param == "memory":
        return MemoryClockOffset()
    region = request.getfixturevalue("aws")
    make_tables(region, "gate")
    return DynamoClockOffset(connect(region), "gate")


def test_a_clock_nobody_moved_shows_real_time(offset):
    assert offset.read() == timedelta(0)


def test_a_moved_clock_stays_moved_until_it_is_moved_back(offset):
    offset.move(timedelta(days=3, microseconds=500_000))
    assert offset.read() == timedelta(days=3, microseconds=500_000)
    offset.move(None)
    assert offset.read() == timedelta(0)
