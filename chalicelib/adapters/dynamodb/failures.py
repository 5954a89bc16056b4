"""What a failed call means: a condition that did not hold, a store that did not answer, or our own fault."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NotConnectedError
from pynamodb.exceptions import PynamoDBException

from chalicelib.domain.errors import UnavailableError

_CONDITION_FAILED: Final = "ConditionalCheckFailedException"
_COME_AGAIN: Final = frozenset(
    {
        "InternalServerError",
        "KMSInternalException",
        "DependencyTimeoutException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "RequestThrottled",
        "ServiceUnavailable",
        "SlowDown",
        "Throttled",
        "Throttling",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
_SERVER_FAULT: Final = 500


@contextmanager
def telling_unavailability() -> Iterator[None]:
    """Turn throttling, timeouts and broken connections into the refusal that asks to come again (storage §6).

    Raises:
        UnavailableError: The store did not answer, or said it could not; the same request may be sent again.
    """
    try:
        yield
    except (PynamoDBException, BotoCoreError, ClientError) as error:
        if _is_passing(error):
            raise UnavailableError("系统繁忙，您填写的内容没有丢失，请稍后用同一页面再提交一次。") from error
        raise


def condition_failed(error: PynamoDBException) -> bool:
    """Tell whether a write was refused by its own condition.

    PynamoDB's own `cause_response_code` raises AttributeError after a network timeout (storage §13).
    """
    return code_of(error.cause) == _CONDITION_FAILED


def _is_passing(error: Exception) -> bool:
    cause = error.cause if isinstance(error, PynamoDBException) else error
    if isinstance(cause, HTTPClientError | NotConnectedError):
        return True
    return code_of(cause) in _COME_AGAIN or _status(cause) >= _SERVER_FAULT


def code_of(cause: Exception | None) -> str:
    """Give the code by which the store told what went wrong; empty: it told nothing."""
    return str((getattr(cause, "response", None) or {}).get("Error", {}).get("Code", ""))


def _status(cause: Exception | None) -> int:
    # PynamoDB makes its own error of botocore's and keeps the status in the one before only.
    for each in (cause, getattr(cause, "__cause__", None)):
        metadata = (getattr(each, "response", None) or {}).get("ResponseMetadata", {})
        if "HTTPStatusCode" in metadata:
            return int(metadata["HTTPStatusCode"])
    return 0
