"""Whatever call of a walk fails, whether it had happened or not: every case is recounted, once (A-47)."""

from contextlib import suppress

import pytest

from chalicelib.adapters.cached_shelves import CachedShelves
from chalicelib.adapters.dynamodb.job_log import DynamoJobLog
from chalicelib.adapters.memory.library import MemoryLibrary, MemoryRegister
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.timeline import verify
from chalicelib.ports.wake_shards import wake_shard
from chalicelib.usecases.import_county import ImportCounty
from chalicelib.usecases.import_notice import ImportNotice
from chalicelib.usecases.recount_shard import RecountShard
from chalicelib.usecases.surroundings import Surroundings
from tests.support.calendars import days
from tests.support.counties import HELAN_FILES
from tests.support.decisions import FILED_AT, filing
from tests.support.dynamo_tables import make_tables
from tests.support.edge import HeldClock
from tests.support.faults import FaultyNetwork
from tests.support.notices_out import LONGER_NOVEMBER, written
from tests.support.stores import dynamo_stores

SHARD = 7
CALLS = 9
"""Of a walk over three cases: its run read, a page, three heads read and written, its run kept."""


def numbers_of_the_shard():
    every = (CaseNo(f"HL261122{number:08d}") for number in range(1_000))
    return [case_no for case_no in every if wake_shard(case_no) == SHARD]


@pytest.fixture
def clock():
    return HeldClock(FILED_AT)


@pytest.fixture
def stores(aws):
    made = dynamo_stores(aws)
    make_tables(aws, "gate")
    return made


@pytest.fixture
def filed(stores):
    """Three cases at intake, due on the 25th, which the county must look at by then."""
    made = [filing(stores.cases, case_no, rulebook="helan-2022@1") for case_no in numbers_of_the_shard()[:3]]
    return [stores.cases.create(decision, PersonId("person-1")).case_no for decision in made]


@pytest.fixture
def walk(stores, filed, clock):
    """A walk that may begin: the notice is in force, and the processes know it."""
    library, register = MemoryLibrary(), MemoryRegister()
    ImportCounty(library, register)(HELAN_FILES)
    notice = LONGER_NOVEMBER | {"days_off": days("临时放假", "2026-11-24")}
    ImportNotice(library, register)("CN", written(notice))
    shelves = CachedShelves(library, register, lambda: 0.0)
    made = RecountShard(
        cases=stores.cases,
        surroundings=Surroundings(cases=stores.cases, shelves=shelves, clock=clock),
        shelves=shelves,
        job_log=DynamoJobLog(stores.connection, "gate"),
        clock=clock,
    )
    made(SHARD)
    clock.pass_by(minutes=5)
    return made


@pytest.fixture
def network(stores, walk):
    return FaultyNetwork(stores.connection.client)


def firmed(stores, case_no):
    """Give what a case says of its recount; its timeline must be one chain."""
    entries, hashes = zip(*stores.cases.timeline(stores.cases.get(case_no)), strict=True)
    assert verify(entries, hashes)
    return [entry for entry in entries if entry.action is Action.FIRM_DUE]


def test_a_walk_calls_as_often_as_faults_are_tried(network, walk):
    assert walk(SHARD).has_come_to_the_end
    assert len(network.calls) == CALLS


@pytest.mark.obligation("A-47")
@pytest.mark.parametrize("after", [False, True], ids=["before-it-happened", "after-it-happened"])
@pytest.mark.parametrize("nth", range(CALLS))
def test_whatever_call_fails_the_next_walk_makes_up_for_it(stores, filed, walk, network, nth, after):  # noqa: PLR0917
    network.fail(nth, after=after)
    with suppress(UnavailableError):
        walk(SHARD)
    assert len(network.calls) > nth
    network.heal()
    walk.clock.pass_by(minutes=5)
    walk(SHARD)
    for case_no in filed:
        (moved,) = firmed(stores, case_no)
        assert (moved.data["was"], moved.data["due_on"]) == ("2026-11-25", "2026-11-26")
