"""A county with one of everything, as a directory file that a test may spoil."""

from typing import Any

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.document import directory_from

COUNTY_BODY = "c-jw"

ORGS: tuple[dict[str, Any], ...] = (
    {"id": "city", "name": "某市", "type": "city"},
    {"id": "city-jw", "name": "某市纪委监委", "type": "city_discipline", "parent": "city"},
    {"id": "c", "name": "某县", "type": "county", "parent": "city"},
    {
        "id": COUNTY_BODY,
        "name": "某县纪委监委",
        "type": "county_discipline",
        "parent": "c",
        "supervised_by": "city-jw",
        "place": "c",
    },
    {
        "id": "pz",
        "name": "派驻组",
        "type": "stationed_discipline",
        "parent": COUNTY_BODY,
        "supervised_by": COUNTY_BODY,
    },
    {"id": "dept", "name": "民政局", "type": "department", "parent": "c", "supervised_by": "pz"},
    {
        "id": "t",
        "name": "甲镇",
        "type": "town",
        "parent": "c",
        "supervised_by": "t-jw",
        "phone": "0951-0000001",
    },
    {
        "id": "t-jw",
        "name": "甲镇纪委",
        "type": "town_discipline",
        "parent": "t",
        "supervised_by": COUNTY_BODY,
        "place": "t",
    },
    {"id": "v", "name": "一村", "type": "village", "parent": "t"},
    {"id": "t2", "name": "乙乡", "type": "township", "parent": "c"},
    {"id": "v2", "name": "二村", "type": "village", "parent": "t2"},
)

POSTS: tuple[dict[str, Any], ...] = (
    {"id": "city-1", "org": "city-jw", "role": "city_readonly", "title": "只读岗"},
    {"id": "c-1", "org": COUNTY_BODY, "role": "county", "title": "受理岗一", "head": True},
    {"id": "c-2", "org": COUNTY_BODY, "role": "county", "title": "受理岗二"},
    {"id": "cl-1", "org": COUNTY_BODY, "role": "county_leader", "title": "领导岗一", "deputy": "cl-2"},
    {"id": "cl-2", "org": COUNTY_BODY, "role": "county_leader", "title": "领导岗二"},
    {"id": "pz-1", "org": "pz", "role": "intake", "title": "受理岗"},
    {"id": "d-l", "org": "dept", "role": "unit_leader", "title": "责任领导", "head": True},
    {"id": "d-h", "org": "dept", "role": "handler", "title": "承办人"},
    {"id": "d-p", "org": "dept", "role": "unit_party_committee", "title": "审核岗"},
    {"id": "tj-1", "org": "t-jw", "role": "intake", "title": "受理岗一", "head": True},
    {"id": "tj-2", "org": "t-jw", "role": "intake", "title": "受理岗二"},
    {"id": "t-l", "org": "t", "role": "unit_leader", "title": "责任领导", "head": True},
    {"id": "t-h", "org": "t", "role": "handler", "title": "承办人"},
    {"id": "t-p", "org": "t", "role": "unit_party_committee", "title": "审核岗"},
    {"id": "v-l", "org": "v", "role": "unit_leader", "title": "责任领导", "head": True},
    {"id": "v-h", "org": "v", "role": "handler", "title": "承办人"},
)

LEADER: dict[str, Any] = {
    "id": "t-c",
    "org": "t",
    "role": "leader_in_charge",
    "title": "联系领导",
    "in_charge_of": ["v"],
}
"""A leader of the town who answers for its village; no line of the file, for a test to add."""


class CountyFile:
    """The file, with short ways to spoil one line of it and to find where that line stands."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = {
            "county": "mou",
            "version": "1",
            "name": "某县",
            "root": "c",
            "county_body": COUNTY_BODY,
            "orgs": [dict(org) for org in ORGS],
            "posts": [dict(post) for post in POSTS],
        }

    def org(self, line: str, **changes: object) -> "CountyFile":
        return self._change("orgs", line, changes)

    def post(self, line: str, **changes: object) -> "CountyFile":
        return self._change("posts", line, changes)

    def without(self, key: str, *lines: str) -> "CountyFile":
        self.document[key] = [line for line in self.document[key] if line["id"] not in lines]
        return self

    def added(self, key: str, line: object) -> "CountyFile":
        self.document[key].append(line)
        return self

    def directory(self) -> Directory:
        return directory_from(self.document)

    def _change(self, key: str, line: str, changes: dict[str, object]) -> "CountyFile":
        found = next(entry for entry in self.document[key] if entry["id"] == line)
        for name, value in changes.items():
            if value is None:
                found.pop(name, None)
            else:
                found[name] = value
        return self
