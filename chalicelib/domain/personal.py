"""Personal data in transit: a value that does not show itself in logs or tracebacks."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Personal(Generic[T]):
    """Somebody's name, phone or words; `value` opens it, its repr is masked (house style §8)."""

    value: T

    def __repr__(self) -> str:
        return "Personal(***)"

    __str__ = __repr__
