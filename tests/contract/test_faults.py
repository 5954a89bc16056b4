"""Whatever call fails, and whether it had happened or not: after the retry one case, one entry (§6)."""

from itertools import count

import pytest

from chalicelib.adapters.dynamodb import case_parts
from chalicelib.domain.errors import RequestReusedError, StaleCaseError, UnavailableError
from chalicelib.domain.identifiers import CaseNo, OrgId, PersonId
from chalicelib.domain.workflow.timeline import verify
from tests.support.decisions import FILED_AT, acting, duty, filing, splitting
from tests.support.faults import FaultyNetwork
from tests.support.stores import dynamo_stores

SECOND_DESK = "helan:county-discipline#extensions"


@pytest.fixture
def stores(aws):
    return dynamo_stores(aws)


@pytest.fixture
def network(stores):
    return FaultyNetwork(stores.connection.client)


def numbers(first):
    return (CaseNo(f"HL261122{number:08d}") for number in count(first))


def file_case(stores, person, case_no):
    """File as the use case does: the guard fixes the number, then the parts, then the head."""
    guard = stores.people.guard_filing(person, "key-1", "body-1", case_no, None, FILED_AT)
    stores.cases.prepare(guard.case_no)
    decision = filing(stores.cases, guard.case_no)
    return stores.cases.create(decision, person)


def failing_each_call(network, try_once):
    """Run with each call failing in turn, before and after it happened; give every run that met its fault."""
    for after in (False, True):
        for nth in count():
            subject = try_once.prepare()
            network.fail(nth, after=after)
            try:
                try_once(subject)
            except UnavailableError:
                network.heal()
                yield nth, after, subject
            else:
                # A fault that the store bears (a slip left lying) counts too; a run without any was the last.
                fired = len(network.calls) > nth
                network.heal()
                if not fired:
                    break
                yield nth, after, subject


class Filing:
    def __init__(self, stores):
        self.stores = stores
        self.fresh = numbers(1)
        self.persons = (PersonId(f"person-{number}") for number in count(1))

    def prepare(self):
        return next(self.persons), next(self.fresh)

    def __call__(self, subject):
        return file_case(self.stores, *subject)


def test_a_filing_is_one_case_whatever_call_fails(stores, network):
    fired = 0
    for nth, after, (person, case_no) in failing_each_call(network, Filing(stores)):
        fired += 1
        the_next_day = CaseNo(case_no.replace("261122", "261123"))
        case = file_case(stores, person, the_next_day)
        is_guarded = nth > 0 or after
        assert case.case_no == (case_no if is_guarded else the_next_day)
        assert stores.people.cases_of(person) == [case.case_no]
        assert stores.cases.filed_by(case.case_no) == person
        assert [each for each, _ in stores.cases.get_titled([case_no, the_next_day])] == [case]
        entries, hashes = zip(*stores.cases.timeline(case), strict=True)
        assert verify(entries, hashes)
        assert len(entries) == 1
        with pytest.raises(RequestReusedError):
            stores.people.guard_filing(person, "key-1", "another body", the_next_day, None, FILED_AT)
    assert fired >= 8


class Act:
    """An act with all parts there are: a text, a chunk, a slip laid and another taken away."""

    def __init__(self, stores):
        self.stores = stores
        self.fresh = numbers(50_000_000)

    def prepare(self):
        cases = self.stores.cases
        filed = cases.create(filing(cases, next(self.fresh)), PersonId("person-1"))
        return cases.commit(acting(filed, entries=60, request="c" * 16, duties=(duty(org="village-1"),)))

    def __call__(self, case):
        return self.stores.cases.commit(self.decision(case))

    def decision(self, case):
        ref = self.stores.cases.refer(case.case_no, "答复")
        return acting(
            case,
            request="a" * 16,
            body="b" * 16,
            entries=2,
            texts={ref: "答复"},
            reply=ref,
            duties=(duty(org="county-discipline"),),
        )


def a_foreign_commit(stores, case):
    now = stores.cases.get(case.case_no)
    return stores.cases.commit(acting(now, request="f" * 16, owner_org=OrgId("county-discipline")))


@pytest.mark.parametrize("meanwhile", [False, True], ids=["alone", "with-a-foreign-commit"])
def test_an_act_is_done_once_whatever_call_fails(stores, network, meanwhile):
    act, fired, told = Act(stores), 0, 0
    for _nth, _after, case in failing_each_call(network, act):
        fired += 1
        was_done = stores.cases.find_entry(stores.cases.get(case.case_no), "a" * 16) is not None
        if meanwhile:
            a_foreign_commit(stores, case)
        if meanwhile and not was_done:
            with pytest.raises(StaleCaseError):
                act(case)
            told += 1
            continue
        answer = act(case)
        stored = stores.cases.get(case.case_no)
        assert answer == stored
        assert stored.version == case.version + 2 + meanwhile
        entries, hashes = zip(*stores.cases.timeline(stored), strict=True)
        assert verify(entries, hashes)
        assert [entry.request for entry in entries].count("a" * 16) == 1
        assert stores.cases.texts(case.case_no, [stored.reply]) == {stored.reply: "答复"}
        rows = stores.cases.list_desk(SECOND_DESK, limit=100, after=None).rows
        assert [row.case_no for row in rows].count(case.case_no) == 1
    assert fired >= 12
    assert (told > 0) == meanwhile


def test_a_chunk_left_by_another_writer_loses_no_entry(stores, monkeypatch):
    long = Act(stores).prepare()
    with monkeypatch.context() as yesterday:
        yesterday.setattr(case_parts, "TAIL_ENTRIES", 40)
        assert stores.cases._chunks.relieve(long) == len(long.tail) - 40
    case = stores.cases.commit(acting(long, request="d" * 16))
    entries, hashes = zip(*stores.cases.timeline(case), strict=True)
    assert verify(entries, hashes)
    assert len(case.tail) == 41


def test_a_reader_is_told_to_come_again(stores, network):
    case = Act(stores).prepare()
    network.heal()
    for read in (
        lambda: stores.cases.get(case.case_no),
        lambda: stores.cases.get_titled([case.case_no]),
        lambda: stores.cases.texts(case.case_no, [case.complaint.content]),
        lambda: stores.cases.list_desk(SECOND_DESK, limit=1, after=None),
        lambda: stores.cases.due(3, FILED_AT, 1),
        lambda: stores.cases.put_off(case.case_no, FILED_AT),
        lambda: stores.cases.drop_slip(case, SECOND_DESK),
        lambda: stores.cases.purge(case, frozenset()),
        lambda: stores.people.cases_of(PersonId("person-1")),
        lambda: stores.messages.is_sent(case.case_no, 1, "citizen"),
    ):
        network.fail(0, after=False)
        with pytest.raises(UnavailableError):
            read()


class Split:
    """An act that changes one head and begins another."""

    def __init__(self, stores):
        self.stores = stores
        self.fresh = numbers(70_000_000)

    def prepare(self):
        cases = self.stores.cases
        return cases.create(filing(cases, next(self.fresh)), PersonId("person-1"))

    def __call__(self, case):
        return self.stores.cases.commit(self.decision(case))

    def decision(self, case):
        return splitting(self.stores.cases, case, part=CaseNo(case.case_no.replace("HL26", "HL27")))


@pytest.mark.obligation("A-20", "R-77")
@pytest.mark.parametrize("meanwhile", [False, True], ids=["alone", "with-a-foreign-commit"])
def test_a_split_is_done_once_and_whole_whatever_call_fails(stores, network, meanwhile):
    act, fired, told = Split(stores), 0, 0
    for _nth, _after, case in failing_each_call(network, act):
        fired += 1
        part = act.decision(case).beside.after.case_no
        was_done = stores.cases.find_entry(stores.cases.get(case.case_no), "5" * 16) is not None
        assert was_done == bool(stores.cases.get_many([part]))
        if meanwhile:
            a_foreign_commit(stores, case)
        if meanwhile and not was_done:
            with pytest.raises(StaleCaseError):
                act(case)
            assert not stores.cases.get_many([part])
            told += 1
            continue
        assert act(case) == stores.cases.get(case.case_no)
        begun = stores.cases.get(part)
        assert begun.version == 1
        assert stores.cases.texts(part, [begun.complaint.content])
        entries = [entry.request for entry, _ in stores.cases.timeline(stores.cases.get(case.case_no))]
        assert entries.count("5" * 16) == 1
    assert fired >= 12
    assert (told > 0) == meanwhile
