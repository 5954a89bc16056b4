"""Short-lived things that stand before the door: sessions, phone codes, limits, lock-outs, upload tickets."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.identifiers import AccountId, CaseNo, CountyId, PersonId, UploadId


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who has shown who they are; which posts an account holds is asked each time, not kept here."""

    person: PersonId | None = None
    account: AccountId | None = None
    county: CountyId | None = None
    started_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTicket:
    """A file announced, and later found clean or not; claimed by at most one case."""

    upload: UploadId
    person: PersonId
    filename: str
    content_type: str
    size: int
    sha256: str
    state: str
    """`announced`, `clean` or `refused`."""
    claimed_by: CaseNo | None = None
    expires_at: datetime


class Gate(Protocol):
    """Keeps what expires by itself; every read checks the expiry, TTL only cleans up."""

    def open_session(self, token: str, session: Session) -> None:
        """Keep a session under the SHA-256 of its token."""
        ...

    def find_session(self, token: str, now: datetime) -> Session | None:
        """Find a session that has not expired."""
        ...

    def prolong_session(self, token: str, until: datetime) -> None:
        """Let a sliding session last longer."""
        ...

    def close_session(self, token: str) -> None:
        """End a session."""
        ...

    def keep_code(self, phone_hash: str, code_hash: str, until: datetime) -> None:
        """Keep the newest code of a phone; the one before is void, its tries are forgotten."""
        ...

    def try_code(self, phone_hash: str, code_hash: str, now: datetime, max_tries: int) -> bool:
        """Count a try and tell whether the code is right; a right code is used up."""
        ...

    def count(self, what: str, who: str, window: str, most: int, until: datetime) -> bool:
        """Count one more in a window; False when `most` has been reached (nothing is written then)."""
        ...

    def reset(self, what: str, who: str, window: str) -> None:
        """Forget a count (failed sign-ins after a right one)."""
        ...

    def announce_upload(self, ticket: UploadTicket) -> None:
        """Keep a ticket."""
        ...

    def find_upload(self, upload: UploadId, now: datetime) -> UploadTicket | None:
        """Find a ticket that has not expired."""
        ...

    def mark_upload(self, upload: UploadId, state: str) -> None:
        """Say what the check of the file found."""
        ...

    def claim_upload(self, upload: UploadId, person: PersonId, case_no: CaseNo, now: datetime) -> bool:
        """Claim a ticket for a case; True if it is free or already this case's, and this person's."""
        ...

    def take_lease(self, job: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take a job's lease if it is free or expired; saves money, gives no safety (storage §7)."""
        ...
