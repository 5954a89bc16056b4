"""Shelves over a library and a register: pointers are read again each minute, documents never."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from chalicelib.adapters.shelved_documents import (
    shelved_calendar,
    shelved_checklist,
    shelved_directory,
    shelved_rulebook,
)
from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.documents import CODE
from chalicelib.domain.errors import CountyMissingError
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.ports.library import Document, DocumentMissingError, Kind, Library, Register
from chalicelib.ports.shelves import County

POINTERS_LAST_SECONDS: Final = 60
"""How long a process may go on filing under versions that have just been replaced."""

MOST_OPEN: Final = 128
"""Documents of a kind held open; the largest directory takes some 3 MB."""


class CachedShelves:
    """Documents by version: a version never changes, so what has been read once is not read again."""

    def __init__(self, library: Library, register: Register, seconds: Callable[[], float]) -> None:
        """Take a clock that only runs forward; what it shows means nothing else."""
        self._library = library
        self._register = register
        self._seconds = seconds
        self._listed: tuple[float, Sequence[County]] | None = None
        self._found: dict[CountyId, tuple[float, County]] = {}
        keep = lru_cache(maxsize=MOST_OPEN)
        self._rulebook = keep(lambda ref: shelved_rulebook(self._document(Kind.RULEBOOK, ref)))
        self._calendar = keep(lambda version: shelved_calendar(self._document(Kind.CALENDAR, version)))
        self._directory = keep(lambda version: shelved_directory(self._document(Kind.DIRECTORY, version)))
        self._checklist = keep(lambda version: shelved_checklist(self._document(Kind.CHECKLIST, version)))

    def counties(self) -> Sequence[County]:
        """List the tenants of this deployment, by id."""
        now = self._seconds()
        if self._listed is None or now - self._listed[0] >= POINTERS_LAST_SECONDS:
            self._listed = (now, tuple(self._register.counties()))
        return self._listed[1]

    def county(self, county: CountyId) -> County:
        """Give one tenant; one that is missing is asked for each time, so that an import shows at once.

        Raises:
            CountyMissingError: There is no such tenant.
        """
        if not CODE.fullmatch(county):
            # It came from an address line: what is no id need not travel to the store.
            raise CountyMissingError
        now = self._seconds()
        read_at, known = self._found.get(county, (now, None))
        if known is None or now - read_at >= POINTERS_LAST_SECONDS:
            known = self._register.find(county)
            if known is None:
                self._found.pop(county, None)
                raise CountyMissingError
            self._found[county] = (now, known)
        return known

    def rulebook(self, ref: str) -> Rulebook:
        """Give a rulebook by `id@version`."""
        return self._rulebook(ref)

    def calendar(self, version: str) -> Calendar:
        """Give a calendar by its version."""
        return self._calendar(version)

    def directory(self, version: str) -> Directory:
        """Give a directory by `county@version`."""
        return self._directory(version)

    def checklist(self, version: str) -> Checklist:
        """Give a checklist by `county@version`."""
        return self._checklist(version)

    def _document(self, kind: Kind, version: str) -> Document:
        document = self._library.find(kind, version)
        if document is None:
            raise DocumentMissingError(f"{kind} {version}")
        return document
