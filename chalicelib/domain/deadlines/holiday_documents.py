"""Reading one calendar document, national or regional, naming everything that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeGuard

from chalicelib.domain.deadlines.calendar import HolidayNotice
from chalicelib.domain.errors import Fault

_A_LEAP_YEAR: Final = "2000-"
"""Lends its year to the days that return every year, so that 02-29 may be one of them."""
_UNREAD_YEAR: Final = 0
_JOINTS: Final = str.maketrans("", "", ".-")
_DECEMBER: Final = 12
_DOCUMENT_KEYS: Final = frozenset({"calendar", "version", "name", "basis", "notices"})
_NOTICE_KEYS: Final = frozenset(
    {"year", "document", "source", "published_on", "days_off", "make_up_workdays"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayDocument:
    """One calendar document as read: a country's notices, or a region's on top of them."""

    pointer: str
    calendar: str
    version: str
    name: str
    notices: tuple[HolidayNotice, ...]
    overlay_of: str | None
    statutory: Mapping[int, Mapping[date, str]]
    every_year: Mapping[tuple[int, int], str]


@dataclass(slots=True)
class DocumentReader:
    """Reads calendar documents and gathers their faults; what it returns holds if there are none."""

    faults: list[Fault] = field(default_factory=list)
    _unreadable: list[str] = field(default_factory=list)

    def base(self, document: object, at: str) -> HolidayDocument:
        """Read a national document: notices with their dates, and the statutory days beyond them."""
        body = self._object(document, at, _DOCUMENT_KEYS | {"statutory"})
        beyond = self._object(
            body.get("statutory"), f"{at}/statutory", frozenset({"basis", "every_year", "years"})
        )
        self._text(beyond, "basis", f"{at}/statutory")
        every_year = {
            (day.month, day.day): name
            for _, day, name in self._days(
                beyond.get("every_year"), f"{at}/statutory/every_year", every_year=True
            )
        }
        statutory = dict(self._statutory_years(beyond.get("years"), f"{at}/statutory/years"))
        return self._document(body, at, None, statutory, every_year)

    def overlay(self, document: object, at: str) -> HolidayDocument:
        """Read a region's document: its own days on top of the national ones (A-46)."""
        body = self._object(document, at, _DOCUMENT_KEYS | {"overlay_of"})
        return self._document(body, at, self._text(body, "overlay_of", at), {}, {})

    def fault(self, pointer: str, detail: str) -> None:
        """Keep a fault for the answer that names them all.

        What is no object lacks every field; naming each of them would only bury the one real fault.
        """
        if not any(pointer.startswith(f"{above}/") for above in self._unreadable):
            self.faults.append(Fault(pointer, detail))

    def _document(
        self,
        body: Mapping[str, object],
        at: str,
        overlay_of: str | None,
        statutory: Mapping[int, Mapping[date, str]],
        every_year: Mapping[tuple[int, int], str],
    ) -> HolidayDocument:
        self._text(body, "basis", at)
        notices = self._list(body.get("notices"), f"{at}/notices")
        if body.get("notices") == []:
            self.fault(f"{at}/notices", "至少要有一份放假通知。")
        calendar, version = self._code(body, "calendar", at), self._code(body, "version", at)
        return HolidayDocument(
            pointer=at,
            calendar=calendar,
            version=version,
            name=self._text(body, "name", at),
            notices=tuple(
                self._notice(
                    notice,
                    f"{at}/notices/{index}",
                    part=part_of(calendar, version),
                    is_regional=overlay_of is not None,
                )
                for index, notice in enumerate(notices)
            ),
            overlay_of=overlay_of,
            statutory=statutory,
            every_year=every_year,
        )

    def _notice(self, notice: object, at: str, *, part: str, is_regional: bool) -> HolidayNotice:
        body = self._object(notice, at, _NOTICE_KEYS)
        year = self._year(body, at)
        published = body.get("published_on")
        # Of regional notices often only reprints are known, and these do not tell their day.
        is_undated = is_regional and published is None
        days_off = self._days_of_year(body, "days_off", year, at)
        worked = self._days_of_year(body, "make_up_workdays", year, at)
        for day in sorted(days_off.keys() & worked.keys()):
            self.fault(f"{at}/make_up_workdays", f"{day}既写了放假又写了上班，请核对通知原文。")
        return HolidayNotice(
            part=part,
            year=year,
            document=self._text(body, "document", at),
            source=self._text(body, "source", at),
            published_on=None if is_undated else self._day(published, f"{at}/published_on"),
            days_off=days_off,
            make_up_workdays=worked,
        )

    def _days_of_year(self, body: Mapping[str, object], key: str, year: int, at: str) -> dict[date, str]:
        """Read days of a notice's own year; the December before it may carry the New Year's days."""
        read = {}
        for pointer, day, name in self._days(body.get(key), f"{at}/{key}"):
            if year not in {_UNREAD_YEAR, day.year} and (day.year, day.month) != (year - 1, _DECEMBER):
                self.fault(pointer, f"{day}不属于{year}年的放假安排。")
            read[day] = name
        return read

    def _statutory_years(self, years: object, at: str) -> Iterator[tuple[int, dict[date, str]]]:
        for index, entry in enumerate(self._list(years, at)):
            here = f"{at}/{index}"
            body = self._object(entry, here, frozenset({"year", "days_off"}))
            year = self._year(body, here)
            days = {}
            for pointer, day, name in self._days(body.get("days_off"), f"{here}/days_off"):
                if year not in {_UNREAD_YEAR, day.year}:
                    self.fault(pointer, f"{day}不在{year}年。")
                days[day] = name
            yield year, days

    def _days(self, groups: object, at: str, *, every_year: bool = False) -> Iterator[tuple[str, date, str]]:
        """Read `[{name, days: […]}]` as (pointer, day, name); a day named twice is a fault."""
        seen = set()
        for index, group in enumerate(self._list(groups, at)):
            here = f"{at}/{index}"
            body = self._object(group, here, frozenset({"name", "days"}))
            name = self._text(body, "name", here)
            for place, written in enumerate(self._list(body.get("days"), f"{here}/days")):
                pointer = f"{here}/days/{place}"
                day = self._day_of_every_year(written, pointer) if every_year else self._day(written, pointer)
                if day is None:
                    continue
                if day in seen:
                    self.fault(pointer, f"{written}重复了。")
                seen.add(day)
                yield pointer, day, name

    def _day(self, written: object, at: str) -> date | None:
        day = _parsed(written)
        if day is None:
            self.fault(at, f"“{written}”不是日期，请写成 2026-01-01 这样。")
        return day

    def _day_of_every_year(self, written: object, at: str) -> date | None:
        day = _parsed(f"{_A_LEAP_YEAR}{written}")
        if day is None:
            self.fault(at, f"“{written}”不是每年都有的日子，请写成 10-01 这样。")
        return day

    def _year(self, body: Mapping[str, object], at: str) -> int:
        year = body.get("year")
        if type(year) is int and date.min.year < year < date.max.year:
            return year
        self.fault(f"{at}/year", "请写明年份，例如 2026。")
        return _UNREAD_YEAR

    def _text(self, body: Mapping[str, object], key: str, at: str) -> str:
        text = body.get(key)
        if isinstance(text, str) and text.strip():
            return text
        self.fault(f"{at}/{key}", "不能为空，请写明。")
        return ""

    def _code(self, body: Mapping[str, object], key: str, at: str) -> str:
        """Read a part of the calendar's version, which stands in keys and is joined by `+`."""
        code = self._text(body, key, at)
        if code and not (code.isascii() and code.translate(_JOINTS).isalnum()):
            self.fault(f"{at}/{key}", "只能用字母、数字、点和连字符。")
        return code

    def _list(self, value: object, at: str) -> Sequence[object]:
        if isinstance(value, list):
            return value
        self.fault(at, "应当是一个列表。")
        return ()

    def _object(self, value: object, at: str, keys: frozenset[str]) -> Mapping[str, object]:
        """Read an object and refuse keys that nobody would read: a misspelt one must not vanish."""
        if not _is_object(value):
            self.fault(at, "应当是一个对象。")
            self._unreadable.append(at)
            return {}
        for key in sorted(value.keys() - keys):
            escaped = key.replace("~", "~0").replace("/", "~1")  # RFC 6901
            self.fault(f"{at}/{escaped}", "没有这个字段，请核对写法。")
        return value


def part_of(calendar: str, version: str) -> str:
    """Name a document as the versions of the calendars built of it do: CN-2026.1."""
    return f"{calendar}-{version}"


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _parsed(written: object) -> date | None:
    if not isinstance(written, str):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    # fromisoformat also takes 20260101 and week dates; one day has one spelling here.
    return day if day.isoformat() == written else None
