"""A walk through lives under a rulebook that nobody has written yet: what is followed, from where."""

from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from chalicelib.domain.vocabulary import Action
from tools.explore import slices
from tools.explore.beginning import Beginning
from tools.explore.slices import Slice
from tools.explore.varied.drawing import Draw
from tools.explore.varied.rulebooks import Count, Variant, variants

ROAD: Final = slices.ROAD | slices.PROPOSALS | slices.FEEDBACK
"""The shortest road to a close under whatever rulebook."""
DETOURS: Final = (
    slices.AGAIN,
    slices.TRACKING | slices.ORDERS,
    slices.EXTENSION,
    slices.OBJECTION,
    slices.WITHDRAWAL,
    slices.SUPERVISION,
    slices.COORDINATION,
    slices.CO_HANDLING | {Action.CONFIRM_JOINT_FEEDBACK},
    slices.RECKONING,
    slices.ELSEWHERE | slices.AT_THE_DOOR | slices.OUTSIDE,
    slices.SEALED_LIFE,
    slices.SEALED_LIFE | slices.LEAVING,
    slices.MAJOR,
    slices.LEVELS | {Action.SOLVE_AT_ONCE},
    frozenset({Action.RETURN_REVIEW, Action.RECUSE}),
)
ACCUSED: Final = slices.SEALED_LIFE | slices.RECKONING | {Action.REDIRECT_12388}
"""Where the kind is an accusation, no unit is the way."""
DAYS: Final = ("2021-03-01", "2021-01-31", "2021-04-30", "2021-09-17")
"""An ordinary day, the end of a month, and the eves of long runs of days off."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A rulebook, and what is followed under it."""

    variant: Variant
    part: Slice

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001 - asked so
        printer.text(self.variant.told())


@st.composite
def trials(draw: Draw, count: Count | None = None) -> Trial:
    """Draw a rulebook, and which ways are followed under it."""
    variant = draw(variants(count))
    detours = draw(st.lists(st.sampled_from(DETOURS), max_size=2))
    kind = draw(st.sampled_from((variant.scenery.kind, *variant.rulebook.kinds)))
    if kind in variant.rulebook.accusing_kinds:
        detours = [ACCUSED]
    begins = Beginning(variant.world, day=draw(st.sampled_from(DAYS)), kind=kind)
    name = variant.scenery.rulebook
    follows = ROAD.union(*detours)
    part = Slice(name, follows, "a rulebook nobody has written yet", begins, most_recusals=1)
    return Trial(variant, part)
