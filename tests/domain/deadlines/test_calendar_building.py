"""A calendar document with faults is refused with all of them at once."""

from copy import deepcopy
from datetime import date

import pytest

from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.errors import InvalidInputError
from tests.support.calendars import CN_DOCUMENT, NX_DOCUMENT, a_notice, days


def faults_of(base, *overlays):
    with pytest.raises(InvalidInputError) as refused:
        calendar_of(base, overlays)
    faults = {fault.pointer: fault.detail for fault in refused.value.faults}
    assert len(faults) == len(refused.value.faults), "one place, one fault"
    return faults


def spoilt(document, at, value):
    """Give a copy of `document` with `value` put at the pointer `at`."""
    copy = deepcopy(document)
    *path, last = [int(key) if key.isdigit() else key for key in at.strip("/").split("/")]
    target = copy
    for key in path:
        target = target[key]
    target[last] = value
    return copy


def group(*days):
    return [{"name": "试", "days": list(days)}]


@pytest.mark.parametrize(
    ("at", "value", "pointer", "said"),
    [
        ("/version", "", "/version", "不能为空"),
        ("/version", "2026+1", "/version", "字母、数字"),
        ("/calendar", "中国", "/calendar", "字母、数字"),
        ("/calendar", 1, "/calendar", "不能为空"),
        ("/name", " ", "/name", "不能为空"),
        ("/basis", None, "/basis", "不能为空"),
        ("/colour", "red", "/colour", "没有这个字段"),
        ("/a~b", 1, "/a~0b", "没有这个字段"),
        ("/notices", [], "/notices", "至少要有一份"),
        ("/notices", {}, "/notices", "列表"),
        ("/notices/2", "2021", "/notices/2", "对象"),
        ("/notices/2/source", "", "/notices/2/source", "不能为空"),
        ("/notices/2/document", "", "/notices/2/document", "不能为空"),
        ("/notices/2/published_on", None, "/notices/2/published_on", "不是日期"),
        ("/notices/2/published_on", "20201125", "/notices/2/published_on", "不是日期"),
        ("/notices/2/published_on", "2020-01-26", "/notices/2/published_on", "先后"),
        ("/notices/2/year", "2021", "/notices/2/year", "年份"),
        ("/notices/2/year", True, "/notices/2/year", "年份"),
        ("/notices/2/year", 0, "/notices/2/year", "年份"),
        ("/notices/2/year", 2022, "/notices/2/year", "2020年之后应当是2021年"),
        ("/notices/2/days_off", None, "/notices/2/days_off", "列表"),
        ("/notices/2/days_off/0/name", "", "/notices/2/days_off/0/name", "不能为空"),
        ("/notices/2/days_off/0/days/1", "2021-02-30", "/notices/2/days_off/0/days/1", "不是日期"),
        ("/notices/2/days_off/0/days/1", 20210102, "/notices/2/days_off/0/days/1", "不是日期"),
        ("/notices/2/days_off/0/days/1", "2021-01-01", "/notices/2/days_off/0/days/1", "重复"),
        ("/notices/2/days_off/0/days/1", "2022-01-01", "/notices/2/days_off/0/days/1", "不属于2021年"),
        ("/notices/2/days_off/0/days/1", "2020-11-30", "/notices/2/days_off/0/days/1", "不属于2021年"),
        ("/notices/2/make_up_workdays", group("2021-01-01"), "/notices/2/make_up_workdays", "既写了放假"),
        ("/notices/2/make_up_workdays", group("2021-03-01"), "/notices/2/make_up_workdays", "本来就是工作日"),
        ("/statutory", None, "/statutory", "对象"),
        ("/statutory/basis", "", "/statutory/basis", "不能为空"),
        ("/statutory/every_year/0/days/0", "02-30", "/statutory/every_year/0/days/0", "每年都有"),
        ("/statutory/years/0/year", None, "/statutory/years/0/year", "年份"),
        (
            "/statutory/years/0/days_off/0/days/0",
            "2026-01-01",
            "/statutory/years/0/days_off/0/days/0",
            "不在2027年",
        ),
    ],
)
def test_a_fault_of_the_national_document_is_named_where_it_stands(at, value, pointer, said):
    faults = faults_of(spoilt(CN_DOCUMENT, at, value))
    assert said in faults[f"/base{pointer}"]


@pytest.mark.parametrize(
    ("at", "value", "pointer", "said"),
    [
        ("/overlay_of", "TW", "/overlay_of", "不是加在CN上的"),
        ("/overlay_of", "", "/overlay_of", "不能为空"),
        ("/calendar", "CN", "/calendar", "不能再加一次"),
        ("/notices/0/source", "", "/notices/0/source", "不能为空"),
        ("/notices/0/published_on", "昨天", "/notices/0/published_on", "不是日期"),
        ("/statutory", {}, "/statutory", "没有这个字段"),
    ],
)
def test_a_fault_of_a_regional_document_is_named_where_it_stands(at, value, pointer, said):
    faults = faults_of(CN_DOCUMENT, spoilt(NX_DOCUMENT, at, value))
    assert said in faults[f"/overlays/0{pointer}"]


def test_every_fault_of_every_document_is_named_at_once():
    base = spoilt(CN_DOCUMENT, "/notices/3/source", "")
    base = spoilt(base, "/notices/4/days_off/0/days/0", "2023-13-01")
    base = spoilt(base, "/notices/5/make_up_workdays", group("2024-03-04"))
    faults = faults_of(base, spoilt(NX_DOCUMENT, "/overlay_of", "TW"), NX_DOCUMENT)
    assert set(faults) == {
        "/base/notices/3/source",
        "/base/notices/4/days_off/0/days/0",
        "/base/notices/5/make_up_workdays",
        "/overlays/0/overlay_of",
        "/overlays/1/calendar",
    }


@pytest.mark.parametrize("document", [None, [], "{}"])
def test_what_is_no_document_is_refused(document):
    assert faults_of(document) == {"/base": "应当是一个对象。"}


def test_a_fault_in_one_year_or_day_brings_no_others_along():
    assert set(faults_of(spoilt(CN_DOCUMENT, "/notices/2/year", None))) == {"/base/notices/2/year"}
    assert set(faults_of(spoilt(CN_DOCUMENT, "/notices/2", None))) == {"/base/notices/2"}
    two_bad_days = spoilt(CN_DOCUMENT, "/notices/2/days_off/0/days", ["一月一日", "一月一日"])
    assert set(faults_of(two_bad_days)) == {
        "/base/notices/2/days_off/0/days/0",
        "/base/notices/2/days_off/0/days/1",
    }
    nameless = spoilt(CN_DOCUMENT, "/calendar", ""), spoilt(NX_DOCUMENT, "/calendar", "")
    assert set(faults_of(*nameless)) == {"/base/calendar", "/overlays/0/calendar", "/overlays/0/overlay_of"}


def test_a_region_may_have_a_workday_where_the_nation_rests_and_rest_where_it_works():
    overlay = spoilt(NX_DOCUMENT, "/notices/3/make_up_workdays", group("2022-10-07"))
    overlay["notices"][3]["days_off"] += group("2022-10-08")
    calendar = calendar_of(CN_DOCUMENT, [overlay])
    friday, saturday = (day for day in sorted(overlay_days(overlay)) if day.month == 10)
    assert calendar.reason_on(friday) == "试（宁夏）调休上班"
    assert calendar.reason_off(saturday) == "试（宁夏）"


def overlay_days(overlay):
    notice = calendar_of(CN_DOCUMENT, [overlay]).notices[-1]
    return {**notice.days_off, **notice.make_up_workdays}


@pytest.mark.obligation("A-47")
def test_a_year_whose_successor_is_out_may_be_changed_whichever_notice_stood_second():
    first, _, of_2021, *_ = CN_DOCUMENT["notices"]
    late = a_notice(2020, published_on="2020-12-01", days_off=days("试", "2020-12-31"))
    calendar = calendar_of(CN_DOCUMENT | {"notices": [first, of_2021, late]})
    assert calendar.reason_off(date(2020, 12, 31)) == "试"
    early = late | {"year": 2019, "days_off": days("试", "2019-12-31")}
    assert set(faults_of(CN_DOCUMENT | {"notices": [first, of_2021, early]})) == {"/base/notices/2/year"}


@pytest.mark.obligation("A-47")
def test_two_notices_may_come_out_on_one_day():
    of_2026 = CN_DOCUMENT["notices"][-1]
    twin = a_notice(2026, published_on=of_2026["published_on"], days_off=days("试", "2026-12-31"))
    calendar = calendar_of(CN_DOCUMENT | {"notices": [*CN_DOCUMENT["notices"], twin]})
    assert calendar.reason_off(date(2026, 12, 31)) == "试"


@pytest.mark.parametrize(
    ("at", "value", "pointer", "said"),
    [
        ("/notices", [], "/notices", "至少要有一份放假通知。"),
        ("/notices/2/days_off", None, "/notices/2/days_off", "应当是一个列表。"),
        ("/notices/2/year", 1, "/notices/2/year", "请写明年份，例如 2026。"),
        ("/notices/2/year", 9999, "/notices/2/year", "请写明年份，例如 2026。"),
        ("/version", "2026+1", "/version", "只能用字母、数字、点和连字符。"),
        ("/a~1b", 1, "/a~01b", "没有这个字段，请核对写法。"),
        (
            "/notices/2/published_on",
            "2020-01-26",
            "/notices/2/published_on",
            "通知要按发布先后排列，后发的改先发的。",
        ),
    ],
)
def test_a_fault_says_what_to_do_in_these_words(at, value, pointer, said):
    assert faults_of(spoilt(CN_DOCUMENT, at, value))[f"/base{pointer}"] == said


def test_a_slash_in_a_field_nobody_reads_is_written_as_pointers_write_it():
    assert faults_of(CN_DOCUMENT | {"a/b": 1}) == {"/base/a~1b": "没有这个字段，请核对写法。"}
