"""Walking under many rulebooks nobody has written yet; a fault is told with the changes and the way to it."""

import time
from dataclasses import dataclass
from random import Random
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from tools.explore.agreement import Engine
from tools.explore.varied.rulebooks import Count
from tools.explore.varied.trials import Trial, trials
from tools.explore.walk import Walk

STANDINGS: Final = 120
"""So many of each rulebook's lives are looked at, by near and far and by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a batch of rulebooks came to, in figures, and what was broken first."""

    drawn: int
    accepted: int
    standings: int
    transitions: int
    seconds: float
    broken: str = ""


def walk_under(trial: Trial, most: int, engine: Engine | None = None) -> Walk:
    """Walk as far as is allowed; who is refused is the slices' question."""
    walk = Walk(trial.part, engine or Engine(), most=most, tries_refusals=False, dice=Random(0))  # noqa: S311  # nosec B311  # no secret
    return walk.explore()


def broken_under(trial: Trial, walk: Walk) -> str:
    """Tell every promise that is broken: what is changed in the rulebook, and the shortest way there."""
    if not walk.broken:
        return ""
    lines = [trial.variant.told()]
    for found in walk.broken.values():
        lines += [f"BROKEN: {found.promise}", *(f"  {n:>3}  {step}" for n, step in enumerate(found.way))]
    return "\n".join(lines)


def explore_rulebooks(number: int, beginning: int, most: int = STANDINGS) -> Batch:
    """Walk under as many rulebooks as asked for; the same beginning draws the same ones."""
    count, began = Count(), time.perf_counter()
    looked_at = transitions = 0

    @seed(beginning)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=(HealthCheck.too_slow,),
    )
    @given(trials(count))
    def keep_every_promise(trial: Trial) -> None:
        nonlocal looked_at, transitions
        walk = walk_under(trial, most)
        looked_at += walk.looked_at
        transitions += walk.transitions
        if told := broken_under(trial, walk):
            raise AssertionError(told)

    broken = ""
    try:
        keep_every_promise()
    except Exception as error:  # noqa: BLE001 - whatever is raised on the way is a finding
        broken = "\n".join((f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())))
    return Batch(
        drawn=count.drawn,
        accepted=count.accepted,
        standings=looked_at,
        transitions=transitions,
        seconds=time.perf_counter() - began,
        broken=broken,
    )


def summary(batches: list[Batch]) -> str:
    """Sum the batches up in a line."""
    sums = {
        name: sum(getattr(each, name) for each in batches)
        for name in ("accepted", "drawn", "standings", "transitions", "seconds")
    }
    return (
        "Rulebooks: {accepted} of {drawn} drawn were accepted; "
        "{standings} standings, {transitions} transitions, {seconds:.0f} s"
    ).format(**sums)
