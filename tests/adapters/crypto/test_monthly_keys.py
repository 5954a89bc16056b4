from datetime import timedelta

import pytest

from chalicelib.adapters.crypto.monthly_keys import KeyGoneError, MonthlyKeys
from tests.support.stores import RealClock
from tests.support.wrapping import DictShelf, FakeKeyService


@pytest.fixture
def clock():
    return RealClock()


@pytest.fixture
def service():
    return FakeKeyService()


@pytest.fixture
def shelf():
    return DictShelf()


def months(service, shelf, clock):
    return MonthlyKeys("matter", service=service, shelf=shelf, now=clock)


def test_a_month_has_one_key_and_the_next_month_another(service, shelf, clock):
    keys = months(service, shelf, clock)
    november = keys.seal(b"one", b"here")
    keys.seal(b"two", b"here")
    clock.pass_by(timedelta(days=10))
    december = keys.seal(b"three", b"here")
    assert service.made == ["KEK#matter-2026-11", "KEK#matter-2026-12"]
    assert keys.open(november, b"here") == b"one"
    assert keys.open(december, b"here") == b"three"


def test_a_key_is_unwrapped_once_per_process_and_hour(service, shelf, clock):
    sealed = months(service, shelf, clock).seal(b"one", b"here")
    keys = months(service, shelf, clock)
    for _ in range(5):
        keys.open(sealed, b"here")
    assert len(service.unwrapped) == 1
    clock.pass_by(timedelta(hours=1))
    keys.open(sealed, b"here")
    assert len(service.unwrapped) == 2


def test_the_slower_of_two_processes_takes_the_key_of_the_faster(service, shelf, clock):
    faster, slower = months(service, shelf, clock), months(service, shelf, clock)

    class LateShelf(DictShelf):
        def find(self, name):
            if name not in shelf:
                faster.seal(b"", b"")  # between the slower one's look and its writing
                return None
            return shelf.find(name)

        def add(self, name, wrapped):
            return shelf.add(name, wrapped)

    slower._shelf = LateShelf()
    assert faster.open(slower.seal(b"one", b"here"), b"here") == b"one"


def test_without_its_key_nothing_opens(service, shelf, clock):
    sealed = months(service, shelf, clock).seal(b"one", b"here")
    shelf.clear()
    with pytest.raises(KeyGoneError):
        months(service, shelf, clock).open(sealed, b"here")
