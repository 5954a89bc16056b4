"""A county's files become the documents in force, or every one of their faults is told."""

import json

import pytest

from chalicelib.adapters.cached_shelves import CachedShelves
from chalicelib.adapters.memory.library import MemoryLibrary, MemoryRegister
from chalicelib.adapters.shipped_files.counties import county_files, demonstration
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.vocabulary import Role
from chalicelib.usecases.county_files import CountyFaultyError
from chalicelib.usecases.import_county import ImportCounty
from tests.support.counties import a_county
from tests.support.rulebooks import GONE, changed
from tests.support.small_county import COUNTY_BODY, CountyFile

HELAN = county_files(demonstration("helan"))


def with_changes(name, changes, files=HELAN):
    document = changed(json.loads(files[name]), changes)
    return {**files, name: json.dumps(document, ensure_ascii=False).encode()}


def without(name):
    return {other: content for other, content in HELAN.items() if other != name}


@pytest.fixture
def library():
    return MemoryLibrary()


@pytest.fixture
def register():
    return MemoryRegister()


@pytest.fixture
def import_county(library, register):
    return ImportCounty(library, register)


def faults_of(import_county, files):
    with pytest.raises(CountyFaultyError) as refusal:
        import_county(files)
    return [(fault.file, fault.pointer) for fault in refusal.value.faults]


@pytest.mark.obligation("H-0.1", "H-4.0")
def test_what_was_imported_stands_on_the_shelves(import_county, library, register):
    county = import_county(HELAN).county
    shelves = CachedShelves(library, register, lambda: 0.0)
    assert shelves.county("helan") == county
    assert shelves.rulebook(county.rulebook).ref == "helan-2022@1"
    assert shelves.calendar(county.calendar).version == county.calendar
    assert shelves.directory(county.directory).county_body == "640122-jw"
    assert shelves.checklist(county.checklist).published()


def test_an_import_tells_what_is_worth_mending(import_county):
    assert {caution.concern for caution in import_county(HELAN).cautions}


def test_the_same_files_again_change_nothing(import_county):
    first = import_county(HELAN)
    again = import_county(HELAN)
    assert first.is_news
    assert len(first.kept) == 4
    assert not again.is_news
    assert not again.kept
    assert again.county == first.county


@pytest.mark.obligation("H-0.1")
def test_a_new_number_is_a_new_version_beside_the_old_one(import_county, library, register):
    import_county(HELAN)
    import_county(with_changes("rulebook.json", {"/version": 2, "/intake/limit/n": 2}))
    shelves = CachedShelves(library, register, lambda: 0.0)
    assert shelves.county("helan").rulebook == "helan-2022@2"
    assert shelves.rulebook("helan-2022@1").intake.limit.n == 3
    assert shelves.rulebook("helan-2022@2").intake.limit.n == 2


@pytest.mark.obligation("H-0.1")
def test_a_change_under_an_old_version_is_refused_in_every_file_at_once(import_county, library, register):
    before = import_county(HELAN).county
    files = with_changes("rulebook.json", {"/intake/limit/n": 2})
    files = with_changes("directory.json", {"/name": "贺兰"}, files)
    files = with_changes("checklist.json", {"/items/0/name": "别的事项"}, files)
    files = with_changes("calendars/cn-nx.json", {"/name": "别的地方"}, files)
    assert faults_of(import_county, files) == [
        ("calendars/", "/version"),
        ("rulebook.json", "/version"),
        ("directory.json", "/version"),
        ("checklist.json", "/version"),
    ]
    assert register.find("helan") == before


def test_a_remark_in_a_rulebook_may_change_without_a_new_version(import_county):
    import_county(HELAN)
    assert not import_county(with_changes("rulebook.json", {"/note": "改了一句说明"})).kept


@pytest.mark.obligation("H-4.0")
def test_every_fault_of_every_file_is_told_at_once_and_nothing_is_written(import_county, library, register):
    files = with_changes("county.json", {"/code": "helan", "/notices/12388": ""})
    files = with_changes("rulebook.json", {"/intake/limit/n": "3", "/meta/title": GONE}, files)
    files = with_changes("directory.json", {"/orgs/30/parent": "nowhere", "/posts/0/role": "boss"}, files)
    files = with_changes("checklist.json", {"/items/1/category": "别的", "/items/2/steps": []}, files)
    files = with_changes("calendars/cn.json", {"/notices/0/year": "2020"}, files)
    files = with_changes("calendars/cn-nx.json", {"/overlay_of": "JP"}, files)
    told = faults_of(import_county, files)
    assert {
        ("county.json", "/code"),
        ("county.json", "/notices/12388"),
        ("rulebook.json", "/intake/limit/n"),
        ("rulebook.json", "/meta/title"),
        ("directory.json", "/orgs/30/parent"),
        ("directory.json", "/posts/0/role"),
        ("checklist.json", "/items/1/category"),
        ("checklist.json", "/items/2/steps"),
        ("calendars/cn.json", "/notices/0/year"),
    } <= set(told)
    assert not register.counties()
    assert not library._texts


@pytest.mark.parametrize("name", ["county.json", "rulebook.json", "directory.json", "checklist.json"])
def test_a_missing_file_is_told(import_county, name):
    assert (name, "") in faults_of(import_county, without(name))


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        pytest.param("县".encode("gbk"), "不是 UTF-8 编码，请另存为 UTF-8。", id="another-encoding"),
        pytest.param(b'{"id": 1,}', "第 1 行第", id="no-json"),
        pytest.param(b'{"id": "helan", "id": "helan"}', "写了两遍", id="key-twice"),
        pytest.param(b"null", "对象", id="nothing-in-it"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_the_others(import_county, content, detail):
    with pytest.raises(CountyFaultyError) as refusal:
        import_county({**HELAN, "directory.json": content, "checklist.json": b"[]"})
    told = [fault for fault in refusal.value.faults if fault.file == "directory.json"]
    assert any(detail in fault.detail for fault in told)
    assert any(fault.file == "checklist.json" for fault in refusal.value.faults)


def test_a_byte_order_mark_is_no_fault(import_county):
    marked = {name: b"\xef\xbb\xbf" + content for name, content in HELAN.items()}
    assert import_county(marked).is_news


def test_files_of_two_counties_do_not_go_together(import_county):
    files = with_changes("county.json", {"/id": "yuhu", "/rulebook": "yuhu-2019"})
    assert faults_of(import_county, files) == [
        ("county.json", "/rulebook"),
        ("directory.json", "/county"),
        ("checklist.json", "/county"),
    ]


@pytest.mark.parametrize("code", ["H", "HL", "HLX"])
def test_case_numbers_of_two_counties_must_never_look_alike(import_county, register, code):
    register.put_in_force(a_county("yuhu", code=f"{code}A"[:4]))
    alike = {**HELAN}
    taken = with_changes("county.json", {"/code": f"{code}A"[:2]}, alike)
    assert faults_of(import_county, taken) == [("county.json", "/code")]


def test_a_county_keeps_its_own_code(import_county):
    import_county(HELAN)
    assert not import_county(HELAN).is_news


class TestCalendars:
    def test_a_calendar_that_the_rulebook_counts_by_must_be_there(self, import_county):
        assert faults_of(import_county, without("calendars/cn-nx.json")) == [
            ("rulebook.json", "/calendar/overlays/0")
        ]

    def test_two_files_of_one_calendar_are_one_too_many(self, import_county):
        files = {**HELAN, "calendars/zz.json": HELAN["calendars/cn.json"]}
        assert faults_of(import_county, files) == [("calendars/zz.json", "/calendar")]

    def test_a_file_that_says_no_calendar_is_told(self, import_county):
        files = {**HELAN, "calendars/zz.json": b"{}", "calendars/zzz.json": b"[]"}
        assert faults_of(import_county, files) == [
            ("calendars/zz.json", "/calendar"),
            ("calendars/zzz.json", "/calendar"),
        ]

    def test_calendars_are_judged_even_if_the_rulebook_is_faulty(self, import_county):
        files = with_changes("rulebook.json", {"/calendar/base": 3})
        files = with_changes("calendars/cn-nx.json", {"/name": ""}, files)
        assert ("calendars/cn-nx.json", "/name") in faults_of(import_county, files)

    def test_a_calendar_file_that_is_no_json_is_told(self, import_county):
        assert ("calendars/zz.json", "") in faults_of(import_county, {**HELAN, "calendars/zz.json": b"{"})

    def test_a_county_without_overlay_counts_by_the_national_calendar(self, import_county):
        county = import_county(with_changes("rulebook.json", {"/calendar/overlays": []})).county
        assert county.calendar.startswith("CN-")
        assert "+" not in county.calendar


def with_a_single_leader():
    """Give a directory whose county leader nobody could stand in for (R-28)."""
    directory = json.loads(HELAN["directory.json"])
    leaders = [post for post in directory["posts"] if post["role"] == Role.COUNTY_LEADER]
    leaders[0].pop("deputy", None)
    directory["posts"] = [post for post in directory["posts"] if post not in leaders[1:]]
    return {**HELAN, "directory.json": json.dumps(directory).encode()}


def test_who_must_be_replaceable_is_read_from_the_countys_own_rulebook(import_county):
    assert [file for file, _ in faults_of(import_county, with_a_single_leader())] == ["directory.json"]
    nowhere_a_leader_signs = {
        "/extension/special_beyond": None,
        "/reply_review/elevated_steps/1": GONE,
    }
    assert import_county(
        with_changes("rulebook.json", nowhere_a_leader_signs, with_a_single_leader())
    ).is_news


class FailingRegister(MemoryRegister):
    """Does not answer when it is written to."""

    def put_in_force(self, county):
        raise UnavailableError("请稍后再试。")


def test_an_import_that_broke_off_is_simply_run_again(library, register):
    with pytest.raises(UnavailableError):
        ImportCounty(library, FailingRegister())(HELAN)
    again = ImportCounty(library, register)(HELAN)
    assert again.is_news
    assert not again.kept


@pytest.mark.obligation("H-4.0")
def test_any_countys_files_are_taken(import_county):
    """Another county, of which the code knows nothing."""
    county = {**json.loads(HELAN["county.json"]), "id": "mou", "code": "MX", "name": "某县"}
    checklist = json.loads(HELAN["checklist.json"]) | {"county": "mou", "items": []}
    sealed_desk = {"id": "c-s", "org": COUNTY_BODY, "role": "sealed_desk", "title": "信访专员"}
    files = {
        **HELAN,
        "county.json": json.dumps(county).encode(),
        "directory.json": json.dumps(CountyFile().added("posts", sealed_desk).document).encode(),
        "checklist.json": json.dumps(checklist).encode(),
    }
    assert import_county(files).county.directory == "mou@1"


@pytest.mark.obligation("R-01")
@pytest.mark.parametrize(
    ("county", "role", "seat"),
    [
        ("helan", Role.SEALED_DESK, "sealed_desk@county"),
        ("cuijiang", Role.SEALED_DESK, "sealed_desk@county"),
    ],
)
def test_a_seat_of_the_rulebook_that_no_post_fills_is_named(import_county, county, role, seat):
    files = county_files(demonstration(county))
    directory = json.loads(files["directory.json"])
    directory["posts"] = [post for post in directory["posts"] if post["role"] != role]
    with pytest.raises(CountyFaultyError) as refusal:
        import_county({**files, "directory.json": json.dumps(directory).encode()})
    assert any(seat in fault.detail for fault in refusal.value.faults if fault.pointer == "/posts")
