"""Who approves what is to be public, and what is public (K-3.3b)."""

from collections.abc import Iterator
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Flag, Role, State
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case, PublicationState
from chalicelib.domain.workflow.seats.seating import posts_in

SEATS: Final = (Seat(Role.COUNTY_LEADER, Of.COUNTY), Seat(Role.MAIN_LEADER, Of.TENANT))
STANDING: Final = frozenset({PublicationState.PROPOSED, PublicationState.PUBLIC})


def leaders(case: Case, directory: Directory) -> Iterator[Post]:
    """Give the leaders of whom any one may approve, unless they wrote it themselves.

    Nobody else stands in for them: where there is no leader nothing is told in public.
    """
    for seat in SEATS:
        yield from (post for post in posts_in(seat, case, directory) if post.role is seat.role)


def first_leaders(case: Case, directory: Directory) -> Iterator[Post]:
    """Give one leader of each seat, to be told."""
    yield from {post.role: post for post in reversed([*leaders(case, directory)])}.values()


def approves(actor: Actor, case: Case, directory: Directory) -> bool:
    """Tell whether somebody decides about what waits or is public: a second person, at whichever post."""
    publication = case.publication
    return (
        publication is not None
        and publication.state in STANDING
        and actor.account != publication.writer
        and any(post.id == actor.post for post in leaders(case, directory))
    )


def is_public(case: Case) -> bool:
    """Tell whether anybody may read it: never about minors (S-15), never of what was set apart (X-1)."""
    return (
        case.publication is not None
        and case.publication.state is PublicationState.PUBLIC
        and Flag.MINORS_INVOLVED not in case.flags
        and case.state not in {State.SEALED, State.REDIRECTED_12388}
    )
