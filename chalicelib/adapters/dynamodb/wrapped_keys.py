"""The shelves of wrapped keys: those of cases and of the matter in `keys`, the people's in `people`."""

from typing import Final

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.row_calls import added, found

_ALONE: Final = "-"
"""Range key of an item that stands alone under its hash key."""


class MatterKeyRow(Model):
    """A wrapped key in the table `keys`, whose deletion is the one way to make text unreadable everywhere."""

    pk = UnicodeAttribute(hash_key=True)
    wrapped_key = BinaryAttribute(legacy_encoding=False)


class PeopleKeyRow(Model):
    """A wrapped monthly key of the people's domain."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default=_ALONE)
    wrapped_key = BinaryAttribute(legacy_encoding=False)


class DynamoMatterKeys:
    """Wrapped keys in the table `keys`."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(MatterKeyRow, table, connection)

    def find(self, name: str) -> bytes | None:
        """Find a wrapped key, strongly read."""
        row = found(self._row, name)
        return row.wrapped_key if row else None

    def add(self, name: str, wrapped: bytes) -> bool:
        """Keep a wrapped key if the name is free."""
        return added(self._row(name, wrapped_key=wrapped))


class DynamoPeopleKeys:
    """Wrapped monthly keys in the table `people`."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(PeopleKeyRow, table, connection)

    def find(self, name: str) -> bytes | None:
        """Find a wrapped key, strongly read."""
        row = found(self._row, name, _ALONE)
        return row.wrapped_key if row else None

    def add(self, name: str, wrapped: bytes) -> bool:
        """Keep a wrapped key if the name is free."""
        return added(self._row(name, wrapped_key=wrapped))
