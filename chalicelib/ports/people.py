"""Who filed what; the only room that knows a phone number (storage §1, decision 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.personal import Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingGuard:
    """What fixes the number of one filing: the same key gives the same case (storage §5)."""

    case_no: CaseNo
    body: str
    """Digest of the body that came with the key."""
    filed_at: datetime
    is_new: bool


class People(Protocol):
    """Keeps people and their filings; phones as keyed hash plus encrypted value."""

    def person_with(self, phone: Personal[str], at: datetime) -> PersonId:
        """Find the person of a verified phone, or make one."""
        ...

    def find_person(self, phone: Personal[str]) -> PersonId | None:
        """Find the person of a phone, or `None`; makes nobody."""
        ...

    def person_without_phone(self, request: str, at: datetime) -> PersonId:
        """Make a person who has no phone; the same request again finds the same one (A-19)."""
        ...

    def phone_of(self, person: PersonId) -> Personal[str] | None:
        """Open a person's phone, for notices and for release by intake; None: they have none.

        Raises:
            LookupError: There is no such person.
        """
        ...

    def guard_filing(  # noqa: PLR0913, PLR0917 - what a guard keeps
        self, person: PersonId, key: str, body: str, case_no: CaseNo, name: Personal[str] | None, at: datetime
    ) -> FilingGuard:
        """Put the guard if absent, else give the one that stands.

        Raises:
            RequestReusedError: The key came before with another body.
        """
        ...

    def find_guard(self, person: PersonId, key: str) -> FilingGuard | None:
        """Give the guard that an earlier try has put, or `None`."""
        ...

    def repoint_guard(self, person: PersonId, key: str, old: CaseNo, new: CaseNo) -> None:
        """Give a filing another number after a collision, if it still has the old one."""
        ...

    def cases_of(self, person: PersonId, *, after: CaseNo | None = None) -> Sequence[CaseNo]:
        """List the case numbers a person has filed and not hidden, newest first.

        With `after`, those that come after it, which may have been hidden since.
        """
        ...

    def hide(self, person: PersonId, case_no: CaseNo) -> None:
        """Leave a case out of the person's list from now on; nothing is deleted (A-17, K-5.3a)."""
        ...
