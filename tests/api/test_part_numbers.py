"""A part that finds its number taken draws another one, and is met again under it (A-20, storage §5)."""

import pytest

from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import AccountId, PersonId, PostId
from chalicelib.domain.vocabulary import Action, Role, State
from chalicelib.domain.workflow.act import Act, Actor, Inputs
from chalicelib.usecases.branch_off import DRAWS
from tests.support.decisions import filing


@pytest.fixture
def case(town):
    return town.services.cases.get(town.file())


def marking(town, case):
    post = PostId(town.body_of(case.case_no))
    actor = Actor(account=AccountId("a-1"), role=Role.INTAKE, org=case.supervising_org, post=post)
    inputs = Inputs(text="三户的账号同属一家。")
    return Act(action=Action.MARK_CLUE, actor=actor, inputs=inputs, request="c" * 16, body="d" * 16)


def take(town, numbers):
    for nth, number in enumerate(numbers):
        filed = filing(town.services.cases, number, request=f"{nth:016x}")
        town.services.cases.create(filed, PersonId("somebody"))


def test_a_taken_number_is_passed_over_and_the_part_found_again_under_the_next(town, case):
    branch_off, act = town.services.take_action.branch_off, marking(town, case)
    first, second, *_ = branch_off.numbers(case, act)
    take(town, [first])
    assert not branch_off.has_made(case, act)
    branch_off(case, act)
    assert town.services.cases.get(second).state is State.SEALED
    assert branch_off.has_made(case, act)


def test_so_many_taken_numbers_in_a_row_mean_that_something_else_is_wrong(town, case):
    branch_off, act = town.services.take_action.branch_off, marking(town, case)
    numbers = list(branch_off.numbers(case, act))
    assert len(numbers) == DRAWS
    take(town, numbers)
    with pytest.raises(UnavailableError):
        branch_off(case, act)
    assert not branch_off.has_made(case, act)
