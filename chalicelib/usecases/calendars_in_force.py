"""The calendar documents that a deployment's tenants count by, and which of several knows most (A-47)."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.deadlines.amending import holds, notices_of
from chalicelib.ports.library import Document, Kind, Library
from chalicelib.ports.shelves import County

Documents = tuple[Document, ...]
"""The documents of one calendar, the national one first."""


def calendars_in_force(library: Library, counties: Iterable[County]) -> Mapping[str, Documents]:
    """Give the documents of every calendar that a tenant counts by, by version.

    One that is not in the library is left out: its tenant cannot work, and an import is what mends that.
    """
    versions = sorted({county.calendar for county in counties})
    found = {version: library.find(Kind.CALENDAR, version) for version in versions}
    return {version: (each["base"], *each["overlays"]) for version, each in found.items() if each is not None}


def volume_of(documents: Documents) -> Document:
    """Give the documents of one calendar as they stand together in the library."""
    return {"base": documents[0], "overlays": list(documents[1:])}


def newest_of(document: Document, others: Iterable[Document]) -> Document:
    """Give the document of the same calendar that has all its notices and most of others; else itself."""
    for other in others:
        is_of_the_same = other["calendar"] == document["calendar"]
        if is_of_the_same and holds(other, document) and len(notices_of(other)) > len(notices_of(document)):
            document = other
    return document
