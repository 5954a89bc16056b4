"""From bytes to a model, in the order of refusal: unreadable, too large, then every fault at once.

The fast path is one pass of msgspec. Only when it refuses is the slow path taken, which lists every fault
by JSON Schema (`faults.py`); both read the very same model, and a property test holds them to one verdict.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NoReturn, TypeVar

import msgspec

from chalicelib.api import hygiene
from chalicelib.api.refusals import TooLargeError, UnreadableError
from chalicelib.domain.errors import Fault, InvalidInputError

Model = TypeVar("Model", bound=msgspec.Struct)
Sound = Mapping[str, Any]
"""The fields of a body that have no fault of form."""
Check = Callable[[Sound], Iterable[Fault]]
"""Looks at what sound fields mean; a field that is absent or misshapen is not shown to it."""

BODY_LIMIT: Final = 64 * 1024
FILING_LIMIT: Final = 256 * 1024
DEEPEST: Final = 16
MOST_FAULTS: Final = 100


@dataclass(frozen=True, slots=True)
class Body:
    """A body that could be read; whether it says what the route asks is another question."""

    text: str
    tree: Any


def read(raw: bytes, most: int) -> Body:
    """Read a body as one JSON value.

    Raises:
        UnreadableError: It is not UTF-8, no JSON, nested without end, or says one thing twice.
        TooLargeError: It is readable, but longer than `most` bytes.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableError("请以 UTF-8 编码提交。") from None
    if not text.strip():
        raise UnreadableError("请求没有内容，请以 JSON 提交。")
    tree = _parsed(text)
    if len(raw) > most:
        raise TooLargeError(most)
    return Body(text, tree)


def convert(body: Body, model: type[Model], also: Check | None = None) -> Model:
    """Make the model of a body.

    `also` adds what only the meaning of fields can tell (this is no phone number, there is no such
    county); its faults come in the same answer as those of form.

    Raises:
        InvalidInputError: With every fault, at most `MOST_FAULTS` of them.
    """
    found = hygiene.faults_of(body.text, body.tree)
    return _converted(body.tree, model, found, also)


def convert_query(given: Mapping[str, list[str]], model: type[Model], also: Check | None = None) -> Model:
    """Make the model of a query string: numbers are read from digits, nothing may be said twice.

    Raises:
        InvalidInputError: With every fault; a pointer `/limit` means the parameter `limit`.
    """
    found = [Fault(hygiene.step(name), "只能填写一次。") for name, values in given.items() if len(values) > 1]
    numbers = _number_fields(model)
    tree = {
        name: int(values[0]) if name in numbers and _are_digits(values[0]) else values[0]
        for name, values in given.items()
    }
    found += hygiene.faults_of("\\u", tree)
    return _converted(tree, model, found, also)


def _converted(tree: Any, model: type[Model], found: list[Fault], also: Check | None) -> Model:  # noqa: ANN401
    try:
        made = msgspec.convert(tree, model, strict=True)
    except msgspec.ValidationError:
        # Only a refused body pays for the schema validator.
        from chalicelib.api.faults import faults_of  # noqa: PLC0415

        found += faults_of(tree, model, skip={fault.pointer for fault in found})
        if not found:
            # The two readers must agree (property test); should they not, refuse rather than let it through.
            found.append(Fault("", "内容不符合要求，请核对接口说明。"))
        made = None
    if also is not None and isinstance(tree, dict):
        # What is unsound in form has been named; it may look absent to whoever asks for its meaning.
        named = {fault.pointer for fault in found}
        found += [fault for fault in also(_sound(tree, found)) if fault.pointer not in named]
    if found or made is None:
        raise InvalidInputError(found[:MOST_FAULTS])
    return made


def _sound(tree: dict[str, Any], found: list[Fault]) -> Sound:
    return {
        name: value
        for name, value in tree.items()
        if not any((fault.pointer + "/").startswith(hygiene.step(name) + "/") for fault in found)
    }


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        tree = json.loads(
            text, object_pairs_hook=_each_key_once, parse_constant=_no_constant, parse_float=_finite
        )
    except RecursionError:
        raise UnreadableError("内容嵌套过深。") from None
    except ValueError:
        raise UnreadableError("不是有效的 JSON，请检查引号、逗号和括号。") from None
    if text.count("[") + text.count("{") > DEEPEST and _depth_exceeds(tree, DEEPEST):
        raise UnreadableError("内容嵌套过深。")
    return tree


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        # Two readers of such a body may each believe another of the values.
        raise UnreadableError("同一个字段出现了两次，请只保留一个。")
    return made


def _no_constant(name: str) -> NoReturn:
    raise UnreadableError(f"{name} 不是 JSON 中的数字。")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in {float("inf"), float("-inf")}:
        raise UnreadableError("数字过大。")
    return number


def _depth_exceeds(tree: object, most: int) -> bool:
    level = [tree]
    for _ in range(most):
        level = [
            below
            for each in level
            if isinstance(each, dict | list)
            for below in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return True


@cache
def _number_fields(model: type[msgspec.Struct]) -> frozenset[str]:
    properties = msgspec.json.schema(model)["$defs"][model.__name__]["properties"]
    return frozenset(
        name
        for name, schema in properties.items()
        if any(part.get("type") == "integer" for part in schema.get("anyOf", [schema]))
    )


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9  # noqa: PLR2004 - far above any limit
