"""From division codes and a place to its directory file."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.derive_demo_directory.place import Body, Place

TYPES_BY_ENDING = {"街道": "subdistrict", "镇": "town", "乡": "township", "场": "farm", "台子": "farm"}
NO_REAL_PLACES = ("虚拟生活区",)
"""Rows that exist for the census only: nobody lives in them."""

STAND_IN_FOR_EACH_OTHER = {
    "intake",
    "county",
    "county_leader",
    "unit_party_committee",
    "sealed_desk",
    "leader_in_charge",
    "main_leader",
    "discipline_secretary",
    "coordination_office",
}


def document_of(place: Place, divisions: Path) -> dict[str, Any]:
    """Give the directory file of a place, not yet judged."""
    orgs = [*place.bodies, *_towns(place, divisions), *place.offices, *_villages(place, divisions)]
    return {
        "county": place.id,
        "version": "2026.1",
        "name": place.name,
        "root": place.root,
        "county_body": place.county_body,
        "orgs": list(_with_phones(orgs, place)),
        "posts": list(_posts(place)),
    }


def _towns(place: Place, divisions: Path) -> Iterator[Body]:
    for row in _rows(divisions / "towns.csv", place):
        code, name = row["town_code"], row["town"]
        kind = next(kind for ending, kind in TYPES_BY_ENDING.items() if name.endswith(ending))
        town = {"id": code, "name": name, "type": kind, "parent": place.division}
        if f"{code}-jw" not in place.posts:
            yield town
            continue
        yield {**town, "supervised_by": f"{code}-jw"}
        yield {
            "id": f"{code}-jw",
            "name": f"{name}{'纪工委' if kind == 'subdistrict' else '纪委'}",
            "type": "town_discipline",
            "parent": code,
            "supervised_by": f"{place.division}-jw",
            "place": code,
        }


def _villages(place: Place, divisions: Path) -> Iterator[Body]:
    for row in _rows(divisions / "villages.csv", place):
        if not row["village"].endswith(NO_REAL_PLACES):
            # A bare short name may be a village's and a neighbourhood's at once (中山村, 中山居委会).
            is_plain = row["village_short"].endswith(("村", "社区"))
            yield {
                "id": row["village_code"],
                "name": row["village_short"] if is_plain else row["village"],
                "type": "village" if row["kind"] == "村委会" else "community",
                "parent": row["town_code"],
            }


def _rows(path: Path, place: Place) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            is_here = place.towns is None or row["town_code"] in place.towns
            if row["county_code"] == place.division and is_here:
                yield row


def _with_phones(orgs: list[Body], place: Place) -> Iterator[Body]:
    """Give staffed bodies a duty phone that can ring nowhere: no local number begins with 0."""
    number = 0
    for org in orgs:
        if org["id"] in place.posts:
            number += 1
            yield {**org, "phone": f"{place.area_code}-{number:07d}"}
        else:
            yield org


def _posts(place: Place) -> Iterator[dict[str, Any]]:
    for org, wanted in place.posts.items():
        of_role = Counter(posting.role for posting in wanted)
        numbers: Counter[str] = Counter()
        for posting in wanted:
            numbers[posting.role] += 1
            number, count = numbers[posting.role], of_role[posting.role]
            stem = f"{org}-{posting.role.replace('_', '-')}"
            post: dict[str, Any] = {"id": f"{stem}-{number}", "org": org}
            post |= {"role": posting.role, "title": posting.title}
            if posting.head:
                post["head"] = True
            if posting.deputy is not None:
                post["deputy"] = f"{org}-{posting.deputy}"
            elif posting.role in STAND_IN_FOR_EACH_OTHER and count > 1:
                # The next of the role stands in, and the first for the last.
                post["deputy"] = f"{stem}-{number % count + 1}"
            if posting.in_charge_of:
                post["in_charge_of"] = list(posting.in_charge_of)
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
