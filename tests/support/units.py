"""Write and read units counted from item sizes: the emulator's own figures are not to be trusted (recipe)."""

from math import ceil


def size_of_item(item):
    """Give the bytes of an item as DynamoDB bills them: names and values."""
    return sum(len(name.encode()) + size_of_value(value) for name, value in item.items())


def size_of_value(value):
    """Give the bytes of one value in DynamoDB's own form."""
    ((kind, plain),) = value.items()
    return _SIZES[kind](plain)


def write_units(item):
    """Give the units of one write of this item: 1 KB each, begun ones whole."""
    return ceil(size_of_item(item) / 1024)


def read_units(item, *, strongly=True):
    """Give the units of one read of this item: 4 KB each, half if eventual."""
    return ceil(size_of_item(item) / 4096) * (1 if strongly else 0.5)


def index_units(before, after, index):
    """Give the units of a write in one index: a new or removed row 1, a moved one 2, a changed one 1.

    `index` tells partition, order and what it carries; `before` or `after` is None where there is no item.
    """
    keys = tuple(name for name, _ in index.key_attributes())
    old, new = _row_of(before, keys, index.carries), _row_of(after, keys, index.carries)
    if old == new:
        return 0
    if old is None or new is None:
        return 1
    return 1 if all(old.get(name) == new.get(name) for name in keys) else 2


def _row_of(item, keys, carries):
    if item is None or any(name not in item for name in keys):
        return None
    return {name: item[name] for name in (*keys, *carries) if name in item}


def _size_of_number(text):
    digits = text.lstrip("-").replace(".", "").strip("0")
    return ceil(len(digits) / 2) + 1 + text.startswith("-")


_SIZES = {
    "S": lambda text: len(text.encode()),
    "B": len,
    "N": _size_of_number,
    "BOOL": lambda _: 1,
    "NULL": lambda _: 1,
    "SS": lambda texts: sum(len(text.encode()) for text in texts),
    "L": lambda values: 3 + sum(1 + size_of_value(value) for value in values),
    "M": lambda values: 3 + sum(1 + len(n.encode()) + size_of_value(value) for n, value in values.items()),
}


class Meter:
    """Stands between PynamoDB and botocore and counts the write units of every write, base and indexes."""

    def __init__(self, client, indexes):
        self._really = client._make_api_call
        self._indexes = indexes
        self.by_table = {}
        client._make_api_call = self._call

    def read(self):
        """Give the units since the last reading, by table and index."""
        units, self.by_table = self.by_table, {}
        return units

    def _call(self, operation, arguments):
        if operation not in {"PutItem", "UpdateItem", "DeleteItem"}:
            return self._really(operation, arguments)
        table = arguments["TableName"]
        before = self._item(table, arguments)
        answer = self._really(operation, arguments)
        after = self._item(table, arguments)
        self._count(table, max(write_units(each) for each in (before or {}, after or {}, {"pk": {"S": "k"}})))
        for index in self._indexes.get(table, ()):
            self._count(index.name, index_units(before, after, index))
        return answer

    def _item(self, table, arguments):
        key = arguments.get("Key") or {
            name: value for name, value in arguments["Item"].items() if name in {"pk", "sk"}
        }
        return self._really("GetItem", {"TableName": table, "Key": key, "ConsistentRead": True}).get("Item")

    def _count(self, name, units):
        if units:
            self.by_table[name] = self.by_table.get(name, 0) + units
