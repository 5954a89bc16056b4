"""What every room of people promises (storage §1 decision 5, §10)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import boto3
import pytest

from chalicelib.domain.errors import RequestReusedError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.personal import Personal
from tests.support.decisions import CASE_NO, FILED_AT
from tests.support.stores import dynamo_stores, dynamo_stores_again

PHONE = Personal("+8613900000001")
OTHER_NO = CaseNo("HL26112200000001")


@pytest.fixture
def people(stores):
    return stores.people


def test_one_phone_is_one_person(people):
    person = people.person_with(PHONE, FILED_AT)
    assert people.person_with(PHONE, FILED_AT + timedelta(days=3)) == person
    assert people.person_with(Personal("+8613900000002"), FILED_AT) != person
    assert people.phone_of(person) == PHONE


def test_looking_for_a_phone_makes_nobody(people):
    assert [people.find_person(PHONE) for _ in range(2)] == [None, None]
    person = people.person_with(PHONE, FILED_AT)
    assert people.find_person(PHONE) == person


def test_nobody_has_no_phone(people):
    with pytest.raises(LookupError):
        people.phone_of(PersonId("nobody"))


@pytest.mark.obligation("A-19")
def test_who_has_no_phone_is_somebody_all_the_same(people):
    person = people.person_without_phone("account/key-1", FILED_AT)
    assert people.person_without_phone("account/key-1", FILED_AT + timedelta(days=1)) == person
    assert people.person_without_phone("account/key-2", FILED_AT) != person
    assert people.phone_of(person) is None
    assert people.person_with(PHONE, FILED_AT) != person


def test_the_guard_fixes_the_number_of_a_filing(people):
    person = people.person_with(PHONE, FILED_AT)
    first = people.guard_filing(person, "key-1", "body", CASE_NO, Personal("王某"), FILED_AT)
    again = people.guard_filing(person, "key-1", "body", OTHER_NO, None, FILED_AT + timedelta(days=1))
    assert (first.case_no, first.is_new) == (CASE_NO, True)
    assert (again.case_no, again.filed_at, again.is_new) == (CASE_NO, FILED_AT, False)


def test_the_same_key_with_another_body_is_refused(people):
    person = people.person_with(PHONE, FILED_AT)
    people.guard_filing(person, "key-1", "body", CASE_NO, None, FILED_AT)
    with pytest.raises(RequestReusedError):
        people.guard_filing(person, "key-1", "another", CASE_NO, None, FILED_AT)


def test_the_same_key_of_another_person_is_another_filing(people):
    one, two = (people.person_with(Personal(f"+861390000000{n}"), FILED_AT) for n in (1, 2))
    people.guard_filing(one, "key-1", "body", CASE_NO, None, FILED_AT)
    assert people.guard_filing(two, "key-1", "another", OTHER_NO, None, FILED_AT).is_new


def test_a_guard_is_pointed_to_another_number_once(people):
    person = people.person_with(PHONE, FILED_AT)
    people.guard_filing(person, "key-1", "body", CASE_NO, None, FILED_AT)
    people.repoint_guard(person, "key-1", CASE_NO, OTHER_NO)
    people.repoint_guard(person, "key-1", CASE_NO, CaseNo("HL26112200000009"))
    people.repoint_guard(person, "no such key", CASE_NO, OTHER_NO)
    assert people.guard_filing(person, "key-1", "body", CASE_NO, None, FILED_AT).case_no == OTHER_NO


def test_a_person_finds_their_cases_newest_first(people):
    person = people.person_with(PHONE, FILED_AT)
    for days in (2, 0, 1):
        at = FILED_AT + timedelta(days=days)
        people.guard_filing(person, f"key-{days}", "body", CaseNo(f"HL2611220000000{days}"), None, at)
    assert [no[-1] for no in people.cases_of(person)] == ["2", "1", "0"]
    assert people.cases_of(PersonId("nobody")) == []


@pytest.mark.obligation("A-17", "K-5.3a")
def test_a_hidden_case_leaves_the_list_and_nothing_else(people):
    one, two = (people.person_with(Personal(f"+861390000000{n}"), FILED_AT) for n in (1, 2))
    later = FILED_AT + timedelta(days=1)
    for person, case_no, at in ((one, CASE_NO, later), (one, OTHER_NO, FILED_AT), (two, CASE_NO, later)):
        people.guard_filing(person, f"key of {case_no}", "body", case_no, Personal("王某"), at)
    for _ in range(2):
        people.hide(one, CASE_NO)
    people.hide(PersonId("nobody"), OTHER_NO)
    assert people.cases_of(one) == [OTHER_NO]
    assert people.cases_of(one, after=CASE_NO) == [OTHER_NO]
    assert people.cases_of(one, after=OTHER_NO) == []
    assert people.cases_of(two) == [CASE_NO]
    assert people.find_guard(one, f"key of {CASE_NO}").case_no == CASE_NO


def test_of_twelve_filings_at_once_with_one_key_one_is_new(people):
    person = people.person_with(PHONE, FILED_AT)

    def guard(number):
        return people.guard_filing(
            person, "key-1", "body", CaseNo(f"HL2611220000{number:04d}"), None, FILED_AT
        )

    with ThreadPoolExecutor(12) as phones:
        guards = list(phones.map(guard, range(12)))
    assert sum(guard.is_new for guard in guards) == 1
    assert len({guard.case_no for guard in guards}) == 1


def test_a_phone_is_found_through_a_change_of_the_hash_key(aws):
    old = dynamo_stores(aws, phone_keys={"current": "k1", "keys": {"k1": "one"}})
    person = old.people.person_with(PHONE, FILED_AT)
    idle = old.people.person_with(Personal("+8613900000002"), FILED_AT)
    root = _root_key(aws)
    both = {"current": "k2", "keys": {"k1": "one", "k2": "two"}}
    rotating = dynamo_stores_again(old.connection, root, phone_keys=both, new_id=lambda: "somebody new")
    assert rotating.people.person_with(PHONE, FILED_AT) == person
    rotating.people.rekey(idle)
    rotating.people.rekey(old.people.person_without_phone("account/key", FILED_AT))
    new = {"current": "k2", "keys": {"k2": "two"}}
    rotated = dynamo_stores_again(old.connection, root, phone_keys=new, new_id=lambda: "somebody new")
    assert rotated.people.person_with(PHONE, FILED_AT) == person
    assert rotated.people.person_with(Personal("+8613900000002"), FILED_AT) == idle


def test_two_sessions_of_a_new_phone_at_once_are_one_person(aws):
    stores = dynamo_stores(aws)
    with ThreadPoolExecutor(6) as phones:
        persons = list(phones.map(lambda _: stores.people.person_with(PHONE, FILED_AT), range(6)))
    assert len(set(persons)) == 1
    assert stores.people.phone_of(persons[0]) == PHONE


def test_the_table_holds_no_phone_no_name_and_no_linkage(aws):
    stores = dynamo_stores(aws)
    person = stores.people.person_with(PHONE, FILED_AT)
    stores.people.guard_filing(person, "key-1", "body", CASE_NO, Personal("王某"), FILED_AT)
    items = boto3.client("dynamodb", aws).scan(TableName="people")["Items"]
    assert len(items) > 3
    assert "13900000001" not in str(items)
    assert "王某".encode() not in b"".join(
        value["B"] for item in items for value in item.values() if "B" in value
    )


def _root_key(region):
    return boto3.client("kms", region).list_keys()["Keys"][0]["KeyId"]


def test_a_guard_is_found_by_who_put_it_and_under_which_key(people):
    person = people.person_with(PHONE, FILED_AT)
    assert people.find_guard(person, "key-1") is None
    put = people.guard_filing(person, "key-1", "b" * 16, CASE_NO, None, FILED_AT)
    assert people.find_guard(person, "key-1") == replace(put, is_new=False)
    assert people.find_guard(person, "key-2") is None
