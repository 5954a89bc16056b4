"""The late story is played on the packaged stack, and told; it ends as told, or says so."""

from datetime import datetime

import pytest

from tools.client import Api, Office
from tools.demo import __main__ as demo
from tools.demo.play import Play, StoryError
from tools.demo.programme import STORIES, Story
from tools.demo.stories import late_and_rehandled
from tools.local.borrowed import BorrowedStack

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def borrowed(stack):
    return BorrowedStack.told_by(stack.folder.stack_file)


def case_clock(borrowed):
    """Read the clock as the stack keeps it: how far it stands from the real one."""
    return borrowed.aws.client("dynamodb").get_item(
        TableName="yidiantong-local-gate", Key={"pk": {"S": "CLOCK"}}, ConsistentRead=True
    )


@pytest.mark.obligation("H-10.2", "H-12.5", "H-14.2", "H-15.1", "R-07", "R-53")
def test_a_late_case_is_escalated_answered_rehandled_and_closed(borrowed, monkeypatch, capsys):
    monkeypatch.setattr(demo, "STORIES", (Story("迟到的一件", late_and_rehandled),))
    assert demo.play_all(borrowed) == 0
    told = capsys.readouterr().out
    for word in ("超期：受理期限", "亮灯上报：蓝灯", "二次办理", "平台自动", "办结", "起算"):
        assert word in told
    assert "致 县纪委监委领导" in told
    assert told.count("超期：") == 1


ELSEWHERE = [pytest.param(story, id=story.county) for story in STORIES if story.county != "helan"]


@pytest.mark.obligation(
    "J-3.2.1", "J-3.2.1c", "C-M6c", "C-M8a", "K-3.1a", "K-3.2b", "K-3.3b", "K-4.2a", "S-5", "R-42"
)
@pytest.mark.parametrize("story", ELSEWHERE)
def test_each_place_plays_by_its_own_rule(borrowed, monkeypatch, capsys, story):
    monkeypatch.setattr(demo, "STORIES", (story,))
    assert demo.play_all(borrowed) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "状态 办结" in told
    assert "起算" in told


def test_a_story_that_ends_otherwise_is_a_failure_and_the_clock_is_put_back(borrowed, monkeypatch, capsys):
    def otherwise(play: Play):
        play.next_day()
        raise StoryError("没有办结。")

    monkeypatch.setattr(demo, "STORIES", (Story("没有讲完的一件", otherwise),))
    assert demo.play_all(borrowed) == 1
    assert "没有办结。" in capsys.readouterr().out
    assert "Item" not in case_clock(borrowed)


def test_an_unfinished_case_is_not_taken_for_a_closed_one(borrowed):
    api = Api(borrowed.api)
    today = datetime.fromisoformat(api.set_clock(None)).date()
    play = Play(api=api, office=Office(api, borrowed.accounts), county_id="helan", begins_on=today)
    try:
        tale = play.file(
            "nongji-butie", kind="咨询", place="640122100", title="补贴怎么申请", content="请问需要哪些材料？"
        )
        with pytest.raises(StoryError, match="应为“closed”，实际为“intake”"):
            tale.must_be("closed")
    finally:
        api.set_clock(None)
