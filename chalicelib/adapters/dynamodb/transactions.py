"""Two heads in one write: all of it becomes true, or nothing does (storage §6)."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import NAMESPACE_OID, uuid5

from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.dynamodb.failures import code_of, telling_unavailability
from chalicelib.domain.errors import UnavailableError

TRIES: Final = 3
SHORTEST_PAUSE: Final = 0.05
LONGEST_PAUSE: Final = 0.4
"""Seconds between two tries, drawn anew each time, so that two who met do not meet again."""

_CANCELLED: Final = "TransactionCanceledException"
_ANOTHER_BODY: Final = "IdempotentParameterMismatchException"
_REFUSED: Final = "ConditionalCheckFailed"


@dataclass(frozen=True, slots=True)
class Change:
    """An item that stands and is changed in place, if the condition holds."""

    row: Model
    actions: Sequence[Action]
    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Transactions:
    """Writes several items or none."""

    connection: Connection
    pause: Callable[[float], object]
    """Waits so many seconds."""

    def write(self, added: Sequence[Model], changed: Sequence[Change], request: str) -> frozenset[int]:
        """Add items that must be new and change others; give which were refused, none of them: it is done.

        Refused ones are numbered as they are given, the added ones first. If the same `request` was written a
        moment ago with other bytes (each sealing has a nonce of its own), all are refused: whoever asks finds
        by the head what became of it.

        Raises:
            UnavailableError: Every try met others who wrote, or a store with too much to do, or a silent one.
        """
        for _ in range(TRIES):
            reasons = self._tried(added, changed, request)
            refused = frozenset(place for place, reason in enumerate(reasons) if reason == _REFUSED)
            if refused or not reasons:
                return refused
            # Others wrote at the same time, or the store had too much to do: neither is an answer.
            self.pause(SHORTEST_PAUSE + (LONGEST_PAUSE - SHORTEST_PAUSE) * secrets.randbelow(1000) / 1000)
        raise UnavailableError("系统繁忙，您填写的内容没有丢失，请稍后用同一页面再提交一次。")

    def _tried(self, added: Sequence[Model], changed: Sequence[Change], request: str) -> list[str]:
        token = str(uuid5(NAMESPACE_OID, request))
        try:
            with (
                telling_unavailability(),
                TransactWrite(connection=self.connection, client_request_token=token) as writing,
            ):
                for row in added:
                    writing.save(row, Path("pk").does_not_exist())
                for change in changed:
                    writing.update(change.row, list(change.actions), change.condition)
        except TransactWriteError as error:
            if code_of(error.cause) == _ANOTHER_BODY:
                return [_REFUSED] * (len(added) + len(changed))
            if code_of(error.cause) != _CANCELLED:
                raise
            return [_code(reason) for reason in error.cancellation_reasons]
        return []


def _code(reason: Any) -> str:  # noqa: ANN401 - PynamoDB's own, or None
    return reason.code if reason is not None else ""
