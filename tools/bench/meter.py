"""Counts what every call of a DynamoDB client costs, table by table and index by index."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infra.tables import Index
from tools.bench.item_sizes import Item, index_units, page_units, read_units, write_units

WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem"})
SMALLEST: Item = {"pk": {"S": "k"}}


@dataclass(slots=True)
class Reading:
    """What was counted since the last reading."""

    written: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Units by table or index."""
    read: float = 0
    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Items and index rows that were read, by table or `table/index`."""


class Meter:
    """Stands between PynamoDB and botocore; what it asks itself is not counted."""

    def __init__(self, client: Any, indexes: Mapping[str, Sequence[Index]]) -> None:  # noqa: ANN401
        """`indexes` are those of each table, by its name."""
        self._really = client._make_api_call  # noqa: SLF001 - where botocore lets itself be watched
        self._indexes = indexes
        self._now = Reading()
        client._make_api_call = self._call  # noqa: SLF001 - as above

    def reading(self) -> Reading:
        """Give what was counted, and begin anew."""
        done, self._now = self._now, Reading()
        return done

    def _call(self, operation: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - as botocore answers
        if operation in WRITES:
            return self._write(operation, arguments)
        answer = self._really(operation, arguments)
        strongly = bool(arguments.get("ConsistentRead"))
        if operation == "GetItem":
            self._read_item(arguments["TableName"], arguments["Key"], strongly=strongly)
        elif operation == "BatchGetItem":
            for table, asked in arguments["RequestItems"].items():
                for key in asked["Keys"]:
                    self._read_item(table, key, strongly=False)
        elif operation == "Query":
            name = "/".join(filter(None, (arguments["TableName"], arguments.get("IndexName"))))
            self._now.rows[name] += len(answer["Items"])
            self._now.read += page_units(answer["Items"], strongly=strongly)
        return answer

    def _write(self, operation: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
        table = arguments["TableName"]
        key = arguments.get("Key") or {
            name: value for name, value in arguments["Item"].items() if name in {"pk", "sk"}
        }
        before = self._item(table, key)
        answer = self._really(operation, arguments)
        after = self._item(table, key)
        # A write is billed by the larger of what stood there and what stands there now.
        self._now.written[table] += max(map(write_units, (before or {}, after or {}, SMALLEST)))
        for index in self._indexes.get(table, ()):
            if units := index_units(before, after, index):
                self._now.written[index.name] += units
        return answer

    def _read_item(self, table: str, key: Item, *, strongly: bool) -> None:
        """Count the whole item: to ask for some of its attributes makes it no cheaper."""
        self._now.rows[table] += 1
        self._now.read += read_units(self._item(table, key) or SMALLEST, strongly=strongly)

    def _item(self, table: str, key: Item) -> Item | None:
        asked = {"TableName": table, "Key": key, "ConsistentRead": True}
        found: Item | None = self._really("GetItem", asked).get("Item")
        return found
