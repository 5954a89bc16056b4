"""The demonstration is told in words that somebody who leads a county understands."""

from datetime import date, datetime

import pytest

from tools.demo.__main__ import first_day
from tools.demo.telling import basis, moment, padded, timeline_lines
from tools.local.borrowed import find_running
from tools.local.folder import Folder

TITLES = {"640122-pz2-intake-1": "派驻第二纪检监察组受理岗（一）"}


def an_entry(**fields):
    return {
        "at": "2026-09-07T09:00:00+08:00",
        "actor": "clock",
        "post": None,
        "action": "remind",
        "label": "提醒",
        "basis": "H-20.2, A-03",
        "data": {},
        "texts": {},
    } | fields


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        pytest.param("H-10.2", "办法第10条", id="article"),
        pytest.param("H-20.2, A-03", "办法第20条、平台读法A-03", id="two"),
        pytest.param("C-M8b", "参照C-M8b", id="another-document"),
    ],
)
def test_a_basis_names_article_or_reading(clauses, said):
    assert basis(clauses) == said


def test_a_line_says_date_post_act_and_due():
    entry = an_entry(
        actor="helan.640122-pz2-intake-1",
        post="640122-pz2-intake-1",
        action="assign",
        label="受理转办",
        basis="H-11.1",
        data={"unit": "640122-nyj", "due_on": "2026-09-20"},
    )
    (line,) = timeline_lines([entry], TITLES)
    assert line.split() == [
        "09-07",
        "周一",
        "09:00",
        "派驻第二纪检监察组受理岗（一）",
        "受理转办：办理期限至9月20日〔办法第11条〕",
    ]


def test_what_the_clock_finds_is_told_with_its_colour_and_term():
    data = {"term": "intake", "due_on": "2026-09-10", "rung": "intake_late", "colour": "blue"}
    (line,) = timeline_lines([an_entry(action="escalate", label="亮灯上报", data=data)], TITLES)
    assert "平台自动" in line
    assert "亮灯上报：蓝灯，受理期限至9月10日" in line


def test_words_of_an_act_stand_below_it():
    lines = list(timeline_lines([an_entry(texts={"text": "逐组核对"})], TITLES))
    assert lines[1].strip() == "「逐组核对」"


def test_an_instant_is_told_in_the_offices_zone():
    assert moment(datetime.fromisoformat("2026-09-10T16:00:00+00:00")) == "09-11 周五 00:00"


def test_chinese_fills_two_columns():
    assert padded("群众", 6) == "群众  "


def test_the_stories_begin_on_a_monday_and_end_before_today():
    assert first_day(date(2026, 11, 22)) == date(2026, 9, 7)


@pytest.mark.parametrize(
    "left", [None, "{", "{}", '{"api": "http://127.0.0.1:9", "aws": "x", "accounts": []}']
)
def test_what_a_stopped_stack_has_left_behind_is_no_running_stack(tmp_path, left):
    folder = Folder(tmp_path)
    if left is not None:
        folder.stack_file.write_text(left)
    assert find_running(folder) is None
