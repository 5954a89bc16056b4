"""Between a case and the attributes of its head."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from chalicelib.adapters.dynamodb.case_rows import KEPT_ELSEWHERE, HeadRow
from chalicelib.adapters.dynamodb.records import default_of, instant_of, seconds_of
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.workflow.case import Case, Complaint
from chalicelib.domain.workflow.seats.desks import DeskPlace, desk_of
from chalicelib.ports.wake_shards import shard_key, wake_shard

NO_DUE: Final = "9999999999"
"""What a row without a due is sorted by: after all others, in the year 2286."""

_DEFAULTS: Final = {
    field.name: default_of(field) for field in fields(Case) if field.name not in KEPT_ELSEWHERE
}


def attributes_of(case: Case) -> dict[str, Any]:
    """Give every attribute of the head that follows from the case; None: absent."""
    attributes = {
        name: None if (value := getattr(case, name)) == default else value
        for name, default in _DEFAULTS.items()
    }
    place = desk_of(case)
    wakes_at = case.next_wake_at
    attributes.update(
        complaint=case.complaint,
        kind=case.complaint.kind,
        place=case.complaint.place,
        last_hash=bytes.fromhex(case.last_hash),
        desk_key=place.desk if place else None,
        desk_due=due_of(place) if place else None,
        wake_shard=shard_key(wake_shard(case.case_no)) if wakes_at else None,
        wake_at=seconds_of(wakes_at) if wakes_at else None,
    )
    return attributes


def changes(before: Case, after: Case) -> Mapping[str, Any]:
    """Give the attributes that differ: a commit touches no other."""
    old, new = attributes_of(before), attributes_of(after)
    return {name: value for name, value in new.items() if value != old[name]}


def case_of(row: HeadRow) -> Case:
    """Read a case from its head; what is absent has its default, what is unknown is passed over."""
    values = {
        name: default if (value := row.attribute_values.get(name)) is None else value
        for name, default in _DEFAULTS.items()
    }
    wakes_at = row.next_wake_at or row.wake_at
    complaint = {**row.attribute_values["complaint"], "kind": row.kind, "place": row.place}
    return Case(
        case_no=CaseNo(row.pk),
        complaint=Complaint(**complaint),
        last_hash=row.last_hash.hex(),
        next_wake_at=instant_of(wakes_at) if wakes_at else None,
        **values,
    )


def due_of(place: DeskPlace) -> str:
    """Give what a row is sorted by on its desk."""
    return seconds_of(place.due_at) if place.due_at else NO_DUE
