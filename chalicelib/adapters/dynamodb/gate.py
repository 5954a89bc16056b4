"""Sessions, codes, limits, tickets and leases in DynamoDB; every decision is one conditional write."""

import hashlib
import hmac
from datetime import UTC, datetime

from pynamodb.connection import Connection
from pynamodb.exceptions import UpdateError

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import condition_failed, telling_unavailability
from chalicelib.adapters.dynamodb.gate_rows import (
    CODE,
    COUNT,
    LEASE,
    SESSION,
    UPLOAD,
    CodeRow,
    CountRow,
    LeaseRow,
    SessionRow,
    UploadRow,
)
from chalicelib.adapters.dynamodb.row_calls import deleted, found, updated
from chalicelib.domain.identifiers import AccountId, CaseNo, CountyId, PersonId, UploadId
from chalicelib.ports.gate import Session, UploadTicket


class DynamoGate:
    """Keeps what expires by itself; every read checks the expiry, TTL only cleans up."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._sessions = bound(SessionRow, table, connection)
        self._codes = bound(CodeRow, table, connection)
        self._counts = bound(CountRow, table, connection)
        self._uploads = bound(UploadRow, table, connection)
        self._leases = bound(LeaseRow, table, connection)

    def open_session(self, token: str, session: Session) -> None:
        """Keep a session under the SHA-256 of its token."""
        row = self._sessions(
            _session_key(token),
            person=session.person,
            account=session.account,
            county=session.county,
            # To the instant: a session that began in the second of a change of password may be a good one.
            started_at=session.started_at.timestamp(),
            expires_at=_seconds(session.expires_at),
        )
        with telling_unavailability():
            row.save()

    def find_session(self, token: str, now: datetime) -> Session | None:
        """Find a session that has not expired."""
        row = found(self._sessions, _session_key(token))
        if row is None or row.expires_at <= now.timestamp():
            return None
        return Session(
            person=PersonId(row.person) if row.person else None,
            account=AccountId(row.account) if row.account else None,
            county=CountyId(row.county) if row.county else None,
            started_at=_instant(row.started_at),
            expires_at=_instant(row.expires_at),
        )

    def prolong_session(self, token: str, until: datetime) -> None:
        """Let a sliding session last longer; one that was closed meanwhile stays closed."""
        updated(
            self._sessions,
            _session_key(token),
            actions=[SessionRow.expires_at.set(_seconds(until))],
            condition=SessionRow.pk.exists(),
        )

    def close_session(self, token: str) -> None:
        """End a session."""
        with telling_unavailability():
            self._sessions(_session_key(token)).delete()

    def keep_code(self, phone_hash: str, code_hash: str, until: datetime) -> None:
        """Keep the newest code of a phone; the one before is void, its tries are forgotten."""
        row = self._codes(CODE + phone_hash, code=code_hash, tries=0, expires_at=_seconds(until))
        with telling_unavailability():
            row.save()

    def try_code(self, phone_hash: str, code_hash: str, now: datetime, max_tries: int) -> bool:
        """Count a try and tell whether the code is right; a right code is used up."""
        row = self._codes(CODE + phone_hash)
        may_try = CodeRow.pk.exists() & (CodeRow.expires_at > now.timestamp()) & (CodeRow.tries < max_tries)
        # The try is counted before the code is looked at: parallel guesses share one budget.
        with telling_unavailability():
            try:
                row.update(actions=[CodeRow.tries.add(1)], condition=may_try)
            except UpdateError as error:
                if condition_failed(error):
                    return False
                raise
        is_right = hmac.compare_digest(row.code, code_hash)
        return is_right and deleted(self._codes, CODE + phone_hash, condition=CodeRow.code == code_hash)

    def count(self, what: str, who: str, window: str, most: int, until: datetime) -> bool:
        """Count one more in a window; False when `most` has been reached (nothing is written then)."""
        return updated(
            self._counts,
            _count_key(what, who, window),
            actions=[CountRow.tries.add(1), CountRow.expires_at.set(_seconds(until))],
            condition=CountRow.tries.does_not_exist() | (CountRow.tries < most),
        )

    def reset(self, what: str, who: str, window: str) -> None:
        """Forget a count."""
        with telling_unavailability():
            self._counts(_count_key(what, who, window)).delete()

    def announce_upload(self, ticket: UploadTicket) -> None:
        """Keep a ticket."""
        row = self._uploads(
            UPLOAD + ticket.upload,
            person=ticket.person,
            filename=ticket.filename,
            content_type=ticket.content_type,
            size=ticket.size,
            sha256=ticket.sha256,
            state=ticket.state,
            claimed_by=ticket.claimed_by,
            expires_at=_seconds(ticket.expires_at),
        )
        with telling_unavailability():
            row.save()

    def find_upload(self, upload: UploadId, now: datetime) -> UploadTicket | None:
        """Find a ticket that has not expired."""
        row = found(self._uploads, UPLOAD + upload)
        if row is None or row.expires_at <= now.timestamp():
            return None
        return UploadTicket(
            upload=upload,
            person=PersonId(row.person),
            filename=row.filename,
            content_type=row.content_type,
            size=int(row.size),
            sha256=row.sha256,
            state=row.state,
            claimed_by=CaseNo(row.claimed_by) if row.claimed_by else None,
            expires_at=_instant(row.expires_at),
        )

    def mark_upload(self, upload: UploadId, state: str) -> None:
        """Say what the check of the file found; of a ticket that is gone nothing is said."""
        updated(
            self._uploads,
            UPLOAD + upload,
            actions=[UploadRow.state.set(state)],
            condition=UploadRow.pk.exists(),
        )

    def claim_upload(self, upload: UploadId, person: PersonId, case_no: CaseNo, now: datetime) -> bool:
        """Claim a ticket for a case; True if it is free or already this case's, and this person's."""
        is_ours = (UploadRow.person == person) & (UploadRow.expires_at > now.timestamp())
        is_free = UploadRow.claimed_by.does_not_exist() | (UploadRow.claimed_by == case_no)
        return updated(
            self._uploads,
            UPLOAD + upload,
            actions=[UploadRow.claimed_by.set(case_no)],
            condition=is_ours & is_free,
        )

    def take_lease(self, job: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take a job's lease if it is free or expired."""
        return updated(
            self._leases,
            LEASE + job,
            actions=[LeaseRow.holder.set(holder), LeaseRow.expires_at.set(_seconds(until))],
            condition=LeaseRow.pk.does_not_exist() | (LeaseRow.expires_at <= now.timestamp()),
        )


def _session_key(token: str) -> str:
    return SESSION + hashlib.sha256(token.encode()).hexdigest()


def _count_key(what: str, who: str, window: str) -> str:
    return f"{COUNT}{what}#{who}#{window}"


def _seconds(at: datetime) -> int:
    """Give whole seconds, as TTL wants them."""
    return int(at.timestamp())


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
