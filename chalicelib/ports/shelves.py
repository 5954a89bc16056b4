"""Where the documents of a county are read: rulebook, calendar, directory, checklist, each by version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.directory.county import ProgressLabels
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.rulebook.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """A tenant and the versions in force; a tenant is called county whatever its level (design §6)."""

    id: CountyId
    code: str
    """2-4 letters, unique and prefix-free in the province (storage §5)."""
    name: str
    rulebook: str
    """`id@version`, as a case keeps it."""
    calendar: str
    directory: str
    """`county@version`."""
    checklist: str
    """`county@version`."""
    notices: Mapping[str, str]
    """What belongs to 12388 and to 12345, for people."""
    progress: ProgressLabels


class Shelves(Protocol):
    """Gives documents by version; what a county or a case names is there, or it is our own fault."""

    def counties(self) -> Sequence[County]:
        """List the tenants of this deployment, by id."""
        ...

    def county(self, county: CountyId) -> County:
        """Give one tenant.

        Raises:
            CountyMissingError: There is no such tenant.
        """
        ...

    def rulebook(self, ref: str) -> Rulebook:
        """Give a rulebook by `id@version`."""
        ...

    def calendar(self, version: str) -> Calendar:
        """Give a calendar by its version."""
        ...

    def directory(self, version: str) -> Directory:
        """Give a directory by `county@version`."""
        ...

    def checklist(self, version: str) -> Checklist:
        """Give a checklist by `county@version`."""
        ...
