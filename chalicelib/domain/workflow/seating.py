"""Which posts fill a seat of a case, and who answers for it first (R-01, R-28, A-30)."""

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.directory.recusal import signers
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.rulebook.seats import STAND_INS, Of, Seat
from chalicelib.domain.vocabulary import Role
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case


def org_of(of: Of, case: Case, directory: Directory) -> OrgId | None:
    """Give the case's organisation a seat belongs to; None while the case has none yet."""
    if of is Of.BODY:
        return case.supervising_org
    if of is Of.UNIT:
        return case.lead_unit
    return directory.county_body


def posts_in(seat: Seat, case: Case, directory: Directory) -> tuple[Post, ...]:
    """Give the posts of which any one may act in this seat, first the one who answers for it.

    Once handlers are named (H-20.1), the unit's two seats are theirs alone.
    """
    org = org_of(seat.of, case, directory)
    if org is None:
        return ()
    if seat.of is Of.UNIT and org == case.lead_unit:
        named = _named(seat.role, case)
        if named is not None and named not in case.recused:
            post = directory.find_post(named)
            if post is not None and post.active:
                return (post,)
    return posts_for(org, seat.role, case, directory)


def posts_for(org: OrgId, role: Role, case: Case, directory: Directory) -> tuple[Post, ...]:
    """Give the posts that may act for a role of an organisation, recusals and stand-ins considered."""
    if org == directory.county_body:
        own = tuple(
            post
            for each in (role, *sorted(STAND_INS.get(role, ())))
            for post in directory.posts_of(org, each)
            if post.id not in case.recused
        )
        if own:
            return own
    return signers(directory, org, role, case.recused)


def sits_in(actor: Actor, seat: Seat, case: Case, directory: Directory) -> bool:
    """Tell whether the actor's post may act in this seat of the case."""
    return any(post.id == actor.post for post in posts_in(seat, case, directory))


def _named(role: Role, case: Case) -> PostId | None:
    if role is Role.HANDLER:
        return case.handler_post
    if role is Role.UNIT_LEADER:
        return case.leader_post
    return None
