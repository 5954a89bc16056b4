"""The demonstration directories, the schema beside the importer, and how the two agree."""

import copy
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.directory.cautions import Concern, cautions
from chalicelib.domain.directory.document import as_document, directory_from
from chalicelib.domain.directory.drafts import MOST_ORGS, MOST_POSTS, PHONE
from chalicelib.domain.directory.org import VILLAGE_LEVEL, OrgType
from chalicelib.domain.directory.places import places_of
from chalicelib.domain.directory.staffing import SIGNING_ROLES
from chalicelib.domain.documents import CODE, INVISIBLE, NAME_LENGTH, VERSION
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Role
from tests.support.shipped import DEMO_COUNTIES, shipped

SIGNING = {
    "helan": SIGNING_ROLES,
    "yanting": SIGNING_ROLES,
    "jiansheng": (
        Role.INTAKE,
        Role.UNIT_LEADER,
        Role.UNIT_PARTY_COMMITTEE,
        Role.LEADER_IN_CHARGE,
        Role.MAIN_LEADER,
        Role.DISCIPLINE_SECRETARY,
        Role.COUNTY,
        Role.COUNTY_LEADER,
    ),
    "cuijiang": (Role.INTAKE, Role.LEADER_IN_CHARGE),
    "kandun": (Role.LEADER_IN_CHARGE, Role.MAIN_LEADER, Role.COORDINATION_OFFICE),
}
"""Who signs where, as §6 of the obligations has it; the import asks the rulebook."""
DOCUMENTS = {county: shipped(f"demo/{county}/directory.json") for county in DEMO_COUNTIES}
DIRECTORIES = {
    county: directory_from(document, signing=SIGNING[county]) for county, document in DOCUMENTS.items()
}
HELAN, JIANSHENG, CUIJIANG, KANDUN = (
    DIRECTORIES[county] for county in ("helan", "jiansheng", "cuijiang", "kandun")
)
SCHEMA = shipped("schemas/directory.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

OFFICES = {
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDITOR,
    Role.EDITOR,
    Role.PUBLISHER,
    Role.SEALED_DESK,
}
EVERYWHERE = OFFICES | {Role.INTAKE, Role.UNIT_LEADER, Role.HANDLER, Role.COUNTY, Role.COUNTY_LEADER}
COUNTYWIDE = EVERYWHERE | {Role.UNIT_PARTY_COMMITTEE, Role.ASSISTANT, Role.CITY_READONLY}
ROLES_IN_USE = {
    "helan": COUNTYWIDE,
    "yanting": COUNTYWIDE,
    "jiansheng": EVERYWHERE
    | {
        Role.ASSISTANT,
        Role.COORDINATION_OFFICE,
        Role.DISCIPLINE_SECRETARY,
        Role.LEADER_IN_CHARGE,
        Role.MAIN_LEADER,
        Role.UNIT_PARTY_COMMITTEE,
    },
    "cuijiang": EVERYWHERE
    | {
        Role.CITY_READONLY,
        Role.DISCIPLINE_SECRETARY,
        Role.DUTY_OFFICER,
        Role.LEADER_IN_CHARGE,
        Role.MAIN_LEADER,
    },
    "kandun": EVERYWHERE | {Role.COORDINATION_OFFICE, Role.LEADER_IN_CHARGE, Role.MAIN_LEADER},
}
AREA_CODES = {"helan": "0951", "jiansheng": "023", "cuijiang": "0598", "kandun": "0574", "yanting": "0816"}
WORRIES = {
    "helan": {Concern.SHARED_DISCIPLINE_BODY},
    "yanting": {Concern.SHARED_DISCIPLINE_BODY},
    "cuijiang": {Concern.COUNTY_SUPERVISED},
}

every_county = pytest.mark.parametrize("county", DEMO_COUNTIES)


def of_type(directory, *kinds):
    return [org.id for org in directory.orgs.values() if org.type in kinds]


def in_charge_of(directory, unit):
    return [post.title for post in directory.posts_of(OrgId(unit), Role.LEADER_IN_CHARGE)]


@every_county
@pytest.mark.obligation("H-4.0")
def test_a_demonstration_validates_imports_and_is_written_back_unchanged(county):
    VALIDATOR.validate(DOCUMENTS[county])
    assert as_document(DIRECTORIES[county]) == DOCUMENTS[county]


@every_county
def test_every_role_that_a_place_uses_has_a_post(county):
    assert {post.role for post in DIRECTORIES[county].posts.values()} == ROLES_IN_USE[county]


@every_county
def test_every_village_can_be_chosen_and_some_have_people(county):
    directory = DIRECTORIES[county]
    villages = of_type(directory, *VILLAGE_LEVEL)
    assert set(villages) <= {OrgId(place.id) for place in places_of(directory)}
    assert any(directory.posts_of(village, Role.HANDLER) for village in villages)


@every_county
@pytest.mark.obligation("H-4.1")
def test_no_body_with_posts_stands_red_for_want_of_people(county):
    staffed = {post.org for post in DIRECTORIES[county].posts.values()}
    worries = {caution.concern for caution in cautions(DIRECTORIES[county]) if caution.org in staffed}
    assert worries == WORRIES.get(county, set())


@every_county
@pytest.mark.obligation("R-28")
def test_whoever_signs_has_somebody_beside_him(county):
    directory = DIRECTORIES[county]
    for post in directory.posts.values():
        # Over a leader of a unit stands the house it belongs to.
        if post.role in SIGNING[county] and post.role is not Role.UNIT_LEADER:
            seats = {post.org, *post.in_charge_of}
            others = {
                post.deputy,
                *(each.id for seat in seats for each in directory.posts_of(seat, post.role)),
            }
            assert others - {None, post.id}


@every_county
def test_no_duty_phone_of_the_demonstration_can_ring_anywhere(county):
    phones = [org.phone for org in DIRECTORIES[county].orgs.values() if org.phone]
    assert phones
    assert all(re.fullmatch(rf"{AREA_CODES[county]}-0000\d{{3}}", phone) for phone in phones)


@every_county
def test_posts_are_titled_after_their_work_never_after_a_person(county):
    titles = {post.title for post in DIRECTORIES[county].posts.values()}
    assert all(re.fullmatch(r".*(岗|责任领导|承办人)(（[一二三]）)?", title) for title in titles)


def test_helan_has_two_stationed_groups_two_town_bodies_and_three_departments():
    assert len(of_type(HELAN, OrgType.STATIONED_DISCIPLINE)) == 2
    assert len(of_type(HELAN, OrgType.TOWN_DISCIPLINE)) == 2
    assert len(of_type(HELAN, OrgType.DEPARTMENT)) == 3


@pytest.mark.parametrize(
    ("county", "villages", "staffed"),
    [("helan", 88, 4), ("jiansheng", 12, 2), ("cuijiang", 12, 4), ("kandun", 14, 2), ("yanting", 254, 4)],
)
def test_all_villages_of_the_divisions_are_there(county, villages, staffed):
    directory = DIRECTORIES[county]
    found = of_type(directory, *VILLAGE_LEVEL)
    assert len(found) == villages
    assert len([village for village in found if directory.posts_of(village, Role.HANDLER)]) == staffed


@pytest.mark.obligation("J-2.3", "C-N2b", "K-3.2b")
@pytest.mark.parametrize("directory", [JIANSHENG, CUIJIANG, KANDUN], ids=lambda directory: directory.name)
def test_every_unit_with_people_has_two_leaders_in_charge_and_every_village_one(directory):
    for org in directory.orgs.values():
        leaders = in_charge_of(directory, org.id)
        if directory.posts_of(org.id, Role.HANDLER):
            assert len(leaders) >= 2, org.name
        if org.type in VILLAGE_LEVEL:
            assert leaders, org.name


@pytest.mark.obligation("J-2.3")
@pytest.mark.parametrize(
    ("unit", "numbers"),
    [
        ("500104102-mz", "一三"),
        ("500104102-jf", "一二"),
        ("500104102-gj", "二三"),
        ("500104102002", "一二"),
        ("500104102203", "一三"),
        ("500104102207", "三"),
        ("500104102", "一二三"),
    ],
)
def test_in_jiansheng_a_leader_answers_for_offices_and_villages(unit, numbers):
    assert in_charge_of(JIANSHENG, unit) == [f"分管（联系）领导岗（{number}）" for number in numbers]


@pytest.mark.obligation("C-N2b")
@pytest.mark.parametrize(
    ("unit", "leaders"),
    [
        ("350424100001", ["挂包领导岗（一）", "挂包领导岗（二）"]),
        ("350424100204", ["挂包领导岗（二）", "挂包领导岗（三）"]),
        ("350424100-nj", ["挂包领导岗（一）", "挂包领导岗（三）"]),
        ("350424-nyj", ["分管领导岗（一）", "分管领导岗（二）"]),
    ],
)
def test_in_cuijiang_the_towns_leaders_answer_for_villages_and_a_department_has_its_own(unit, leaders):
    assert in_charge_of(CUIJIANG, unit) == leaders


@pytest.mark.obligation("K-3.2b")
@pytest.mark.parametrize(
    ("unit", "numbers"), [("330282003-sh", "一三"), ("330282003-fw", "二三"), ("330282003207", "二三")]
)
def test_in_kandun_a_leader_answers_for_offices_and_villages(unit, numbers):
    assert in_charge_of(KANDUN, unit) == [f"分管领导岗（{number}）" for number in numbers]


@pytest.mark.obligation("C-M6a", "C-M6c", "C-M10b")
def test_in_cuijiang_a_complaint_begins_in_its_village_and_goes_up_level_by_level():
    lowest = CUIJIANG.lowest_body_at(OrgId("350424100202"))
    assert lowest == "350424100202"
    assert CUIJIANG.body_above(lowest) == "350424100-jw"
    assert CUIJIANG.body_above(OrgId("350424100-jw")) == CUIJIANG.county_body
    assert CUIJIANG.lowest_body_at(OrgId("350424100010")) is None
    assert [org.id for org in CUIJIANG.bodies_below(CUIJIANG.county_body)] == ["350424100-jw"]
    assert len(CUIJIANG.bodies_below(OrgId("350424100-jw"))) == 4


@pytest.mark.obligation("J-2.1", "K-2.1")
@pytest.mark.parametrize("directory", [JIANSHENG, KANDUN], ids=lambda directory: directory.name)
def test_where_a_town_is_the_tenant_its_own_body_supervises_all_of_it(directory):
    within = [org.id for org in directory.orgs.values() if directory.is_within(org.id, directory.root)]
    units = [org for org in within if org != directory.county_body]
    assert {directory.discipline_body_of(unit) for unit in units} == {directory.county_body}
    assert directory.discipline_body_of(directory.county_body) == directory.root[:6] + "-jw"


@pytest.mark.obligation("J-2.4")
def test_in_jiansheng_party_committee_and_discipline_body_have_operators_of_their_own():
    operators = {post.org for post in JIANSHENG.posts.values() if post.role is Role.COORDINATION_OFFICE}
    assert operators == {JIANSHENG.root}
    assert JIANSHENG.posts_of(JIANSHENG.county_body, Role.INTAKE)


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
    "in_charge_of",
]


@st.composite
def spoiled_documents(draw: st.DrawFn) -> tuple[dict[str, Any], tuple[Role, ...]]:
    """One value of a file replaced by any other, or one field added or taken away; and who signs there."""
    county = draw(st.sampled_from(DEMO_COUNTIES))
    document, signing = copy.deepcopy(DOCUMENTS[county]), SIGNING[county]
    kind = draw(st.sampled_from(["top", "line", "field", "field", "field"]))
    if kind == "top":
        keys = ["county", "version", "name", "root", "county_body", "orgs", "posts", "x"]
        document[draw(st.sampled_from(keys))] = draw(JSON_VALUES)
        return document, signing
    lines = document[draw(st.sampled_from(["orgs", "posts"]))]
    place = draw(st.integers(0, len(lines) - 1))
    if kind == "line":
        lines[place] = draw(JSON_VALUES)
    else:
        lines[place][draw(st.sampled_from(FIELDS))] = draw(JSON_VALUES)
    return document, signing


@settings(deadline=None)
@given(spoiled_documents())
def test_whatever_stands_in_a_file_is_a_directory_or_a_list_of_faults(spoiled):
    document, signing = spoiled
    is_formed = VALIDATOR.is_valid(document)
    try:
        directory = directory_from(document, signing=signing)
    except InvalidInputError:
        return
    assert is_formed
    assert directory_from(as_document(directory), signing=signing) == directory


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
    document = copy.deepcopy(DOCUMENTS["helan"])
    document[key][0][field] = value
    assert not VALIDATOR.is_valid(document)
    with pytest.raises(InvalidInputError) as refused:
        directory_from(document)
    assert f"/{key}/0/{field}" in {fault.pointer for fault in refused.value.faults}
