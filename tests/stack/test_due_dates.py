"""Due dates that were counted by hand, in five places, agree with what the packaged stack answers (§16)."""

import json
from datetime import date

import pytest

from tools.client import Api, Office
from tools.demo.play import Play

pytestmark = pytest.mark.stack

MEETING = {
    "venue": "会议室",
    "meeting": "群众投诉研判会",
    "chaired_by": "镇纪委书记",
    "recorded_by": "镇纪委受理岗",
    "participants": "镇纪委、有关科室",
    "text": "属业务范围内。",
    "leaders_opinion": "同意受理。",
    "groups_opinion": "同意。",
}
HELAN_UNIT, VILLAGE, OFFICE = "640122-mzj", "500104102203", "330282003-sh"
CUIJIANG_VILLAGE, STREET = "350424100202", "510723001"


@pytest.fixture(scope="module")
def stage(stack):
    told = json.loads(stack.folder.stack_file.read_text())
    api = Api(told["api"])
    yield api, Office(api, told["accounts"])
    api.set_clock(None)


@pytest.fixture
def filed(stage):
    """File in a county on a civil day, in one's own words."""
    api, office = stage

    def file(county, day, kind, place):
        play = Play(api=api, office=office, county_id=county, begins_on=date.fromisoformat(day))
        return play.file_about(place, kind=kind, title="请核实一件事", content="有一件事请帮忙核实并答复。")

    return file


def assigned(tale, unit):
    tale.act(tale.whose_turn(), "assign", unit=unit, reason="由该单位主管")
    return due(tale)


def deliberated(tale):
    tale.act(tale.whose_turn(), "record_deliberation", done_on=tale.play.now.date().isoformat(), **MEETING)
    return tale


def proposed(tale):
    tale.act(tale.whose_turn(), "hand_over")
    tale.act(tale.whose_turn(), "propose", unit=OFFICE, text="拟由该办公室调查处理。")
    tale.act(tale.whose_turn(), "sign_proposal")
    return tale


def due(tale):
    return tale.case["due"]["on"]


@pytest.mark.obligation("H-10.2", "H-12.2", "A-46")
def test_helan_counts_its_own_holidays_and_worked_weekends(filed):
    assert due(filed("helan", "2022-07-08", "非咨询", "640122100")) == "2022-07-15"  # 1b: 古尔邦节
    assert due(filed("helan", "2025-12-31", "非咨询", "640122100")) == "2026-01-06"  # 14: the next notice
    consulted = filed("helan", "2022-09-30", "咨询", "640122100")
    assert assigned(consulted, "640122100") == "2022-10-10"  # 3: 10-08 and 10-09 are worked


@pytest.mark.obligation("J-3.3.1", "J-3.3.2", "J-3.2.a")
def test_jiansheng_counts_three_and_ten_working_days(filed):
    slow = filed("jiansheng", "2025-01-24", "非咨询", VILLAGE)
    assert due(slow) == "2025-02-05"  # 12: intake, the Sunday 01-26 is worked
    assert assigned(deliberated(slow), VILLAGE) == "2025-02-13"
    quick = filed("jiansheng", "2025-09-30", "咨询", VILLAGE)
    assert assigned(deliberated(quick), VILLAGE) == "2025-10-11"  # 13: due on a worked Saturday


@pytest.mark.obligation("K-3.2a", "K-4.1c", "K-4.4b", "A-23", "A-25")
def test_kandun_counts_a_month_and_half_a_month_more(filed):
    assert due(filed("kandun", "2020-09-29", "非检举控告", "330282003002")) == "2020-10-10"  # 18
    assert due(proposed(filed("kandun", "2023-01-31", "非检举控告", "330282003002"))) == "2023-02-28"  # 23
    tale = proposed(filed("kandun", "2020-09-01", "非检举控告", "330282003002"))
    assert due(tale) == "2020-10-09"  # 20: rolled past the holiday
    leader = tale.play.office.at(OFFICE, "unit_leader")
    handler = tale.play.office.at(OFFICE, "handler")
    tale.act(leader, "name_handlers", leader=leader.post, handler=handler.post)
    tale.act(handler, "request_extension", calendar_days=15, reason="等待检测报告，属客观原因")
    for _ in range(2):
        (duty,) = tale.case["duties"]
        tale.act(tale.play.office.holding(duty["owner_post"]), "grant_extension")
    assert due(tale) == "2020-10-26"  # 21: 10-24 is a Saturday


@pytest.mark.obligation("C-M7.1", "C-M7.3")
def test_cuijiang_counts_a_day_a_level_and_three_for_help(filed):
    assert due(filed("cuijiang", "2023-11-24", "求助", CUIJIANG_VILLAGE)) == "2023-11-27"  # 17
    tale = filed("cuijiang", "2023-11-27", "求助", CUIJIANG_VILLAGE)
    assert assigned(tale, CUIJIANG_VILLAGE) == "2023-11-30"  # 16


@pytest.mark.obligation("S-9", "A-02")
def test_a_sichuan_pilot_counts_over_two_worked_saturdays(filed):
    tale = filed("yanting", "2026-02-13", "投诉", "510723001019")
    assert due(tale) == "2026-02-25"  # 15
    assert assigned(tale, STREET) == "2026-03-05"
