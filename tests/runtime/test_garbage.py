import gc

import pytest

from chalicelib.runtime.garbage import YOUNG_OBJECTS, collect_rarely


@pytest.fixture
def pace():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_the_collector_looks_rarely_and_is_not_switched_off(pace):
    collect_rarely()
    assert gc.get_threshold()[0] == YOUNG_OBJECTS
    assert gc.isenabled()
