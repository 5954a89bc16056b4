"""The directory of one county: every look-up a rule needs, each in one step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from chalicelib.domain.directory.org import Org, Post
from chalicelib.domain.identifiers import CountyId, OrgId, PostId
from chalicelib.domain.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Bodies and posts of one tenant, with the bodies above it (design §6).

    `root` is the node of the grid that the tenant governs: a county, or a town where a town is the tenant.
    `county_body` is the 纪检机构 in whose pool everything lands that finds no other (R-06); it holds the
    roles `county` and `county_leader`. A directory is sound if the importer made it: every id named in it
    exists and no body is its own superior.
    """

    county: CountyId
    version: str
    name: str
    root: OrgId
    county_body: OrgId
    orgs: Mapping[OrgId, Org]
    posts: Mapping[PostId, Post]
    _children: Mapping[OrgId, tuple[OrgId, ...]] = field(init=False, repr=False, compare=False)
    _holders: Mapping[tuple[OrgId, Role], tuple[Post, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Written around the freeze once, so that every later look-up is a single step.
        object.__setattr__(self, "orgs", MappingProxyType(dict(self.orgs)))
        object.__setattr__(self, "posts", MappingProxyType(dict(self.posts)))
        object.__setattr__(self, "_children", _children(self.orgs))
        object.__setattr__(self, "_holders", _holders(self.posts))

    def org(self, org: OrgId) -> Org:
        """Give a body that must be there; a `KeyError` is our own fault."""
        return self.orgs[org]

    def find_org(self, org: OrgId) -> Org | None:
        """Give a body, or `None`."""
        return self.orgs.get(org)

    def post(self, post: PostId) -> Post:
        """Give a post that must be there; a `KeyError` is our own fault."""
        return self.posts[post]

    def find_post(self, post: PostId) -> Post | None:
        """Give a post, or `None`."""
        return self.posts.get(post)

    def posts_of(self, org: OrgId, role: Role) -> tuple[Post, ...]:
        """Give the active posts of a role in a body, its head first, then by id.

        A leader in charge sits above the units he answers for, and is found at each of them (J-2.3).
        """
        return self._holders.get((org, role), ())

    def parent_of(self, org: OrgId) -> Org | None:
        """Give the body above, or `None` at the very top."""
        parent = self.orgs[org].parent
        return None if parent is None else self.orgs[parent]

    def children_of(self, org: OrgId) -> tuple[Org, ...]:
        """Give the bodies right below, in the order of the directory."""
        return tuple(self.orgs[child] for child in self._children.get(org, ()))

    def chain_of(self, org: OrgId) -> Iterator[Org]:
        """Walk from a body to the very top, itself first."""
        here: Org | None = self.orgs[org]
        while here is not None:
            yield here
            here = self.parent_of(here.id)

    def is_within(self, org: OrgId, ancestor: OrgId) -> bool:
        """Tell whether a body is the other one or stands somewhere below it."""
        return any(here.id == ancestor for here in self.chain_of(org))

    def discipline_body_of(self, unit: OrgId) -> OrgId:
        """Give the 纪检机构 that supervises a unit: its own, else its parent's, else the county's.

        The 纪检机构 of a town supervises the house it sits in, and so never itself. Basis: H-10.1.
        """
        for here in self.chain_of(unit):
            if here.supervised_by not in {None, unit}:
                return here.supervised_by
            if here.id == self.root:
                break
        return self.county_body

    def body_above(self, body: OrgId) -> OrgId:
        """Give the body one level above one that takes complaints in (C-M6c, C-M10b)."""
        return self.discipline_body_of(body)

    def bodies_below(self, body: OrgId) -> tuple[Org, ...]:
        """Give the bodies one level below that take complaints in (R-10)."""
        return tuple(
            org
            for org in self.orgs.values()
            if org.active
            and org.id != body
            and self.posts_of(org.id, Role.INTAKE)
            and self.body_above(org.id) == body
        )

    def lowest_body_at(self, place: OrgId) -> OrgId | None:
        """Give the lowest body that takes complaints in for a place: its village, else whoever supervises."""
        for here in self.chain_of(place):
            if self.posts_of(here.id, Role.INTAKE):
                return here.id
            if here.supervised_by is not None or here.id == self.root:
                break
        return None

    def seat_of(self, org: OrgId, role: Role) -> OrgId | None:
        """Give the nearest body from `org` upwards inside the tenant that holds a role, or `None`.

        A village's reply passes the committee of its township (H-7.1). A secretary sits in a 纪检机构 alone:
        what a body without one takes in is signed at the 纪检机构 above it (C-M10a).
        """
        if role is Role.DISCIPLINE_SECRETARY and org != self.county_body and not self.posts_of(org, role):
            org = self.discipline_body_of(org)
        for here in self.chain_of(org):
            if self.posts_of(here.id, role):
                return here.id
            if here.id == self.root:
                break
        return None


def _children(orgs: Mapping[OrgId, Org]) -> dict[OrgId, tuple[OrgId, ...]]:
    grouped: dict[OrgId, list[OrgId]] = {}
    for org in orgs.values():
        if org.parent is not None:
            grouped.setdefault(org.parent, []).append(org.id)
    return {parent: tuple(below) for parent, below in grouped.items()}


def _holders(posts: Mapping[PostId, Post]) -> dict[tuple[OrgId, Role], tuple[Post, ...]]:
    grouped: dict[tuple[OrgId, Role], list[Post]] = {}
    for post in sorted(posts.values(), key=lambda post: (not post.head, post.id)):
        if post.active:
            for org in dict.fromkeys((post.org, *post.in_charge_of)):
                grouped.setdefault((org, post.role), []).append(post)
    return {seat: tuple(holders) for seat, holders in grouped.items()}
