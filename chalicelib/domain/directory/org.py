"""Bodies and posts: the records of a county's directory (H-4.0, H-4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chalicelib.domain.identifiers import OrgId, PlaceId, PostId
from chalicelib.domain.vocabulary import Role


class OrgType(StrEnum):
    """What kind of body an org is: the levels of H-4.0 and the addressees of the rule (§18)."""

    CITY = "city"
    CITY_DISCIPLINE = "city_discipline"
    COUNTY = "county"
    COUNTY_DISCIPLINE = "county_discipline"
    STATIONED_DISCIPLINE = "stationed_discipline"
    TOWN = "town"
    TOWNSHIP = "township"
    SUBDISTRICT = "subdistrict"
    FARM = "farm"
    PARK = "park"
    TOWN_DISCIPLINE = "town_discipline"
    VILLAGE = "village"
    COMMUNITY = "community"
    DEPARTMENT = "department"
    OFFICE = "office"
    COORDINATION_OFFICE = "coordination_office"
    PEOPLES_ORGANISATION = "peoples_organisation"
    PUBLIC_BODY = "public_body"
    STATIONED_UNIT = "stationed_unit"

    @property
    def label(self) -> str:
        """The office's own word for this kind of body."""
        return _LABELS[self]


_LABELS: Final[Mapping[OrgType, str]] = {
    OrgType.CITY: "市",
    OrgType.CITY_DISCIPLINE: "市纪委监委",
    OrgType.COUNTY: "县",
    OrgType.COUNTY_DISCIPLINE: "县纪委监委",
    OrgType.STATIONED_DISCIPLINE: "派驻纪检监察组",
    OrgType.TOWN: "镇",
    OrgType.TOWNSHIP: "乡",
    OrgType.SUBDISTRICT: "街道",
    OrgType.FARM: "场",
    OrgType.PARK: "园区",
    OrgType.TOWN_DISCIPLINE: "乡镇（场、街道）纪（工）委",
    OrgType.VILLAGE: "村",
    OrgType.COMMUNITY: "社区",
    OrgType.DEPARTMENT: "职能部门",
    OrgType.OFFICE: "科室",
    OrgType.COORDINATION_OFFICE: "协调办公室",
    OrgType.PEOPLES_ORGANISATION: "人民团体",
    OrgType.PUBLIC_BODY: "企事业单位",
    OrgType.STATIONED_UNIT: "驻县单位",
}

TOWNSHIP_LEVEL: Final = frozenset(
    {OrgType.TOWN, OrgType.TOWNSHIP, OrgType.SUBDISTRICT, OrgType.FARM, OrgType.PARK}
)
VILLAGE_LEVEL: Final = frozenset({OrgType.VILLAGE, OrgType.COMMUNITY})
DEPARTMENT_LEVEL: Final = frozenset(
    {
        OrgType.DEPARTMENT,
        OrgType.PEOPLES_ORGANISATION,
        OrgType.PUBLIC_BODY,
        OrgType.STATIONED_UNIT,
    }
)
"""Units that no place stands for: a complaint finds them by name (A-42)."""

GRID: Final = frozenset({OrgType.COUNTY}) | TOWNSHIP_LEVEL | VILLAGE_LEVEL | DEPARTMENT_LEVEL
"""Bodies that everybody may see and choose: the grid of H-3.1."""

HANDLING_UNITS: Final = TOWNSHIP_LEVEL | VILLAGE_LEVEL | DEPARTMENT_LEVEL | {OrgType.OFFICE}
"""Units that handle complaints (承办单位, H-6.1, H-7.1)."""

DISCIPLINE_BODIES: Final = frozenset(
    {
        OrgType.CITY_DISCIPLINE,
        OrgType.COUNTY_DISCIPLINE,
        OrgType.STATIONED_DISCIPLINE,
        OrgType.TOWN_DISCIPLINE,
    }
)
"""纪检机构: bodies that may supervise a unit (H-5.1)."""

HEAD_ROLES: Final = frozenset(
    {
        Role.INTAKE,
        Role.UNIT_LEADER,
        Role.UNIT_PARTY_COMMITTEE,
        Role.LEADER_IN_CHARGE,
        Role.MAIN_LEADER,
        Role.DISCIPLINE_SECRETARY,
        Role.COUNTY,
        Role.COUNTY_LEADER,
    }
)
"""Roles that lead a body, and so may sign for one below it (R-28); no keeper of accounts does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Org:
    """A body of the county, or one above it.

    `supervised_by` names the 纪检机构 in charge; without one it is the parent's (H-10.1). `place` is the node
    of the grid for which the body stands; a body of the grid stands for itself.
    """

    id: OrgId
    name: str
    type: OrgType
    parent: OrgId | None = None
    supervised_by: OrgId | None = None
    place: PlaceId | None = None
    phone: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A seat with one role in one body; who sits on it is told by the accounts, never here.

    A deputy without days stands in always, so also when the holder must recuse himself (R-28); one with days
    covers an absence only.
    """

    id: PostId
    org: OrgId
    role: Role
    title: str
    head: bool = False
    deputy: PostId | None = None
    deputy_from: date | None = None
    deputy_until: date | None = None
    in_charge_of: tuple[OrgId, ...] = ()
    """The units a leader answers for: 分管科室, 联系村, 挂包村 (J-2.3, C-N2b, K-3.2b)."""
    active: bool = True

    def has_deputy_on(self, day: date) -> bool:
        """Tell whether the deputy stands in on this civil day; both bounds belong to it."""
        return (
            self.deputy is not None
            and (self.deputy_from is None or self.deputy_from <= day)
            and (self.deputy_until is None or day <= self.deputy_until)
        )

    @property
    def standing_deputy(self) -> PostId | None:
        """The deputy who may sign at any time, or `None` if there is none or only for some days."""
        return self.deputy if self.deputy_from is None and self.deputy_until is None else None
