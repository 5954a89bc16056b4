"""The stores behind their ports, once in memory and once in tables that moto pretends to have."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Lock

from pynamodb.connection import Connection

from chalicelib.adapters.crypto.case_keys import CaseKeys
from chalicelib.adapters.crypto.key_service import KmsKeyService
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.crypto.phone_digests import PhoneDigests
from chalicelib.adapters.dynamodb.case_store import DynamoCaseStore
from chalicelib.adapters.dynamodb.connection import connect, neighbour
from chalicelib.adapters.dynamodb.messages import DynamoMessages
from chalicelib.adapters.dynamodb.people import DynamoPeople
from chalicelib.adapters.dynamodb.wrapped_keys import DynamoMatterKeys, DynamoPeopleKeys
from chalicelib.adapters.memory.case_store import MemoryCaseStore
from chalicelib.adapters.memory.messages import MemoryMessages
from chalicelib.adapters.memory.people import MemoryPeople
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.messages import Messages
from chalicelib.ports.people import People
from tests.support.dynamo_tables import make_tables


@dataclass
class RealClock:
    """A real clock for secrets that a test may move."""

    at: datetime = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)

    def __call__(self):
        return self.at

    def pass_by(self, time: timedelta):
        self.at += time


@dataclass
class Stores:
    """What a use case reaches; `connection` only where there are tables."""

    cases: CaseStore
    people: People
    messages: Messages
    connection: Connection | None = None
    clock: RealClock = field(default_factory=RealClock)
    shelf: DynamoMatterKeys | None = None


def memory_stores():
    """Make the stores in memory."""
    return Stores(MemoryCaseStore(), MemoryPeople(), MemoryMessages())


def dynamo_stores(region, *, phone_keys=None, new_id=None):
    """Make tables, keys and the stores on them."""
    make_tables(region, "cases", "people", "keys", "messages")
    connection = connect(region)
    take_turns(connection.client)
    root = neighbour(connection, "kms")().create_key()["KeyMetadata"]["KeyId"]
    return dynamo_stores_again(connection, root, phone_keys=phone_keys, new_id=new_id)


def take_turns(client):
    """Let calls happen one after the other: DynamoDB writes an item atomically, moto does not."""
    really, turn = client._make_api_call, Lock()

    def call(operation, arguments):
        with turn:
            return really(operation, arguments)

    client._make_api_call = call


def dynamo_stores_again(connection, root, *, phone_keys=None, new_id=None, clock=None):
    """Make the stores of another process on the same tables."""
    clock = clock or RealClock()
    service = KmsKeyService(neighbour(connection, "kms"), root)
    shelf = DynamoMatterKeys(connection, "keys")
    matter = MonthlyKeys("matter", service=service, shelf=shelf, now=clock)
    people = MonthlyKeys("people", service=service, shelf=DynamoPeopleKeys(connection, "people"), now=clock)
    numbers = count(1)
    secret = json.dumps(phone_keys) if phone_keys else "a generated secret"
    return Stores(
        cases=DynamoCaseStore(
            connection, "cases", keys=CaseKeys(matter, shelf), matter=matter, people=people
        ),
        people=DynamoPeople(
            connection,
            "people",
            keys=people,
            digests=PhoneDigests(lambda: secret),
            new_id=new_id or (lambda: f"person-{next(numbers)}"),
        ),
        messages=DynamoMessages(connection, "messages"),
        connection=connection,
        clock=clock,
        shelf=shelf,
    )
