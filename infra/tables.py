"""The tables of storage §2: each boundary of key, role, retention or restore is a table of its own."""

from dataclasses import dataclass
from typing import Any

from infra.stages import Resources, Stage

EXPIRES_AT = "expires_at"
"""The attribute by which DynamoDB removes what has had its day (epoch seconds)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A global secondary index: two attributes with their types, and what it carries beside the keys."""

    name: str
    partition: tuple[str, str]
    order: tuple[str, str]
    carries: tuple[str, ...] = ()

    def key_attributes(self) -> tuple[tuple[str, str], ...]:
        """Give the index's key attributes with their types."""
        return (self.partition, self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What distinguishes one table from another; `encrypted_by` is the logical id of its KMS key."""

    logical_id: str
    name: str
    keys: tuple[tuple[str, str], ...] = (("pk", "S"), ("sk", "S"))
    indexes: tuple[Index, ...] = ()
    stream: str | None = None
    expires: bool = False
    recovery_days: int | None = None
    encrypted_by: str | None = None


TABLES = (
    Table(
        logical_id="CasesTable",
        name="cases",
        indexes=(
            Index(name="wake", partition=("wake_shard", "S"), order=("wake_at", "N")),
            Index(
                name="desk",
                partition=("desk_key", "S"),
                order=("desk_due", "N"),
                carries=("title", "kind", "place", "flags", "recused"),
            ),
        ),
        stream="NEW_AND_OLD_IMAGES",
        recovery_days=35,
        encrypted_by="MatterKey",
    ),
    Table(logical_id="PeopleTable", name="people", recovery_days=7, encrypted_by="PeopleKey"),
    # Deleting an item here makes a case's text unreadable everywhere within the seven days of recovery.
    Table(
        logical_id="KeysTable",
        name="keys",
        keys=(("pk", "S"),),
        recovery_days=7,
        encrypted_by="MatterKey",
    ),
    Table(
        logical_id="MessagesTable",
        name="messages",
        expires=True,
        recovery_days=35,
        encrypted_by="MatterKey",
    ),
    # Sessions, codes, limits, leases: worth nothing tomorrow, so neither recovery nor a key of ours.
    Table(logical_id="GateTable", name="gate", keys=(("pk", "S"),), expires=True),
    Table(logical_id="RegistryTable", name="registry", recovery_days=35, encrypted_by="MatterKey"),
    Table(
        logical_id="AuditTable",
        name="audit",
        keys=(("pk", "S"), ("sk", "N")),
        stream="NEW_IMAGE",
        expires=True,
        recovery_days=35,
        encrypted_by="AuditKey",
    ),
)


def tables(stage: Stage) -> Resources:
    """Give every table of a stage."""
    made = {table.logical_id: _table(table, stage) for table in TABLES}
    if stage.warm_write_units is not None:
        made["CasesTable"]["Properties"]["WarmThroughput"] = {"WriteUnitsPerSecond": stage.warm_write_units}
    return made


def _table(table: Table, stage: Stage) -> dict[str, Any]:
    attributes = dict(table.keys) | dict(key for index in table.indexes for key in index.key_attributes())
    properties: dict[str, Any] = {
        "TableName": stage.named(table.name),
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": True,
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": kind} for name, kind in sorted(attributes.items())
        ],
        "KeySchema": _key_schema(table.keys),
    }
    if table.indexes:
        properties["GlobalSecondaryIndexes"] = [_index(index) for index in table.indexes]
    if table.stream:
        properties["StreamSpecification"] = {"StreamViewType": table.stream}
    if table.expires:
        properties["TimeToLiveSpecification"] = {"AttributeName": EXPIRES_AT, "Enabled": True}
    if table.recovery_days:
        properties["PointInTimeRecoverySpecification"] = {
            "PointInTimeRecoveryEnabled": True,
            "RecoveryPeriodInDays": table.recovery_days,
        }
    if table.encrypted_by:
        properties["SSESpecification"] = {
            "SSEEnabled": True,
            "SSEType": "KMS",
            "KMSMasterKeyId": {"Fn::GetAtt": [table.encrypted_by, "Arn"]},
        }
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    }


def _index(index: Index) -> dict[str, Any]:
    projection: dict[str, Any] = {"ProjectionType": "KEYS_ONLY"}
    if index.carries:
        projection = {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(index.carries)}
    return {
        "IndexName": index.name,
        "KeySchema": _key_schema(index.key_attributes()),
        "Projection": projection,
    }


def _key_schema(keys: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [
        {"AttributeName": name, "KeyType": role}
        for (name, _), role in zip(keys, ("HASH", "RANGE"), strict=False)
    ]
