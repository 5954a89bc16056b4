"""Rulebooks nobody has written yet: a shipped one, with anything changed that the loader lets pass."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Final

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook
from tools.explore.scenery import CUIJIANG, HELAN, JIANSHENG, KANDUN, YANTING, Scenery
from tools.explore.varied import chains, doors, numbers
from tools.explore.varied.differences import differences
from tools.explore.varied.drawing import Document, Draw, Pen
from tools.explore.varied.ladder import ladder
from tools.explore.varied.mending import mend
from tools.explore.world import World, document_of, ordinary

PLACES: Final = (HELAN, JIANSHENG, CUIJIANG, KANDUN, YANTING)

SECTIONS: Final[tuple[Callable[[Pen, Document], None], ...]] = (
    numbers.kinds,
    numbers.intake,
    numbers.terms,
    numbers.extension,
    numbers.reminders,
    numbers.calendar,
    doors.beginning,
    doors.accusation,
    doors.ways_out,
    chains.proposal,
    chains.review,
    chains.answer,
    chains.rounds,
    ladder,
)


@dataclass
class Count:
    """How many documents were drawn, and how many of them the loader let through."""

    drawn: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """A rulebook in its place, and how it differs from the one that is shipped for it."""

    scenery: Scenery
    rulebook: Rulebook
    changes: tuple[str, ...]

    @property
    def world(self) -> World:
        return replace(ordinary(self.scenery), rulebook=self.rulebook)

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001 - asked so
        printer.text(self.told())

    def told(self) -> str:
        return "\n".join((f"{self.scenery.rulebook}, changed:", *(f"  {each}" for each in self.changes)))


@st.composite
def variants(draw: Draw, count: Count | None = None) -> Variant:
    """Draw a rulebook that the loader accepts."""
    pen = Pen(draw, draw(st.sampled_from(PLACES)))
    shipped = document_of(f"rulebooks/{pen.scenery.rulebook}.json")
    document = deepcopy(shipped)
    for change in SECTIONS:
        change(pen, document)
    mend(document)
    count = count or Count()
    count.drawn += 1
    try:
        rulebook = rulebook_from(document)
    except InvalidInputError:
        reject()
    count.accepted += 1
    return Variant(pen.scenery, rulebook, tuple(differences(shipped, document)))
