"""The records of a directory file, as far as they could be read.

Later checks look at drafts, so that one unreadable line does not hide what is wrong elsewhere, and never
invent a fault: what depends on a line that was lost is left unjudged.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import GRID, Org, OrgType, Post
from chalicelib.domain.documents import Record
from chalicelib.domain.errors import Fault
from chalicelib.domain.identifiers import CountyId, OrgId, PlaceId, PostId
from chalicelib.domain.vocabulary import Role

MOST_ORGS: Final = 10_000
"""The largest county has some 3,000 places (storage §8); three bodies for each leave room."""

MOST_POSTS: Final = 50_000
MOST_IN_CHARGE: Final = 100
"""Units of one leader; the largest town has fewer villages and offices."""

PHONE: Final = re.compile(r"(?:0[0-9]{2,3}-?)?[0-9]{7,8}(?:-[0-9]{1,6})?|1[3-9][0-9]{9}|1[0-9]{4}")
"""A duty phone: a fixed line with or without area code and extension, a mobile, or a short number."""

_REPEATED: Final = "编号重复了，每个编号只能用一次。"


@dataclass(slots=True, kw_only=True)
class Drafts:
    """A directory file, read; a reference that was faulty in form is the empty text, and already told.

    `org_at` and `post_at` say where in the file a record stands; `lost_orgs` and `lost_posts` are ids of
    lines that could not be understood: they exist, but nothing can be said of them. `clouded` are the
    bodies of lost posts; if even the body was unreadable, `is_clouded` holds for all.
    """

    county: CountyId
    version: str
    name: str
    root: OrgId
    county_body: OrgId
    orgs: dict[OrgId, Org] = field(default_factory=dict)
    posts: dict[PostId, Post] = field(default_factory=dict)
    org_at: dict[OrgId, str] = field(default_factory=dict)
    post_at: dict[PostId, str] = field(default_factory=dict)
    lost_orgs: set[OrgId] = field(default_factory=set)
    lost_posts: set[PostId] = field(default_factory=set)
    clouded: set[OrgId] = field(default_factory=set)

    def directory(self, orgs: Mapping[OrgId, Org], posts: Mapping[PostId, Post]) -> Directory:
        """Make the directory of these bodies and posts, under the head of the file."""
        return Directory(
            county=self.county,
            version=self.version,
            name=self.name,
            root=self.root,
            county_body=self.county_body,
            orgs=orgs,
            posts=posts,
        )

    def is_clouded(self, org: OrgId) -> bool:
        """Tell whether a body may have posts that could not be read."""
        return org in self.clouded or "" in self.clouded

    def has_org(self, org: OrgId) -> bool:
        """Tell whether the file has a line with this id; a faulty id is told already, so it passes."""
        return org == "" or org in self.orgs or org in self.lost_orgs

    def has_post(self, post: PostId) -> bool:
        """Tell whether the file has a line with this id; a faulty id is told already, so it passes."""
        return post == "" or post in self.posts or post in self.lost_posts


def read_drafts(document: Mapping[str, Any], faults: list[Fault]) -> Drafts:
    """Read a directory file line by line; every fault of form joins `faults`."""
    top = Record(document, "", faults)
    drafts = Drafts(
        county=CountyId(top.code("county")),
        version=top.version("version"),
        name=top.text("name"),
        root=OrgId(top.code("root")),
        county_body=OrgId(top.code("county_body")),
    )
    for line in top.records("orgs", most=MOST_ORGS):
        _read_org(line, drafts)
    for line in top.records("posts", most=MOST_POSTS):
        _read_post(line, drafts)
    top.finish()
    return drafts


def _read_org(line: Record, drafts: Drafts) -> None:
    org = OrgId(line.code("id"))
    kind = line.member("type", OrgType)
    name = line.text("name")
    parent = line.find_code("parent")
    supervised_by = line.find_code("supervised_by")
    place = line.find_code("place")
    phone = line.find_matching("phone", PHONE, "电话请写成 0951-1234567、11 位手机号或 12388 这样的短号。")
    active = line.flag("active", default=True)
    line.finish()
    if org and drafts.has_org(org):
        line.fault("id", _REPEATED)
    elif org == "" or kind is None:
        drafts.lost_orgs.add(org)
    else:
        drafts.org_at[org] = line.pointer
        drafts.orgs[org] = Org(
            id=org,
            name=name,
            type=kind,
            parent=None if parent is None else OrgId(parent),
            supervised_by=None if supervised_by is None else OrgId(supervised_by),
            place=_place(org, kind, place),
            phone=phone,
            active=active,
        )


def _place(org: OrgId, kind: OrgType, place: str | None) -> PlaceId | None:
    if place is not None:
        return PlaceId(place)
    return PlaceId(org) if kind in GRID else None


def _read_post(line: Record, drafts: Drafts) -> None:
    post = PostId(line.code("id"))
    org = OrgId(line.code("org"))
    role = line.member("role", Role)
    title = line.text("title")
    head = line.flag("head", default=False)
    deputy = line.find_code("deputy")
    deputy_from = line.find_day("deputy_from")
    deputy_until = line.find_day("deputy_until")
    in_charge_of = line.find_codes("in_charge_of", most=MOST_IN_CHARGE)
    active = line.flag("active", default=True)
    line.finish()
    if post and drafts.has_post(post):
        line.fault("id", _REPEATED)
    elif post == "" or org == "" or role is None:
        drafts.lost_posts.add(post)
        drafts.clouded.add(org)
    else:
        drafts.post_at[post] = line.pointer
        drafts.posts[post] = Post(
            id=post,
            org=org,
            role=role,
            title=title,
            head=head,
            deputy=None if deputy is None else PostId(deputy),
            deputy_from=deputy_from,
            deputy_until=deputy_until,
            in_charge_of=tuple(OrgId(unit) for unit in in_charge_of),
            active=active,
        )
