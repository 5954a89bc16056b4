"""The offset of a development stage's clock, in the table that every function may read."""

from datetime import timedelta
from typing import Final

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.row_calls import found

_CLOCK: Final = "CLOCK"


class ClockRow(Model):
    """One item, without expiry: a moved clock stays moved over a restart of the stack."""

    pk = UnicodeAttribute(hash_key=True)
    offset_seconds = NumberAttribute()


class DynamoClockOffset:
    """Keeps the offset in the table `gate`; read strongly, so that a move is seen at once."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(ClockRow, table, connection)

    def read(self) -> timedelta:
        """Give the offset."""
        row = found(self._row, _CLOCK)
        return timedelta(0) if row is None else timedelta(seconds=row.offset_seconds)

    def move(self, offset: timedelta | None) -> None:
        """Let the clock stand elsewhere."""
        with telling_unavailability():
            if offset is None:
                self._row(_CLOCK).delete()
            else:
                self._row(_CLOCK, offset_seconds=offset.total_seconds()).save()
