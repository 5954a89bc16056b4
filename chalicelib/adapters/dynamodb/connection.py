"""One connection for all rows: each Row class on its own would build a client of its own (storage §13)."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from botocore.config import Config
from pynamodb.connection import Connection
from pynamodb.exceptions import TableError
from pynamodb.models import Model

R = TypeVar("R", bound=Model)

# A neighbour that hangs must not use up the time of the function that asks it.
_PATIENCE: Final = Config(
    connect_timeout=1, read_timeout=10, retries={"total_max_attempts": 3, "mode": "standard"}
)
# In some regions botocore would sign forms the old way, which S3 refuses for buckets that our key encrypts.
_SIGNED_ANEW: Final = Config(signature_version="s3v4", s3={"us_east_1_regional_endpoint": "regional"})


def connect(region: str) -> Connection:
    """Open the process's connection: 1 s to connect, 3 s to be answered, 3 attempts; a client when used.

    No host is given, so that AWS_ENDPOINT_URL decides (serverless recipe).
    """
    return Connection(
        region=region,
        connect_timeout_seconds=1,
        read_timeout_seconds=3,
        retry_configuration={"total_max_attempts": 3, "mode": "standard"},
    )


def neighbour(connection: Connection, service: str) -> Callable[[], Any]:
    """Give a maker of another service's client (KMS, secrets) in the same session; it makes one, once."""
    made: list[Any] = []

    def client() -> Any:  # noqa: ANN401 - botocore makes its clients at run time
        if not made:
            config = _PATIENCE.merge(_SIGNED_ANEW) if service == "s3" else _PATIENCE
            made.append(connection.session.create_client(service, connection.region, config=config))
        return made[0]

    return client


def bound(row: type[R], table: str, connection: Connection) -> type[R]:
    """Give the Row class of one table behind the shared connection; the class itself belongs to no table."""
    meta = type("Meta", (), {"table_name": table})
    made: type[R] = type(row)(row.__name__, (row,), {"__module__": row.__module__, "Meta": meta})  # type: ignore[misc]  # a class made of a class
    behind = made._get_connection()  # noqa: SLF001 - PynamoDB has no public way to share a connection
    try:
        connection.get_meta_table(table)
    except TableError:
        connection.add_meta_table(behind.get_meta_table())
    behind.connection = connection
    return made
