"""One owner for every open case: the seat that each state belongs to (R-01)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import FINAL_STATES, Role, State
from chalicelib.domain.workflow.case import Case, Duty
from chalicelib.domain.workflow.seats.review import seats_left
from chalicelib.domain.workflow.seats.seating import org_of, posts_in, posts_owing

INTAKE_BODY: Final = Seat(Role.INTAKE, Of.BODY)
UNIT_LEADER: Final = Seat(Role.UNIT_LEADER, Of.UNIT)
HANDLER: Final = Seat(Role.HANDLER, Of.UNIT)
PARTY_COMMITTEE: Final = Seat(Role.UNIT_PARTY_COMMITTEE, Of.UNIT)
COUNTY: Final = Seat(Role.COUNTY, Of.COUNTY)
COUNTY_LEADER: Final = Seat(Role.COUNTY_LEADER, Of.COUNTY)
SEALED_DESK: Final = Seat(Role.SEALED_DESK, Of.COUNTY)

OWNERS: Final[Mapping[State, Seat]] = MappingProxyType(
    {
        State.FILED: COUNTY,
        State.INTAKE: INTAKE_BODY,
        State.ASSIGNED: UNIT_LEADER,
        State.HANDLING: HANDLER,
        State.DRAFTING: HANDLER,
        State.AWAITING_FEEDBACK: HANDLER,
        State.TRACKING: HANDLER,
        State.TRACKING_12345: INTAKE_BODY,
        State.FOLLOWING: INTAKE_BODY,
        State.REPLIED: INTAKE_BODY,
        State.DECISION: INTAKE_BODY,
        State.SEALED: SEALED_DESK,
    }
)
"""Whose desk a state stands on; where it is signed it is the next signer's, in closing the open duty's."""

SIGNED: Final = frozenset({State.PROPOSAL, State.IN_REVIEW})
"""States in which a chain of signers has the case."""


def owner_seat(case: Case, rulebook: Rulebook) -> Seat | None:
    """Give the seat that owes the main line's next step; None at an end, or where a duty's owner does."""
    if case.state in SIGNED:
        return seats_left(case, rulebook)[0]
    if case.state is State.INTAKE and case.handed_over:
        return rulebook.proposal.proposer
    return OWNERS.get(case.state)


def with_owner(case: Case, rulebook: Rulebook, directory: Directory) -> Case:
    """Name the one owner of the case as it now stands, and of each duty beside it."""
    duties = tuple(answered_for(duty, case, directory) for duty in case.duties)
    owned = _with_main_owner(replace(case, duties=duties), rulebook, directory)
    return replace(owned, signing_orgs=_signing_beside(owned, rulebook, directory))


def answered_for(duty: Duty, case: Case, directory: Directory) -> Duty:
    """Name the post that answers for a duty; where nobody sits, its organisation stays named."""
    posts = posts_owing(duty, case, directory)
    if not posts or any(post.id == duty.owner_post for post in posts):
        return duty
    return replace(duty, owner_org=posts[0].org, owner_post=posts[0].id)


def _with_main_owner(case: Case, rulebook: Rulebook, directory: Directory) -> Case:
    if case.state in FINAL_STATES:
        return replace(case, owner_org=None, owner_post=None)
    if case.state is State.CLOSING and case.duties:
        duty = case.duties[0]
        return replace(case, owner_org=duty.owner_org, owner_post=duty.owner_post)
    seat = owner_seat(case, rulebook) or INTAKE_BODY
    posts = signing_posts(seat, case, directory)
    if posts:
        return replace(case, owner_org=posts[0].org, owner_post=posts[0].id)
    # Nobody sits there now: the organisation stays named, so that no case is ever nobody's.
    return replace(case, owner_org=org_of(seat.of, case, directory) or directory.county_body, owner_post=None)


def signing_posts(seat: Seat, case: Case, directory: Directory) -> tuple[Post, ...]:
    """Give the posts that fill a seat now; whoever wrote what is signed may not sign it (H-13.1, J-2.4)."""
    posts = posts_in(seat, case, directory)
    writer = writer_of(case)
    return tuple(post for post in posts if post.id != writer) or posts


def writer_of(case: Case) -> PostId | None:
    """Give the post that wrote what is being signed; None: nothing is."""
    if case.state is State.PROPOSAL and case.proposal is not None:
        return case.proposal.proposer_post
    return case.draft.drafter_post if case.state is State.IN_REVIEW and case.draft is not None else None


def _signing_beside(case: Case, rulebook: Rulebook, directory: Directory) -> tuple[OrgId, ...]:
    """Give the other organisations whose signature the step waits for as well (A-29)."""
    if case.state not in SIGNED:
        return ()
    first = (signing_posts(seat, case, directory)[:1] for seat in seats_left(case, rulebook))
    orgs = dict.fromkeys(post.org for posts in first for post in posts)
    return tuple(org for org in orgs if org != case.owner_org)
