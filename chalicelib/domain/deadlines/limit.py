"""How long a term may last: a number and what it counts."""

from dataclasses import dataclass
from typing import Final

from chalicelib.domain.vocabulary import Unit

_UNIT_WORDS: Final = {Unit.WORKING_DAY: "个工作日", Unit.CALENDAR_DAY: "天", Unit.MONTH: "个月"}


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time as a rulebook prices it: `{n, unit}` (design §4).

    Raises:
        ValueError: `n` is below one; a term of no days would be late when it starts.
    """

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError(f"a limit is at least one {self.unit}, not {self.n}")

    def in_words(self) -> str:
        """Say the length as the clauses do: 3个工作日, 15天, 1个月."""
        return f"{self.n}{_UNIT_WORDS[self.unit]}"
