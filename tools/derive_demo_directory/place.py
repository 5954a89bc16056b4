"""What must be said of a demonstration county beside its division codes: its bodies and its posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Body = Mapping[str, Any]
"""A line of `orgs` in a directory file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One post of a body; its id follows from body, role and number.

    `deputy` names another post of the body by the end of its id, for who stands in from another role.
    """

    role: str
    title: str
    head: bool = False
    deputy: str | None = None
    in_charge_of: tuple[str, ...] = ()


Posts = tuple[Posting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One demonstration county.

    `division` is the county whose rows of the divisions files it takes, all towns or only `towns`. `bodies`
    stand before the towns in its directory, `offices` after them; a town has a 纪委 where `posts` has one.
    """

    id: str
    name: str
    division: str
    area_code: str
    root: str
    county_body: str
    bodies: tuple[Body, ...]
    offices: tuple[Body, ...] = ()
    towns: frozenset[str] | None = None
    posts: Mapping[str, Posts]


def several(role: str, *titles: str, led: bool = False) -> Posts:
    """Give posts of one role, the first of them their head if they have one."""
    return tuple(Posting(role=role, title=title, head=led and at == 0) for at, title in enumerate(titles))


def one_each(**titles: str) -> Posts:
    """Give one post for each role, none of them a head."""
    return tuple(Posting(role=role, title=title) for role, title in titles.items())


def in_charge(leaders: Mapping[str, tuple[str, ...]]) -> Posts:
    """Give leaders in charge, each by title with the units he answers for (J-2.3)."""
    return tuple(
        Posting(role="leader_in_charge", title=title, in_charge_of=units) for title, units in leaders.items()
    )


ADMINISTRATION = one_each(system_admin="系统管理岗", security_admin="安全管理岗", auditor="审计岗")
DISCLOSURE = one_each(editor="公开录入岗", publisher="公开审核岗")
RESPONSIBLE = several("unit_leader", "责任领导", led=True)
TWO_HANDLERS = several("handler", "承办人（一）", "承办人（二）")
CITY = several("city_readonly", "市级只读岗")
