"""Every fault of form of an input at once, each as a JSON pointer and a plain sentence.

Imported only when an input was refused: the schema validator costs more to import than the rest of the edge.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

import msgspec
from jsonschema import (  # type: ignore[import-untyped]  # the package brings no types
    Draft202012Validator,
    FormatChecker,
    ValidationError,
    validators,
)

from chalicelib.api.fields import HINT, Instant
from chalicelib.api.hygiene import step
from chalicelib.domain.errors import Fault

_KINDS: Final = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "对象",
    "null": "空（null）",
}


def faults_of(tree: object, model: type[msgspec.Struct], *, skip: Iterable[str] = ()) -> list[Fault]:
    """List every fault; a pointer in `skip` already has a graver one."""
    errors = _validator(model).iter_errors(tree)
    found = [fault for error in errors for fault in _told(error, "")]
    named = set(skip)
    # One fault of an object is met once for each of its parts; each is told once.
    return [fault for fault in dict.fromkeys(found) if fault.pointer not in named]


@cache
def _validator(model: type[msgspec.Struct]) -> Any:  # noqa: ANN401 - untyped package
    return _AS_MSGSPEC(msgspec.json.schema(model), format_checker=_FORMATS)


def _is_integer(_: object, instance: object) -> bool:
    # JSON Schema takes 1.0 for an integer, msgspec does not.
    return isinstance(instance, int) and not isinstance(instance, bool)


_AS_MSGSPEC: Final = validators.extend(
    Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_integer)
)
_FORMATS: Final = FormatChecker(formats=())


def _agree_on(name: str, kind: object) -> None:
    """Let msgspec itself say what the format is, so that both readers mean the same."""

    def is_so(instance: object) -> bool:
        if isinstance(instance, str):
            msgspec.convert(instance, kind)
        return True

    _FORMATS.checks(name, raises=msgspec.ValidationError)(is_so)


_agree_on("date", date)
_agree_on("date-time", Instant)


def _told(error: ValidationError, above: str) -> Iterator[Fault]:
    pointer = above + "".join(step(part) for part in error.relative_path)
    if error.validator == "anyOf":
        yield from _of_alternatives(error, pointer)
    elif error.validator == "required":
        for name in error.validator_value:
            if name not in error.instance:
                yield Fault(pointer + step(name), "请填写这一项。")
    elif error.validator == "additionalProperties":
        for name in error.instance:
            if name not in error.schema.get("properties", {}):
                yield Fault(pointer + step(name), "没有这一项，请删除或核对名称。")
    elif error.validator == "pattern" and error.instance == "" and error.schema.get("minLength"):
        return  # `minLength` says it better
    else:
        yield Fault(pointer, _SENTENCES.get(error.validator, _otherwise)(error.validator_value, error))


def _of_alternatives(error: ValidationError, pointer: str) -> Iterator[Fault]:
    """Tell the faults of the alternative that was meant: the one whose kind of value it is."""
    branches: dict[int, list[ValidationError]] = {}
    for each in error.context:
        branches.setdefault(each.relative_schema_path[0], []).append(each)
    meant = [branch for branch in branches.values() if not any(_is_another_kind(each) for each in branch)]
    if not meant:
        kinds = [_kind_of(part) for part in error.validator_value]
        yield Fault(pointer, f"应为{'或'.join(dict.fromkeys(kinds))}。")
        return
    for each in min(meant, key=len):
        yield from _told(each, pointer)


def _is_another_kind(error: ValidationError) -> bool:
    return error.validator == "type" and not error.relative_path


def _kind_of(schema: Mapping[str, Any]) -> str:
    return _KINDS.get(schema.get("type", ""), "所列的值" if "enum" in schema else _KINDS["object"])


def _pattern(_: Any, error: ValidationError) -> str:  # noqa: ANN401
    return str(error.schema.get(HINT, "格式不正确，请核对。"))


def _format(name: Any, _: ValidationError) -> str:  # noqa: ANN401
    return "请填写日期，如 2026-03-05。" if name == "date" else "请填写时间，如 2026-03-05T09:00:00+08:00。"


def _too_short(least: Any, error: ValidationError) -> str:  # noqa: ANN401
    return "请填写这一项。" if error.instance == "" else f"至少 {least} 个字。"


def _otherwise(_: Any, __: ValidationError) -> str:  # noqa: ANN401
    return "内容不符合要求，请核对接口说明。"


_SENTENCES: Final[Mapping[str, Callable[[Any, ValidationError], str]]] = {
    "type": lambda kind, _: f"应为{_KINDS[kind]}。",
    "enum": lambda values, _: f"请从这些选项中选择：{'、'.join(str(each) for each in values)}。",
    "const": lambda value, _: f"只能是 {value}。",
    "pattern": _pattern,
    "format": _format,
    "minLength": _too_short,
    "maxLength": lambda most, error: f"最多 {most} 个字，现有 {len(error.instance)} 个字。",
    "minimum": lambda least, _: f"不能小于 {least}。",
    "maximum": lambda most, _: f"不能大于 {most}。",
    "exclusiveMinimum": lambda least, _: f"必须大于 {least}。",
    "exclusiveMaximum": lambda most, _: f"必须小于 {most}。",
    "minItems": lambda least, _: f"至少 {least} 项。",
    "maxItems": lambda most, _: f"最多 {most} 项。",
    "minProperties": lambda least, _: f"至少 {least} 项。",
    "maxProperties": lambda most, _: f"最多 {most} 项。",
}
