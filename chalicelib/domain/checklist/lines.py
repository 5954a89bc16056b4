"""One line of a checklist file, read and written."""

import re
from typing import Any, Final

from chalicelib.domain.checklist.item import Basis, Category, Item, ItemStatus, Phase, Step
from chalicelib.domain.documents import Record
from chalicelib.domain.identifiers import ItemId, OrgId

MOST_STEPS: Final = 40
MOST_BASES: Final = 20
MOST_VERSIONS: Final = 100_000
TEXT_LENGTH: Final = 500

LINK: Final = re.compile(r"https?://[!-~]{1,490}")
FLOW_CHART: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,199}")
"""The name of a stored picture, never an address of a foreign site."""


def read_item(line: Record, fields: tuple[str, ...]) -> Item:
    """Read one item; what could not be understood has its fault, and a harmless value in its place."""
    field = line.text("field")
    if field and field not in fields:
        line.fault("field", "领域不在本清单的领域列表（fields）里。")
    item = Item(
        id=ItemId(line.code("id")),
        version=line.whole("version", least=1, most=MOST_VERSIONS),
        name=line.text("name"),
        category=line.member("category", Category) or Category.OTHER,
        field=field,
        responsible_unit=OrgId(line.code("responsible_unit")),
        supervising_body=OrgId(line.code("supervising_body")),
        steps=tuple(_read_step(step) for step in line.records("steps", most=MOST_STEPS)),
        basis=tuple(_read_basis(basis) for basis in line.records("basis", most=MOST_BASES)),
        time_limit=line.text("time_limit", most=TEXT_LENGTH),
        published_content=line.text("published_content", most=TEXT_LENGTH),
        publishing_frequency=line.text("publishing_frequency"),
        status=line.member("status", ItemStatus) or ItemStatus.DRAFT,
        flow_chart=line.find_matching("flow_chart", FLOW_CHART, "请填写已上传流程图的文件名。"),
    )
    line.finish()
    return item


def item_document(item: Item) -> dict[str, Any]:
    """Write one item as its line."""
    line = {
        "id": item.id,
        "version": item.version,
        "name": item.name,
        "category": item.category.value,
        "field": item.field,
        "responsible_unit": item.responsible_unit,
        "supervising_body": item.supervising_body,
        "steps": [{"name": step.name, "phase": step.phase.value} for step in item.steps],
        "basis": [_basis_document(basis) for basis in item.basis],
        "time_limit": item.time_limit,
        "published_content": item.published_content,
        "publishing_frequency": item.publishing_frequency,
        "status": item.status.value,
    }
    if item.flow_chart is not None:
        line["flow_chart"] = item.flow_chart
    return line


def _read_step(line: Record) -> Step:
    step = Step(name=line.text("name"), phase=line.member("phase", Phase) or Phase.BEFORE)
    line.finish()
    return step


def _read_basis(line: Record) -> Basis:
    basis = Basis(
        title=line.text("title", most=TEXT_LENGTH),
        doc_no=line.find_text("doc_no"),
        link=line.find_matching("link", LINK, "请填写 http:// 或 https:// 开头的完整网址。"),
    )
    line.finish()
    return basis


def _basis_document(basis: Basis) -> dict[str, str]:
    fields = {"title": basis.title, "doc_no": basis.doc_no, "link": basis.link}
    return {name: value for name, value in fields.items() if value is not None}
