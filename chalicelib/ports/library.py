"""Where the documents of counties are kept: each version for ever, with a pointer to those in force."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from chalicelib.domain.identifiers import CountyId
from chalicelib.ports.shelves import County

Document: TypeAlias = Mapping[str, Any]


class Kind(StrEnum):
    """The kinds of document; a stored word, never renamed."""

    RULEBOOK = "rulebook"
    CALENDAR = "calendar"
    DIRECTORY = "directory"
    CHECKLIST = "checklist"


class VersionTakenError(Exception):
    """Another content has this version; a change is a new version, never an edit (house style §8)."""


class DocumentMissingError(LookupError):
    """A county or a case names a version that is not in the library: our own fault, since parts go first."""


class Library(Protocol):
    """Keeps documents by kind and version; what stands there is never written over."""

    def find(self, kind: Kind, version: str) -> Document | None:
        """Give a document, or `None` if nobody has brought this version."""
        ...

    def keep(self, kind: Kind, version: str, document: Document) -> None:
        """Keep a document under its version; the same content again changes nothing.

        Raises:
            VersionTakenError: Another content stands there.
        """
        ...


class Register(Protocol):
    """Knows the tenants, each with the versions in force."""

    def counties(self) -> Sequence[County]:
        """List the tenants, by id."""
        ...

    def find(self, county: CountyId) -> County | None:
        """Give one tenant, or `None`."""
        ...

    def put_in_force(self, county: County) -> None:
        """Make these versions the ones in force; from now on new cases begin under them."""
        ...
