"""The doors as one document: every route, every role, every relation to a case, and the answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from chalicelib.api.desk import Box
from chalicelib.runtime.wiring import use
from tests.access.callers import CallerRow, citizens, officials
from tests.access.doors import Door, doors
from tests.access.scenes import SCENES, Scene, scene

INTRODUCTION: Final = """\
# Who gets what answer at which door

Made by `make docs` from the running application and compared in `make test`: a route without its column here
fails the build, and so does an answer that changed. Read a difference as you would read a change of the law.

Every post of the demonstration county, and one of each role of another, asks every route; a POST brings an
empty form. `2xx` is let in and served, `422` let in and told what the form lacks, `401` nobody we know, `404`
there is nothing here (the very answer that an absent number gets, byte for byte), `403` known, but holding no
post. A row holds everybody who got the same answers. A cell with two answers means that posts of one row are
not treated alike.

Relations: 本件指定 the post that is named on the case, 承办单位 the unit that handles it, 被投诉单位 the unit
complained of, 受理机构 the body that holds it, 本县 the county's discipline body, 已回避 a post that stands
aside, 其他单位 anybody else of the county, 别的县 another county.
"""

PAGE: Final = Path(__file__).parents[2] / "docs" / "access.md"
Cells = tuple[str, ...]


def document() -> str:
    """Give the whole page."""
    of_a_case = [door for door in doors() if door.is_of_case]
    parts = [INTRODUCTION, *_without_a_case(), "## Routes that name a case\n", *_legend(of_a_case)]
    parts += [part for name in SCENES for part in _of_a_case(name, of_a_case)]
    return "\n".join(parts)


def _without_a_case() -> Iterator[str]:
    at_hand = scene(next(iter(SCENES)))
    asked = [door for door in doors() if not door.is_of_case]
    yield "## Routes that name no case\n"
    with use(at_hand.town.services):
        # Signing out ends the session that the next route would be asked with.
        ordered = sorted(asked, key=lambda door: door.operation.method == "DELETE")
        rows = _answers(at_hand, ordered, [_only_role(each) for each in _everybody(at_hand)])
    yield from _legend(ordered)
    yield _table([str(number) for number in range(1, len(ordered) + 1)], rows)


def _of_a_case(name: str, asked: list[Door]) -> Iterator[str]:
    at_hand = scene(name)
    yield f"### {name}\n"
    with use(at_hand.town.services):
        everybody = list(_everybody(at_hand))
        rows = _answers(at_hand, asked, everybody)
        seen = _what_is_seen(at_hand, everybody)
    yield _table([str(number) for number in range(1, len(asked) + 1)], rows)
    yield "Where it lies, and what may be done:\n"
    yield _table(["on the lists", "actions offered"], seen)


def _everybody(at_hand: Scene) -> Iterator[CallerRow]:
    yield from citizens(at_hand)
    yield from officials(at_hand)


def _only_role(caller: CallerRow) -> CallerRow:
    """Where no case is asked about there is no relation to one."""
    return CallerRow(caller.row.split("，")[0], caller.token, caller.post)


def _answers(at_hand: Scene, asked: Iterable[Door], everybody: Iterable[CallerRow]) -> Mapping[str, Cells]:
    cells: dict[str, list[set[str]]] = {}
    listed = list(asked)
    for caller in everybody:
        found = cells.setdefault(caller.row, [set() for _ in listed])
        for place, door in zip(found, listed, strict=True):
            place.add(str(door.ask(at_hand, caller).status_code))
    return {row: tuple(" / ".join(sorted(each)) for each in found) for row, found in cells.items()}


def _what_is_seen(at_hand: Scene, everybody: Iterable[CallerRow]) -> Mapping[str, Cells]:
    lists: dict[str, set[str]] = defaultdict(set)
    offered: dict[str, set[str]] = defaultdict(set)
    for caller in everybody:
        if caller.post is None:
            # Whoever has no post has no desk.
            continue
        for box in Box:
            answer = at_hand.town.caller.get(f"/v1/desk/cases?box={box.value}", token=caller.token)
            if any(item["case_no"] == at_hand.case_no for item in answer.json_body["items"]):
                lists[caller.row].add(box.value)
        shown = at_hand.town.caller.get(f"/v1/desk/cases/{at_hand.case_no}", token=caller.token)
        if shown.status_code == 200:
            offered[caller.row] |= {each["action"] for each in shown.json_body["open_actions"]}
    rows = {row: (lists[row], offered[row]) for row in {**lists, **offered}}
    return {
        row: tuple(" ".join(f"`{each}`" for each in sorted(cell)) or "–" for cell in pair)
        for row, pair in rows.items()
    }


def _legend(asked: Iterable[Door]) -> Iterator[str]:
    yield "\n".join(f"{number}. `{door.name}`" for number, door in enumerate(asked, 1)) + "\n"


def _table(columns: list[str], rows: Mapping[str, Cells]) -> str:
    """Write a table in which a row holds everybody with the same cells, in the order they came."""
    alike: dict[Cells, list[str]] = {}
    for row, cells in rows.items():
        alike.setdefault(cells, []).append(row)
    lines = [f"| who | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    lines += [f"| {'；'.join(who)} | {' | '.join(cells)} |" for cells, who in alike.items()]
    return "\n".join(lines) + "\n"
