"""On whose desk a case lies, and until when: one desk for the main line, one more for each foreign duty.

A desk is `county:org#box`; a store keeps one row per desk and case (storage §4). Rows only propose: who may
open the case is decided anew from the case itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from chalicelib.domain.deadlines.instants import OFFICE_ZONE
from chalicelib.domain.identifiers import CountyId, OrgId
from chalicelib.domain.vocabulary import FINAL_STATES, DutyKind, Flag, State
from chalicelib.domain.workflow.case import Case, PublicationState
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.seats.approving import is_public

CLOSED: Final = "closed"
HARD: Final = "hard"
PUBLICATION: Final = "publication"
PUBLIC: Final = OrgId("public")
"""No organisation: whatever lies on its desk anybody may read (K-3.3b)."""
FEEDBACK: Final = "feedback"

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
    """Find the further desks: of every open duty that lies elsewhere than the main line, its earliest due.

    A hard case lies in a box of its own with the body that holds it and with the leader in charge (K-3.1b). A
    public feedback lies with those who approve it, then on the desk of the public (K-3.3b).
    """
    main = desk_of(case)
    dues: dict[str, datetime] = {}
    for org in case.signing_orgs:
        # A step of several signers lies on the desk of each.
        clock = certain(case.clock, "what is being signed has a due")
        dues[desk_key(case.county, org, BOXES[case.state])] = clock.due_at
    for duty in case.duties:
        desk = desk_key(case.county, duty.owner_org, DUTY_BOXES[duty.kind])
        dues[desk] = min(duty.clock.due_at, dues.get(desk, duty.clock.due_at))
    beside = [DeskPlace(desk, due_at) for desk, due_at in sorted(dues.items())]
    return tuple(
        place
        for place in (*beside, *_among_hard_ones(case), *_for_the_public(case))
        if main is None or place.desk != main.desk
    )


def _among_hard_ones(case: Case) -> Iterator[DeskPlace]:
    if Flag.HARD not in case.flags or case.state in FINAL_STATES or case.state is State.SEALED:
        return
    orgs = dict.fromkeys((case.supervising_org, case.in_charge.org if case.in_charge else None))
    for org in orgs:
        place = _lying(case, org, HARD, case.clock.due_at if case.clock else None)
        if place is not None:
            yield place


def public_desk(county: CountyId) -> str:
    """Name the desk of what a county tells in public (K-3.3b)."""
    return desk_key(county, PUBLIC, FEEDBACK)


def _for_the_public(case: Case) -> Iterator[DeskPlace]:
    publication = case.publication
    if publication is None:
        return
    if publication.state is PublicationState.PROPOSED:
        for org in publication.approving_orgs:
            yield DeskPlace(desk_key(case.county, org, PUBLICATION), None)
    if is_public(case):
        # A desk is read from its least due on; the public reads the newest first.
        yield DeskPlace(public_desk(case.county), _FIRST + (_LAST - publication.since))


_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(2200, 1, 1, tzinfo=UTC)


def _lying(case: Case, org: OrgId | None, box: str, due_at: datetime | None) -> DeskPlace | None:
    return DeskPlace(desk_key(case.county, org, box), due_at) if org else None
