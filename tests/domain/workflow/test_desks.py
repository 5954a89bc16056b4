from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.identifiers import OrgId, TextRef
from chalicelib.domain.vocabulary import FINAL_STATES, DutyKind, State
from chalicelib.domain.workflow.seats.desks import (
    BOXES,
    DUTY_BOXES,
    DeskPlace,
    desk_of,
    is_closed_desk,
    slips_of,
)
from tests.support.decisions import duty, filing, running

UNIT, BODY, COUNTY = OrgId("town-office"), OrgId("town-discipline"), OrgId("county-discipline")
DUE = datetime(2026, 11, 25, 16, tzinfo=UTC)
LATE_ON_THE_LAST_EVENING = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)  # the first of December in the office


class FakeReferences:
    def refer(self, case_no, text):
        return TextRef(f"{len(text):024d}")


def case(**changes):
    return replace(filing(FakeReferences()).after, **changes)


@pytest.mark.parametrize(
    ("state", "box"),
    [
        (State.FILED, "intake"),
        (State.INTAKE, "intake"),
        (State.PROPOSAL, "proposal"),
        (State.ASSIGNED, "handling"),
        (State.HANDLING, "handling"),
        (State.DRAFTING, "handling"),
        (State.AWAITING_FEEDBACK, "handling"),
        (State.IN_REVIEW, "review"),
        (State.TRACKING, "tracking"),
        (State.TRACKING_12345, "tracking"),
        (State.DECISION, "decision"),
        (State.CLOSING, "supervision"),
    ],
)
def test_an_open_case_lies_on_its_owners_desk_by_due(state, box):
    assert desk_of(case(state=state, owner_org=UNIT)) == DeskPlace(f"helan:town-office#{box}", DUE)


def test_every_state_has_a_box_or_an_end():
    assert set(BOXES) | FINAL_STATES | {State.REPLIED} == set(State)
    assert set(DUTY_BOXES) == set(DutyKind)


@pytest.mark.parametrize("state", sorted({State.REPLIED} | FINAL_STATES - {State.SEALED}))
def test_an_answered_case_stays_with_the_lead_unit_in_the_month_of_the_answer(state):
    answered = case(
        state=state,
        lead_unit=UNIT,
        replied_at=LATE_ON_THE_LAST_EVENING,
        state_entered_at=datetime(2027, 1, 8, tzinfo=UTC),
    )
    assert desk_of(answered) == DeskPlace("helan:town-office#closed:202612", LATE_ON_THE_LAST_EVENING)


def test_a_case_that_ended_early_stays_with_its_body_in_the_month_of_the_end():
    ended = case(state=State.DECLINED, lead_unit=None, state_entered_at=LATE_ON_THE_LAST_EVENING)
    assert desk_of(ended) == DeskPlace("helan:town-discipline#closed:202612", LATE_ON_THE_LAST_EVENING)


@pytest.mark.obligation("R-76", "X-1")
def test_a_sealed_case_lies_in_the_sealed_box_and_once_it_is_over_nowhere():
    sealed = case(state=State.SEALED, lead_unit=None)
    assert desk_of(sealed).desk == "helan:town-discipline#sealed"
    assert desk_of(replace(sealed, clock=None)) is None


def test_a_case_without_owner_lies_with_its_body_and_without_either_nowhere():
    assert desk_of(case(owner_org=None)).desk == "helan:town-discipline#intake"
    assert desk_of(case(state=State.FILED, owner_org=None, supervising_org=None)) is None


def test_a_case_without_a_running_term_has_no_due():
    assert desk_of(case(clock=None)) == DeskPlace("helan:town-discipline#intake", None)


def test_every_foreign_duty_lies_on_a_desk_of_its_own():
    duties = tuple(duty(kind, org=COUNTY) for kind in DutyKind)
    assert [place.desk for place in slips_of(case(duties=duties))] == [
        "helan:county-discipline#duties",
        "helan:county-discipline#extensions",
        "helan:county-discipline#supervision",
    ]


def test_duties_on_one_desk_share_a_slip_with_the_earliest_due():
    duties = tuple(duty(DutyKind.CO_HANDLING, org=UNIT, due_on=date(2026, 12, day)) for day in (9, 2, 5))
    assert slips_of(case(duties=duties)) == (
        DeskPlace("helan:town-office#duties", datetime(2026, 12, 2, 16, tzinfo=UTC)),
    )


def test_a_duty_on_the_main_desk_needs_no_slip():
    closing = case(state=State.CLOSING, duties=(duty(DutyKind.SUPERVISION, org=BODY),), clock=running())
    assert slips_of(closing) == ()
    assert len(slips_of(replace(closing, state=State.HANDLING))) == 1


def test_duties_outlive_the_desk_of_the_main_line():
    assert len(slips_of(case(owner_org=None, supervising_org=None, duties=(duty(),)))) == 1


def test_closed_desks_are_told_by_their_box():
    assert is_closed_desk("helan:town-office#closed:202612")
    assert not is_closed_desk("helan:town-office#handling")
