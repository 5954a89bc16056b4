"""On whose desk a case lies, and until when: one desk for the main line, one more for each foreign duty.

A desk is `county:org#box`; a store keeps one row per desk and case (storage §4). Rows only propose: who may
open the case is decided anew from the case itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from chalicelib.domain.deadlines.instants import OFFICE_ZONE
from chalicelib.domain.identifiers import CountyId, OrgId
from chalicelib.domain.vocabulary import FINAL_STATES, DutyKind, State
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.certain import certain

CLOSED: Final = "closed"

BOXES: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.FILED: "intake",
        State.INTAKE: "intake",
        State.PROPOSAL: "proposal",
        State.ASSIGNED: "handling",
        State.HANDLING: "handling",
        State.DRAFTING: "handling",
        State.AWAITING_FEEDBACK: "handling",
        State.IN_REVIEW: "review",
        State.TRACKING: "tracking",
        State.TRACKING_12345: "tracking",
        State.FOLLOWING: "following",
        State.DECISION: "decision",
        State.CLOSING: "supervision",
        State.SEALED: "sealed",
    }
)
"""The box of the owner's desk in every state that has an owner at work."""

DUTY_BOXES: Final[Mapping[DutyKind, str]] = MappingProxyType(
    {
        DutyKind.EXTENSION: "extensions",
        DutyKind.OBJECTION: "duties",
        DutyKind.WITHDRAWAL: "duties",
        DutyKind.CO_HANDLING: "duties",
        DutyKind.COORDINATION: "duties",
        DutyKind.SUPERVISION: "supervision",
    }
)


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """A place on a desk: the desk and the instant by which the row is sorted, None after all others."""

    desk: str
    due_at: datetime | None


def desk_key(county: CountyId, org: OrgId, box: str) -> str:
    """Name a desk."""
    return f"{county}:{org}#{box}"


def closed_box(at: datetime) -> str:
    """Name the box of the cases that were answered or ended in this month of the office's calendar."""
    return f"{CLOSED}:{at.astimezone(OFFICE_ZONE):%Y%m}"


def is_closed_desk(desk: str) -> bool:
    """Tell whether rows of this desk are sorted by when they were answered, not by a due."""
    return desk.partition("#")[2].startswith(CLOSED)


def desk_of(case: Case) -> DeskPlace | None:
    """Find the desk of the main line; None: the case lies on none (its sealed life is over, or nobody's).

    An answered case goes to the closed box of the lead unit in the month of the answer and stays there
    through rating and close (storage §4); only a bad rating brings it back to a desk.
    """
    if case.state is State.SEALED and case.has_ended:
        return None
    if case.state is State.REPLIED or case.state in FINAL_STATES:
        org = case.lead_unit or case.supervising_org
        answered_at = case.replied_at or case.state_entered_at
        return _lying(case, org, closed_box(answered_at), answered_at)
    org = case.owner_org or case.supervising_org
    return _lying(case, org, BOXES[case.state], case.clock.due_at if case.clock else None)


def slips_of(case: Case) -> tuple[DeskPlace, ...]:
    """Find the further desks: of every open duty that lies elsewhere than the main line, its earliest due."""
    main = desk_of(case)
    dues: dict[str, datetime] = {}
    for org in case.signing_orgs:
        # A step of several signers lies on the desk of each.
        clock = certain(case.clock, "what is being signed has a due")
        dues[desk_key(case.county, org, BOXES[case.state])] = clock.due_at
    for duty in case.duties:
        desk = desk_key(case.county, duty.owner_org, DUTY_BOXES[duty.kind])
        dues[desk] = min(duty.clock.due_at, dues.get(desk, duty.clock.due_at))
    return tuple(
        DeskPlace(desk, due_at) for desk, due_at in sorted(dues.items()) if main is None or desk != main.desk
    )


def _lying(case: Case, org: OrgId | None, box: str, due_at: datetime | None) -> DeskPlace | None:
    return DeskPlace(desk_key(case.county, org, box), due_at) if org else None
