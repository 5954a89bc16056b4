"""Walking everything that is open, page by page, without a scan (storage §7, §12)."""

from datetime import timedelta

import pytest

from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.ports.case_store import WakeRow
from chalicelib.ports.messages import Mark
from chalicelib.ports.wake_shards import WAKE_SHARDS, wake_shard
from tests.support.decisions import CASE_NO, FILED_AT, INTAKE_DESK, acting, duty, filing
from tests.support.stores import dynamo_stores

ME = PersonId("person-1")


@pytest.fixture
def cases(stores):
    return stores.cases


def filed(cases, number, **changes):
    return cases.create(filing(cases, CaseNo(f"HL261122{number:08d}"), **changes), ME)


def walked(cases, shard, limit):
    """Page through a shard to its end."""
    met, after = [], None
    while True:
        page = cases.list_waking(shard, limit=limit, after=after)
        met += page
        if len(page) < limit:
            return met
        after = page[-1]


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_every_open_case_is_met_once_due_or_not(cases, limit):
    made = [filed(cases, n, next_wake_at=FILED_AT + timedelta(days=n % 3, microseconds=n)) for n in range(20)]
    met = [row for shard in range(WAKE_SHARDS) for row in walked(cases, shard, limit)]
    assert sorted(met, key=lambda row: row.case_no) == [
        WakeRow(case.next_wake_at, case.case_no) for case in sorted(made, key=lambda case: case.case_no)
    ]


def test_a_shard_is_walked_oldest_first_and_a_case_without_wake_up_is_not_in_it(cases):
    filed(cases, 1, next_wake_at=None)
    late, early = filed(cases, 2), filed(cases, 2 + 10**6, next_wake_at=FILED_AT)
    rows = [row for shard in range(WAKE_SHARDS) for row in cases.list_waking(shard, limit=10, after=None)]
    assert {row.case_no for row in rows} == {late.case_no, early.case_no}
    shard = cases.list_waking(wake_shard(late.case_no), limit=10, after=None)
    assert list(shard) == sorted(shard, key=lambda row: row.wakes_at)


def test_a_case_that_was_put_off_is_met_where_its_row_now_stands(cases):
    case = filed(cases, 1)
    until = case.next_wake_at + timedelta(minutes=5)
    cases.put_off(case.case_no, until)
    assert cases.list_waking(wake_shard(case.case_no), limit=1, after=None) == [WakeRow(until, case.case_no)]


def test_a_desk_can_be_walked_without_its_titles(cases):
    case = filed(cases, 1)
    (row,) = cases.list_desk(INTAKE_DESK, limit=10, after=None, with_titles=False).rows
    assert (row.case_no, row.title) == (case.case_no, "")


def test_whoever_drops_a_slip_learns_whether_there_was_one(aws):
    cases = dynamo_stores(aws).cases
    asked = cases.commit(acting(filed(cases, 1), duties=(duty(org="county-discipline"),)))
    desk = "helan:county-discipline#extensions"
    assert cases.drop_slip(asked, desk)
    assert not cases.drop_slip(asked, desk)


def test_all_marks_of_a_case_are_read_at_once(stores):
    mine = [
        Mark(case_no=CASE_NO, seq=seq, to=to, at=FILED_AT, provider_id="p", answer="sent")
        for seq, to in ((1, "citizen"), (12, "town#1"))
    ]
    for mark in (*mine, Mark(case_no=CaseNo("HL26112200000001"), seq=1, to="citizen", at=FILED_AT)):
        stores.messages.mark(mark)
    assert list(stores.messages.marks_of(CASE_NO)) == mine


def test_several_heads_are_read_in_their_order_and_absent_ones_are_left_out(cases):
    one, two = filed(cases, 1), filed(cases, 2)
    nobodys = CaseNo("HL26112299999999")
    assert cases.get_many([two.case_no, nobodys, one.case_no]) == [two, one]
    assert cases.get_many([nobodys]) == []


@pytest.mark.parametrize("limit", [1, 2])
def test_a_walk_goes_on_from_a_place_that_was_written_down(cases, limit):
    for n in range(12):
        filed(cases, n, next_wake_at=FILED_AT + timedelta(microseconds=n))
    for shard in range(WAKE_SHARDS):
        rows = walked(cases, shard, 100)
        for met, row in enumerate(rows, start=1):
            there = WakeRow.at_place(row.place)
            assert there == row
            assert list(cases.list_waking(shard, limit=limit, after=there)) == rows[met : met + limit]
    assert WakeRow.at_place("") is None
