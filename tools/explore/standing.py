"""Where an explored case stands: the case, the instant, the world around it, and what its past proves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.workflow.act import Circumstances
from chalicelib.domain.workflow.case import Case
from tools.explore.witness import Witness
from tools.explore.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One point of the exploration."""

    case: Case
    now: datetime
    world: World
    witness: Witness

    @property
    def around(self) -> Circumstances:
        return self.world.around(self.now)


def running_terms(case: Case) -> Iterator[RunningTerm]:
    """Give every term that runs, the main line's first."""
    if case.clock is not None:
        yield case.clock
    for duty in case.duties:
        yield duty.clock
