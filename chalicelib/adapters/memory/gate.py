"""The gate in memory: for tests and demonstrations."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.identifiers import CaseNo, PersonId, UploadId
from chalicelib.ports.gate import Session, UploadTicket


@dataclass
class _Code:
    code: str
    until: datetime
    tries: int = 0


@dataclass
class MemoryGate:
    """Keeps the same promises as the table, one caller at a time."""

    _sessions: dict[str, Session] = field(default_factory=dict)
    _codes: dict[str, _Code] = field(default_factory=dict)
    _counts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _uploads: dict[UploadId, UploadTicket] = field(default_factory=dict)
    _leases: dict[str, datetime] = field(default_factory=dict)

    def open_session(self, token: str, session: Session) -> None:
        """Keep a session under the SHA-256 of its token."""
        self._sessions[_hidden(token)] = session

    def find_session(self, token: str, now: datetime) -> Session | None:
        """Find a session that has not expired."""
        session = self._sessions.get(_hidden(token))
        return session if session is not None and now < session.expires_at else None

    def prolong_session(self, token: str, until: datetime) -> None:
        """Let a sliding session last longer; one that was closed meanwhile stays closed."""
        if session := self._sessions.get(_hidden(token)):
            self._sessions[_hidden(token)] = replace(session, expires_at=until)

    def close_session(self, token: str) -> None:
        """End a session."""
        self._sessions.pop(_hidden(token), None)

    def keep_code(self, phone_hash: str, code_hash: str, until: datetime) -> None:
        """Keep the newest code of a phone; the one before is void, its tries are forgotten."""
        self._codes[phone_hash] = _Code(code_hash, until)

    def try_code(self, phone_hash: str, code_hash: str, now: datetime, max_tries: int) -> bool:
        """Count a try and tell whether the code is right; a right code is used up."""
        kept = self._codes.get(phone_hash)
        if kept is None or now >= kept.until or kept.tries >= max_tries:
            return False
        kept.tries += 1
        if kept.code != code_hash:
            return False
        del self._codes[phone_hash]
        return True

    def count(self, what: str, who: str, window: str, most: int, until: datetime) -> bool:  # noqa: ARG002
        """Count one more in a window; False when `most` has been reached."""
        key = (what, who, window)
        if self._counts.get(key, 0) >= most:
            return False
        self._counts[key] = self._counts.get(key, 0) + 1
        return True

    def reset(self, what: str, who: str, window: str) -> None:
        """Forget a count."""
        self._counts.pop((what, who, window), None)

    def announce_upload(self, ticket: UploadTicket) -> None:
        """Keep a ticket."""
        self._uploads[ticket.upload] = ticket

    def find_upload(self, upload: UploadId, now: datetime) -> UploadTicket | None:
        """Find a ticket that has not expired."""
        ticket = self._uploads.get(upload)
        return ticket if ticket is not None and now < ticket.expires_at else None

    def mark_upload(self, upload: UploadId, state: str) -> None:
        """Say what the check of the file found; of a ticket that is gone nothing is said."""
        if ticket := self._uploads.get(upload):
            self._uploads[upload] = replace(ticket, state=state)

    def claim_upload(self, upload: UploadId, person: PersonId, case_no: CaseNo, now: datetime) -> bool:
        """Claim a ticket for a case; True if it is free or already this case's, and this person's."""
        ticket = self.find_upload(upload, now)
        if ticket is None or ticket.person != person or ticket.claimed_by not in {None, case_no}:
            return False
        self._uploads[upload] = replace(ticket, claimed_by=case_no)
        return True

    def take_lease(self, job: str, holder: str, now: datetime, until: datetime) -> bool:  # noqa: ARG002
        """Take a job's lease if it is free or expired."""
        if job in self._leases and now < self._leases[job]:
            return False
        self._leases[job] = until
        return True


def _hidden(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
