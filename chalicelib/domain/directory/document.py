"""A county's directory file: read with all its faults at once, and written back (H-4.0).

The shape of the file stands in `data/schemas/directory.schema.json`; what no schema can say (who is whose
parent, who can sign when one may not) is checked here, by `structure` and `staffing`.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.drafts import read_drafts
from chalicelib.domain.directory.org import GRID, Org, Post
from chalicelib.domain.directory.staffing import SIGNING_ROLES, staffing_faults
from chalicelib.domain.directory.structure import structure_faults
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.identifiers import PlaceId
from chalicelib.domain.vocabulary import Role


def directory_from(document: Mapping[str, Any], *, signing: tuple[Role, ...] = SIGNING_ROLES) -> Directory:
    """Make a directory of an imported file, or name everything that is wrong with it.

    `signing` are the roles that sign in this county's rulebook: none of their steps may be left empty by a
    single recusal (R-28). What is merely worrying (a unit without a leader, a department without its own
    派驻组) does not stop an import; `cautions` tells it afterwards.

    Raises:
        InvalidInputError: with one fault for each thing to mend.
    """
    faults: list[Fault] = []
    drafts = read_drafts(document, faults)
    faults += structure_faults(drafts)
    faults += staffing_faults(drafts, signing, {fault.pointer for fault in faults})
    if faults:
        raise InvalidInputError(faults)
    return drafts.directory(drafts.orgs, drafts.posts)


def as_document(directory: Directory) -> dict[str, Any]:
    """Write a directory as the file from which `directory_from` makes it again."""
    return {
        "county": directory.county,
        "version": directory.version,
        "name": directory.name,
        "root": directory.root,
        "county_body": directory.county_body,
        "orgs": [_org(org) for org in directory.orgs.values()],
        "posts": [_post(post) for post in directory.posts.values()],
    }


def _org(org: Org) -> dict[str, Any]:
    stands_for_itself = org.type in GRID and org.place == PlaceId(org.id)
    return _filled(
        id=org.id,
        name=org.name,
        type=org.type.value,
        parent=org.parent,
        supervised_by=org.supervised_by,
        place=None if stands_for_itself else org.place,
        phone=org.phone,
        active=None if org.active else False,
    )


def _post(post: Post) -> dict[str, Any]:
    return _filled(
        id=post.id,
        org=post.org,
        role=post.role.value,
        title=post.title,
        head=post.head or None,
        deputy=post.deputy,
        deputy_from=post.deputy_from and post.deputy_from.isoformat(),
        deputy_until=post.deputy_until and post.deputy_until.isoformat(),
        in_charge_of=list(post.in_charge_of) or None,
        active=None if post.active else False,
    )


def _filled(**fields: object) -> dict[str, Any]:
    """Leave out what says nothing: the file stays as short as a person would write it."""
    return {name: value for name, value in fields.items() if value is not None}
