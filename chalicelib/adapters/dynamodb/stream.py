"""Reads the stream of the table `cases`: which heads have changed, and from which version (storage §9)."""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from chalicelib.adapters.dynamodb.case_rows import HEAD, HeadRow
from chalicelib.adapters.dynamodb.heads import case_of
from chalicelib.usecases.relay_notices import HeadChange

Image: TypeAlias = Mapping[str, dict[str, Any]]


def head_changes(records: Iterable[Mapping[str, Any]]) -> list[HeadChange]:
    """Give the changes of heads among stream records, in their order; parts and purges owe nobody anything.

    Args:
        records: The records of a Lambda stream event, as they come.
    """
    changes = []
    for record in records:
        image = record["dynamodb"].get("NewImage")
        if image is not None and image["sk"]["S"] == HEAD:
            case, before = case_of(_row_of(image)), record["dynamodb"].get("OldImage")
            old = case_of(_row_of(before)) if before is not None and case.leading else None
            changes.append(HeadChange(old_version=_version_of(before), case=case, old=old))
    return changes


def _version_of(image: Image | None) -> int:
    return int(image["version"]["N"]) if image else 0


def _row_of(image: Image) -> HeadRow:
    row = HeadRow()
    row.deserialize({name: _binary(value) for name, value in image.items()})
    return row


def _binary(value: dict[str, Any]) -> dict[str, Any]:
    """Undo what JSON does to bytes on the way from the stream to Lambda."""
    return {"B": b64decode(value["B"])} if "B" in value else value
