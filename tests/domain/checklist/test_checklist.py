"""The checklist: six classes, complete items, one supervising body per unit."""

import copy

import jsonschema
import pytest

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.document import MOST_FIELDS, MOST_ITEMS, as_document, checklist_from
from chalicelib.domain.checklist.item import Category, ItemStatus, Phase
from chalicelib.domain.checklist.lines import (
    FLOW_CHART,
    LINK,
    MOST_BASES,
    MOST_STEPS,
    MOST_VERSIONS,
    TEXT_LENGTH,
)
from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.documents import CODE, INVISIBLE, NAME_LENGTH, VERSION
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.identifiers import ItemId
from chalicelib.domain.vocabulary import Role
from tests.support.sentences import in_sentences
from tests.support.shipped import DEMO_COUNTIES, shipped

DOCUMENT = shipped("demo/helan/checklist.json")
SCHEMA = shipped("schemas/checklist.schema.json")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
HELAN = directory_from(shipped("demo/helan/directory.json"))


DIRECTORIES = {
    county: directory_from(shipped(f"demo/{county}/directory.json"), signing=()) for county in DEMO_COUNTIES
}
LEAST = {"helan": 14}

every_county = pytest.mark.parametrize("county", DEMO_COUNTIES)


def helans() -> Checklist:
    return checklist_from(DOCUMENT, HELAN)


def list_of(county: str) -> Checklist:
    return checklist_from(shipped(f"demo/{county}/checklist.json"), DIRECTORIES[county])


def responsible(county: str) -> set[OrgType]:
    return {DIRECTORIES[county].org(item.responsible_unit).type for item in list_of(county).published()}


def refused(document):
    with pytest.raises(InvalidInputError) as error:
        checklist_from(document, HELAN)
    return [fault.pointer for fault in in_sentences(error.value.faults)]


def spoiled(**changes):
    document = copy.deepcopy(DOCUMENT)
    for key, value in changes.items():
        if value is None:
            del document["items"][0][key]
        else:
            document["items"][0][key] = value
    return document


@pytest.mark.obligation("H-17.1")
def test_the_six_classes_stand_in_the_clauses_order():
    assert [category.value for category in Category] == [
        "村(居)党务工作",
        "村(居)务工作",
        "集体‘三资’管理",
        "村级小微项目",
        "惠农惠民资金补贴",
        "其他重要工作",
    ]


@every_county
@pytest.mark.obligation("H-17.1", "H-17.2")
def test_a_demonstration_publishes_complete_items_in_all_six_classes(county):
    published = list_of(county).published()
    assert len(published) >= LEAST.get(county, 8)
    assert {item.category for item in published} == set(Category)
    assert all(item.steps and item.basis and item.published_content for item in published)


@every_county
def test_whoever_answers_for_an_item_of_a_demonstration_has_people(county):
    directory = DIRECTORIES[county]
    units = {item.responsible_unit for item in list_of(county).items.values()}
    assert all(directory.posts_of(unit, Role.HANDLER) for unit in units)


@pytest.mark.obligation("J-2.1", "C-M9a")
@pytest.mark.parametrize(
    ("county", "kinds"),
    [
        ("jiansheng", {OrgType.OFFICE, OrgType.VILLAGE, OrgType.COMMUNITY}),
        ("cuijiang", {OrgType.OFFICE, OrgType.VILLAGE, OrgType.COMMUNITY, OrgType.DEPARTMENT, OrgType.TOWN}),
        ("kandun", {OrgType.OFFICE, OrgType.VILLAGE, OrgType.COMMUNITY}),
    ],
)
def test_matters_are_answered_for_at_the_level_they_belong_to(county, kinds):
    assert responsible(county) == kinds


@pytest.mark.obligation("S-13")
def test_in_yanting_subsidies_are_paid_by_one_card():
    steps = {step.name for item in list_of("yanting").published() for step in item.steps}
    assert {"通过“一卡通”发放", "分批次通过“一卡通”兑付"} <= steps


@pytest.mark.obligation("H-16.1")
def test_the_five_fields_are_there_and_the_list_may_grow():
    fields = helans().fields
    assert {"教育", "医疗", "住房", "社保", "民政"} < set(fields)
    document = copy.deepcopy(DOCUMENT)
    document["fields"].remove("医疗")
    assert refused(document) == ["/fields"]


@every_county
def test_a_demonstration_list_validates_imports_and_is_written_back_unchanged(county):
    document = shipped(f"demo/{county}/checklist.json")
    VALIDATOR.validate(document)
    assert as_document(list_of(county)) == document


def test_a_link_a_number_and_a_flow_chart_are_written_back_too():
    basis = [{"title": "某办法", "doc_no": "某发〔2024〕1号", "link": "https://www.example.gov.cn/a"}]
    document = spoiled(basis=basis, flow_chart="charts/a.png")
    assert VALIDATOR.is_valid(document)
    assert as_document(checklist_from(document, HELAN)) == document


def test_an_item_is_found_or_absent_or_our_own_fault():
    checklist = helans()
    assert checklist.item(ItemId("nongji-butie")).name == "农机购置补贴"
    assert checklist.find_item(ItemId("nothing")) is None
    with pytest.raises(KeyError):
        checklist.item(ItemId("nothing"))


@pytest.mark.obligation("H-4.2")
def test_only_published_items_are_open():
    statuses = {item.status for item in helans().items.values() if not item.is_open}
    assert statuses == {ItemStatus.DRAFT, ItemStatus.CLOSED}


@pytest.mark.obligation("H-16.2", "H-17.2")
@pytest.mark.parametrize("missing", ["steps", "basis"])
def test_an_item_is_not_published_without_work_flow_and_basis(missing):
    document = spoiled(**{missing: []})
    assert refused(document) == [f"/items/0/{missing}"]
    assert not VALIDATOR.is_valid(document)
    document["items"][0]["status"] = "draft"
    assert checklist_from(document, HELAN)


@pytest.mark.obligation("H-10.1")
@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"responsible_unit": "nowhere"}, "responsible_unit"),
        ({"responsible_unit": "640122-jw", "supervising_body": "640100-jw"}, "responsible_unit"),
        ({"supervising_body": "nowhere"}, "supervising_body"),
        ({"supervising_body": "640122-mzj"}, "supervising_body"),
        ({"supervising_body": "640122-pz2"}, "supervising_body"),
    ],
)
def test_unit_and_supervisor_must_be_those_of_the_directory(changes, key):
    assert refused(spoiled(**changes)) == [f"/items/0/{key}"]


def test_a_list_of_another_county_is_refused():
    document = copy.deepcopy(DOCUMENT)
    document["county"] = "other"
    assert refused(document) == ["/county"]


def test_a_repeated_item_is_named_at_its_second_line():
    document = copy.deepcopy(DOCUMENT)
    document["items"].append(document["items"][0])
    assert refused(document) == [f"/items/{len(DOCUMENT['items'])}/id"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "Upper"),
        ("version", 0),
        ("version", True),
        ("version", "1"),
        ("name", None),
        ("category", "党务"),
        ("responsible_unit", "!"),
        ("supervising_body", 1),
        ("steps", "无"),
        ("basis", None),
        ("time_limit", "字" * 501),
        ("status", "open"),
        ("flow_chart", "../chart.png"),
        ("colour", "red"),
    ],
)
def test_a_faulty_field_is_named_by_importer_and_schema_alike(key, value):
    document = spoiled(**{key: value})
    assert not VALIDATOR.is_valid(document)
    assert f"/items/0/{key}" in refused(document)


def test_faulty_steps_and_bases_are_named_each_at_its_place():
    steps = [{"name": "一步", "phase": "事前"}, {"name": "二步", "phase": "半路"}, "三步"]
    document = spoiled(steps=steps, basis=[{"title": "某法", "link": "ftp://a"}])
    document["effective_on"] = "2026-13-01"
    document["items"][1]["field"] = "航天"
    assert set(refused(document)) == {
        "/effective_on",
        "/items/0/steps/1/phase",
        "/items/0/steps/2",
        "/items/0/basis/0/link",
        "/items/1/field",
    }


def test_an_empty_file_lacks_everything():
    assert refused({}) == ["/county", "/version", "/effective_on", "/fields", "/items"]


def test_too_long_a_list_is_named_once():
    document = spoiled(steps=[{"name": "一步", "phase": Phase.BEFORE.value}] * (MOST_STEPS + 1))
    assert refused(document) == ["/items/0/steps"]


def test_the_schema_repeats_what_the_importer_asks():
    ends = r"(?![\s\S])"
    defs, item = SCHEMA["$defs"], SCHEMA["$defs"]["item"]["properties"]
    assert defs["code"]["pattern"] == f"^{CODE.pattern}{ends}"
    assert SCHEMA["properties"]["version"]["pattern"] == f"^{VERSION.pattern}{ends}"
    assert f"[^{INVISIBLE}]+" in defs["visible"]["pattern"]
    assert (defs["text"]["maxLength"], defs["paragraph"]["maxLength"]) == (NAME_LENGTH, TEXT_LENGTH)
    assert item["category"]["enum"] == [category.value for category in Category]
    assert item["status"]["enum"] == [status.value for status in ItemStatus]
    assert item["steps"]["items"]["properties"]["phase"]["enum"] == [phase.value for phase in Phase]
    assert item["basis"]["items"]["properties"]["link"]["pattern"] == f"^{LINK.pattern}{ends}"
    assert item["flow_chart"]["pattern"] == f"^{FLOW_CHART.pattern}{ends}"
    assert (item["steps"]["maxItems"], item["basis"]["maxItems"]) == (MOST_STEPS, MOST_BASES)
    assert item["version"]["maximum"] == MOST_VERSIONS
    assert SCHEMA["properties"]["items"]["maxItems"] == MOST_ITEMS
    assert SCHEMA["properties"]["fields"]["maxItems"] == MOST_FIELDS
