"""The tables of the infrastructure, made for tests from the same list that makes the template."""

import boto3

from infra.tables import TABLES, Table


def make_tables(region, *names):
    """Make tables of the infrastructure under their bare names."""
    client = boto3.client("dynamodb", region)
    for table in TABLES:
        if table.name in names:
            client.create_table(**_definition(table))


def _definition(table: Table):
    attributes = dict(table.keys) | dict(key for index in table.indexes for key in index.key_attributes())
    definition = {
        "TableName": table.name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": kind} for name, kind in attributes.items()
        ],
        "KeySchema": _key_schema(table.keys),
    }
    if table.indexes:
        definition["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index.name,
                "KeySchema": _key_schema(index.key_attributes()),
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(index.carries)}
                if index.carries
                else {"ProjectionType": "KEYS_ONLY"},
            }
            for index in table.indexes
        ]
    return definition


def _key_schema(keys):
    return [
        {"AttributeName": name, "KeyType": kind}
        for (name, _), kind in zip(keys, ("HASH", "RANGE"), strict=False)
    ]
