"""Secrets whose values nobody ever types, read from AWS Secrets Manager."""

from collections.abc import Callable
from typing import Any

from chalicelib.adapters.dynamodb.failures import telling_unavailability


def secret_in_manager(client: Callable[[], Any], secret_id: str) -> Callable[[], str]:
    """Give a reader of one secret; it holds the client's maker, not the secret."""

    def read() -> str:
        with telling_unavailability():
            return str(client().get_secret_value(SecretId=secret_id)["SecretString"])

    return read
