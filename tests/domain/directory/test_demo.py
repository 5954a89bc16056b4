"""The demonstration directory of Helan, the schema beside the importer, and how the two agree."""

import copy
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.directory.cautions import Concern, cautions
from chalicelib.domain.directory.document import as_document, directory_from
from chalicelib.domain.directory.drafts import MOST_ORGS, MOST_POSTS, PHONE
from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.directory.places import places_of
from chalicelib.domain.documents import CODE, INVISIBLE, NAME_LENGTH, VERSION
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Role
from tests.support.shipped import shipped

DOCUMENT = shipped("demo/helan/directory.json")
SCHEMA = shipped("schemas/directory.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
HELAN = directory_from(DOCUMENT)

ROLES_THAT_HELAN_USES = set(Role) - {
    Role.CITIZEN,
    Role.LEADER_IN_CHARGE,
    Role.MAIN_LEADER,
    Role.DISCIPLINE_SECRETARY,
    Role.COORDINATION_OFFICE,
    Role.DUTY_OFFICER,
}


def of_type(*kinds):
    return [org.id for org in HELAN.orgs.values() if org.type in kinds]


@pytest.mark.obligation("H-4.0")
def test_helan_validates_imports_and_is_written_back_unchanged():
    VALIDATOR.validate(DOCUMENT)
    assert as_document(HELAN) == DOCUMENT


def test_helan_has_two_stationed_groups_two_town_bodies_and_three_departments():
    assert len(of_type(OrgType.STATIONED_DISCIPLINE)) == 2
    assert len(of_type(OrgType.TOWN_DISCIPLINE)) == 2
    assert len(of_type(OrgType.DEPARTMENT)) == 3


def test_four_villages_have_posts_and_every_other_one_can_be_chosen_too():
    villages = of_type(OrgType.VILLAGE, OrgType.COMMUNITY)
    assert len([village for village in villages if HELAN.posts_of(village, Role.HANDLER)]) == 4
    assert len(villages) == 88
    assert set(villages) <= {OrgId(place.id) for place in places_of(HELAN)}


def test_every_role_that_helan_uses_has_a_post():
    assert {post.role for post in HELAN.posts.values()} == ROLES_THAT_HELAN_USES


@pytest.mark.obligation("H-4.1")
def test_no_body_with_posts_stands_red_for_want_of_people():
    staffed = {post.org for post in HELAN.posts.values()}
    worries = {caution.concern for caution in cautions(HELAN) if caution.org in staffed}
    assert worries == {Concern.SHARED_DISCIPLINE_BODY}


def test_no_duty_phone_of_the_demonstration_can_ring_anywhere():
    phones = [org.phone for org in HELAN.orgs.values() if org.phone]
    assert phones
    assert all(phone.startswith("0951-0000") for phone in phones)


def test_the_schema_repeats_what_the_importer_asks():
    defs = SCHEMA["$defs"]
    ends = r"(?![\s\S])"
    assert defs["code"]["pattern"] == f"^{CODE.pattern}{ends}"
    assert defs["version"]["pattern"] == f"^{VERSION.pattern}{ends}"
    assert defs["org"]["properties"]["phone"]["pattern"] == f"^(?:{PHONE.pattern}){ends}"
    assert f"[^{INVISIBLE}]+" in defs["text"]["pattern"]
    assert defs["text"]["maxLength"] == NAME_LENGTH
    assert defs["org"]["properties"]["type"]["enum"] == [kind.value for kind in OrgType]
    assert defs["post"]["properties"]["role"]["enum"] == [
        role.value for role in Role if role is not Role.CITIZEN
    ]
    assert SCHEMA["properties"]["orgs"]["maxItems"] == MOST_ORGS
    assert SCHEMA["properties"]["posts"]["maxItems"] == MOST_POSTS


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=70)
    | st.sampled_from(["v", "640122", "intake"]),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.text(max_size=5), below, max_size=2),
    max_leaves=3,
)
FIELDS = [
    "id",
    "org",
    "name",
    "title",
    "type",
    "role",
    "parent",
    "phone",
    "active",
    "head",
    "deputy",
    "deputy_from",
]


@st.composite
def spoiled_documents(draw: st.DrawFn) -> dict[str, Any]:
    """One value of the file replaced by any other, or one field added or taken away."""
    document = copy.deepcopy(DOCUMENT)
    kind = draw(st.sampled_from(["top", "line", "field", "field", "field"]))
    if kind == "top":
        keys = ["county", "version", "name", "root", "county_body", "orgs", "posts", "x"]
        document[draw(st.sampled_from(keys))] = draw(JSON_VALUES)
        return document
    lines = document[draw(st.sampled_from(["orgs", "posts"]))]
    place = draw(st.integers(0, len(lines) - 1))
    if kind == "line":
        lines[place] = draw(JSON_VALUES)
    else:
        lines[place][draw(st.sampled_from(FIELDS))] = draw(JSON_VALUES)
    return document


@settings(deadline=None)
@given(spoiled_documents())
def test_whatever_stands_in_a_file_is_a_directory_or_a_list_of_faults(document):
    is_formed = VALIDATOR.is_valid(document)
    try:
        directory = directory_from(document)
    except InvalidInputError:
        return
    assert is_formed
    assert directory_from(as_document(directory)) == directory


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        ("orgs", "id", "NO"),
        ("orgs", "id", "a\n"),
        ("orgs", "name", "村\n"),
        ("orgs", "name", "一\u202e村"),
        ("orgs", "name", "一\ud800村"),
        ("orgs", "name", ""),
        ("orgs", "name", None),
        ("orgs", "phone", "١٢٣٤٥"),
        ("orgs", "active", 1),
        ("orgs", "type", "realm"),
        ("posts", "role", "citizen"),
        ("posts", "deputy_from", "2026-02-30"),
        ("posts", "head", None),
        ("posts", "colour", "red"),
    ],
)
def test_what_the_schema_refuses_the_importer_refuses_and_the_other_way_round(key, field, value):
    document = copy.deepcopy(DOCUMENT)
    document[key][0][field] = value
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(InvalidInputError) as refused:
        directory_from(document)
    assert f"/{key}/0/{field}" in {fault.pointer for fault in refused.value.faults}
