"""Rulebook documents for tests: Helan's as shipped, another place's, and either with something changed."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import chalicelib
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook

SHIPPED = sorted(Path(chalicelib.__file__).parent.joinpath("data", "rulebooks").glob("*.json"))
SCHEMA = Path(chalicelib.__file__).parent.joinpath("data", "schemas", "rulebook.schema.json")

GONE = object()
"""As a new value: the member is taken out."""


def shipped(name: str) -> str:
    """Give the text of a shipped rulebook file."""
    return next(path for path in SHIPPED if path.stem == name).read_text(encoding="utf-8")


def changed(document: dict[str, Any], changes: dict[str, object]) -> dict[str, Any]:
    """Give a copy with other values at these JSON pointers; `-` as the last step appends to a list.

    Neither the document nor a value is shared with the copy: a later change must not reach the next test's.
    """
    copy = deepcopy(document)
    for pointer, value in changes.items():
        *way, last = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
        place: Any = copy
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if last == "-":
            place.append(deepcopy(value))
        elif value is GONE:
            del place[int(last) if isinstance(place, list) else last]
        else:
            place[int(last) if isinstance(place, list) else last] = deepcopy(value)
    return copy


HELAN: dict[str, Any] = json.loads(shipped("helan-2022"))

HARD_RUNG: dict[str, object] = {
    "name": "hard_case",
    "colour": "red",
    "trigger": "hard_case",
    "terms": [],
    "after": None,
    "tells": ["county@county"],
    "step_in": [],
    "basis": "K-3.1b",
}
SUPERVISED: dict[str, object] = {
    "/supervision": {"hard_at": 3, "urges": True, "publishes": True, "basis": "K-3.1b"},
    "/accountability": {"basis": "K-3.5"},
    "/ladder/-": HARD_RUNG,
}
"""What a place must add that speaks of hard cases, and holds units to account (K-3.1b, K-3.5)."""

ELSEWHERE = changed(
    changed(HELAN, SUPERVISED),
    {
        "/id": "elsewhere-2020",
        "/meta/doc_no": None,
        "/meta/issued_on": None,
        "/meta/published_on": None,
        "/meta/interpreter": "街道纪工委",
        "/seats/names/main_leader@tenant": "街道主要领导",
        "/seats/names/coordination_office@county": "协调办公室",
        "/seats/names/leader_in_charge@unit": "分管领导",
        "/calendar/overlays": [],
        "/sources/types": ["subsidy"],
        "/kinds": {
            "信访": {"limit": {"n": 1, "unit": "M"}, "basis": "K-3.2a"},
            "检举控告": {"limit": {"n": 5, "unit": "WD"}, "basis": "K-3.1a"},
        },
        "/intake/stops_at": ["propose", "decline"],
        "/extension/per_extension_max": {"n": 15, "unit": "D"},
        "/extension/max_total": {"n": 15, "unit": "D"},
        "/extension/max_count": None,
        "/extension/special_beyond": None,
        "/proposal/proposer": "coordination_office@county",
        "/proposal/for_units": ["office"],
        "/proposal/stops_intake": True,
        "/proposal/steps/-": {
            "name": "leaders",
            "label": "领导批示",
            "signers": ["main_leader@tenant", "county_leader@county"],
            "any_of": True,
            "only_major": False,
        },
        "/reply_review/steps/0/signers": ["leader_in_charge@unit", "intake@body"],
        "/reply_review/steps/-": {
            "name": "major",
            "label": "主要领导审签",
            "signers": ["main_leader@tenant"],
            "any_of": False,
            "only_major": True,
        },
        "/reply_review/tracks/-": {
            "name": "village",
            "label": "村（社区）办理",
            "units": ["village", "community"],
            "steps": HELAN["reply_review"]["steps"],
        },
        "/reply_review/elevated_steps": [],
        "/feedback": {
            "within_handling": False,
            "course_and_effect": True,
            "after_contact": True,
            "after_log": True,
            "joint": True,
            "basis": "K-3.2c",
        },
        "/process/before_reply": ["核实"],
        "/deliberation/at": "every_body",
        "/accusation/mode": "redirect",
        "/accusation/kinds": ["检举控告"],
        "/accusation/kept_for": {"n": 15, "unit": "D"},
        "/out_of_scope/actions": [],
        "/upward/level_by_level": True,
        "/solving_at_once/allowed": True,
        "/clarification/allowed": True,
        "/reminders/tells": [],
        "/evaluation": None,
        "/interim_reply/allowed": False,
        "/identity/name_required": True,
        "/overrides/-": {
            "item": "land-1",
            "limit": {"n": 2, "unit": "M"},
            "basis": "《信访工作条例》第三十四条",
        },
        "/ladder/2/colour": "red",
        "/ladder/8/colour": "red",
        "/ladder/-": {
            "name": "elsewhere_late",
            "colour": "red",
            "trigger": "late",
            "terms": ["proposal_signing", "reproposal", "feedback"],
            "after": None,
            "tells": ["main_leader@tenant"],
            "step_in": [],
            "basis": "R-03",
        },
        "/terms/proposal_signing": {"limit": {"n": 5, "unit": "WD"}, "basis": "R-17"},
        "/terms/reproposal": {"limit": {"n": 1, "unit": "WD"}, "basis": "R-16"},
        "/terms/feedback": {"limit": {"n": 1, "unit": "WD"}, "basis": "R-42"},
    },
)
"""A place that differs from Helan wherever a place may differ."""


def helan(changes: dict[str, object] | None = None) -> Rulebook:
    """Give Helan's rulebook, with something changed."""
    return rulebook_from(changed(HELAN, changes or {}))
