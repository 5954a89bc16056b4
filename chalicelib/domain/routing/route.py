"""Automatic routing: from item, disclosure, named unit or place to the 纪检机构 in charge (H-10.1, A-42)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.item import Item, ItemStatus
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import DEPARTMENT_LEVEL, DISCIPLINE_BODIES, Org
from chalicelib.domain.directory.places import find_place, is_place
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.identifiers import ItemId, OrgId, PlaceId
from chalicelib.domain.vocabulary import Role, SourceType


class RouteReason(StrEnum):
    """Why a complaint goes where it goes; stored with the case (H-10.1)."""

    DISCLOSURE = "disclosure"
    ITEM = "item"
    NAMED_UNIT = "named_unit"
    PLACE = "place"
    COUNTY_POOL = "county_pool"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What routing needs to know of a complaint, and nothing of the person who files it.

    `publisher` is the unit responsible for the disclosure or subsidy record from which the complaint started.
    """

    source: SourceType
    place: PlaceId
    item: ItemId | None = None
    publisher: OrgId | None = None
    complained_unit: OrgId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a complaint goes.

    `body` is the 纪检机构 that takes it in, `None` if the tenant has nobody (the case stays `filed`). `unit`
    is the responsible unit to which `assign` sends it unless the body gives a reason (H-11.1); `None` where
    no list names one and the body chooses (R-20).
    """

    body: OrgId | None
    unit: OrgId | None
    reason: RouteReason
    explanation: str


def route(matter: Matter, directory: Directory, checklist: Checklist, *, lowest_first: bool = False) -> Route:
    """Find the 纪检机构 of a complaint, or name everything in it that cannot be routed.

    In this order: the unit responsible for the disclosure, the item's responsible unit (H-10.1), a county
    department that is named, the township of the place (A-42). A service matter about the responsible
    unit still goes to that unit (R-27). What finds no body, a body without active intake, or the very body
    complained of (A-30), goes to the county pool (R-06). Where cases pass upward level by level
    (`lowest_first`), they begin at the village of the place, whatever they are about (C-M6a).

    Raises:
        InvalidInputError: unknown or closed item, unknown place or unit.
    """
    faults = list(_faults(matter, directory, checklist))
    if faults:
        raise InvalidInputError(faults)
    found = _by_list(matter, directory, checklist) or _by_place(matter, directory)
    if lowest_first:
        found = _at_the_lowest(found, matter, directory)
    found = _past_who_must_not(found, matter, directory)
    if not _takes_in(found.body, directory):
        return Route(
            body=None,
            unit=found.unit,
            reason=RouteReason.NOBODY,
            explanation="已经收到；目前没有在岗的受理人员，一有人到岗就转过去。",
        )
    return Route(body=found.body.id, unit=found.unit, reason=found.reason, explanation=found.explanation)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A route before anybody asked whether the body is there to take the complaint in."""

    body: Org
    unit: OrgId | None
    reason: RouteReason
    explanation: str


def _by_list(matter: Matter, directory: Directory, checklist: Checklist) -> _Candidate | None:
    """Route by the unit that a disclosure or the checklist makes responsible."""
    if matter.publisher is not None:
        return _to_supervisor_of(matter.publisher, directory, RouteReason.DISCLOSURE, "这条公开信息")
    if matter.item is not None:
        item = checklist.item(matter.item)
        return _to_supervisor_of(item.responsible_unit, directory, RouteReason.ITEM, f"监督事项“{item.name}”")
    return None


def _to_supervisor_of(
    responsible: OrgId, directory: Directory, reason: RouteReason, subject: str
) -> _Candidate:
    unit = directory.find_org(responsible)
    if unit is None or not unit.active:
        # The list was made for an older directory: the county sorts it out, the complaint is not refused.
        return _to_county(directory, f"{subject}的责任单位已调整")
    body = directory.org(directory.discipline_body_of(unit.id))
    return _Candidate(
        body=body,
        unit=unit.id,
        reason=reason,
        explanation=f"{subject}由{unit.name}负责，{unit.name}由{body.name}监督。",
    )


def _by_place(matter: Matter, directory: Directory) -> _Candidate:
    """Route a matter on no list: by a department that is named, else by the place's township (A-42)."""
    named = None if matter.complained_unit is None else directory.org(matter.complained_unit)
    if named is not None and named.type in DEPARTMENT_LEVEL | DISCIPLINE_BODIES:
        body = directory.org(directory.discipline_body_of(named.id))
        return _Candidate(
            body=body,
            unit=None,
            reason=RouteReason.NAMED_UNIT,
            explanation=f"反映的是{named.name}，由{body.name}监督。",
        )
    place = directory.org(OrgId(matter.place))
    body = directory.org(directory.discipline_body_of(place.id))
    # Where a town is the tenant, its own 纪检机构 is the one of every place (J-2.1).
    is_of_the_tenant = directory.org(directory.root).supervised_by == directory.county_body
    if body.id == directory.county_body and not is_of_the_tenant:
        return _to_county(directory, f"{place.name}没有对应的基层纪检机构")
    return _Candidate(
        body=body,
        unit=None,
        reason=RouteReason.PLACE,
        explanation=f"事情发生在{place.name}，由{body.name}监督。",
    )


def _at_the_lowest(found: _Candidate, matter: Matter, directory: Directory) -> _Candidate:
    lowest = directory.lowest_body_at(OrgId(matter.place))
    if lowest is None or lowest == matter.complained_unit:
        return found
    body = directory.org(lowest)
    return replace(
        found,
        body=body,
        reason=RouteReason.PLACE,
        explanation=f"按属地管理、分级负责，先由{body.name}受理；解决不了的逐级上报。",
    )


def _to_county(directory: Directory, why: str) -> _Candidate:
    county = directory.org(directory.county_body)
    return _Candidate(
        body=county,
        unit=None,
        reason=RouteReason.COUNTY_POOL,
        explanation=f"{why}，由{county.name}受理。",
    )


def _past_who_must_not(found: _Candidate, matter: Matter, directory: Directory) -> _Candidate:
    """Keep a complaint from a body that must not (A-30) or cannot (R-06) take it in; the county can."""
    if found.body.id == directory.county_body:
        return found
    if found.body.id == matter.complained_unit:
        obstacle = f"反映的正是{found.body.name}，需要回避"
    elif not _takes_in(found.body, directory):
        obstacle = f"{found.body.name}目前没有在岗的受理人员"
    else:
        return found
    return replace(_to_county(directory, obstacle), unit=found.unit)


def _takes_in(body: Org, directory: Directory) -> bool:
    role = Role.COUNTY if body.id == directory.county_body else Role.INTAKE
    return body.active and bool(directory.posts_of(body.id, role))


def _faults(matter: Matter, directory: Directory, checklist: Checklist) -> Iterator[Fault]:
    item = None if matter.item is None else checklist.find_item(matter.item)
    if matter.item is not None:
        yield from _item_faults(item)
    elif matter.source is SourceType.CHECKLIST:
        yield Fault("/item", "请选择一个监督事项。")
    if find_place(directory, matter.place) is None:
        yield Fault("/place", "没有这个地点，请重新选择。")
    if matter.complained_unit is not None and not _may_be_named(directory, matter.complained_unit):
        yield Fault("/complained_of/unit", "没有这个单位，请重新选择；也可以不填。")


def _item_faults(item: Item | None) -> Iterator[Fault]:
    if item is None or item.status in {ItemStatus.DRAFT, ItemStatus.UNIT_REVIEW}:
        # What is not public yet answers like what is not there.
        yield Fault("/item", "没有这个监督事项，请重新选择。")
    elif not item.is_open:
        yield Fault("/item", "这个监督事项已经停用，请选择其他事项，或者不选事项直接反映。")


def _may_be_named(directory: Directory, unit: OrgId) -> bool:
    org = directory.find_org(unit)
    return org is not None and org.active and (is_place(directory, org) or org.type in DISCIPLINE_BODIES)
