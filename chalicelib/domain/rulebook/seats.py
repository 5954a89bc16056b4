"""Who, seen from a case: a role in one of the case's own organisations, such as `intake@body`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Self

from chalicelib.domain.vocabulary import Role


class Of(StrEnum):
    """Which organisation of the case a seat belongs to."""

    BODY = "body"
    """The intake body that holds the case (纪检机构 or its like)."""
    UNIT = "unit"
    """The handling unit that leads (承办单位)."""
    COUNTY = "county"
    """The body above the intake bodies in the tenant (县纪委监委 or its like)."""
    TENANT = "tenant"
    """What the tenant governs: its party committee and government (县委, 镇党委, 街道党工委)."""


STAND_INS: Final[Mapping[Role, frozenset[Role]]] = MappingProxyType(
    {
        Role.INTAKE: frozenset({Role.COUNTY}),
        Role.HANDLER: frozenset({Role.COUNTY}),
        Role.UNIT_LEADER: frozenset({Role.COUNTY_LEADER}),
    }
)
"""Where the county body itself takes in or handles, its own posts fill those seats (H-5.3, H-15.2)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A role in one of the case's organisations; posts fill it, whoever holds them (written `role@of`)."""

    role: Role
    of: Of

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `role@of`.

        Raises:
            ValueError: The text names no such role or organisation.
        """
        role, _, of = text.partition("@")
        return cls(Role(role), Of(of))

    def __str__(self) -> str:
        return f"{self.role}@{self.of}"

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that may fill this seat, within the seat's organisation."""
        return STAND_INS.get(self.role, frozenset()) | {self.role}
