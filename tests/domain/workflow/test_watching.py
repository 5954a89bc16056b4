"""What the night looks at in every case, told from the case alone."""

from dataclasses import replace

import pytest

from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import State, Term
from chalicelib.domain.workflow.seats.desks import desk_of
from chalicelib.domain.workflow.seats.watching import (
    has_owner,
    has_somebody_there,
    is_open,
    lies_on,
    silent_at_the_top,
)
from tests.support.decisions import FILED_AT, duty, running
from tests.support.life import COUNTY_BODY, DIRECTORY, a_life

OPEN = a_life().case
ELSEWHERE = OrgId("640122-mzj")


def test_a_case_is_open_until_its_end():
    assert is_open(OPEN)
    assert not is_open(replace(OPEN, state=State.CLOSED))


def test_an_organisation_may_own_a_case_with_nobody_at_the_post():
    assert has_owner(OPEN)
    assert has_somebody_there(OPEN)
    vacant = replace(OPEN, owner_post=None)
    assert has_owner(vacant)
    assert not has_somebody_there(vacant)
    assert not has_owner(replace(vacant, owner_org=None))


@pytest.mark.obligation("R-03")
@pytest.mark.parametrize(
    ("owner", "breached", "found"),
    [
        pytest.param(COUNTY_BODY, FILED_AT, [Term.INTAKE], id="late-with-nobody-above"),
        pytest.param(COUNTY_BODY, None, [], id="in-time"),
        pytest.param(ELSEWHERE, FILED_AT, [], id="late-below-somebody"),
    ],
)
def test_the_silence_of_the_top_body_is_found(owner, breached, found):
    clock = replace(running(), breached_at=breached)
    assert list(silent_at_the_top(replace(OPEN, owner_org=owner, clock=clock), DIRECTORY)) == found


@pytest.mark.obligation("R-03")
def test_a_duty_of_the_top_body_is_found_as_well_and_no_term_is_no_silence():
    late = duty(org=COUNTY_BODY)
    case = replace(OPEN, clock=None, duties=(replace(late, clock=replace(late.clock, breached_at=FILED_AT)),))
    assert list(silent_at_the_top(case, DIRECTORY)) == [Term.EXTENSION_DECISION]


def test_a_case_lies_on_its_own_desk_and_on_that_of_each_duty():
    asked = replace(OPEN, duties=(duty(org=ELSEWHERE),))
    assert lies_on(OPEN, desk_of(OPEN).desk)
    assert lies_on(asked, f"helan:{ELSEWHERE}#extensions")
    assert not lies_on(OPEN, f"helan:{ELSEWHERE}#extensions")
    assert not lies_on(replace(OPEN, state=State.SEALED), desk_of(OPEN).desk)
