import pytest

from chalicelib.adapters.crypto.case_keys import CaseKeys
from chalicelib.adapters.crypto.key_service import DataKey
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.domain.identifiers import CaseNo
from tests.support.stores import RealClock
from tests.support.wrapping import DictShelf, FakeKeyService

CASE_NO = CaseNo("HL26112257152145")


@pytest.fixture
def shelf():
    return DictShelf()


@pytest.fixture
def months(shelf):
    return MonthlyKeys("matter", service=FakeKeyService(), shelf=shelf, now=RealClock())


def test_another_process_opens_what_one_has_sealed(months, shelf):
    sealed = CaseKeys(months, shelf).seal(CASE_NO, b"words", b"here")
    assert CaseKeys(months, shelf).open(CASE_NO, sealed, b"here") == b"words"


def test_the_key_that_is_there_is_never_replaced(months, shelf):
    ref = CaseKeys(months, shelf).refer(CASE_NO, "words")
    again = CaseKeys(months, shelf)
    again.make(CASE_NO)
    assert again.refer(CASE_NO, "words") == ref


def test_without_its_key_a_case_has_no_words_left(months, shelf):
    sealed = CaseKeys(months, shelf).seal(CASE_NO, b"words", b"here")
    ref = CaseKeys(months, shelf).refer(CASE_NO, "words")
    del shelf[CASE_NO]
    assert CaseKeys(months, shelf).open(CASE_NO, sealed, b"here") is None
    assert CaseKeys(months, shelf).refer(CASE_NO, "words") != ref


def test_a_process_remembers_some_keys_and_not_all(months, shelf):
    keys = CaseKeys(months, shelf)
    for number in range(70):
        keys.make(CaseNo(f"HL2611220000{number:04d}"))
    assert len(keys._open) == 64
    first = CaseNo("HL26112200000000")
    assert keys.refer(first, "words") == CaseKeys(months, shelf).refer(first, "words")


def test_no_key_shows_itself():
    assert repr(DataKey(plain=b"secret", wrapped=b"wrapped")) == "DataKey(***)"
