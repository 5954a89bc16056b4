"""A notice comes out: a calendar's document with it, under the next version; the old one stays (A-47)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from chalicelib.domain.deadlines.calendar import HolidayNotice
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.holiday_documents import DocumentReader
from chalicelib.domain.errors import Fault, InvalidInputError

Document = Mapping[str, Any]
"""A calendar document, national or regional, as it is stored."""

STATUTORY: Final = "statutory"
"""Beside a national notice: the statutory days of years whose own notice is not out yet."""

_NO_OBJECT: Final = "应当是一份通知（{…}）。"
_NO_LIST: Final = "应当是一个列表。"
_ANOTHER_CONTENT: Final = "这份通知已经收录过，内容和这个文件不一样。已收录的不改，请核对文号和内容。"


def notices_of(document: Document) -> tuple[HolidayNotice, ...]:
    """Give the notices of a document, whatever its version."""
    # The reader's faults are not told here, and without them a nation's notices read as a region's do.
    read = DocumentReader().overlay(document, "")
    return tuple(replace(notice, part="") for notice in read.notices)


def holds(document: Document, other: Document) -> bool:
    """Tell whether a document has every notice that another one has, day for day."""
    there = notices_of(document)
    return all(notice in there for notice in notices_of(other))


def amended(documents: Sequence[Document], name: str, file: object) -> tuple[Document, ...]:
    """Give a calendar's documents, the national one first, with a notice added to the one called `name`.

    A second notice for a year stands beside the first. What is there already changes nothing, neither a
    document nor its version.

    Raises:
        InvalidInputError: With every fault, of the file itself and of how it fits; pointers are the file's.
    """
    if not isinstance(file, Mapping):
        raise InvalidInputError([Fault("", _NO_OBJECT)])
    index = next(place for place, document in enumerate(documents) if document["calendar"] == name)
    before = documents[index]
    is_national = index == 0
    notice = {key: value for key, value in file.items() if key != STATUTORY or not is_national}
    wanted = dict(before)
    places: dict[str, str] = {}
    if not _is_known(before, notice):
        wanted["notices"] = [*before["notices"], notice]
        places[f"/notices/{len(before['notices'])}"] = ""
    years = file.get(STATUTORY, []) if is_national else []
    faults = [] if isinstance(years, list) else [Fault(f"/{STATUTORY}", _NO_LIST)]
    if isinstance(years, list) and years:
        wanted[STATUTORY], into = _with_years(before[STATUTORY], years)
        places |= into
    whole = (*documents[:index], wanted, *documents[index + 1 :])
    faults += _faults_of(whole, "/base" if is_national else f"/overlays/{index - 1}", places)
    if faults:
        raise InvalidInputError(faults)
    if wanted == before:
        return tuple(documents)
    return (*documents[:index], raised(wanted), *documents[index + 1 :])


def raised(document: Document) -> Document:
    """Give a document under the version that follows: the next of its newest year, or that year's first."""
    year = max(notice["year"] for notice in document["notices"])
    stem, _, number = document["version"].rpartition(".")
    follows = int(number) + 1 if stem == str(year) and number.isdecimal() else 1
    return {**document, "version": f"{year}.{follows}"}


def _is_known(document: Document, notice: Document) -> bool:
    """Tell whether a notice stands in a document: by its year and number, since reprints have none."""
    name = (notice.get("year"), notice.get("document"))
    standing = [each for each in notices_of(document) if (each.year, each.document) == name]
    if not standing:
        return False
    if notices_of({**document, "notices": [notice]})[0] not in standing:
        raise InvalidInputError([Fault("/document", _ANOTHER_CONTENT)])
    return True


def _with_years(statutory: Document, years: list[Any]) -> tuple[Document, dict[str, str]]:
    """Lay listed years over those listed before, and say where each of the file now stands."""
    listed = statutory["years"]
    new = {index: year for index, year in enumerate(years) if year not in listed}
    replaced = [year.get("year") for year in new.values() if isinstance(year, Mapping)]
    kept = [year for year in listed if year["year"] not in replaced]
    places = {
        f"/{STATUTORY}/years/{len(kept) + nth}": f"/{STATUTORY}/{index}" for nth, index in enumerate(new)
    }
    return {**statutory, "years": [*kept, *new.values()]}, places


def _faults_of(documents: Sequence[Document], at: str, places: Mapping[str, str]) -> list[Fault]:
    """Name what keeps a calendar from being built, where it stands in the file."""
    try:
        calendar_of(documents[0], documents[1:])
    except InvalidInputError as error:
        return [
            Fault(_in_file(fault.pointer.removeprefix(at), places), fault.detail) for fault in error.faults
        ]
    return []


def _in_file(pointer: str, places: Mapping[str, str]) -> str:
    for place, in_file in places.items():
        if f"{pointer}/".startswith(f"{place}/"):
            return in_file + pointer.removeprefix(place)
    return pointer
