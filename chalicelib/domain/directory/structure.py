"""Who stands where: what must hold between the lines of a directory file (H-4.0)."""

from collections.abc import Callable, Iterator
from typing import Final

from chalicelib.domain.directory.drafts import Drafts
from chalicelib.domain.directory.org import (
    DISCIPLINE_BODIES,
    GRID,
    HANDLING_UNITS,
    HEAD_ROLES,
    TOWNSHIP_LEVEL,
    VILLAGE_LEVEL,
    Org,
    OrgType,
    Post,
)
from chalicelib.domain.documents import pointer_to
from chalicelib.domain.errors import Fault
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Role

_ABOVE: Final = frozenset({OrgType.CITY, OrgType.CITY_DISCIPLINE})
_MAY_STAND_ALONE: Final = _ABOVE | {OrgType.COUNTY, OrgType.COUNTY_DISCIPLINE}
"""Bodies above which this file need not name another."""

_COUNTY_ROLES: Final = frozenset({Role.COUNTY, Role.COUNTY_LEADER})


def structure_faults(drafts: Drafts) -> list[Fault]:
    """Name everything in a file that does not hang together, tops first, then bodies, then posts."""
    faults = [*_top_faults(drafts)]
    for org in drafts.orgs.values():
        faults += _parent_faults(drafts, org)
        faults += _reference_faults(drafts, org)
    faults += _circle_faults(drafts, "parent", lambda org: org.parent)
    faults += _circle_faults(drafts, "supervised_by", lambda org: org.supervised_by)
    for post in drafts.posts.values():
        faults += _seat_faults(drafts, post)
        faults += _deputy_faults(drafts, post)
        faults += _charge_faults(drafts, post)
    return faults


def _top_faults(drafts: Drafts) -> Iterator[Fault]:
    root = drafts.orgs.get(drafts.root)
    if root is not None:
        if root.type not in GRID or not root.active:
            yield Fault("/root", "应是在用的县、镇等网格节点。")
    elif not drafts.has_org(drafts.root):
        yield Fault("/root", "没有这个编号的机构。")
    body = drafts.orgs.get(drafts.county_body)
    if body is not None:
        if body.type not in DISCIPLINE_BODIES or not body.active:
            yield Fault("/county_body", "应是在用的纪检机构。")
    elif not drafts.has_org(drafts.county_body):
        yield Fault("/county_body", "没有这个编号的机构。")


def _parent_faults(drafts: Drafts, org: Org) -> Iterator[Fault]:
    at = pointer_to(drafts.org_at[org.id], "parent")
    if org.parent is None:
        if org.id != drafts.root and org.type not in _MAY_STAND_ALONE:
            yield Fault(at, f"{org.type.label}必须有上级机构，请填写它的编号。")
        return
    parent = drafts.orgs.get(org.parent)
    if parent is None:
        if not drafts.has_org(org.parent):
            yield Fault(at, "没有这个编号的机构。")
    elif org.type in VILLAGE_LEVEL and parent.type not in TOWNSHIP_LEVEL:
        yield Fault(at, "村（社区）的上级必须是乡镇（场、街道、园区）。")
    elif org.type in TOWNSHIP_LEVEL and parent.type not in {OrgType.COUNTY, OrgType.CITY}:
        yield Fault(at, "乡镇（场、街道、园区）的上级必须是县或市。")
    elif org.active and not parent.active:
        yield Fault(at, "上级机构已停用，请换成在用的机构。")


def _reference_faults(drafts: Drafts, org: Org) -> Iterator[Fault]:
    if org.supervised_by is not None:
        at = pointer_to(drafts.org_at[org.id], "supervised_by")
        body = drafts.orgs.get(org.supervised_by)
        if body is None:
            if not drafts.has_org(org.supervised_by):
                yield Fault(at, "没有这个编号的机构。")
        elif body.type not in DISCIPLINE_BODIES:
            yield Fault(at, "监督机构必须是纪检机构。")
        elif org.active and not body.active:
            yield Fault(at, "监督机构已停用，请换成在用的机构。")
    if org.place is not None:
        at = pointer_to(drafts.org_at[org.id], "place")
        place = drafts.orgs.get(OrgId(org.place))
        if place is None:
            if not drafts.has_org(OrgId(org.place)):
                yield Fault(at, "没有这个编号的地点。")
        elif place.type not in GRID:
            yield Fault(at, "应是网格节点（县、乡镇、村、部门等）。")


def _circle_faults(drafts: Drafts, key: str, above: Callable[[Org], OrgId | None]) -> Iterator[Fault]:
    """Name each body that is its own superior by this relation; those merely below a circle are sound."""
    for start in drafts.orgs.values():
        passed: set[OrgId] = set()
        here = above(start)
        while here is not None and here in drafts.orgs and here not in passed and here != start.id:
            passed.add(here)
            here = above(drafts.orgs[here])
        if here == start.id:
            yield Fault(pointer_to(drafts.org_at[start.id], key), "上下级绕成了一圈，请检查。")


def _seat_faults(drafts: Drafts, post: Post) -> Iterator[Fault]:
    at = drafts.post_at[post.id]
    org = drafts.orgs.get(post.org)
    if post.role is Role.CITIZEN:
        yield Fault(pointer_to(at, "role"), "群众不是岗位。")
    if post.head and post.role not in HEAD_ROLES:
        yield Fault(pointer_to(at, "head"), "这类岗位不能作为负责人。")
    if org is None:
        if not drafts.has_org(post.org):
            yield Fault(pointer_to(at, "org"), "没有这个编号的机构。")
        return
    if post.active and not org.active:
        yield Fault(pointer_to(at, "org"), "机构已停用，岗位也请停用。")
    if post.role in _COUNTY_ROLES and post.org != drafts.county_body:
        yield Fault(pointer_to(at, "role"), "县级岗位只能设在 county_body 指定的机构。")
    if post.role is Role.CITY_READONLY and org.type not in _ABOVE:
        yield Fault(pointer_to(at, "role"), "市级只读岗位只能设在市级机构。")


def _charge_faults(drafts: Drafts, post: Post) -> Iterator[Fault]:
    """Name what a leader cannot be in charge of (J-2.3)."""
    at = pointer_to(drafts.post_at[post.id], "in_charge_of")
    if post.in_charge_of and post.role is not Role.LEADER_IN_CHARGE:
        yield Fault(at, "只有分管（联系、挂包）领导岗位才填写分管哪些单位。")
    for number, unit in enumerate(post.in_charge_of):
        org = drafts.orgs.get(unit)
        if org is None:
            if not drafts.has_org(unit):
                yield Fault(pointer_to(at, number), "没有这个编号的机构。")
        elif org.type not in HANDLING_UNITS:
            yield Fault(pointer_to(at, number), "分管的应是承办单位（科室、村社区、部门等）。")
        elif unit in post.in_charge_of[:number]:
            yield Fault(pointer_to(at, number), "这个单位写了两遍，请删去一个。")


def _deputy_faults(drafts: Drafts, post: Post) -> Iterator[Fault]:
    at = drafts.post_at[post.id]
    first, last = post.deputy_from, post.deputy_until
    if first is not None and last is not None and first > last:
        yield Fault(pointer_to(at, "deputy_until"), "代理结束日期早于开始日期。")
    if post.deputy is not None:
        objection = _objection_to_deputy(drafts, post, post.deputy)
        if objection is not None:
            yield Fault(pointer_to(at, "deputy"), objection)
        return
    for key, day in (("deputy_from", first), ("deputy_until", last)):
        if day is not None:
            yield Fault(pointer_to(at, key), "没有填写代理岗位，不能填代理日期。")


def _objection_to_deputy(drafts: Drafts, post: Post, named: PostId) -> str | None:
    deputy = drafts.posts.get(named)
    if deputy is None:
        return None if drafts.has_post(named) else "没有这个编号的岗位。"
    if deputy.id == post.id:
        return "不能由自己代理自己。"
    if deputy.org != post.org:
        return "代理岗位必须在同一机构。"
    if post.active and not deputy.active:
        return "代理岗位已停用，请换成在用的岗位。"
    if not _may_stand_in(deputy.role, post.role):
        return "代理岗位的职责不合适：负责人类岗位由负责人类岗位代理，其他岗位由同类岗位代理。"
    return None


def _may_stand_in(deputy: Role, role: Role) -> bool:
    """Let signers stand in for signers only: no keeper of accounts reads a complaint that way (H-4.8)."""
    return deputy is role or (deputy in HEAD_ROLES and role in HEAD_ROLES)
