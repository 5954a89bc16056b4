"""A notice is taken in for every county that counts by its calendar, whole or not at all (A-47)."""

import json
from dataclasses import replace

import pytest

from chalicelib.domain.errors import InvalidInputError, UnavailableError
from chalicelib.ports.library import Kind
from chalicelib.usecases.import_county import ImportCounty
from chalicelib.usecases.import_notice import ImportNotice
from tests.support.calendars import a_notice, days
from tests.support.counties import HELAN_FILES
from tests.support.notices_out import LONGER_NOVEMBER, CalendarOffice, mou_files, written
from tests.usecases.test_sweep import Store

BOTH_BEFORE = ["CN-2026.1+CN-NX-2022.1", "CN-2026.1"]
REGIONAL = LONGER_NOVEMBER | {"document": "宁政办发〔2026〕9号"}


@pytest.fixture
def office():
    made = CalendarOffice()
    ImportCounty(made.library, made.register)(mou_files())
    return made


def in_force(office):
    return [office.calendar_in_force(county) for county in ("helan", "mou")]


def faults_of(office, content, name="CN"):
    kept = dict(office.library._texts)
    with pytest.raises(InvalidInputError) as refused:
        ImportNotice(office.library, office.register)(name, content)
    assert office.library._texts == kept
    return {fault.pointer: fault.detail for fault in refused.value.faults}


@pytest.mark.obligation("A-47", "A-46")
def test_every_county_moves_to_the_calendar_that_has_the_notice_and_the_old_ones_stay(office):
    moves = office.import_notice()
    assert in_force(office) == ["CN-2026.2+CN-NX-2022.1", "CN-2026.2"]
    assert {move.before: [county.id for county in move.counties] for move in moves} == {
        "CN-2026.1+CN-NX-2022.1": ["helan"],
        "CN-2026.1": ["mou"],
    }
    assert all(office.keeps(version) for version in BOTH_BEFORE)
    shelves = office.as_another_process_reads()
    assert [notice.document for notice in shelves.calendar("CN-2026.2").notices[-2:]] == [
        "国办发明电〔2025〕7号",
        "国办发明电〔2026〕9号",
    ]


@pytest.mark.obligation("A-46")
def test_a_regions_notice_moves_the_counties_of_that_region_alone(office):
    (move,) = office.import_notice(REGIONAL, "CN-NX")
    assert in_force(office) == ["CN-2026.1+CN-NX-2026.1", "CN-2026.1"]
    assert move.difference.in_words()[0] == "2026年11月26日至27日：改为休息，临时放假（宁夏）"


def test_the_same_notice_again_changes_nothing(office):
    office.import_notice()
    kept = dict(office.library._texts)
    assert office.import_notice() == ()
    assert (office.library._texts, in_force(office)) == (kept, ["CN-2026.2+CN-NX-2022.1", "CN-2026.2"])


def test_a_check_writes_nothing_and_says_what_would_move(office):
    kept = dict(office.library._texts)
    import_notice = ImportNotice(office.library, office.register)
    checked = import_notice("CN", written(LONGER_NOVEMBER), only_check=True)
    assert (office.library._texts, in_force(office)) == (kept, BOTH_BEFORE)
    assert checked == office.import_notice()


@pytest.mark.obligation("A-47")
def test_a_notice_with_five_faults_is_told_all_five_and_nothing_is_written(office):
    file = a_notice(
        2028,
        document="",
        days_off=days("元旦", "2028-01-01", "2028-01-01"),
        make_up_workdays=days("元旦", "2028-01-01"),
        colour="红",
    )
    assert faults_of(office, written(file)).keys() == {
        "/year",
        "/document",
        "/days_off/0/days/1",
        "/make_up_workdays",
        "/colour",
    }
    assert in_force(office) == BOTH_BEFORE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("县".encode("gbk"), "UTF-8", id="another-encoding"),
        pytest.param(b'{"year": 2027,}', "JSON", id="no-json"),
        pytest.param(b"[]", "应当是一份通知", id="no-notice"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(office, content, said):
    assert said in faults_of(office, content)[""]


def test_a_key_that_stands_twice_is_told_beside_the_other_faults(office):
    twice = written(a_notice(source="")).replace(b'{"year"', b'{"year": 2026, "year"', 1)
    assert faults_of(office, twice).keys() == {"", "/source"}
    alone = written(a_notice()).replace(b'{"year"', b'{"year": 2026, "year"', 1)
    assert faults_of(office, alone).keys() == {""}


def test_a_calendar_that_nobody_counts_by_is_told(office):
    assert "CN-GX" in faults_of(office, written(a_notice()), "CN-GX")[""]


class Broken(Store):
    """A register that does not answer after so many writes."""

    def __init__(self, register, answers):
        super().__init__(register, put_in_force=self._put)
        self._left = answers

    def _put(self, county):
        if not self._left:
            raise UnavailableError("请稍后再试。")
        self._left -= 1
        self._cases.put_in_force(county)


@pytest.mark.parametrize("answers", [0, 1])
def test_an_import_that_broke_off_between_counties_is_simply_run_again(office, answers):
    with pytest.raises(UnavailableError):
        ImportNotice(office.library, Broken(office.register, answers))("CN", written(LONGER_NOVEMBER))
    assert len(office.import_notice()) == 2 - answers
    assert in_force(office) == ["CN-2026.2+CN-NX-2022.1", "CN-2026.2"]


def test_a_county_that_was_left_behind_comes_along(office):
    helan = office.register.find("helan")
    office.import_notice(a_notice())
    office.register.put_in_force(helan)
    office.import_notice(a_notice(2028))
    assert in_force(office) == ["CN-2028.1+CN-NX-2022.1", "CN-2028.1"]


def test_counties_whose_calendars_disagree_are_not_mixed(office):
    calendar = office.library.find(Kind.CALENDAR, "CN-2026.1")["base"]
    other = calendar | {"version": "2026.7", "notices": [*calendar["notices"][:-1], a_notice(2026)]}
    office.library.keep(Kind.CALENDAR, "CN-2026.7", {"base": other, "overlays": []})
    office.register.put_in_force(replace(office.register.find("mou"), calendar="CN-2026.7"))
    told = faults_of(office, written(a_notice()))[""]
    assert "CN-2026.1、CN-2026.7" in told
    assert "make import" in told


def test_a_version_that_was_used_for_something_else_is_passed_over(office):
    calendar = office.library.find(Kind.CALENDAR, "CN-2026.1")["base"]
    used = {"base": calendar | {"version": "2027.1", "name": "试"}, "overlays": []}
    office.library.keep(Kind.CALENDAR, "CN-2027.1", used)
    for _ in range(2):
        office.import_notice(a_notice())
        assert in_force(office) == ["CN-2027.2+CN-NX-2022.1", "CN-2027.2"]


def test_what_was_imported_meanwhile_is_not_taken_back(office):
    class Meanwhile(Store):
        """A register to which a directory and then a calendar come while the notice is being imported."""

        def counties(self):
            counties = office.register.counties()
            helan, mou = counties
            office.register.put_in_force(replace(helan, directory="helan@9"))
            office.register.put_in_force(replace(mou, calendar="CN-9"))
            return counties

    ImportNotice(office.library, Meanwhile(office.register))("CN", written(LONGER_NOVEMBER))
    assert office.register.find("helan").directory == "helan@9"
    assert in_force(office) == ["CN-2026.2+CN-NX-2022.1", "CN-9"]


@pytest.mark.obligation("A-47")
def test_a_county_imported_afterwards_with_the_files_of_before_keeps_the_notice(office):
    office.import_notice()
    changed = HELAN_FILES | {
        "county.json": HELAN_FILES["county.json"].replace("12345 平台".encode(), b"12345")
    }
    imported = ImportCounty(office.library, office.register)(changed)
    assert imported.is_news
    assert imported.county.calendar == "CN-2026.2+CN-NX-2022.1"
    assert not imported.kept


@pytest.mark.obligation("A-47")
def test_a_new_county_counts_by_what_the_others_know(office):
    office.import_notice()
    files = dict(mou_files())
    for name in ("county.json", "directory.json", "checklist.json"):
        files[name] = files[name].replace(b'"mou"', b'"yuhu"').replace(b'"MX"', b'"YH"')
    assert ImportCounty(office.library, office.register)(files).county.calendar == "CN-2026.2"


def test_a_release_brings_the_notice_along_under_a_version_of_its_own(office):
    office.import_notice(a_notice())
    released = json.loads(HELAN_FILES["calendars/cn.json"])
    released |= {"version": "2027.a", "notices": [*released["notices"], a_notice()]}
    ImportCounty(office.library, office.register)(HELAN_FILES | {"calendars/cn.json": written(released)})
    assert in_force(office) == ["CN-2027.a+CN-NX-2022.1", "CN-2027.1"]
    office.import_notice(
        a_notice(2027, document="国办发明电〔2027〕1号", published_on="2027-01-10", days_off=[])
    )
    assert in_force(office) == ["CN-2027.2+CN-NX-2022.1", "CN-2027.2"]


def test_an_import_mends_a_county_whose_calendar_is_missing(office):
    office.register.put_in_force(replace(office.register.find("helan"), calendar="CN-9"))
    assert ImportCounty(office.library, office.register)(HELAN_FILES).county.calendar == BOTH_BEFORE[0]
