"""A library and a register in memory: for tests and tools."""

import json
from collections.abc import Sequence

from chalicelib.domain.identifiers import CountyId
from chalicelib.ports.library import Document, Kind, VersionTakenError
from chalicelib.ports.shelves import County


class MemoryLibrary:
    """Keeps documents as text, so that nobody can change what stands there."""

    def __init__(self) -> None:
        self._texts: dict[tuple[Kind, str], str] = {}

    def find(self, kind: Kind, version: str) -> Document | None:
        """Give a document, or `None` if nobody has brought this version."""
        text = self._texts.get((kind, version))
        if text is None:
            return None
        document: Document = json.loads(text)
        return document

    def keep(self, kind: Kind, version: str, document: Document) -> None:
        """Keep a document under its version; the same content again changes nothing.

        Raises:
            VersionTakenError: Another content stands there.
        """
        if self.find(kind, version) not in (None, document):
            raise VersionTakenError(kind, version)
        self._texts[kind, version] = json.dumps(document)


class MemoryRegister:
    """Knows the tenants that were put in force."""

    def __init__(self) -> None:
        self._counties: dict[CountyId, County] = {}

    def counties(self) -> Sequence[County]:
        """List the tenants, by id."""
        return tuple(self._counties[each] for each in sorted(self._counties))

    def find(self, county: CountyId) -> County | None:
        """Give one tenant, or `None`."""
        return self._counties.get(county)

    def put_in_force(self, county: County) -> None:
        """Make these versions the ones in force."""
        self._counties[county.id] = county
