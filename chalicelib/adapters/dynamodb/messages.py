"""Marks of notices that have left, in DynamoDB; they go by themselves after 400 days (storage §2)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.case_rows import ExactNumberAttribute
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.records import instant_of, seconds_of
from chalicelib.adapters.dynamodb.row_calls import added, found, updated
from chalicelib.domain.identifiers import CaseNo
from chalicelib.ports.messages import Mark

_KEPT_FOR: Final = timedelta(days=400)


class MarkRow(Model):
    """One notice that was handed to a provider."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    sent_at = ExactNumberAttribute()
    provider_id = UnicodeAttribute(null=True)
    answer = UnicodeAttribute(null=True)
    receipt = UnicodeAttribute(null=True)
    tries = NumberAttribute()
    expires_at = NumberAttribute()


class DynamoMessages:
    """Remembers which notices have left; implements `ports.messages.Messages`."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(MarkRow, table, connection)

    def is_sent(self, case_no: CaseNo, seq: int, to: str) -> bool:
        """Tell, strongly read, whether this notice has left."""
        return found(self._row, case_no, _key(seq, to), only=("pk",)) is not None

    def marks_of(self, case_no: CaseNo) -> Sequence[Mark]:
        """Give all marks of a case by one query."""
        with telling_unavailability():
            return [_mark_of(row) for row in self._row.query(case_no)]

    def mark(self, mark: Mark) -> bool:
        """Keep the mark if there is none yet."""
        row = self._row(
            mark.case_no,
            _key(mark.seq, mark.to),
            sent_at=seconds_of(mark.at),
            provider_id=mark.provider_id or None,
            answer=mark.answer or None,
            tries=mark.tries,
            expires_at=int((mark.at + _KEPT_FOR).timestamp()),
        )
        return added(row)

    def record_receipt(self, case_no: CaseNo, seq: int, to: str, receipt: str) -> None:
        """Add what the provider says later."""
        row = self._row
        updated(
            row, case_no, _key(seq, to), actions=[row.receipt.set(receipt)], condition=row.sent_at.exists()
        )


def _mark_of(row: MarkRow) -> Mark:
    seq, _, to = row.sk.partition("#")
    return Mark(
        case_no=CaseNo(row.pk),
        seq=int(seq),
        to=to,
        at=instant_of(row.sent_at),
        provider_id=row.provider_id or "",
        answer=row.answer or "",
        tries=int(row.tries),
    )


def _key(seq: int, to: str) -> str:
    return f"{seq:05d}#{to}"
