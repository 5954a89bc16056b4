"""Derive the demonstration directory of Helan from the statistical divisions.

Places and codes are the real ones of the divisions files (counties.csv, towns.csv, villages.csv); bodies and
posts are invented, and no person is named. Every town and village of the county is in it, so that a citizen
can choose his own; only some have posts, so that the others show the way to the county pool (R-06).

    python -m tools.derive_demo_directory <folder with towns.csv and villages.csv>
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.domain.directory.cautions import cautions
from chalicelib.domain.directory.document import as_document, directory_from

TARGET = Path(__file__).parents[1] / "chalicelib/data/demo/helan/directory.json"

CITY, COUNTY = "640100", "640122"
COUNTY_BODY = f"{COUNTY}-jw"
FIRST_GROUP, SECOND_GROUP = f"{COUNTY}-pz1", f"{COUNTY}-pz2"
STAFFED_TOWNS = {"640122100": "习岗镇", "640122101": "金贵镇"}
STAFFED_VILLAGES = {
    "640122100200": "黎明村",
    "640122100202": "桃林村",
    "640122101200": "银河村",
    "640122101208": "潘昶村",
}
DEPARTMENTS = {
    f"{COUNTY}-jtj": ("贺兰县教育体育局", FIRST_GROUP),
    f"{COUNTY}-mzj": ("贺兰县民政局", FIRST_GROUP),
    f"{COUNTY}-nyj": ("贺兰县农业农村局", SECOND_GROUP),
}
TYPES_BY_ENDING = {"街道": "subdistrict", "镇": "town", "乡": "township", "场": "farm", "台子": "farm"}
NO_REAL_PLACES = ("虚拟生活区",)
"""Rows that exist for the census only: nobody lives in them."""

# (role, title, is head)
UNIT_POSTS = (
    ("unit_leader", "责任领导", True),
    ("handler", "承办人（一）", False),
    ("handler", "承办人（二）", False),
    ("unit_party_committee", "党委（党组）审核岗（一）", True),
    ("unit_party_committee", "党委（党组）审核岗（二）", False),
    ("editor", "公开录入岗", False),
    ("publisher", "公开审核岗", False),
)
VILLAGE_POSTS = (
    ("unit_leader", "责任领导", True),
    ("handler", "承办人", False),
    ("editor", "公开录入岗", False),
    ("assistant", "代录岗", False),
)
DISCIPLINE_POSTS = (("intake", "受理岗（一）", True), ("intake", "受理岗（二）", False))
COUNTY_POSTS = (
    ("county", "平台受理岗（一）", True),
    ("county", "平台受理岗（二）", False),
    ("county_leader", "分管领导岗（一）", True),
    ("county_leader", "分管领导岗（二）", False),
    ("sealed_desk", "信访专员岗（一）", False),
    ("sealed_desk", "信访专员岗（二）", False),
    ("editor", "公开录入岗", False),
    ("publisher", "公开审核岗", False),
    ("system_admin", "系统管理岗", False),
    ("security_admin", "安全管理岗", False),
    ("auditor", "审计岗", False),
)
CITY_POSTS = (("city_readonly", "市级只读岗", False),)
STAND_IN_FOR_EACH_OTHER = {"intake", "county", "county_leader", "unit_party_committee", "sealed_desk"}


def main() -> None:
    divisions = Path(sys.argv[1])
    orgs = [*county_orgs(), *town_orgs(rows(divisions / "towns.csv")), *village_orgs(divisions)]
    number_phones(orgs)
    document = {
        "county": "helan",
        "version": "2026.1",
        "name": "贺兰县",
        "root": COUNTY,
        "county_body": COUNTY_BODY,
        "orgs": orgs,
        "posts": list(all_posts()),
    }
    directory = directory_from(document)
    TARGET.write_text(as_lines(as_document(directory)), encoding="utf-8")
    staffed = {post.org for post in directory.posts.values()}
    print(f"{TARGET.name}: {len(directory.orgs)} orgs, {len(directory.posts)} posts")
    for caution in cautions(directory):
        if caution.org in staffed:
            print(f"  {caution.detail}")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["county_code"] == COUNTY]


def county_orgs() -> Iterator[dict[str, Any]]:
    yield {"id": CITY, "name": "银川市", "type": "city"}
    yield {"id": f"{CITY}-jw", "name": "银川市纪委监委", "type": "city_discipline", "parent": CITY}
    yield {"id": COUNTY, "name": "贺兰县", "type": "county", "parent": CITY}
    yield {
        "id": COUNTY_BODY,
        "name": "贺兰县纪委监委",
        "type": "county_discipline",
        "parent": COUNTY,
        "supervised_by": f"{CITY}-jw",
        "place": COUNTY,
    }
    for group, name in ((FIRST_GROUP, "派驻第一纪检监察组"), (SECOND_GROUP, "派驻第二纪检监察组")):
        yield {
            "id": group,
            "name": f"贺兰县纪委监委{name}",
            "type": "stationed_discipline",
            "parent": COUNTY_BODY,
            "supervised_by": COUNTY_BODY,
        }
    for department, (name, group) in DEPARTMENTS.items():
        yield {
            "id": department,
            "name": name,
            "type": "department",
            "parent": COUNTY,
            "supervised_by": group,
        }


def town_orgs(towns: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    for row in towns:
        code, name = row["town_code"], row["town"]
        kind = next(kind for ending, kind in TYPES_BY_ENDING.items() if name.endswith(ending))
        town = {"id": code, "name": name, "type": kind, "parent": COUNTY}
        if code not in STAFFED_TOWNS:
            yield town
            continue
        yield {**town, "supervised_by": f"{code}-jw"}
        yield {
            "id": f"{code}-jw",
            "name": f"{name}纪委",
            "type": "town_discipline",
            "parent": code,
            "supervised_by": COUNTY_BODY,
            "place": code,
        }


def village_orgs(divisions: Path) -> Iterator[dict[str, Any]]:
    for row in rows(divisions / "villages.csv"):
        if not row["village"].endswith(NO_REAL_PLACES):
            yield {
                "id": row["village_code"],
                "name": row["village_short"],
                "type": "village" if row["kind"] == "村委会" else "community",
                "parent": row["town_code"],
            }


def number_phones(orgs: list[dict[str, Any]]) -> None:
    """Give staffed bodies a duty phone that can ring nowhere: no local number begins with 0."""
    staffed = (org for org in orgs if any(org["id"] == seat for seat, _ in staffed_bodies()))
    for number, org in enumerate(staffed, start=1):
        org["phone"] = f"0951-{number:07d}"


def staffed_bodies() -> Iterator[tuple[str, tuple[tuple[str, str, bool], ...]]]:
    yield f"{CITY}-jw", CITY_POSTS
    yield COUNTY_BODY, COUNTY_POSTS
    for body in (FIRST_GROUP, SECOND_GROUP, *(f"{town}-jw" for town in STAFFED_TOWNS)):
        yield body, DISCIPLINE_POSTS
    for unit in (*DEPARTMENTS, *STAFFED_TOWNS):
        yield unit, UNIT_POSTS
    for village in STAFFED_VILLAGES:
        yield village, VILLAGE_POSTS


def all_posts() -> Iterator[dict[str, Any]]:
    for org, wanted in staffed_bodies():
        counts: dict[str, int] = {}
        for role, title, is_head in wanted:
            counts[role] = counts.get(role, 0) + 1
            stem = f"{org}-{role.replace('_', '-')}"
            post = {"id": f"{stem}-{counts[role]}", "org": org, "role": role, "title": title}
            if is_head:
                post["head"] = True
            if role in STAND_IN_FOR_EACH_OTHER:
                post["deputy"] = f"{stem}-{3 - counts[role]}"
            yield post


def as_lines(document: dict[str, Any]) -> str:
    """Write one record a line: a changed post is one changed line in review."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list):
            records = ",\n".join(f"    {json.dumps(record, ensure_ascii=False)}" for record in value)
            lines.append(f'  "{key}": [\n{records}\n  ]')
        else:
            lines.append(f'  "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
