"""Write and read units counted from item sizes: the emulator's own figures are not to be trusted (recipe)."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any, TypeAlias

from infra.tables import Index

Value: TypeAlias = Mapping[str, Any]
Item: TypeAlias = Mapping[str, Value]

WRITTEN_BYTES = 1024
READ_BYTES = 4096


def size_of_item(item: Item) -> int:
    """Give the bytes of an item as DynamoDB bills them: names and values."""
    return sum(len(name.encode()) + size_of_value(value) for name, value in item.items())


def size_of_value(value: Value) -> int:
    """Give the bytes of one value in DynamoDB's own form."""
    ((kind, plain),) = value.items()
    match kind:
        case "S" | "B":
            return len(plain if kind == "B" else plain.encode())
        case "N":
            return _size_of_number(plain)
        case "SS":
            return sum(len(text.encode()) for text in plain)
        case "L":
            return 3 + sum(1 + size_of_value(each) for each in plain)
        case "M":
            return 3 + sum(1 + len(name.encode()) + size_of_value(each) for name, each in plain.items())
        case _:  # BOOL and NULL
            return 1


def write_units(item: Item) -> int:
    """Give the units of one write of this item: 1 KB each, begun ones whole."""
    return ceil(size_of_item(item) / WRITTEN_BYTES)


def read_units(item: Item, *, strongly: bool = True) -> float:
    """Give the units of one read of this item: 4 KB each, half if eventual."""
    return ceil(size_of_item(item) / READ_BYTES) * (1 if strongly else 0.5)


def page_units(rows: Iterable[Item], *, strongly: bool) -> float:
    """Give the units of a query: its rows are billed together, and an empty page as one begun unit."""
    return max(1, ceil(sum(map(size_of_item, rows)) / READ_BYTES)) * (1 if strongly else 0.5)


def index_units(before: Item | None, after: Item | None, index: Index) -> int:
    """Give the units of a write in one index: a new or removed row 1, a moved one 2, a changed one 1.

    `before` or `after` is None where there is no item.
    """
    keys = tuple(name for name, _ in index.key_attributes())
    old, new = _row_of(before, keys, index.carries), _row_of(after, keys, index.carries)
    if old == new:
        return 0
    if old is None or new is None:
        return 1
    return 1 if all(old.get(name) == new.get(name) for name in keys) else 2


def _row_of(item: Item | None, keys: tuple[str, ...], carries: tuple[str, ...]) -> Item | None:
    if item is None or any(name not in item for name in keys):
        return None
    return {name: item[name] for name in (*keys, *carries) if name in item}


def _size_of_number(text: str) -> int:
    digits = text.lstrip("-").replace(".", "").strip("0")
    return ceil(len(digits) / 2) + 1 + text.startswith("-")
