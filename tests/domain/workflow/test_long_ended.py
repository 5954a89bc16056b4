from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.long_ended import OPEN_BY_PHONE_DAYS, ended_at, needs_code
from tests.support.life import a_life, beijing

A_MOMENT = timedelta(seconds=1)
OPEN_FOR = timedelta(days=180)


def ended(state, **changes):
    return replace(a_life().case, state=state, state_entered_at=beijing("2026-03-05"), **changes)


@pytest.mark.obligation("A-17")
def test_a_case_needs_its_code_more_than_180_days_after_its_end():
    case = ended(State.CLOSED)
    assert OPEN_BY_PHONE_DAYS == 180
    assert not needs_code(case, beijing("2026-03-05") + OPEN_FOR)
    assert needs_code(case, beijing("2026-03-05") + OPEN_FOR + A_MOMENT)


@pytest.mark.obligation("A-17")
def test_a_case_that_runs_for_years_does_not():
    case = a_life().assigned().case
    assert ended_at(case) is None
    assert not needs_code(case, case.filed_at + 20 * OPEN_FOR)


@pytest.mark.obligation("A-17", "R-76")
def test_a_sealed_case_has_ended_with_the_last_act_of_its_desk():
    case = ended(State.SEALED)
    assert ended_at(case) is None
    assert ended_at(replace(case, clock=None)) == case.tail[-1].at
