"""What a slice came to, in figures and counterexamples: small enough to be handed from process to process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tools.explore.walk import Counterexample, Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One slice's result."""

    name: str
    standings: int
    transitions: int
    refusals: int
    """Patterns of offers at which everything else was tried and refused."""
    by_clock: int
    """Standings from which the clock alone comes to an end."""
    deepest: int
    """Steps of the longest shortest way."""
    seconds: float
    is_whole: bool
    broken: tuple[tuple[Counterexample, int], ...]


def tally(walk: Walk, seconds: float) -> Tally:
    """Sum a walk up."""
    return Tally(
        name=walk.slice.name,
        standings=len(walk.places),
        transitions=walk.transitions,
        refusals=walk.refusals,
        by_clock=walk.closed_by_clock_alone,
        deepest=walk.places[-1].depth,
        seconds=seconds,
        is_whole=walk.is_whole,
        broken=tuple((found, walk.times[promise]) for promise, found in walk.broken.items()),
    )


COLUMNS: Final = (
    ("standings", 10),
    ("transitions", 13),
    ("refusals", 10),
    ("by_clock", 10),
    ("deepest", 9),
)


def table(tallies: Sequence[Tally]) -> str:
    """Set the figures in columns, a slice a line, their sums at the end."""
    heading = "".join(f"{name:>{width}}" for name, width in (*COLUMNS, ("seconds", 9)))
    sums = "".join(f"{sum(getattr(each, name) for each in tallies):>{width}}" for name, width in COLUMNS[:-1])
    return "\n".join([f"{'':<26}{heading}", *(_line(each) for each in tallies), f"{'together':<26}{sums}"])


def counterexamples(tallies: Sequence[Tally]) -> str:
    """Tell every broken promise with the shortest way to it."""
    lines: list[str] = []
    for each in tallies:
        for found, times in each.broken:
            lines.append(f"\nBROKEN in “{each.name}”, {times} times: {found.promise}")
            lines += [f"  {number:>3}  {step}" for number, step in enumerate(found.way)]
    return "".join(f"{line}\n" for line in lines)


def _line(each: Tally) -> str:
    figures = "".join(f"{getattr(each, name):>{width}}" for name, width in COLUMNS)
    return f"{each.name:<26}{figures}{each.seconds:>9.1f}{'' if each.is_whole else '  stopped early'}"
