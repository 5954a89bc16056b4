"""A county's checklist: the matters a citizen can start a complaint from (H-9.1, H-17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from chalicelib.domain.checklist.item import Item
from chalicelib.domain.identifiers import CountyId, ItemId


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One version of the list, in force from a civil day on (H-17.3).

    `fields` is the county's code list of fields (领域); it starts with the five of H-16.1 and may grow.
    """

    county: CountyId
    version: str
    effective_on: date
    fields: tuple[str, ...]
    items: Mapping[ItemId, Item]

    def __post_init__(self) -> None:
        # Written around the freeze once: a caller's own dict must not change the list afterwards.
        object.__setattr__(self, "items", MappingProxyType(dict(self.items)))

    def item(self, item: ItemId) -> Item:
        """Give an item that must be there; a `KeyError` is our own fault."""
        return self.items[item]

    def find_item(self, item: ItemId) -> Item | None:
        """Give an item, or `None`."""
        return self.items.get(item)

    def published(self) -> tuple[Item, ...]:
        """Give what the public sees, in the order of the list."""
        return tuple(item for item in self.items.values() if item.is_open)
