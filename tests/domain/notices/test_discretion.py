import pytest

from chalicelib.domain.notices.discretion import may_leave
from chalicelib.domain.vocabulary import Action, Role, State
from chalicelib.domain.workflow.case import CITIZEN, Owed
from tests.support.owing import a_case, an_entry

ALL = [f"N{number}" for number in range(1, 11)]


@pytest.mark.obligation("X-1", "R-75")
@pytest.mark.parametrize("notice", ALL)
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CITIZEN, Role.SEALED_DESK}))
def test_a_sealed_case_tells_no_post_outside_the_sealed_desk(notice, role):
    case = a_case(state=State.SEALED)
    assert not may_leave(case, an_entry(2, Action.ASSIGN), Owed(notice, "d-h"), role)


@pytest.mark.obligation("X-1")
def test_a_sealed_case_still_reaches_the_sealed_desk():
    assert may_leave(a_case(state=State.SEALED), an_entry(3, Action.SEAL), Owed("N3", "xf"), Role.SEALED_DESK)


@pytest.mark.obligation("X-1", "H-8.2")
@pytest.mark.parametrize(
    ("notice", "action", "may"),
    [
        pytest.param("N1", Action.FILE, True, id="that-it-was-received"),
        pytest.param("N2", Action.SEAL, True, id="that-it-went-its-own-way"),
        pytest.param("N2", Action.ASSIGN, False, id="not-that-a-unit-had-it"),
        *(
            pytest.param(notice, Action.SEAL, False, id=f"nothing-of-{notice}")
            for notice in ALL
            if notice not in {"N1", "N2"}
        ),
    ],
)
def test_the_citizen_of_a_sealed_case_hears_of_its_receipt_and_its_sealing_only(notice, action, may):
    assert may_leave(a_case(state=State.SEALED), an_entry(2, action), Owed(notice, CITIZEN), None) is may


@pytest.mark.obligation("R-69")
@pytest.mark.parametrize("notice", ALL)
def test_a_case_continued_ex_officio_tells_its_citizen_nothing_more(notice):
    case = a_case(ex_officio=True)
    assert not may_leave(case, an_entry(5), Owed(notice, CITIZEN), None)
    assert may_leave(case, an_entry(5), Owed(notice, "d-h"), Role.HANDLER)


@pytest.mark.obligation("R-69")
@pytest.mark.parametrize(
    ("action", "may"),
    [
        pytest.param(Action.ASSIGN, False, id="nothing-from-before"),
        pytest.param(Action.ACCEPT_WITHDRAWAL, True, id="accepted"),
        pytest.param(Action.LAPSE, True, id="accepted-by-silence"),
    ],
)
def test_after_a_withdrawal_the_citizen_hears_only_how_it_ended(action, may):
    case = a_case(state=State.WITHDRAWN)
    assert may_leave(case, an_entry(4, action), Owed("N2", CITIZEN), None) is may


def test_an_ordinary_case_keeps_nothing_back():
    assert may_leave(a_case(), an_entry(2), Owed("N7", CITIZEN), None)
