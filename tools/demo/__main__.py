"""`make demo`: play eight stories through HTTP with the clock moved on, and tell them."""

import argparse
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tools.client import Api, Office, RefusedError
from tools.demo.play import Play, StoryError, Tale
from tools.demo.programme import STORIES, Story
from tools.demo.telling import Sent, due_lines, message_lines, receiver, timeline_lines
from tools.local.borrowed import BorrowedStack, borrowed_stack
from tools.local.folder import Folder, LocalStackError
from tools.package import ROOT

WEEKS_BACK = 10
"""The stories last up to seven weeks and end before today, so that they touch no case of today."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / ".local")
    asked = parser.parse_args(arguments)
    began = time.monotonic()
    try:
        with borrowed_stack(Folder(asked.folder.resolve()), tell=print) as stack:
            failed = play_all(stack)
    except LocalStackError as error:
        print(f"\n本地环境无法启动：{error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"\n本地环境没有应答（{error}），请查看它是否还在运行：make run", file=sys.stderr)
        return 2
    went = len(STORIES) - failed
    seconds = time.monotonic() - began
    print(f"\n合计：{went}/{len(STORIES)} 个故事按预期办结，用时 {seconds:.0f} 秒；时钟已恢复为真实时间。")
    return 1 if failed else 0


def play_all(stack: BorrowedStack) -> int:
    """Play and tell every story, put the clock back, and say how many did not end as told."""
    api = Api(stack.api)
    office = Office(api, stack.accounts)
    failed = 0
    try:
        for number, story in enumerate(STORIES, start=1):
            print(f"\n━━ 故事{number}　{story.title}")
            failed += not _played(api, office, story)
    finally:
        api.set_clock(None)
    return failed


def _played(api: Api, office: Office, story: Story) -> bool:
    try:
        play = Play(api=api, office=office, county_id=story.county, begins_on=first_day(_today()))
        tale = story.play(play)
    except (StoryError, RefusedError) as error:
        print(f"  ✗ 没有按预期进行：{error}")
        return False
    for line in told(tale):
        print(line)
    return True


def told(tale: Tale) -> Iterator[str]:
    """Tell a story that has ended."""
    accounts = tale.play.office.accounts
    titles = {account["post"]: account["title"] for account in accounts}
    case = tale.case
    yield f"编号 {tale.printed}　类别 {case['kind']}　结果 {case['outcome']}　状态 {case['label']}"
    yield "【办理经过】"
    yield from timeline_lines(tale.timeline(), titles)
    yield "【每个期限是怎么算的】"
    yield from due_lines(tale.dues)
    yield "【发出的短信】"
    yield from message_lines(_messages(tale))


def _messages(tale: Tale) -> list[Sent]:
    """Give what every phone of the story has received about it, in the order it came."""
    readers = {tale.citizen.phone: "投诉群众"}
    for account in tale.play.office.accounts:
        readers.setdefault(account["phone"], receiver(account))
    sent = [
        Sent(datetime.fromisoformat(message["at"]), who, message["text"])
        for phone, who in readers.items()
        for message in tale.play.api.messages(phone)
        if tale.printed in message["text"]
    ]
    return sorted(sent, key=lambda message: message.at)


def first_day(today: date) -> date:
    """Give the Monday some weeks ago on which the stories begin."""
    day = today - timedelta(weeks=WEEKS_BACK)
    return day - timedelta(days=day.weekday())


def _today() -> date:
    return datetime.now(UTC).date()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
