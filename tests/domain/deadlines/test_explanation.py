from datetime import date

import pytest

from chalicelib.domain.deadlines.explanation import Skipped, explain
from tests.support.calendars import CN, CN_NX, calendar_days, months, working_days


def words(calendar, start, *limits):
    return explain(calendar, start, limits).in_words()


@pytest.mark.obligation("A-02", "A-46")
def test_a_regional_holiday_is_named_among_the_skipped_days():
    assert words(CN_NX, date(2022, 7, 8), working_days(3)) == (
        "从2022年7月8日的次日起算3个工作日：7月13日、14日、15日；跳过7月9日至10日周末、7月11日至12日古尔邦节（宁夏）。"
        "最后一天是2022年7月15日（周五），到当天24时为止。"
    )


def test_a_worked_weekend_is_explained():
    assert "10月8日（国庆节调休上班）、9日（国庆节调休上班）、10日；跳过10月1日至7日国庆节。" in words(
        CN, date(2022, 9, 30), working_days(3)
    )


def test_a_term_without_a_rest_day_skips_nothing():
    assert words(CN, date(2022, 7, 11), working_days(1)) == (
        "从2022年7月11日的次日起算1个工作日：7月12日。最后一天是2022年7月12日（周二），到当天24时为止。"
    )


@pytest.mark.obligation("A-08")
def test_every_extension_is_counted_in_its_own_sentence():
    first, extension, last, *_ = words(CN, date(2022, 9, 30), working_days(3), working_days(1)).split("。")
    assert first.startswith("从2022年9月30日的次日起算3个工作日")
    assert extension == "批准延期：从2022年10月10日的次日起算1个工作日：10月11日"
    assert last == "最后一天是2022年10月11日（周二），到当天24时为止"


@pytest.mark.obligation("A-23", "A-25")
def test_a_rolled_month_and_half_month_say_where_they_would_have_ended():
    assert words(CN, date(2020, 9, 1), months(1), calendar_days(15)) == (
        "从2020年9月1日起1个月（当天不算），到10月1日满；遇10月1日至8日国庆节、中秋节，顺延到10月9日。"
        "批准延期：从2020年10月9日起15天（当天不算），到10月24日满；遇10月24日至25日周末，顺延到10月26日。"
        "最后一天是2020年10月26日（周一），到当天24时为止。"
    )


def test_a_month_that_ends_on_a_workday_is_not_rolled():
    assert words(CN, date(2020, 8, 31), months(1)).startswith(
        "从2020年8月31日起1个月（当天不算），到9月30日满。"
    )


@pytest.mark.obligation("R-81", "A-46")
def test_what_the_calendar_does_not_know_is_said():
    explained = explain(CN_NX, date(2026, 12, 30), (working_days(3),))
    assert explained.provisional
    assert explained.notes == (
        "宁夏2026年、2027年的地方放假通知尚未收录，没有计入地方假日",
        "日期暂定：2027年放假安排尚未公布，公布后可能顺延",
    )
    assert explained.in_words() == (
        "从2026年12月30日的次日起算3个工作日：12月31日、2027年1月4日、5日；跳过2027年1月1日元旦、2027年1月2日至3日周末。"
        "最后一天是2027年1月5日（周二），到当天24时为止。" + "".join(f"{note}。" for note in explained.notes)
    )


def test_a_year_in_which_nothing_was_counted_is_not_mentioned():
    assert explain(CN_NX, date(2021, 12, 31), (working_days(1),)).notes == ()
    assert explain(CN_NX, date(2022, 12, 31), (working_days(1),)).notes == (
        "宁夏2023年的地方放假通知尚未收录，没有计入地方假日",
    )


def test_an_explanation_keeps_what_it_was_made_of():
    explained = explain(CN, date(2022, 7, 8), (working_days(3), working_days(1)))
    assert explained.calendar_version == CN.version
    assert explained.start == date(2022, 7, 8)
    assert explained.limit == working_days(3)
    assert explained.counted == tuple(date(2022, 7, day) for day in (11, 12, 13, 14))
    assert explained.skipped == (Skipped(date(2022, 7, 9), "周末"), Skipped(date(2022, 7, 10), "周末"))
    assert not explained.provisional


def test_rest_days_that_begin_on_the_last_of_a_month_name_both_months():
    assert "；跳过10月31日至11月1日周末。" in words(CN, date(2020, 10, 30), working_days(1))


@pytest.mark.obligation("A-02", "A-46")
def test_the_year_before_a_term_that_begins_on_new_years_day_is_not_mentioned():
    assert explain(CN_NX, date(2024, 1, 1), (working_days(1),)).notes == (
        "宁夏2024年的地方放假通知尚未收录，没有计入地方假日",
    )
