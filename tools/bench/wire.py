"""Listens to what a process says to AWS, so that the same can be said again without the application."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient
from botocore.config import Config
from botocore.session import Session

WRITES = frozenset({"PutItem", "UpdateItem", "DeleteItem"})


@dataclass(frozen=True, slots=True)
class Said:
    """One call of AWS, and for a write the item that stood there before."""

    service: str
    operation: str
    arguments: dict[str, Any]
    before: dict[str, Any] | None = None

    def __str__(self) -> str:
        """Tell what was called, and on which table."""
        table = str(self.arguments.get("TableName", "")).rsplit("-", 1)[-1]
        return f"{self.operation} {table}".strip()


@dataclass
class Recording:
    """All that one operation said, in order."""

    calls: list[Said] = field(default_factory=list)

    def undo(self, store: BaseClient) -> None:
        """Put back what stood there before."""
        for said in reversed(self.calls):
            if said.operation not in WRITES:
                continue
            if said.before is None:
                store.delete_item(TableName=said.arguments["TableName"], Key=_key_of(said.arguments))
            else:
                store.put_item(TableName=said.arguments["TableName"], Item=said.before)

    def replay(self, clients: dict[str, BaseClient]) -> None:
        """Say it all again."""
        for said in self.calls:
            # What each method of a client calls.
            clients[said.service]._make_api_call(said.operation, said.arguments)  # noqa: SLF001


@contextmanager
def listening(store: BaseClient) -> Iterator[Recording]:
    """Record every call of every client, while the block lasts.

    Args:
        store: A client of DynamoDB that is not recorded, to see what a write replaces.
    """
    really: Callable[..., Any] = BaseClient._make_api_call  # noqa: SLF001 - where it lets itself be watched
    recording = Recording()

    def call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
        if client is store:
            return really(client, operation, arguments)
        before = None
        if operation in WRITES:
            asked = {"TableName": arguments["TableName"], "Key": _key_of(arguments), "ConsistentRead": True}
            before = store.get_item(**asked).get("Item")
        service = client.meta.service_model.service_name
        recording.calls.append(Said(service, operation, dict(arguments), before))
        return really(client, operation, arguments)

    BaseClient._make_api_call = call  # noqa: SLF001 - as above
    try:
        yield recording
    finally:
        BaseClient._make_api_call = really  # noqa: SLF001 - as above


def bare_clients(services: set[str]) -> dict[str, BaseClient]:
    """Make clients with nothing around them, as cheap as our own: arguments are not checked twice."""
    session = Session()
    return {
        service: session.create_client(service, config=Config(parameter_validation=False))
        for service in services
    }


def _key_of(arguments: dict[str, Any]) -> dict[str, Any]:
    if "Key" in arguments:
        key: dict[str, Any] = arguments["Key"]
        return key
    return {name: value for name, value in arguments["Item"].items() if name in {"pk", "sk"}}
