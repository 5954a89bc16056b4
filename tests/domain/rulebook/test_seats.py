"""A seat is a role in one of the case's organisations."""

import pytest

from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Role


@pytest.mark.parametrize("seat", [Seat(role, of) for role in Role for of in Of], ids=str)
def test_a_seat_reads_as_it_is_written(seat):
    assert Seat.parse(str(seat)) == seat


@pytest.mark.parametrize("text", ["", "intake", "@body", "intake@", "intake@body@unit", "INTAKE@body"])
def test_what_is_no_seat_is_refused(text):
    with pytest.raises(ValueError, match="is not a valid"):
        Seat.parse(text)


@pytest.mark.obligation("H-5.3", "H-15.2")
def test_where_the_county_takes_in_or_handles_its_own_posts_fill_the_seat():
    assert Seat(Role.HANDLER, Of.UNIT).roles == {Role.HANDLER, Role.COUNTY}
    assert Seat(Role.UNIT_LEADER, Of.UNIT).roles == {Role.UNIT_LEADER, Role.COUNTY_LEADER}
    assert Seat(Role.COUNTY, Of.COUNTY).roles == {Role.COUNTY}
