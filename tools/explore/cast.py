"""Who may turn up at a case: every kind of actor, also those who must be turned away."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import AccountId, OrgId, PostId
from chalicelib.domain.vocabulary import Role
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case, Draft
from chalicelib.domain.workflow.seats.seating import posts_in
from tools.explore.world import World

CITIZEN: Final = Actor(account=AccountId("p-1"), role=Role.CITIZEN)

_UNIT: Final = (Role.UNIT_LEADER, Role.HANDLER, Role.UNIT_PARTY_COMMITTEE)
_COUNTY: Final = (Role.COUNTY, Role.COUNTY_LEADER, Role.AUDITOR)

Cast = dict[str, Actor]
"""Actors by the names a counterexample calls them."""


def cast(case: Case, world: World) -> Cast:
    """Give everybody worth trying on this case, nobody twice.

    A second post of each seat turns up where two are told apart: once a post is recused or has drafted. The
    drafter turns up once more at the post whose turn it is, for one person may hold several posts and still
    never passes what they wrote (H-13.1).
    """
    people: Cast = {"citizen": CITIZEN}
    seen = {CITIZEN}
    for name, actor in _officials(case, world):
        if actor not in seen:
            seen.add(actor)
            people[name] = actor
    return people


def _officials(case: Case, world: World) -> Iterator[tuple[str, Actor]]:
    is_told_apart = case.recused or case.draft is not None or case.proposal is not None
    each = 2 if is_told_apart else 1
    directory = world.directory
    for role in _COUNTY:
        yield from _holders("county", directory.county_body, role, directory, each)
    if case.supervising_org is not None:
        yield from _holders("body", case.supervising_org, Role.INTAKE, directory, each)
    for seat in sorted(world.rulebook.seat_names, key=str):
        for number, post in enumerate(posts_in(seat, case, directory)[:each], 1):
            yield f"{seat} {number}", at_post(post.id, directory)
    if case.lead_unit is not None:
        for role in _UNIT:
            yield from _holders("unit", case.lead_unit, role, directory, each)
    yield from _strangers(case, world)
    yield from _owners(case, directory)


def _strangers(case: Case, world: World) -> Iterator[tuple[str, Actor]]:
    directory, scenery = world.directory, world.scenery
    bodies = [body for body in scenery.bodies if body != case.supervising_org]
    for body in bodies[:1]:
        yield from _holders("another body", body, Role.INTAKE, directory)
    other = scenery.units[0] if case.lead_unit == scenery.units[1] else scenery.units[1]
    for role in _UNIT:
        yield from _holders("another unit", other, role, directory)


def _owners(case: Case, directory: Directory) -> Iterator[tuple[str, Actor]]:
    for duty in case.duties:
        if duty.owner_post is not None:
            yield f"owner of the {duty.kind} at {duty.owner_org}", at_post(duty.owner_post, directory)
    if case.owner_post is not None:
        yield "owner", at_post(case.owner_post, directory)
        for paper in (case.draft, case.proposal):
            if paper is not None:
                writer = paper.drafter if isinstance(paper, Draft) else paper.proposer
                yield "writer at the owner's post", at_post(case.owner_post, directory, writer)


def _holders(
    where: str, org: OrgId, role: Role, directory: Directory, most: int = 1
) -> Iterator[tuple[str, Actor]]:
    for number, post in enumerate(directory.posts_of(org, role)[:most], 1):
        yield f"{role} {number} of {where}", at_post(post.id, directory)


@cache
def _account_of(post: PostId) -> AccountId:
    return AccountId(f"a-{post}")


def at_post(post: PostId, directory: Directory, account: AccountId | None = None) -> Actor:
    """Seat somebody at a post."""
    found = directory.post(post)
    return Actor(account=account or _account_of(post), role=found.role, org=found.org, post=post)
