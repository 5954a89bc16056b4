"""A section of a rulebook file: a `Record` that also knows limits, seats and the office's words.

A value that is wrong is noted and a stand-in goes on in its place, so that one reading finds every fault; the
stand-ins never leave, for a file with a fault gives no rulebook.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.documents import Record, pointer_to
from chalicelib.domain.errors import Fault
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Role, Unit

Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value")
Key = TypeVar("Key")

NOTE: Final = "note"
"""A remark for whoever keeps the file; every section may bear one, nobody reads it."""

LONGEST_TEXT: Final = 200
LONGEST_LIMIT: Final = 366
"""A longer term is a slip of the pen: no clause grants more than a year."""

CLAUSE: Final = r"[A-Z]{1,8}-[A-Z]?[0-9]{1,3}[a-z]?(?:\.[0-9A-Za-z]{1,3})*"
"""One clause, rule or reading: H-12.7, J-3.2.1b, C-M7.1, R-31, A-10."""

BASIS: Final = re.compile(rf"{CLAUSE}(?:, {CLAUSE})*")
OFFICE_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
CALENDAR_NAME: Final = re.compile(r"[A-Z]{2}(?:-[A-Z]{2,8})?")
MACHINE_WORD: Final = re.compile(r"[a-z](?:[a-z0-9_]{0,38}[a-z0-9])?")
MACHINE_WORD_EXPECTED: Final = "名称用小写字母开头，只含小写字母、数字和下划线，如 county_told。"

_MISSING: Final = "缺少这一项，请补上。"
_FEW_WORDS: Final = 12
_NO_SEAT: Final = Seat(Role.CITIZEN, Of.BODY)


class Section(Record):
    """One object of a rulebook file."""

    def __init__(self, value: object, pointer: str, faults: list[Fault]) -> None:
        super().__init__(value, pointer, faults)
        self._take(NOTE)

    def finished(self, value: Value) -> Value:
        """Close the section, naming every member that nobody asked for, and give what was read from it."""
        self.finish()
        return value

    def basis(self) -> str:
        """Give the clauses this section stands on; every number needs one (house style §1)."""
        return self.matching("basis", BASIS, "请写条款编号，如 H-12.7；有几个就用英文逗号加空格隔开。")

    def phrase(self, key: str) -> str:
        """Give a text that may be as long as a document's title."""
        return self.text(key, most=LONGEST_TEXT)

    def find_phrase(self, key: str) -> str | None:
        """Give a text, or `None` where the file says `null`."""
        return None if self.is_null(key) else self.phrase(key)

    def machine_word(self, key: str) -> str:
        """Give a name that code and messages refer to."""
        return self.matching(key, MACHINE_WORD, MACHINE_WORD_EXPECTED)

    def clock(self, key: str) -> str:
        """Give an hour of the day, as `HH:MM`."""
        return self.matching(key, OFFICE_TIME, "时间请写成 08:30 的样子。")

    def day(self, key: str) -> date:
        """Give a civil date."""
        if key not in self._fields:
            self._fault_missing(key)
        return self.find_day(key) or date.min

    def find_required_day(self, key: str) -> date | None:
        """Give a civil date, or `None` where the file says `null`."""
        return None if self.is_null(key) else self.day(key)

    def count(self, key: str, *, least: int = 0, most: int = LONGEST_LIMIT) -> int:
        """Give a whole number between two bounds."""
        value = self._required(key)
        # A JSON true is an int to Python; to a clerk it is no number.
        if type(value) is int and least <= value <= most:
            return value
        return self._wrong(key, f"请写 {least} 到 {most} 之间的整数，不加引号。", least)

    def claim(self, key: str) -> bool:
        """Give a yes or no that must be said."""
        if key not in self._fields:
            self._fault_missing(key)
        return self.flag(key, default=False)

    def has(self, key: str) -> bool:
        """Tell whether the file has this member at all."""
        return key in self._fields

    def is_null(self, key: str) -> bool:
        """Tell whether the file says `null`, which must be written out: nobody forgets a null."""
        return key in self._fields and self._take(key) is None

    def limit(self, key: str) -> Limit:
        """Give a length of time, written `{"n": 3, "unit": "WD"}`."""
        section = self.section(key)
        return section.finished(Limit(section.count("n", least=1), section.word("unit", Unit)))

    def find_limit(self, key: str) -> Limit | None:
        """Give a length of time, or `None` where the file says `null`."""
        return None if self.is_null(key) else self.limit(key)

    def word(self, key: str, among: type[Word]) -> Word:
        """Give one of the office's words."""
        value = self._required(key)
        word = _word(value, among)
        return self._wrong(key, _unknown_word(value, among), next(iter(among))) if word is None else word

    def words(self, key: str, among: type[Word], *, least: int = 0) -> tuple[Word, ...]:
        """Give a list of the office's words, none of them twice."""
        return self._each(key, lambda value: _word(value, among), lambda v: _unknown_word(v, among), least)

    def seat(self, key: str) -> Seat:
        """Give a seat, written `intake@body`."""
        value = self._required(key)
        seat = seat_in(value)
        return self._wrong(key, unknown_seat(value), _NO_SEAT) if seat is None else seat

    def find_seat(self, key: str) -> Seat | None:
        """Give a seat, or `None` where the file says `null`."""
        return None if self.is_null(key) else self.seat(key)

    def seats(self, key: str, *, least: int = 0) -> tuple[Seat, ...]:
        """Give a list of seats, none of them twice."""
        return self._each(key, seat_in, unknown_seat, least)

    def names(self, key: str, form: re.Pattern[str], expected: str) -> tuple[str, ...]:
        """Give a list of names of a fixed form, none of them twice."""
        return self._each(
            key,
            lambda value: value if isinstance(value, str) and form.fullmatch(value) else None,
            lambda _: expected,
        )

    def section(self, key: str) -> "Section":
        """Give the object in a required member."""
        value = self._required(key)
        # A missing section is one fault; that its members are missing too says nothing new.
        faults = self._faults if key in self._fields else []
        return Section(value, pointer_to(self.pointer, key), faults)

    def list_of(self, key: str, *, least: int = 0, most: int = 100) -> list["Section"]:
        """Give the objects of a required list."""
        values = self._items(key, least, most)
        below = pointer_to(self.pointer, key)
        return [Section(value, pointer_to(below, at), self._faults) for at, value in enumerate(values)]

    def members(self, name: Callable[[str], Key | None], expected: str) -> dict[str, Key]:
        """Give the members of an object that chooses its own names, and what each name means."""
        meanings: dict[str, Key] = {}
        for text in self._fields:
            self._take(text)
            meaning = name(text)
            if meaning is None:
                self.fault(text, expected)
            else:
                meanings[text] = meaning
        return meanings

    def _required(self, key: str) -> object:
        if key not in self._fields:
            self._fault_missing(key)
        return self._take(key)

    def _fault_missing(self, key: str) -> None:
        self.fault(key, _MISSING)

    def _wrong(self, key: str, detail: str, stand_in: Value) -> Value:
        if key in self._fields:
            self.fault(key, detail)
        return stand_in

    def _items(self, key: str, least: int, most: int) -> list[object]:
        value = self._required(key)
        if not isinstance(value, list):
            return self._wrong(key, "这里应是一个列表（[…]）。", [])
        if not least <= len(value) <= most:
            return self._wrong(key, f"这里应有 {least} 到 {most} 项。", [])
        return value

    def _each(
        self,
        key: str,
        read: Callable[[object], Value | None],
        complaint: Callable[[object], str],
        least: int = 0,
    ) -> tuple[Value, ...]:
        below = pointer_to(self.pointer, key)
        found: list[Value] = []
        for at, value in enumerate(self._items(key, least, most=100)):
            read_value = read(value)
            if read_value is None:
                self._faults.append(Fault(pointer_to(below, at), complaint(value)))
            elif read_value in found:
                self._faults.append(Fault(pointer_to(below, at), f"“{value}”写了两遍，请删去一个。"))
            else:
                found.append(read_value)
        return tuple(found)


def seat_in(value: object) -> Seat | None:
    """Read a seat, or tell by `None` that it is none."""
    try:
        return Seat.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def unknown_seat(value: object) -> str:
    """Say how a seat is written."""
    return f"{_quoted(value)}不是岗位。请写成“角色@单位”，如 intake@body；@ 后面写 {_listed(Of)}。"


def _word(value: object, among: type[Word]) -> Word | None:
    return next((word for word in among if word == value), None)


def _unknown_word(value: object, among: type[StrEnum]) -> str:
    if len(among) > _FEW_WORDS:
        return f"不认识{_quoted(value)}这个词，请对照词汇表改正。"
    return f"不认识{_quoted(value)}。这里可以写：{_listed(among)}。"


def _listed(words: type[StrEnum]) -> str:
    return "、".join(words)


def _quoted(value: object) -> str:
    return f"“{value}”" if isinstance(value, str) and len(value) <= LONGEST_TEXT else "这个值"
