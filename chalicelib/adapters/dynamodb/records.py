"""How the domain's records look as DynamoDB values, derived from their types: no field is listed twice.

A field that has its default, or none, is absent; a reader takes its default again and passes over what it
does not know, so code of yesterday and of tomorrow can read each other's items (storage §12). Attributes bear
the field's own name: an operator reads items in the console (design §3).
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from chalicelib.adapters.dynamodb.lines import packed, unpacked
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.vocabulary import Unit
from chalicelib.domain.workflow.case import Entry

Hint: TypeAlias = Any
Value: TypeAlias = Any
Plain: TypeAlias = Any

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_PER_SECOND: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Codec:
    """Between a value of the domain and the inside of a DynamoDB value of one kind (S, N, M ...)."""

    kind: str
    encode: Callable[[Value], Plain]
    decode: Callable[[Plain], Value]


def seconds_of(at: datetime) -> str:
    """Write an instant as seconds since 1970, exact to the microsecond, in as few digits as it has."""
    seconds, micros = divmod((at - _EPOCH) // _MICROSECOND, _PER_SECOND)
    return f"{seconds}.{micros:06d}".rstrip("0") if micros else str(seconds)


def instant_of(seconds: str) -> datetime:
    """Read an instant."""
    whole, _, fraction = seconds.partition(".")
    return _EPOCH + timedelta(seconds=int(whole), microseconds=int(fraction.ljust(6, "0") or 0))


@cache
def codec_of(hint: Hint) -> Codec:
    """Find the codec of a type hint.

    Raises:
        TypeError: Records have a field of a kind that nobody has thought of yet.
    """
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hasattr(hint, "__supertype__"):
        return codec_of(hint.__supertype__)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Codec("S", lambda member: member.value, hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_of(hint)
    return _codec_of_many(hint)


def _codec_of_many(hint: Hint) -> Codec:
    origin: Any = get_origin(hint)
    args = get_args(hint)
    if origin in (Union, UnionType) and NoneType in args and len(args) == 2:  # noqa: PLR2004 - X | None
        return codec_of(next(arg for arg in args if arg is not NoneType))
    if origin is tuple and args[1:] == (...,):
        return _list_of(codec_of(args[0]))
    if origin is frozenset and codec_of(args[0]).kind == "S":
        return _set_of(codec_of(args[0]))
    if origin is Mapping and codec_of(args[0]).kind == "S":
        return _map_of(codec_of(args[0]), codec_of(args[1]))
    raise TypeError(f"no DynamoDB form for {hint!r}")


class RecordForm:
    """The map form of a record, whole or without some of its fields."""

    def __init__(self, record: type, without: frozenset[str] = frozenset()) -> None:
        hints = get_type_hints(record)
        ambiguous = [
            field.name
            for field in fields(record)
            if NoneType in get_args(hints[field.name]) and default_of(field) is not None
        ]
        if ambiguous:
            raise TypeError(f"absent would be both None and the default: {ambiguous}")
        self.fields = {
            field.name: (codec_of(hints[field.name]), default_of(field))
            for field in fields(record)
            if field.name not in without
        }

    def encode(self, record: Value) -> Plain:
        """Write the fields that are not at their default."""
        plain = {}
        for name, (codec, default) in self.fields.items():
            value = getattr(record, name)
            if value is not None and value != default:
                plain[name] = {codec.kind: codec.encode(value)}
        return plain

    def decode(self, plain: Plain) -> dict[str, Value]:
        """Read the fields; absent ones get their default, or None where they have none."""
        return {
            name: codec.decode(plain[name][codec.kind]) if name in plain else default
            for name, (codec, default) in self.fields.items()
        }


def default_of(field: Field[Any]) -> Value:
    """Give what a field is when it is absent: its default, else None."""
    if field.default_factory is not MISSING:
        return field.default_factory()
    return None if field.default is MISSING else field.default


def _record_of(record: type) -> Codec:
    form = RecordForm(record)
    return Codec("M", form.encode, lambda plain: record(**form.decode(plain)))


def _list_of(item: Codec) -> Codec:
    return Codec(
        "L",
        lambda values: [{item.kind: item.encode(value)} for value in values],
        lambda plain: tuple(item.decode(each[item.kind]) for each in plain),
    )


def _set_of(item: Codec) -> Codec:
    return Codec(
        "SS",
        lambda values: sorted(item.encode(value) for value in values),
        lambda plain: frozenset(item.decode(each) for each in plain),
    )


def _map_of(key: Codec, value: Codec) -> Codec:
    return Codec(
        "M",
        lambda values: {key.encode(k): {value.kind: value.encode(v)} for k, v in values.items()},
        lambda plain: {key.decode(k): value.decode(v[value.kind]) for k, v in plain.items()},
    )


def _limit_of(text: str) -> Limit:
    n, _, unit = text.partition(" ")
    return Limit(int(n), Unit(unit))


_PLAIN: Final[Mapping[Hint, Codec]] = {
    str: Codec("S", str, str),
    int: Codec("N", str, int),
    bool: Codec("BOOL", bool, bool),
    datetime: Codec("N", seconds_of, instant_of),
    date: Codec("S", date.isoformat, date.fromisoformat),
    # What stands in every item many times has a shorter form than a map each time.
    Limit: Codec("S", lambda limit: f"{limit.n} {limit.unit}", _limit_of),
    tuple[Entry, ...]: Codec("B", packed, unpacked),
}
