"""What stands red on the county's dashboard: worth mending, but no complaint is lost by it (H-4.1)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import DISCIPLINE_BODIES, HANDLING_UNITS, Org, OrgType
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Role


class Concern(StrEnum):
    """Why a body stands red."""

    NO_LEADER = "no_leader"
    SEVERAL_LEADERS = "several_leaders"
    NO_HANDLER = "no_handler"
    NO_INTAKE = "no_intake"
    SHARED_DISCIPLINE_BODY = "shared_discipline_body"
    COUNTY_SUPERVISED = "county_supervised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One concern about one body, in words for whoever keeps the directory."""

    org: OrgId
    concern: Concern
    detail: str


_DETAILS = {
    Concern.NO_LEADER: "还没有责任领导，请指定一名。",
    Concern.SEVERAL_LEADERS: "有多名责任领导，只能有一名。",
    Concern.NO_HANDLER: "还没有承办人，请至少指定一名。",
    Concern.NO_INTAKE: "没有在岗的受理人员，投诉将转入县级受理。",
    Concern.SHARED_DISCIPLINE_BODY: "没有单独的派驻纪检监察组，现由几个部门共用一组监督。",
    Concern.COUNTY_SUPERVISED: "没有派驻纪检监察组，现由县纪委监委直接监督。",
}


def cautions(directory: Directory) -> tuple[Caution, ...]:
    """Give every caution of a directory, in its order.

    Bodies above the tenant and retired ones are nobody's concern here. Basis: H-4.1 (one responsible leader,
    at least one handler), §18 on H-4.0 (a department without its own 派驻组), R-06 (no intake).
    """
    shared = _shared_bodies(directory)
    return tuple(
        Caution(org=org.id, concern=concern, detail=org.name + _DETAILS[concern])
        for org in directory.orgs.values()
        if org.active and directory.is_within(org.id, directory.root)
        for concern in _concerns(directory, org, shared)
    )


def _concerns(directory: Directory, org: Org, shared: set[OrgId]) -> Iterator[Concern]:
    # A town that is the tenant handles by its offices and villages, not by itself (J-2.1).
    if org.type in HANDLING_UNITS and org.id != directory.root:
        leaders = len(directory.posts_of(org.id, Role.UNIT_LEADER))
        if leaders == 0:
            yield Concern.NO_LEADER
        elif leaders > 1:
            yield Concern.SEVERAL_LEADERS
        if not directory.posts_of(org.id, Role.HANDLER):
            yield Concern.NO_HANDLER
    is_pool = org.id == directory.county_body
    if org.type in DISCIPLINE_BODIES and not is_pool and not directory.posts_of(org.id, Role.INTAKE):
        yield Concern.NO_INTAKE
    if org.type is OrgType.DEPARTMENT:
        body = directory.discipline_body_of(org.id)
        if body == directory.county_body:
            yield Concern.COUNTY_SUPERVISED
        elif body in shared:
            yield Concern.SHARED_DISCIPLINE_BODY


def _shared_bodies(directory: Directory) -> set[OrgId]:
    supervised = Counter(
        directory.discipline_body_of(org.id)
        for org in directory.orgs.values()
        if org.type is OrgType.DEPARTMENT and org.active
    )
    return {body for body, departments in supervised.items() if departments > 1}
