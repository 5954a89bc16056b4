"""The JSON Schema tells an editor what the loader will say, as far as a schema can tell."""

import json

import pytest
from jsonschema import Draft202012Validator

from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.documents import INVISIBLE
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.rulebook.document import (
    PLAIN,
    PRICED_TERMS,
    as_document,
    rulebook_from,
    rulebook_from_text,
)
from chalicelib.domain.rulebook.reading import BASIS, LONGEST_LIMIT, LONGEST_TEXT
from chalicelib.domain.rulebook.rulebook import NEEDED_SOMEWHERE
from chalicelib.domain.rulebook.rules import AccusationMode, Deliberation, Trigger
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.rulebook.sections import KIND_NAME, LOG_TYPE
from chalicelib.domain.rulebook.soundness import WAYS_OUT
from chalicelib.domain.vocabulary import (
    CLOCK_ACTIONS,
    Action,
    Aspect,
    Colour,
    Grade,
    ReviewItem,
    Role,
    SourceType,
    Term,
    Unit,
)
from tests.domain.rulebook.test_document import MISSHAPEN
from tests.domain.rulebook.test_soundness import UNSOUND
from tests.support.rulebooks import ELSEWHERE, HELAN, SCHEMA, SHIPPED, changed

TEXT = SCHEMA.read_text(encoding="utf-8")
DOCUMENT = json.loads(TEXT)
EDITOR = Draft202012Validator(DOCUMENT)

BEYOND_A_SCHEMA = {
    "day-that-never-was",
    "in-force-before-it-was-issued",
    "published-before-it-was-issued",
    "office-closes-before-it-opens",
    "intake-that-no-assignment-stops",
    "way-out-that-leaves-intake-running",
    "special-extension-beyond-nothing",
    "extension-bounds-in-two-units",
    "one-extension-longer-than-all",
    "two-steps-of-one-name",
    "reviewer-who-signs-twice",
    "drafter-who-reviews-himself",
    "order-before-the-county-knows",
    "grades-out-of-order",
    "bad-grade-nobody-can-give",
    "every-grade-a-bad-one",
    "two-rungs-of-one-name",
    "one-matter-under-two-rules",
    "seat-without-a-name",
    "special-seat-without-a-name",
    "term-without-a-length",
    "proposal-nobody-makes",
    "proposer-of-nothing",
    "no-proposal-yet-units-for-it",
    "feedback-without-its-term",
    "proposal-that-stops-no-intake",
    "proposer-who-signs",
    "tracks-of-one-name",
    "unit-on-two-tracks",
    "nobody-signs-an-ordinary-case",
    "major-step-before-the-others",
    "log-type-that-is-none",
    "feedback-and-rating",
    "accusing-kind-that-is-none",
    "every-kind-an-accusation",
    "kept-where-nothing-is-led-elsewhere",
    "kept-by-working-days",
    "deadline-for-no-second-handling",
    "category-later-than-the-count",
    "months-that-nobody-says-how-to-extend",
    "way-upward-that-nobody-can-go",
    "proposer-in-a-unit-that-nobody-has-chosen",
    "extension-bounds-in-months",
    "sum-of-extensions-in-another-unit-than-the-first-limit",
    "unit-that-signs-after-the-county-took-over",
    "rungs-too-far-apart",
    "first-rung-too-late",
    "waiting-after-a-wait-that-begins-anew",
    "sealed-matter-told-to-others",
    "last-reminder-before-the-one-before",
    "hard-cases-nobody-hears-of",
}
"""Faults that take two members together, or a calendar, to see."""

SPOILT = {name: {where: what} for name, (where, what, _) in MISSHAPEN.items()} | {
    name: changes for name, (changes, _) in UNSOUND.items()
}


def test_the_schema_is_one():
    Draft202012Validator.check_schema(DOCUMENT)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_rulebook_passes_editor_and_loader(path):
    text = path.read_text(encoding="utf-8")
    assert list(EDITOR.iter_errors(json.loads(text))) == []
    assert rulebook_from_text(text).id == path.stem


@pytest.mark.parametrize("document", [HELAN, ELSEWHERE], ids=["helan", "elsewhere"])
def test_what_is_written_back_passes_the_editor(document):
    assert list(EDITOR.iter_errors(as_document(rulebook_from(document)))) == []


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_editor_and_loader_refuse_the_same_files(name):
    document = changed(HELAN, SPOILT[name])
    with pytest.raises(InvalidInputError):
        rulebook_from(document)
    assert EDITOR.is_valid(document) == (name in BEYOND_A_SCHEMA)


def test_the_schemas_words_are_the_offices_words():
    members, types = DOCUMENT["properties"], DOCUMENT["$defs"]

    def words(*way):
        place = members
        for step in way:
            place = place[step]
        return set(place["enum"])

    rated = ("evaluation", "anyOf", 0, "properties")
    rung = types["rung"]["properties"]
    assert words("sources", "properties", "types", "items") == set(SourceType)
    assert words("intake", "properties", "stops_at", "items") == set(Action) - CLOCK_ACTIONS
    assert words("accusation", "properties", "mode") == set(AccusationMode)
    assert words("out_of_scope", "properties", "actions", "items") == WAYS_OUT
    assert words("reply_review", "properties", "checklist", "items") == set(ReviewItem)
    assert words(*rated, "aspects", "items") == set(Aspect)
    assert words(*rated, "grades", "items") == words(*rated, "dissatisfied", "items") == set(Grade)
    assert set(rung["colour"]["enum"]) == set(Colour)
    assert set(rung["trigger"]["enum"]) == set(Trigger)
    assert set(rung["terms"]["items"]["enum"]) == set(Term)
    assert set(types["limit"]["properties"]["unit"]["enum"]) == set(Unit)
    helan = rulebook_from(HELAN)
    everywhere = {term for term in PRICED_TERMS if term not in NEEDED_SOMEWHERE}
    assert set(members["terms"]["properties"]) == {*PRICED_TERMS, "note"}
    assert set(members["terms"]["required"]) == everywhere
    assert everywhere <= {term for term in Term if helan.needs(term)}
    assert set(types["org_types"]["items"]["enum"]) == set(OrgType)
    assert words("deliberation", "properties", "at") == set(Deliberation)
    assert set(PLAIN) < set(DOCUMENT["required"])


def test_the_schema_knows_every_seat_and_the_loaders_bounds():
    types = DOCUMENT["$defs"]
    seats = Draft202012Validator(types["seat"])
    assert all(seats.is_valid(str(Seat(role, of))) for role in Role for of in Of)
    assert not seats.is_valid("boss@county")
    assert types["limit"]["properties"]["n"]["maximum"] == LONGEST_LIMIT
    assert types["phrase"]["maxLength"] == LONGEST_TEXT
    assert types["basis"]["pattern"] == f"^(?:{BASIS.pattern})$"
    assert INVISIBLE in types["text"]["pattern"]
    assert types["log_type"]["pattern"] == f"^(?:{LOG_TYPE.pattern})$"
    assert types["kind_name"]["pattern"] == f"^(?:{KIND_NAME.pattern})$"


def test_a_clerk_finds_every_member_described():
    def members(schema):
        if isinstance(schema, dict):
            yield from schema.get("properties", {}).items()
            for value in schema.values():
                yield from members(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from members(value)

    def is_described(schema):
        return "description" in schema or is_described(DOCUMENT["$defs"][schema["$ref"].rpartition("/")[2]])

    described = {key for key, value in members(DOCUMENT) if "$ref" in value or "description" in value}
    refinements = {"max_count", "max_total", "per_extension_max", "special_beyond", "approvers", "allowed"}
    assert {key for key, _ in members(DOCUMENT)} == described | refinements
    assert all(is_described(value) for value in DOCUMENT["properties"].values())
