"""The grid a citizen chooses from: county, towns, villages, departments (H-3.1, design §6)."""

from dataclasses import dataclass

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import GRID, TOWNSHIP_LEVEL, Org, OrgType
from chalicelib.domain.identifiers import OrgId, PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One node of the grid; its id is the id of the body that stands for it."""

    id: PlaceId
    name: str
    type: OrgType
    parent: PlaceId | None


def places_of(directory: Directory) -> tuple[Place, ...]:
    """Give the whole grid of a county, in the order of its directory.

    A view of the directory, no second list: bodies inside the offices, bodies above the tenant and
    retired ones are left out, and the tenant's own node has no parent here.
    """
    return tuple(
        Place(id=PlaceId(org.id), name=org.name, type=org.type, parent=_parent(directory, org))
        for org in directory.orgs.values()
        if is_place(directory, org)
    )


def places_below(directory: Directory, parent: PlaceId) -> tuple[Place, ...]:
    """Give the nodes right below one: a county's towns and departments, a town's villages."""
    return tuple(place for place in places_of(directory) if place.parent == parent)


def find_place(directory: Directory, place: PlaceId) -> Org | None:
    """Give the body that stands for a place, or `None` if nobody may choose it."""
    org = directory.find_org(OrgId(place))
    return org if org is not None and is_place(directory, org) else None


def is_place(directory: Directory, org: Org) -> bool:
    """Tell whether a body is a node of this county's grid, open to choose today."""
    return org.active and org.type in GRID and directory.is_within(org.id, directory.root)


def town_of(directory: Directory, place: PlaceId) -> Org:
    """Give the town a place lies in, or the tenant itself: as much as the public is told (K-3.3b)."""
    if directory.find_org(OrgId(place)) is not None:
        for org in directory.chain_of(OrgId(place)):
            if org.type in TOWNSHIP_LEVEL or org.id == directory.root:
                return org
    return directory.org(directory.root)


def _parent(directory: Directory, org: Org) -> PlaceId | None:
    if org.id == directory.root:
        return None
    _, *above = directory.chain_of(org.id)
    return next(PlaceId(upper.id) for upper in above if is_place(directory, upper))
