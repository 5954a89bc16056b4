"""Imported documents, read field by field: every fault is kept, none is raised on the way.

A directory or a checklist comes from a county office as a JSON file. Whoever prepared it wants the
whole list of what to mend, not the first line of it (H-4.0); so a faulty field gives an empty value and a
`Fault`, reading goes on, and the importer raises once at its end.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from chalicelib.domain.errors import Fault

Member = TypeVar("Member", bound=StrEnum)

INVISIBLE: Final = (
    r"\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
)
"""Characters no office text needs: controls, direction marks, zero-width ones, lone surrogates.

The JSON Schemas beside the importers repeat this very class, and a test holds them to it.
"""

CODE: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
"""An id as storage keys can carry it: none of the separators of storage §4 occurs in it."""

VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,31}")

NAME_LENGTH: Final = 60
"""No office's registered name needs more; a longer one is a paragraph in the wrong column."""

_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
_ABSENT: Final = object()
_MISSING: Final = "缺少这一项，请补上。"
_NO_CODE: Final = "编号只能用小写字母、数字和连字符，最多 64 个字符。"


def pointer_to(parent: str, key: str | int) -> str:
    """Extend a JSON pointer by one step (RFC 6901)."""
    return f"{parent}/{str(key).replace('~', '~0').replace('/', '~1')}"


class Record:
    """One object of an imported document; what nobody asked for is a fault when `finish` is called."""

    def __init__(self, value: object, pointer: str, faults: list[Fault]) -> None:
        self.pointer = pointer
        self.is_object = isinstance(value, Mapping)
        self._fields: Mapping[str, object] = value if isinstance(value, Mapping) else {}
        self._asked: set[str] = set()
        self._faults = faults
        if not self.is_object:
            faults.append(Fault(pointer, "这里应是一个对象（{…}）。"))
            # What is no object lacks every field; naming each of them would only bury the one real fault.
            self._faults = []

    def fault(self, key: str, detail: str) -> None:
        """Keep a fault of one field."""
        self._faults.append(Fault(pointer_to(self.pointer, key), detail))

    def text(self, key: str, *, most: int = NAME_LENGTH) -> str:
        """Give the text of a required field, or the empty text with its fault."""
        value = self.find_text(key, most=most)
        if value is None:
            self.fault(key, _MISSING)
        return value or ""

    def find_text(self, key: str, *, most: int = NAME_LENGTH) -> str | None:
        """Give the text of an optional field: `None` if absent, the empty text if faulty."""
        value = self._take(key)
        if value is _ABSENT:
            return None
        if not isinstance(value, str):
            self.fault(key, "应填写文字。")
        elif not value or value != value.strip():
            self.fault(key, "不能为空，首尾也不能有空格。")
        elif _INVISIBLE.search(value):
            self.fault(key, "含有看不见的控制字符，请删除后重新填写。")
        elif len(value) > most:
            self.fault(key, f"太长了，最多 {most} 个字。")
        else:
            return value
        return ""

    def matching(self, key: str, form: re.Pattern[str], expected: str) -> str:
        """Give the text of a required field of a fixed form, or the empty text with its fault."""
        value = self.find_matching(key, form, expected)
        if value is None:
            self.fault(key, _MISSING)
        return value or ""

    def find_matching(self, key: str, form: re.Pattern[str], expected: str) -> str | None:
        """Give the text of an optional field of a fixed form: `None` if absent, empty if faulty."""
        value = self._take(key)
        if value is _ABSENT:
            return None
        if not isinstance(value, str) or not form.fullmatch(value):
            self.fault(key, expected)
            return ""
        return value

    def code(self, key: str) -> str:
        """Give the id in a required field, or the empty text with its fault."""
        return self.matching(key, CODE, _NO_CODE)

    def find_code(self, key: str) -> str | None:
        """Give the id in an optional field: `None` if absent, empty if faulty."""
        return self.find_matching(key, CODE, _NO_CODE)

    def find_codes(self, key: str, *, most: int) -> tuple[str, ...]:
        """Give the ids in an optional list; faulty ones are left out, each with its own fault."""
        if key not in self._fields:
            return ()
        held = {str(index): value for index, value in enumerate(self._list(key, most=most))}
        list_record = Record(held, pointer_to(self.pointer, key), self._faults)
        return tuple(code for index in held if (code := list_record.code(index)))

    def version(self, key: str) -> str:
        """Give the version in a required field, or the empty text with its fault."""
        return self.matching(key, VERSION, "版本号只能用字母、数字、点和连字符，最多 32 个字符。")

    def flag(self, key: str, *, default: bool) -> bool:
        """Give a yes or no; an absent or faulty one counts as the default."""
        value = self._take(key)
        if value is _ABSENT:
            return default
        if not isinstance(value, bool):
            self.fault(key, "只能填 true 或 false。")
            return default
        return value

    def member(self, key: str, among: type[Member]) -> Member | None:
        """Give one word of a closed list, or `None` with its fault."""
        value = self._take(key)
        if value is _ABSENT:
            self.fault(key, _MISSING)
            return None
        if not isinstance(value, str) or value not in {member.value for member in among}:
            self.fault(key, f"只能是：{'、'.join(member.value for member in among)}。")
            return None
        return among(value)

    def whole(self, key: str, *, least: int, most: int) -> int:
        """Give the whole number in a required field, or `least` with its fault."""
        value = self._take(key)
        # JSON knows true and 1 apart, Python does not.
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.fault(key, f"应是 {least} 到 {most} 之间的整数。")
        return least

    def day(self, key: str) -> date | None:
        """Give the civil date in a required field, or `None` with its fault."""
        if key not in self._fields:
            self.fault(key, _MISSING)
        return self.find_day(key)

    def find_day(self, key: str) -> date | None:
        """Give the civil date in an optional field, or `None` if it is absent or faulty."""
        value = self._take(key)
        if value is _ABSENT:
            return None
        # `fromisoformat` also reads 20260101 and 2026-W01-1, which no county office means.
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        self.fault(key, "日期请写成 2026-01-31 的样子。")
        return None

    def texts(self, key: str, *, least: int, most: int) -> tuple[str, ...]:
        """Give the texts of a required list; faulty ones are empty, each with its own fault."""
        values = self._list(key, least=least, most=most)
        held = {str(index): value for index, value in enumerate(values)}
        list_record = Record(held, pointer_to(self.pointer, key), self._faults)
        return tuple(list_record.text(index) for index in held)

    def records(self, key: str, *, most: int) -> list["Record"]:
        """Give the objects of a required list, each with its own pointer."""
        values = self._list(key, most=most)
        below = pointer_to(self.pointer, key)
        return [Record(value, pointer_to(below, index), self._faults) for index, value in enumerate(values)]

    def record(self, key: str) -> "Record":
        """Give the object in a required field."""
        return Record(self._take(key), pointer_to(self.pointer, key), self._faults)

    def finish(self) -> None:
        """Name every field that nobody asked for: a misspelt key is a value silently lost."""
        for key in self._fields:
            if key not in self._asked:
                self.fault(key, "不认识这一项，请删除或改正名称。")

    def _list(self, key: str, *, most: int, least: int = 0) -> list[object]:
        value = self._take(key)
        if not isinstance(value, list):
            self.fault(key, "这里应是一个列表（[…]）。")
            return []
        if len(value) < least:
            self.fault(key, f"至少要有 {least} 项。")
        if len(value) > most:
            self.fault(key, f"列表太长，最多 {most} 项。")
        return value[:most]

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._fields.get(key, _ABSENT)
