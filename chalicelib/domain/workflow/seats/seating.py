"""Which posts fill a seat of a case, and who answers for it first (R-01, R-28, A-30)."""

from collections.abc import Collection

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.directory.recusal import signers
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.rulebook.seats import STAND_INS, Of, Seat
from chalicelib.domain.vocabulary import DutyKind, Flag, Role
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case, Duty


def org_of(of: Of, case: Case, directory: Directory) -> OrgId | None:
    """Give the case's organisation a seat belongs to; None while the case has none yet."""
    if of is Of.BODY:
        return case.supervising_org
    if of is Of.UNIT:
        # While its assignment is being signed, the leaders of the unit that is proposed sign (J-3.2.1).
        return case.lead_unit or (case.proposal.unit if case.proposal is not None else None)
    return directory.root if of is Of.TENANT else directory.county_body


def posts_in(seat: Seat, case: Case, directory: Directory) -> tuple[Post, ...]:
    """Give the posts of which any one may act in this seat, first the one who answers for it.

    Once handlers are named (H-20.1), the unit's two seats are theirs alone.
    """
    org = org_of(seat.of, case, directory)
    if org is None:
        return ()
    if seat.of is Of.UNIT and org == case.lead_unit:
        named = _named(seat.role, case)
        if named is not None and named not in barred_from(case, directory):
            post = directory.find_post(named)
            if post is not None and post.active:
                return (post,)
    return posts_for(org, seat.role, case, directory)


def barred_from(case: Case, directory: Directory) -> Collection[PostId]:
    """Give the posts that must not act: recused ones, and all of a unit whose conduct it is about (R-27).

    Nobody in the tenant stands above the county body; what is said of that is the sealed desk's business.
    """
    accused = case.complaint.accused
    if accused is None or accused == directory.county_body:
        return case.recused
    # A leader in charge answers for the unit and does not sit in it (J-2.3).
    own = (post for role in Role for post in directory.posts_of(accused, role) if post.org == accused)
    return case.recused | {post.id for post in own}


def posts_for(org: OrgId, role: Role, case: Case, directory: Directory) -> tuple[Post, ...]:
    """Give the posts that may act for a role of an organisation, recusals and stand-ins considered."""
    barred = barred_from(case, directory)
    if org == directory.county_body:
        own = tuple(
            post
            for each in (role, *sorted(STAND_INS.get(role, ())))
            for post in directory.posts_of(org, each)
            if post.id not in barred
        )
        if own:
            return own
    return signers(directory, org, role, barred)


def posts_owing(duty: Duty, case: Case, directory: Directory) -> tuple[Post, ...]:
    """Give the posts of which any one may do what a duty asks, first the one who answers for it."""
    if duty.unit is not None and not duty.answered:
        return _posts_of_unit(duty.unit, case, directory)
    posts = posts_for(duty.seat_org or duty.owner_org, duty.owner_role, case, directory)
    if duty.kind is DutyKind.EXTENSION:
        # Nobody decides on an application of their own, nor at the county on the case they lead.
        leading = {case.leader_post, case.handler_post} if Flag.ELEVATED in case.flags else set()
        parties = {duty.opened_by, *leading}
        return tuple(post for post in posts if post.id not in parties) or posts
    return posts


def sits_in(actor: Actor, seat: Seat, case: Case, directory: Directory) -> bool:
    """Tell whether the actor's post may act in this seat of the case."""
    return any(post.id == actor.post for post in posts_in(seat, case, directory))


def _named(role: Role, case: Case) -> PostId | None:
    if role is Role.HANDLER:
        return case.handler_post
    if role is Role.UNIT_LEADER:
        return case.leader_post
    return None


def _posts_of_unit(unit: OrgId, case: Case, directory: Directory) -> tuple[Post, ...]:
    if unit == case.lead_unit:
        leaders = posts_in(Seat(Role.UNIT_LEADER, Of.UNIT), case, directory)
        handlers = posts_in(Seat(Role.HANDLER, Of.UNIT), case, directory)
    else:
        leaders = posts_for(unit, Role.UNIT_LEADER, case, directory)
        handlers = posts_for(unit, Role.HANDLER, case, directory)
    # Where a unit has no handler, nobody above it steps into that seat: its leader is enough.
    return (*leaders, *(post for post in handlers if post.org == unit))
