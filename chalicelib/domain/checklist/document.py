"""A county's checklist file: read with all its faults at once, and written back (H-17.2)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.item import Item
from chalicelib.domain.checklist.lines import item_document, read_item
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import DISCIPLINE_BODIES, HANDLING_UNITS
from chalicelib.domain.documents import Record, pointer_to
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.identifiers import CountyId, ItemId

FIELDS: Final = ("教育", "医疗", "住房", "社保", "民政")
"""The five fields that every county's code list has (H-16.1)."""

MOST_ITEMS: Final = 10_000
MOST_FIELDS: Final = 100


def checklist_from(document: Mapping[str, Any], directory: Directory | None) -> Checklist:
    """Make a checklist of an imported file, or name everything that is wrong with it.

    The units and 纪检机构 that it names must be those of `directory`, and each item's supervising body the
    one that supervises its unit: routing by the list and by the tree must never differ (H-10.1). Without a
    directory, because its file has faults of its own, the names are left unjudged.

    Raises:
        InvalidInputError: with one fault for each thing to mend.
    """
    faults: list[Fault] = []
    top = Record(document, "", faults)
    county = top.code("county")
    version = top.version("version")
    effective_on = top.day("effective_on")
    fields = top.texts("fields", least=1, most=MOST_FIELDS)
    lines = top.records("items", most=MOST_ITEMS)
    top.finish()
    if county and directory is not None and county != directory.county:
        top.fault("county", f"这份清单不属于{directory.name}（{directory.county}）。")
    if fields and not set(FIELDS) <= set(fields):
        top.fault("fields", f"领域至少要有：{'、'.join(FIELDS)}。")
    items: dict[ItemId, Item] = {}
    for line in lines:
        item = read_item(line, fields)
        if item.id in items:
            line.fault("id", "编号重复了，每个编号只能用一次。")
        if item.id:
            items[item.id] = item
        faults += publishing_faults(item, line.pointer)
        if directory is not None:
            faults += _unit_faults(item, line.pointer, directory)
    if faults or effective_on is None:
        raise InvalidInputError(faults)
    return Checklist(
        county=CountyId(county), version=version, effective_on=effective_on, fields=fields, items=items
    )


def as_document(checklist: Checklist) -> dict[str, Any]:
    """Write a checklist as the file from which `checklist_from` makes it again."""
    return {
        "county": checklist.county,
        "version": checklist.version,
        "effective_on": checklist.effective_on.isoformat(),
        "fields": list(checklist.fields),
        "items": [item_document(item) for item in checklist.items.values()],
    }


def publishing_faults(item: Item, pointer: str) -> Iterator[Fault]:
    """Name what keeps an item from being public: no work flow, or no basis (H-16.2, H-17.2)."""
    if item.is_open and not item.steps:
        yield Fault(pointer_to(pointer, "steps"), "没有工作流程，不能发布；请先补上流程步骤。")
    if item.is_open and not item.basis:
        yield Fault(pointer_to(pointer, "basis"), "没有政策依据，不能发布；请先补上依据。")


def _unit_faults(item: Item, pointer: str, directory: Directory) -> Iterator[Fault]:
    unit = directory.find_org(item.responsible_unit)
    body = directory.find_org(item.supervising_body)
    if item.responsible_unit:
        if unit is None:
            yield Fault(pointer_to(pointer, "responsible_unit"), "没有这个编号的机构。")
        elif unit.type not in HANDLING_UNITS or not unit.active:
            yield Fault(pointer_to(pointer, "responsible_unit"), "责任单位应是在用的承办单位。")
    if item.supervising_body:
        at = pointer_to(pointer, "supervising_body")
        if body is None:
            yield Fault(at, "没有这个编号的机构。")
        elif body.type not in DISCIPLINE_BODIES:
            yield Fault(at, "监督机构必须是纪检机构。")
        elif unit is not None and directory.discipline_body_of(unit.id) != body.id:
            supervisor = directory.org(directory.discipline_body_of(unit.id))
            yield Fault(at, f"{unit.name}由{supervisor.name}监督，请填写它的编号。")
