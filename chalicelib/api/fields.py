"""The kinds of field that input models are made of: each is bounded and says in plain words what it takes.

Fields keyed by people's words (the aspects of an evaluation) are structs with those names, not dicts over an
enum: the schema that msgspec writes for such a dict says nothing of its keys.

A pattern carries its own sentence (`x-hint`), which stands in the API's description and in the fault alike.
"""

from datetime import datetime
from typing import Annotated, Final

from msgspec import Meta

HINT: Final = "x-hint"

_INVISIBLE: Final = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
_BREAKS: Final = r"\u0009\u000a\u000d\u2028\u2029"
_REORDERING: Final = r"\u202a-\u202e\u2066-\u2069"


def a_line(most: int, meaning: str | None = None) -> Meta:
    """A short identifying text (title, name): one line, nothing invisible, nothing that reorders it."""
    return Meta(
        min_length=1,
        max_length=most,
        pattern=rf"^(?![\s\S]*[{_INVISIBLE}{_BREAKS}{_REORDERING}])[\s\S]*\S",
        description=meaning,
        extra_json_schema={HINT: "请填写一行文字：不能只有空白，也不能含有换行或看不见的控制字符。"},
    )


def a_text(most: int, meaning: str | None = None, *, least: int = 1) -> Meta:
    """A long text: line breaks, emoji, rare characters and direction marks are kept as they are."""
    return Meta(
        min_length=least,
        max_length=most,
        pattern=rf"^(?![\s\S]*[{_INVISIBLE}])[\s\S]*\S",
        description=meaning,
        extra_json_schema={HINT: "请填写文字：不能只有空白，也不能含有看不见的控制字符。"},
    )


def an_id(meaning: str | None = None) -> Meta:
    """The name of something that has an id; whether it exists is asked later."""
    return Meta(
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@-]*(?![\s\S])",
        description=meaning,
        extra_json_schema={HINT: "请填写标识：由字母、数字和 _ . : @ - 组成。"},
    )


def some_digits(count: int, meaning: str | None = None) -> Meta:
    """So many decimal digits, no more and no fewer."""
    return Meta(
        pattern=rf"^[0-9]{{{count}}}(?![\s\S])",
        description=meaning,
        extra_json_schema={HINT: f"请填写 {count} 位数字。"},
    )


Instant = Annotated[datetime, Meta(tz=True)]
"""A moment with its zone; one without would be read as another moment by somebody else."""

Phone = Annotated[str, a_line(40, "中国大陆手机号；空格、短横线、+86、0086、全角数字均可")]
Month = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])(?![\s\S])",
        description="月份，如 2026-11",
        extra_json_schema={HINT: "请填写月份，如 2026-11。"},
    ),
]
PageLimit = Annotated[int, Meta(ge=1, le=100, description="一页最多几项，默认 20")]
Cursor = Annotated[str, Meta(min_length=1, max_length=2048, pattern=r"^[A-Za-z0-9_-]+(?![\s\S])")]
"""Where the next page begins: opaque, bound to the person and the list (`cursor.py`)."""
