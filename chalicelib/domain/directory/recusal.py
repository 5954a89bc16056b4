"""Who signs when the one whose turn it is may not (R-28, A-30)."""

from collections.abc import Collection

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import DISCIPLINE_BODIES, HEAD_ROLES, Post
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Role


def signers(
    directory: Directory, org: OrgId, role: Role, recused: Collection[PostId] = ()
) -> tuple[Post, ...]:
    """Give the posts of which any one may take a step of `org`, when those in `recused` may not.

    In this order, the first that is not empty: other holders of the role, their standing deputies, the
    heads one level up, the county (R-28). A unit without the role borrows the seat of the body above it
    (H-7.1). Above the county body nobody in the tenant stands in: an empty answer there asks for an ad-hoc
    signer by a recorded decision, and the importer refuses a directory in which one recusal leads to it.
    """
    seat = directory.seat_of(org, role)
    rungs: list[tuple[Post, ...]] = []
    if seat is not None:
        holders = directory.posts_of(seat, role)
        rungs += [holders, _standing_deputies(directory, holders)]
    if directory.county_body not in {org, seat}:
        rungs += [
            () if seat is None else _heads_above(directory, seat),
            directory.posts_of(directory.county_body, Role.COUNTY),
        ]
    for rung in rungs:
        free = tuple(post for post in rung if post.id not in recused)
        if free:
            return free
    return ()


def _standing_deputies(directory: Directory, holders: tuple[Post, ...]) -> tuple[Post, ...]:
    deputies = (directory.post(post.standing_deputy) for post in holders if post.standing_deputy is not None)
    return tuple(dict.fromkeys(deputy for deputy in deputies if deputy.active))


def _heads_above(directory: Directory, seat: OrgId) -> tuple[Post, ...]:
    org = directory.org(seat)
    # A 纪检机构 answers to the one that supervises it, not to the committee in whose house it sits.
    above = directory.discipline_body_of(seat) if org.type in DISCIPLINE_BODIES else org.parent
    if above is None:
        return ()
    heads = (post for role in Role if role in HEAD_ROLES for post in directory.posts_of(above, role))
    return tuple(post for post in heads if post.head)
