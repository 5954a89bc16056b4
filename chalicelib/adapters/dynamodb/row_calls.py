"""The few calls that every store makes on its rows, with their failures told (storage §6)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from pynamodb.connection import TableConnection
from pynamodb.exceptions import DeleteError, DoesNotExist, PutError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.failures import condition_failed, telling_unavailability
from chalicelib.domain.errors import UnavailableError

R = TypeVar("R", bound=Model)

_PASSES: Final = 4
_AT_ONCE: Final = 100


def found(
    row: type[R], pk: str, sk: str | None = None, *, strongly: bool = True, only: Sequence[str] | None = None
) -> R | None:
    """Read an item, or a few of its attributes; None: there is none."""
    with telling_unavailability():
        try:
            return row.get(pk, sk, consistent_read=strongly, attributes_to_get=list(only) if only else None)
        except DoesNotExist:
            return None


def added(row: Model) -> bool:
    """Put a new item; False: there is one of this key, which stays as it is."""
    with telling_unavailability():
        try:
            row.save(Path("pk").does_not_exist())
        except PutError as error:
            if condition_failed(error):
                return False
            raise
    return True


def updated(
    row: type[Model], pk: str, sk: str | None = None, *, actions: Sequence[Action], condition: Condition
) -> bool:
    """Change attributes of an item in place; False: the condition did not hold.

    Asked of the connection and not of the row, which would have the whole new item sent back each time.
    """
    with telling_unavailability():
        try:
            calls_of(row).update_item(pk, sk, actions=actions, condition=condition)
        except UpdateError as error:
            if condition_failed(error):
                return False
            raise
    return True


def deleted(row: type[Model], pk: str, sk: str | None = None, *, condition: Condition) -> bool:
    """Delete an item; False: the condition did not hold."""
    with telling_unavailability():
        try:
            calls_of(row).delete_item(pk, sk, condition=condition)
        except DeleteError as error:
            if condition_failed(error):
                return False
            raise
    return True


def many(
    row: type[Model], keys: Sequence[Mapping[str, str]], only: Sequence[str] | None = None
) -> Sequence[Mapping[str, Any]]:
    """Read many items, eventually consistent, in any order, as DynamoDB tells them; absent ones are left out.

    Raises:
        UnavailableError: Several passes did not bring all of them.
    """
    calls: Any = calls_of(row)  # which says that keys are strings, and means mappings
    waiting, wanted = list(keys), list(only) if only else None
    items: list[Mapping[str, Any]] = []
    for _ in range(_PASSES + len(keys) // _AT_ONCE):
        if not waiting:
            return items
        with telling_unavailability():
            answer = calls.batch_get_item(waiting[:_AT_ONCE], attributes_to_get=wanted)
        items.extend(answer["Responses"].get(calls.table_name, ()))
        left = answer.get("UnprocessedKeys", {}).get(calls.table_name, {}).get("Keys", ())
        waiting[:_AT_ONCE] = [{name: value["S"] for name, value in key.items()} for key in left]
    if waiting:
        raise UnavailableError("系统繁忙，请稍后再试。")
    return items


def calls_of(row: type[Model]) -> TableConnection:
    """Give the shared connection as this row's table uses it."""
    return row._get_connection()  # noqa: SLF001 - PynamoDB has no public way to it
