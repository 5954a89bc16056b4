"""How a story is told to somebody who leads a county: in Chinese, by dates and posts, never by codes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from chalicelib.domain.labels import ROLES, TERMS
from chalicelib.domain.vocabulary import Role, Term
from tools.demo.play import ZONE, Due

CITIZEN: Final = "群众"
CLOCK: Final = "平台自动"
WEEKDAYS: Final = "一二三四五六日"
COLOURS: Final = {"blue": "蓝灯", "yellow": "黄灯", "red": "红灯"}
REMINDERS: Final = {
    "half": "期限过半",
    "one_left": "只剩一天",
    "due": "今天到期",
    "provisional": "暂定期限已到",
}
ARTICLE: Final = re.compile(r"^H-(\d+)")
READING: Final = re.compile(r"^[AR]-\d+$")
DUE_OF: Final = {
    "file": Term.INTAKE,
    "assign": Term.HANDLING,
    "rehandle": Term.HANDLING,
    "pass_review": Term.EVALUATION,
    "evaluate": Term.DECISION,
}
"""Which term an act starts, where its entry says only the day."""
LONGEST_QUOTE: Final = 60
WHEN_WIDTH: Final = 18
WHO_WIDTH: Final = 48


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it was read: when, by whom (role and post), what."""

    at: datetime
    to: str
    text: str


def timeline_lines(entries: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> Iterator[str]:
    """Tell a timeline: date, who, what, on which basis.

    Args:
        entries: As `GET /v1/desk/cases/{case_no}/timeline` gives them.
        titles: The title of each post.
    """
    for entry in entries:
        when = padded(moment(datetime.fromisoformat(entry["at"])), WHEN_WIDTH)
        who = padded(_who(entry, titles), WHO_WIDTH)
        yield f"  {when}{who}{_what(entry)}〔{basis(entry['basis'])}〕"
        for text in entry["texts"].values():
            yield f"  {' ' * WHEN_WIDTH}「{shortened(text)}」"


def due_lines(dues: Sequence[Due]) -> Iterator[str]:
    """Tell every due date with its explanation."""
    for due in dues:
        yield f"  {due.label}：{day(due.on)}。{due.explanation}"


def message_lines(messages: Iterable[Sent]) -> Iterator[str]:
    """Tell what was sent, to whom by role."""
    for message in messages:
        yield f"  {padded(moment(message.at), WHEN_WIDTH)}致 {message.to}：{message.text}"


def receiver(account: Mapping[str, Any]) -> str:
    """Name who reads a message: the role, and the post's title."""
    return f"{ROLES[Role(account['role'])]}（{account['title']}）"


def moment(at: datetime) -> str:
    """Write an instant as people say it."""
    local = at.astimezone(ZONE)
    return f"{local:%m-%d} 周{WEEKDAYS[local.weekday()]} {local:%H:%M}"


def day(on: date) -> str:
    """Write a civil date as people say it."""
    return f"{on.year}年{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）"


def basis(clauses: str) -> str:
    """Say where a step stands: article of the rules, or the platform's reading of them."""
    return "、".join(_clause(each.strip()) for each in clauses.split(","))


def padded(text: str, width: int) -> str:
    """Fill a text with blanks; a Chinese character is two columns wide."""
    columns = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
    return text + " " * max(1, width - columns)


def shortened(text: str) -> str:
    """Cut a long text."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}……"


def _clause(clause: str) -> str:
    if READING.match(clause):
        return f"平台读法{clause}"
    article = ARTICLE.match(clause)
    return f"办法第{article[1]}条" if article else f"参照{clause}"


def _who(entry: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    if entry["actor"] == "clock":
        return CLOCK
    return titles.get(entry["post"], entry["post"]) if entry["post"] else CITIZEN


def _what(entry: Mapping[str, Any]) -> str:
    facts = list(_facts(entry["action"], entry["data"]))
    return f"{entry['label']}：{'，'.join(facts)}" if facts else str(entry["label"])


def _facts(action: str, data: Mapping[str, Any]) -> Iterator[str]:
    if "colour" in data:
        yield COLOURS[data["colour"]]
    if data.get("step") in REMINDERS:
        yield REMINDERS[data["step"]]
    if "due_on" in data:
        term = data.get("term") or DUE_OF.get(action)
        yield f"{TERMS[Term(term)] if term else '期限'}至{_short_day(data['due_on'])}"
    if "working_days" in data:
        yield f"{data['working_days']}个工作日"
    if "outcome" in data:
        yield data["outcome"]
    yield from (
        f"{name.removeprefix('grades.')}{grade}" for name, grade in data.items() if name.startswith("grades.")
    )


def _short_day(iso: str) -> str:
    on = date.fromisoformat(iso)
    return f"{on.month}月{on.day}日"
