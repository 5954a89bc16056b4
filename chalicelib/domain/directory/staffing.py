"""Whether every step that is signed can be signed, whoever must recuse himself (R-28)."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.drafts import Drafts
from chalicelib.domain.directory.org import Org
from chalicelib.domain.directory.recusal import signers
from chalicelib.domain.documents import pointer_to
from chalicelib.domain.errors import Fault
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Role

SIGNING_ROLES: Final = (Role.INTAKE, Role.UNIT_PARTY_COMMITTEE, Role.COUNTY, Role.COUNTY_LEADER)
"""The roles that sign where review is 纪检机构, then 党委(党组), and the county decides (H-12.5, H-12.8)."""

_COUNTY_ROLES: Final = frozenset({Role.COUNTY, Role.COUNTY_LEADER, Role.COORDINATION_OFFICE})
_UNIT_ROLES: Final = frozenset({Role.UNIT_LEADER, Role.UNIT_PARTY_COMMITTEE, Role.LEADER_IN_CHARGE})

_LEFT_EMPTY: Final = "此岗位一旦回避，这一步就没有人能签。请增设同类岗位或长期代理岗位。"
_NOBODY: Final[dict[Role, str]] = {
    Role.UNIT_LEADER: "有承办人，但本级和上级都没有责任领导岗位，需要签批的事项无人签。",
    Role.UNIT_PARTY_COMMITTEE: "有承办人，但本级和上级都没有党委（党组）审核岗位，答复无法审核。",
    Role.LEADER_IN_CHARGE: "有承办人，但没有领导分管（联系、挂包），需要审签的事项无人签。",
    Role.MAIN_LEADER: "没有主要领导岗位，需要主要领导审签的事项无人签。",
    Role.DISCIPLINE_SECRETARY: "受理投诉，但本级和上级都没有纪委书记岗位，需要审签的事项无人签。",
    Role.COORDINATION_OFFICE: "没有协调办公室岗位，交由它审批的事项无人审批。",
    Role.COUNTY: "没有县级受理岗位，无主的投诉将无人受理。",
    Role.COUNTY_LEADER: "没有县级领导岗位，特殊延期将无人审批。",
}


def staffing_faults(drafts: Drafts, signing: tuple[Role, ...], told: Collection[str]) -> Iterator[Fault]:
    """Name every step that nobody could sign, or that a single recusal would leave empty.

    `told` are the pointers that have a fault already. A body at which, or above which, one stands is left
    unjudged: what seems missing there may be on that very line. A 纪检机构 without intake is no fault but a
    caution, since its complaints go to the county pool (R-06).
    """
    directory = _as_far_as_sound(drafts, told)
    unjudged = _unjudged(drafts, told)
    if drafts.county_body not in directory.orgs or drafts.county_body in unjudged:
        return
    for org in directory.orgs.values():
        if not org.active or any(here.id in unjudged for here in directory.chain_of(org.id)):
            continue
        for role in signing:
            if _lacks_seat(directory, org, role):
                yield Fault(drafts.org_at[org.id], f"{org.name}{_NOBODY[role]}")
            for post in directory.posts_of(org.id, role):
                if not signers(directory, org.id, role, {post.id}):
                    yield Fault(drafts.post_at[post.id], _LEFT_EMPTY)


def _lacks_seat(directory: Directory, org: Org, role: Role) -> bool:
    if not _needs_seat(directory, org, role):
        return False
    if role is Role.LEADER_IN_CHARGE:
        # Whoever answers for other units of the town does not answer for this one (J-2.3).
        return not directory.posts_of(org.id, role)
    return directory.seat_of(org.id, role) is None


def _needs_seat(directory: Directory, org: Org, role: Role) -> bool:
    """Tell whether a role that signs is looked for from this body."""
    if role in _UNIT_ROLES:
        return bool(directory.posts_of(org.id, Role.HANDLER))
    if role is Role.DISCIPLINE_SECRETARY:
        return org.id == directory.county_body or bool(directory.posts_of(org.id, Role.INTAKE))
    if role is Role.MAIN_LEADER:
        return org.id == directory.root
    return role in _COUNTY_ROLES and org.id == directory.county_body


def _unjudged(drafts: Drafts, told: Collection[str]) -> set[OrgId]:
    """Give the bodies with lost posts, or whose place in the tree or whose deputies have a fault already."""
    by_reference = {
        org
        for org, at in drafts.org_at.items()
        if drafts.orgs[org].parent in drafts.lost_orgs
        or pointer_to(at, "parent") in told
        or pointer_to(at, "supervised_by") in told
    }
    by_deputy = {
        drafts.posts[post].org for post, at in drafts.post_at.items() if pointer_to(at, "deputy") in told
    }
    return {org for org in drafts.orgs if drafts.is_clouded(org)} | by_reference | by_deputy


def _as_far_as_sound(drafts: Drafts, told: Collection[str]) -> Directory:
    """Give a directory that can be walked: references with a fault, or to a lost line, are cut."""
    orgs = dict(drafts.orgs)
    for org in drafts.orgs.values():
        at = drafts.org_at[org.id]
        if org.parent not in orgs or pointer_to(at, "parent") in told:
            orgs[org.id] = replace(orgs[org.id], parent=None)
        if org.supervised_by not in orgs or pointer_to(at, "supervised_by") in told:
            orgs[org.id] = replace(orgs[org.id], supervised_by=None)
    posts = {
        post.id: post if post.deputy in drafts.posts else replace(post, deputy=None)
        for post in drafts.posts.values()
    }
    return drafts.directory(orgs, posts)
