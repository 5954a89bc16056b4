"""A notice is added to a calendar, or everything that is wrong with it is told."""

from copy import deepcopy
from datetime import date

import pytest

from chalicelib.domain.deadlines.amending import amended, holds, notices_of, raised
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.errors import InvalidInputError
from tests.support.calendars import (
    CN_DOCUMENT,
    FIRST_OF_2020,
    NX_DOCUMENT,
    SECOND_OF_2020,
    a_notice,
    days,
    first_notice_of_2020_only,
    published_up_to,
)

NX_2026 = a_notice(2026, document="宁政办发〔2026〕1号", days_off=days("开斋节", "2026-03-20", "2026-03-23"))
STATUTORY_OF_2028 = {"year": 2028, "days_off": days("元旦", "2028-01-01")}


def faults_of(file, documents=(CN_DOCUMENT,), name="CN"):
    with pytest.raises(InvalidInputError) as refused:
        amended(documents, name, file)
    return {fault.pointer: fault.detail for fault in refused.value.faults}


@pytest.mark.obligation("A-46")
def test_a_notice_of_the_next_year_begins_that_years_versions():
    (document,) = amended([CN_DOCUMENT], "CN", a_notice())
    assert document["version"] == "2027.1"
    assert document["notices"] == [*CN_DOCUMENT["notices"], a_notice()]
    assert calendar_of(document).known_until == date(2027, 12, 31)
    assert CN_DOCUMENT["version"] == "2026.1"


@pytest.mark.obligation("A-47")
def test_a_second_notice_for_a_year_stands_beside_the_first():
    before = first_notice_of_2020_only()
    (document,) = amended([before], "CN", SECOND_OF_2020)
    assert document["version"] == "2020.2"
    assert document["notices"] == [FIRST_OF_2020, SECOND_OF_2020]
    assert calendar_of(document).reason_off(date(2020, 2, 1)) == "春节"
    assert calendar_of(before).is_workday(date(2020, 2, 1))


@pytest.mark.obligation("A-47")
def test_a_year_may_still_be_changed_when_the_notice_of_the_next_one_is_out():
    late = a_notice(
        2026, published_on="2026-12-10", document="国办发明电〔2026〕9号", days_off=days("试", "2026-12-31")
    )
    (document,) = amended(amended([CN_DOCUMENT], "CN", a_notice()), "CN", late)
    calendar = calendar_of(document)
    assert document["version"] == "2027.2"
    assert (calendar.known_until, calendar.reason_off(date(2026, 12, 31))) == (date(2027, 12, 31), "试")


@pytest.mark.obligation("A-46")
def test_a_regions_notice_changes_its_own_part_alone():
    national, regional = amended([CN_DOCUMENT, NX_DOCUMENT], "CN-NX", NX_2026)
    assert national is CN_DOCUMENT
    assert regional["version"] == "2026.1"
    calendar = calendar_of(national, [regional])
    assert calendar.version == "CN-2026.1+CN-NX-2026.1"
    assert calendar.reason_off(date(2026, 3, 20)) == "开斋节（宁夏）"


def test_a_notice_that_is_there_changes_nothing_whatever_came_after_it():
    documents = amended([CN_DOCUMENT, NX_DOCUMENT], "CN", a_notice())
    written_otherwise = deepcopy(SECOND_OF_2020) | {
        "days_off": [group | {"days": group["days"][::-1]} for group in SECOND_OF_2020["days_off"]]
    }
    for again in (a_notice(), SECOND_OF_2020, written_otherwise):
        assert amended(documents, "CN", again) == documents


@pytest.mark.parametrize(
    "changes", [{"days_off": days("元旦", "2027-01-01")}, {"published_on": "2026-11-06"}, {"source": "别处"}]
)
def test_what_was_taken_in_is_not_changed_under_its_number(changes):
    documents = amended([CN_DOCUMENT], "CN", a_notice())
    assert faults_of(a_notice(**changes), documents).keys() == {"/document"}


def test_statutory_days_come_with_the_notice_or_after_it():
    listed = [*CN_DOCUMENT["statutory"]["years"], STATUTORY_OF_2028]
    (together,) = amended([CN_DOCUMENT], "CN", a_notice(statutory=[STATUTORY_OF_2028]))
    assert together["statutory"]["years"] == listed
    (afterwards,) = amended(
        amended([CN_DOCUMENT], "CN", a_notice()), "CN", a_notice(statutory=[STATUTORY_OF_2028])
    )
    assert (afterwards["statutory"], afterwards["version"]) == (together["statutory"], "2027.2")
    assert amended([together], "CN", a_notice(statutory=[STATUTORY_OF_2028])) == (together,)
    other = {"year": 2027, "days_off": days("元旦", "2027-01-01")}
    (corrected,) = amended([together], "CN", a_notice(statutory=[STATUTORY_OF_2028, other]))
    assert corrected["statutory"]["years"] == [STATUTORY_OF_2028, other]


@pytest.mark.obligation("A-47")
def test_five_faults_of_a_notice_are_named_at_once_where_they_stand_in_its_file():
    file = a_notice(
        2028,
        source="",
        published_on="2026年11月5日",
        days_off=[*days("元旦", "2028-01-01", "2028-13-01"), *days("", "2028-01-02")],
        make_up_workdays=days("元旦", "2028-01-05"),
        colour="红",
        statutory=[STATUTORY_OF_2028, {"year": 2029, "days_off": days("元旦", "2028-01-01")}],
    )
    assert faults_of(file) == {
        "/year": "2026年之后应当是2027年，请补齐并按年份排列。",
        "/source": "不能为空，请写明。",
        "/published_on": "“2026年11月5日”不是日期，请写成 2026-01-01 这样。",
        "/days_off/0/days/1": "“2028-13-01”不是日期，请写成 2026-01-01 这样。",
        "/days_off/1/name": "不能为空，请写明。",
        "/make_up_workdays": "2028-01-05本来就是工作日，不用调休上班，请核对。",
        "/colour": "没有这个字段，请核对写法。",
        "/statutory/1/days_off/0/days/0": "2028-01-01不在2029年。",
    }


@pytest.mark.parametrize("file", [None, [], "通知", [a_notice()]])
def test_what_is_no_notice_is_refused(file):
    assert faults_of(file) == {"": "应当是一份通知（{…}）。"}


@pytest.mark.parametrize("years", [{}, "2028", None])
def test_statutory_days_are_a_list_of_years(years):
    assert faults_of(a_notice(statutory=years)) == {"/statutory": "应当是一个列表。"}


def test_a_year_that_is_no_object_is_told_where_it_stands():
    assert faults_of(a_notice(statutory=["2028"])) == {"/statutory/0": "应当是一个对象。"}


def test_statutory_days_are_the_nations_alone():
    file = NX_2026 | {"statutory": []}
    assert faults_of(file, (CN_DOCUMENT, NX_DOCUMENT), "CN-NX").keys() == {"/statutory"}


def test_a_notice_that_came_out_before_the_last_one_comes_too_late():
    early = a_notice(2026, published_on="2025-11-01", document="国办发明电〔2025〕6号")
    assert faults_of(early).keys() == {"/published_on"}


def test_a_fault_of_another_document_is_told_as_it_is():
    assert faults_of(a_notice(), (CN_DOCUMENT, NX_DOCUMENT | {"name": ""})).keys() == {"/overlays/0/name"}


@pytest.mark.parametrize(
    ("version", "follows"),
    [
        pytest.param("2026.1", "2026.2", id="the-same-year"),
        pytest.param("2025.7", "2026.1", id="a-new-year"),
        pytest.param("2026.a", "2026.1", id="somebodys-own-count"),
        pytest.param("1", "2026.1", id="somebodys-own-versions"),
    ],
)
def test_a_version_is_its_newest_year_and_a_number(version, follows):
    assert raised(CN_DOCUMENT | {"version": version})["version"] == follows


def test_a_document_holds_what_another_one_tells_whatever_their_versions():
    older = published_up_to(2025) | {"version": "x"}
    assert holds(CN_DOCUMENT, older)
    assert not holds(older, CN_DOCUMENT)
    assert holds(NX_DOCUMENT, NX_DOCUMENT)


@pytest.mark.obligation("A-47")
def test_notices_are_compared_without_the_version_they_stand_in():
    of_the_nation, of_the_region = notices_of(CN_DOCUMENT), notices_of(NX_DOCUMENT)
    assert {notice.part for notice in (*of_the_nation, *of_the_region)} == {""}
    assert len(of_the_nation) == len(CN_DOCUMENT["notices"])
    assert len(of_the_region) == len(NX_DOCUMENT["notices"])
    assert not holds(NX_DOCUMENT | {"notices": NX_DOCUMENT["notices"][1:]}, NX_DOCUMENT)
