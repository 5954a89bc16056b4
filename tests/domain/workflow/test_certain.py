import pytest

from chalicelib.domain.workflow.certain import certain


def test_what_the_table_makes_certain_is_given_and_its_absence_is_our_own_fault():
    assert certain(0, "zero is something") == 0
    with pytest.raises(AssertionError, match="must be there"):
        certain(None, "must be there")
