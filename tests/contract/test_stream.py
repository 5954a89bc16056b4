import pytest

from chalicelib.adapters.dynamodb.stream import head_changes
from chalicelib.domain.identifiers import PersonId
from chalicelib.domain.notices.outbox import owed_between
from chalicelib.domain.workflow.case import Owed
from tests.support.decisions import CASE_NO, CONTENT, TITLE, acting, filing
from tests.support.stores import dynamo_stores
from tests.support.stream_records import Recorder


@pytest.fixture
def cases(aws):
    return dynamo_stores(aws).cases


@pytest.fixture
def recorder(aws, cases):
    return Recorder(aws)


def test_a_new_head_and_a_changed_one_are_told_with_the_version_before(cases, recorder):
    filed = cases.create(filing(cases), PersonId("person-1"))
    first = recorder.records()
    signed = cases.commit(acting(filed))
    second = recorder.records()
    # The text of the complaint is a part of its own in the same stream, and no head.
    assert len(first) > len(head_changes(first)) == 1
    changes = head_changes(first + second)
    assert [(change.old_version, change.case) for change in changes] == [(0, filed), (1, signed)]


def test_what_the_stream_tells_owes_what_the_store_committed(cases, recorder):
    cases.create(filing(cases), PersonId("person-1"))
    (change,) = head_changes(recorder.records())
    owed = owed_between(change.old_version, CASE_NO, change.case.tail)
    assert [Owed(each.notice, each.to) for each in owed] == list(change.case.tail[0].owes)


@pytest.mark.obligation("X-1")
def test_neither_title_nor_words_nor_person_can_be_read_from_a_change(cases, recorder):
    cases.create(filing(cases), PersonId("person-1"))
    (change,) = head_changes(recorder.records())
    told = repr(change)
    for secret in (TITLE, CONTENT, "person-1"):
        assert secret not in told


def test_a_purge_owes_nobody_anything(cases, recorder):
    cases.create(filing(cases), PersonId("person-1"))
    recorder.records()
    recorder.erase()
    removed = recorder.records()
    assert removed
    assert head_changes(removed) == []
