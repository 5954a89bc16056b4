"""Personal data in transit: a value that does not show itself in logs or tracebacks."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Personal(Generic[T]):  # noqa: UP046 - the new syntax needs Python 3.12, and 3.11 runs this code too
    """Somebody's name, phone or words; `value` opens it, its repr is masked (house style §8)."""

    value: T

    def __repr__(self) -> str:
        return "Personal(***)"

    __str__ = __repr__
