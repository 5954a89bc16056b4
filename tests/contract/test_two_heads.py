"""What every store promises where two cases change, or one begins out of another, in one write (§6)."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import CaseMissingError, StaleCaseError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.vocabulary import State
from chalicelib.ports.case_store import CaseNumberTakenError
from chalicelib.ports.wake_shards import wake_shard
from tests.support.decisions import (
    CASE_NO,
    CONTENT,
    FILED_AT,
    TITLE,
    acting,
    filing,
    merging,
    reporting,
    splitting,
)

PERSON = PersonId("person-1")
OTHER_NO = CaseNo("HL26112200000001")


@pytest.fixture
def cases(stores):
    return stores.cases


@pytest.fixture
def filed(cases):
    return cases.create(filing(cases), PERSON)


@pytest.mark.obligation("A-20", "R-77")
def test_a_case_and_the_part_taken_out_of_it_become_true_together(cases, filed):
    decision = splitting(cases, filed)
    rest = cases.commit(decision)
    begun = cases.get(decision.beside.after.case_no)
    assert (begun.state, begun.origin, begun.version) == (State.SEALED, CASE_NO, 1)
    assert cases.filed_by(begun.case_no) == PERSON
    assert [title for _, title in cases.get_titled([CASE_NO, begun.case_no])] == ["补贴没有发", TITLE]
    assert cases.texts(CASE_NO, [rest.complaint.content, rest.complaint.title]) == {
        rest.complaint.content: "只说补贴的事。",
        rest.complaint.title: "补贴没有发",
    }
    assert cases.texts(begun.case_no, [begun.complaint.content]) == {begun.complaint.content: CONTENT}
    rows = cases.list_desk("helan:county-discipline#extensions", limit=9, after=None).rows
    assert [row.title for row in rows] == ["补贴没有发"]
    assert cases.commit(decision) == rest


@pytest.mark.obligation("A-20")
def test_neither_becomes_true_where_somebody_else_was_first(cases, filed):
    decision = splitting(cases, filed)
    won = cases.commit(acting(filed, request="a" * 16, round=2))
    with pytest.raises(StaleCaseError):
        cases.commit(decision)
    with pytest.raises(CaseMissingError):
        cases.get(decision.beside.after.case_no)
    assert cases.get(CASE_NO) == won


@pytest.mark.obligation("A-20")
def test_neither_becomes_true_where_the_number_of_the_part_is_taken(cases, filed):
    decision = splitting(cases, filed)
    taken = cases.create(filing(cases, decision.beside.after.case_no, request="9" * 16), PersonId("person-2"))
    with pytest.raises(CaseNumberTakenError):
        cases.commit(decision)
    assert cases.get(CASE_NO) == filed
    assert cases.get(taken.case_no) == taken


@pytest.mark.obligation("K-4.2b")
def test_a_clue_is_a_case_that_nobody_has_filed_and_leaves_its_origin_as_it_was(cases, filed):
    decision = reporting(cases, filed)
    assert cases.commit(decision) == filed
    assert cases.commit(decision) == filed
    assert cases.get(CASE_NO) == filed
    assert cases.get(decision.beside.after.case_no).origin == CASE_NO
    with pytest.raises(CaseMissingError):
        cases.filed_by(decision.beside.after.case_no)


@pytest.fixture
def lead(cases):
    return cases.create(filing(cases, OTHER_NO, request="1" * 16), PersonId("person-2"))


@pytest.mark.obligation("A-44", "R-71")
def test_of_two_cases_that_are_merged_both_change_and_the_link_is_found(cases, filed, lead):
    decision = merging(cases, filed, lead)
    assert cases.commit(decision) == cases.get(CASE_NO)
    assert (cases.get(CASE_NO).lead, cases.get(OTHER_NO).leading) == (OTHER_NO, True)
    assert cases.followers_of(OTHER_NO) == [CASE_NO]
    assert cases.followers_of(CASE_NO) == []
    assert cases.commit(decision) == cases.get(CASE_NO)
    assert (cases.get(CASE_NO).version, cases.get(OTHER_NO).version) == (2, 2)


@pytest.mark.obligation("A-44")
@pytest.mark.parametrize("who_was_first", [CASE_NO, OTHER_NO], ids=["follower", "lead"])
def test_neither_is_merged_where_either_has_changed(cases, filed, lead, who_was_first):
    decision = merging(cases, filed, lead)
    cases.commit(acting(cases.get(who_was_first), request="f" * 16))
    with pytest.raises(StaleCaseError):
        cases.commit(decision)
    assert cases.get(CASE_NO).lead is None
    assert not cases.get(OTHER_NO).leading


@pytest.mark.obligation("A-44")
def test_a_follower_is_called_up_earlier_and_nobody_else_is_and_never_later(cases, filed, lead):
    cases.commit(merging(cases, filed, lead))
    shard, soon = wake_shard(CASE_NO), FILED_AT + timedelta(minutes=5)
    assert CASE_NO not in cases.due(shard, soon, 9)
    cases.call_up(CASE_NO, soon)
    assert CASE_NO in cases.due(shard, soon, 9)
    assert cases.get(CASE_NO).next_wake_at == soon
    cases.call_up(CASE_NO, soon + timedelta(hours=1))
    assert cases.get(CASE_NO).next_wake_at == soon
    cases.call_up(OTHER_NO, soon)
    assert OTHER_NO not in cases.due(wake_shard(OTHER_NO), soon, 9)
