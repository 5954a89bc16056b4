"""Audit events in their own table: each process writes its own chain, so no key is hot (storage §3)."""

from datetime import timedelta
from itertools import count
from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.row_calls import added
from chalicelib.domain.audit_chain import event_hash
from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.audit_log import AuditEvent

KEPT: Final = timedelta(days=35)
"""In the table; the archive has them longer (storage §2)."""


class AuditRow(Model):
    """One event of one writer."""

    pk = UnicodeAttribute(hash_key=True)
    sk = NumberAttribute(range_key=True)
    what = UnicodeAttribute()
    at = UnicodeAttribute()
    actor = UnicodeAttribute()
    post = UnicodeAttribute(null=True)
    case_no = UnicodeAttribute(null=True)
    why = UnicodeAttribute(null=True)
    hash = UnicodeAttribute()
    expires_at = NumberAttribute()


class DynamoAuditLog:
    """Keeps events; implements `ports.audit_log.AuditLog`."""

    def __init__(self, connection: Connection, table: str, writer: str) -> None:
        """`writer` names this process, never twice the same."""
        self._row = bound(AuditRow, table, connection)
        self._names = (f"{writer}.{number}" if number else writer for number in count())
        self._writer, self._seq, self._last = next(self._names), 0, ""

    def record(self, event: AuditEvent) -> None:
        """Put the writer's next event: nothing that stands is ever written over.

        After a failure nobody knows whether the event stands. The chain ends there, with it or without it,
        and the next event begins another one: either way each chain is whole.
        """
        seq = self._seq + 1
        content: dict[str, str | int] = {
            "what": event.what.value,
            "at": event.at.isoformat(),
            "actor": event.actor,
            "post": event.post,
            "case_no": event.case_no,
            "why": event.why,
        }
        hashed = event_hash(self._last, {"writer": self._writer, "seq": seq, **content})
        row = self._row(
            self._writer,
            seq,
            what=event.what.value,
            at=event.at.isoformat(),
            actor=event.actor,
            post=event.post or None,
            case_no=event.case_no or None,
            why=event.why or None,
            hash=hashed,
            expires_at=int((event.at + KEPT).timestamp()),
        )
        try:
            # If it is there already, the library has sent it twice: nobody else writes under this name.
            added(row)
        except UnavailableError:
            self._writer, self._seq, self._last = next(self._names), 0, ""
            raise
        self._seq, self._last = seq, hashed
