"""Who may see a case at all; a forbidden case answers exactly like an absent one (design §1 promise 3)."""

from collections.abc import Iterator
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Role, State
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.approving import approves
from chalicelib.domain.workflow.seats.ownership import (
    COUNTY,
    COUNTY_LEADER,
    HANDLER,
    INTAKE_BODY,
    SEALED_DESK,
    UNIT_LEADER,
)
from chalicelib.domain.workflow.seats.review import chain_of, proposal_chain
from chalicelib.domain.workflow.seats.seating import barred_from, posts_for, posts_owing, sits_in

WATCHERS: Final = (COUNTY, COUNTY_LEADER)
UNIT: Final = (UNIT_LEADER, HANDLER)
SET_APART: Final = frozenset({State.SEALED, State.REDIRECTED_12388})
"""Ends that no ordinary eye looks into: what was said there concerns an official (H-11.2, S-20)."""


def sees(actor: Actor, case: Case, directory: Directory, rulebook: Rulebook) -> bool:
    """Tell whether a post may read this case.

    The body that holds it (H-5.1), the unit that handles it or was urged (K-3.5), whoever signs about it,
    approves what is told of it (K-3.3b), owes a duty on it or was put in charge of it (K-3.1b), and the
    county (H-4.3) read it; a recused post, another unit, an administrator do not (A-30, K-5.3b). Once it
    is set apart nobody does but the sealed desk what is sealed (H-11.2, R-76). A unit reads nothing more
    once the county has taken over: it leads no more (R-60). Whoever proposes sees what was handed over,
    nothing else (R-18, J-3.2.3).
    """
    if actor.post is None or actor.post in barred_from(case, directory):
        return False
    if case.state in SET_APART:
        return case.state is State.SEALED and sits_in(actor, SEALED_DESK, case, directory)
    if actor.role in {Role.COUNTY, Role.COUNTY_LEADER} and actor.org == directory.county_body:
        return True
    stands_in = any(sits_in(actor, seat, case, directory) for seat in WATCHERS)
    return stands_in or takes_part(actor, case, directory, rulebook)


def takes_part(actor: Actor, case: Case, directory: Directory, rulebook: Rulebook) -> bool:
    """Tell whether a post does not only look on: it holds, handles, signs or owes something."""
    if any(sits_in(actor, seat, case, directory) for seat in _seats(case, rulebook)):
        return True
    if approves(actor, case, directory) or (case.in_charge is not None and actor.post == case.in_charge.post):
        return True
    helping = {post.id for duty in case.duties for post in posts_owing(duty, case, directory)}
    confirming = case.co_units if case.state is State.AWAITING_FEEDBACK else ()
    helping |= {
        post.id
        for unit in (*confirming, *case.urged)
        for role in (Role.UNIT_LEADER, Role.HANDLER)
        for post in posts_for(unit, role, case, directory)
    }
    return actor.post in helping


def _seats(case: Case, rulebook: Rulebook) -> Iterator[Seat]:
    yield INTAKE_BODY
    if case.handed_over and rulebook.proposal.proposer is not None:
        yield rulebook.proposal.proposer
    if case.proposal is not None:
        yield from (seat for step in proposal_chain(case, rulebook) for seat in step.signers)
    if case.lead_unit is not None:
        # A unit that is only proposed has received nothing yet (J-3.2.1).
        yield from UNIT
        yield from (seat for step in chain_of(case, rulebook) for seat in step.signers)
