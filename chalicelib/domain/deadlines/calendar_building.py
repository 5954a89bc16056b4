"""Building a calendar of documents: the national notices first, then each region on top."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from chalicelib.domain.deadlines.calendar import Calendar, HolidayNotice, Overlay
from chalicelib.domain.deadlines.holiday_documents import DocumentReader, HolidayDocument, part_of
from chalicelib.domain.errors import InvalidInputError

_SATURDAY: Final = 5


def calendar_of(base: object, overlays: Sequence[object] = ()) -> Calendar:
    """Build the calendar of a national document and the regional ones on top, in their order.

    Notices take effect in the order in which they stand: a later one changes what an earlier one
    gave, as the second notice of 2020 prolonged the Spring Festival (A-47). The version names
    every document it is built of: “CN-2026.1+CN-NX-2022.1”.

    Raises:
        InvalidInputError: with every fault of every document; pointers begin with `/base` or
            `/overlays/<index>`.
    """
    reader = DocumentReader()
    national = reader.base(base, "/base")
    regional = tuple(
        reader.overlay(document, f"/overlays/{index}") for index, document in enumerate(overlays)
    )
    _insist_on_an_unbroken_row(reader, national)
    _insist_on_the_same_ground(reader, national, regional)
    off, worked = _laid_on_top_of_each_other(reader, (national, *regional))
    # Only now, so that one answer names the faults within documents and those between them.
    if reader.faults:
        raise InvalidInputError(reader.faults)
    return Calendar(
        version="+".join(part_of(each.calendar, each.version) for each in (national, *regional)),
        known_from=date(national.notices[0].year, 1, 1),
        known_until=date(max(notice.year for notice in national.notices), 12, 31),
        days_off=MappingProxyType(off),
        make_up_workdays=MappingProxyType(worked),
        statutory=MappingProxyType(national.statutory),
        every_year=MappingProxyType(national.every_year),
        overlays=tuple(
            Overlay(region=document.name, years=frozenset(notice.year for notice in document.notices))
            for document in regional
        ),
        notices=tuple(notice for document in (national, *regional) for notice in document.notices),
    )


def _insist_on_an_unbroken_row(reader: DocumentReader, national: HolidayDocument) -> None:
    """Refuse a missing year, which would be taken for one without holidays, and a wrong order.

    Notices stand in the order in which they came out: one may yet change a year whose successor is out.
    """
    newest = 0
    for index, (before, after) in enumerate(pairwise(national.notices), start=1):
        at = f"{national.pointer}/notices/{index}"
        newest = max(newest, before.year)
        if before.year and after.year and not national.notices[0].year <= after.year <= newest + 1:
            reader.fault(f"{at}/year", f"{newest}年之后应当是{newest + 1}年，请补齐并按年份排列。")
        elif before.published_on and after.published_on and after.published_on < before.published_on:
            reader.fault(f"{at}/published_on", "通知要按发布先后排列，后发的改先发的。")


def _insist_on_the_same_ground(
    reader: DocumentReader, national: HolidayDocument, regional: Sequence[HolidayDocument]
) -> None:
    """Refuse a region of another country's calendar, and a region laid on twice."""
    seen = {national.calendar}
    for document in regional:
        if document.overlay_of and document.overlay_of != national.calendar:
            reader.fault(
                f"{document.pointer}/overlay_of", f"这份地方放假安排不是加在{national.calendar}上的。"
            )
        if document.calendar and document.calendar in seen:
            reader.fault(f"{document.pointer}/calendar", f"{document.calendar}已经有了，不能再加一次。")
        seen.add(document.calendar)


def _laid_on_top_of_each_other(
    reader: DocumentReader, documents: Sequence[HolidayDocument]
) -> tuple[dict[date, str], dict[date, str]]:
    """Give days off and make-up workdays after every notice has had its say."""
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    for document in documents:
        suffix = f"（{document.name}）" if document.overlay_of else ""
        for index, notice in enumerate(document.notices):
            _insist_on_rest_days(reader, f"{document.pointer}/notices/{index}", notice, off)
            for day, name in notice.days_off.items():
                off[day] = name + suffix
                worked.pop(day, None)
            for day, name in notice.make_up_workdays.items():
                worked[day] = name + suffix
                off.pop(day, None)
    return off, worked


def _insist_on_rest_days(
    reader: DocumentReader, at: str, notice: HolidayNotice, off: dict[date, str]
) -> None:
    """Refuse a make-up workday on a day that was worked anyway: one of the two is a slip."""
    for day in notice.make_up_workdays:
        if day.weekday() < _SATURDAY and day not in off and day not in notice.days_off:
            reader.fault(f"{at}/make_up_workdays", f"{day}本来就是工作日，不用调休上班，请核对。")
