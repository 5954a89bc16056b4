"""What an act can carry: each input's name for people, its form and its limits.

The workflow table says which of them an action needs and which it may carry; the edge builds the input model
of every action from this catalogue, and `open_actions` shows the same as JSON Schema (design §6).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from chalicelib.domain.vocabulary import Aspect, Grade, Outcome, ReviewItem


@dataclass(frozen=True, slots=True)
class Words:
    """Free text; `longest` and `shortest` in characters."""

    longest: int
    shortest: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed set of strings."""

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """Some of a closed set, each at most once."""

    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `least` to `most`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Name:
    """The id of an organisation, a post or a kind; whether it exists is asked by the rule's guards."""

    longest: int = 64


@dataclass(frozen=True, slots=True)
class Day:
    """A civil date."""


@dataclass(frozen=True, slots=True)
class YesNo:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Grades:
    """A grade for every aspect: four of four (H-14.2)."""

    aspects: tuple[str, ...] = tuple(Aspect)
    grades: tuple[str, ...] = tuple(Grade)


@dataclass(frozen=True, slots=True)
class Files:
    """Ids of finished uploads."""

    most: int


Form = Words | Choice | Ticks | Number | Name | Day | YesNo | Grades | Files


@dataclass(frozen=True, slots=True)
class Input:
    """One thing an act can carry."""

    label: str
    form: Form


class ContactMethod(StrEnum):
    """How somebody was reached (C-M8c, H-12.9)."""

    IN_PERSON = "当面"
    PHONE = "电话"
    WECHAT = "微信"
    PLATFORM = "平台"
    LETTER = "书面"


class Channel(StrEnum):
    """Where a matter was raised, and where its answer belongs (C-M6b)."""

    MINI_PROGRAM = "小程序"
    GROUP = "微信群"


class SpecialCategory(StrEnum):
    """What makes an extension special (A-11)."""

    DISASTER = "自然灾害"
    APPRAISAL = "司法鉴定"
    OTHER_PROVINCE = "跨省"
    OTHER = "其他"


LONGEST_TEXT: Final = 20_000
"""Characters of a reply, an answer, a message: about 60 KB of UTF-8, far under what an item may hold."""
LONGEST_REASON: Final = 500
LONGEST_TITLE: Final = 80
LONGEST_DEMAND: Final = 2_000
MOST_FILES: Final = 9
MOST_FILES_OF_A_CASE: Final = 90
"""Files that one act can name of those a case has: ten times what one act brings."""
SHORTEST_ACCOUNT: Final = 10
"""Characters of what was done and what came of it: “已处理” tells nobody anything (C-M8a)."""
MOST_DAYS: Final = 366
MOST_PEOPLE: Final = 100_000
MOST_YUAN: Final = 10**10
"""More than a county has people, and more than it spends in a year."""
MOST_WORKING_DAYS: Final = 250
"""About a year; what an act may really ask is the rulebook's business."""

CATALOGUE: Final[Mapping[str, Input]] = MappingProxyType(
    {
        "reason": Input("理由", Words(LONGEST_REASON)),
        "text": Input("内容", Words(LONGEST_TEXT)),
        "opinion": Input("意见", Words(LONGEST_REASON)),
        "comment": Input("补充评价", Words(LONGEST_REASON)),
        "requirement": Input("要求", Words(LONGEST_REASON)),
        "unit": Input("承办单位", Name()),
        "body": Input("纪检监察机构", Name()),
        "leader": Input("责任领导岗位", Name()),
        "handler": Input("承办人岗位", Name()),
        "kind": Input("投诉类别", Name(longest=20)),
        "working_days": Input("工作日数", Number(1, MOST_WORKING_DAYS)),
        "calendar_days": Input("天数", Number(1, MOST_DAYS)),
        "special": Input("是否特殊情况", YesNo()),
        "special_category": Input("特殊情况类别", Choice(tuple(SpecialCategory))),
        "outcome": Input("办理结果", Choice(tuple(Outcome))),
        "checked": Input("审核内容", Ticks(tuple(ReviewItem))),
        "until": Input("期限", Day()),
        "done_on": Input("日期", Day()),
        "done_by": Input("经办岗位", Words(60)),
        "method": Input("方式", Choice(tuple(ContactMethod))),
        "log_type": Input("过程类型", Name(longest=20)),
        "target": Input("转往平台", Words(40)),
        "external_no": Input("外部工单号", Words(40)),
        "lawful": Input("是否合法诉求", YesNo()),
        "upheld": Input("异议是否成立", YesNo()),
        "settled": Input("是否了结", YesNo()),
        "basis": Input("依据", Words(200)),
        "participants": Input("参加人员（岗位）", Words(LONGEST_REASON)),
        "meeting": Input("会议名称", Words(60)),
        "venue": Input("会议地点", Words(60)),
        "chaired_by": Input("主持人（岗位）", Words(60)),
        "recorded_by": Input("记录人（岗位）", Words(60)),
        "leaders_opinion": Input("领导审批意见", Words(LONGEST_REASON)),
        "groups_opinion": Input("研判审议小组意见", Words(LONGEST_REASON)),
        "remark": Input("备注", Words(LONGEST_REASON)),
        "title": Input("标题", Words(LONGEST_TITLE)),
        "demand": Input("诉求", Words(LONGEST_DEMAND)),
        "receiver": Input("接收单位", Words(60)),
        "kept": Input("留下的附件", Files(MOST_FILES_OF_A_CASE)),
        "into": Input("主件编号", Words(40)),
        "people": Input("涉及人数", Number(2, MOST_PEOPLE)),
        "amount": Input("涉及金额（元）", Number(1, MOST_YUAN)),
        "course": Input("处置过程", Words(LONGEST_TEXT, shortest=SHORTEST_ACCOUNT)),
        "effect": Input("实际效果", Words(LONGEST_TEXT, shortest=SHORTEST_ACCOUNT)),
        "channel": Input("反映渠道", Choice(tuple(Channel))),
        "consented": Input("被澄清人是否同意公开", YesNo()),
        "show_draft": Input("是否移交原答复稿", YesNo()),
        "grades": Input("评价", Grades()),
        "uploads": Input("附件", Files(MOST_FILES)),
    }
)

FREE_TEXTS: Final = (
    "reason",
    "text",
    "opinion",
    "comment",
    "requirement",
    "basis",
    "participants",
    "done_by",
    "meeting",
    "venue",
    "chaired_by",
    "recorded_by",
    "leaders_opinion",
    "groups_opinion",
    "remark",
    "title",
    "demand",
    "receiver",
    "course",
    "effect",
)
"""Inputs whose words never stand in the timeline, only their reference (design §3)."""
