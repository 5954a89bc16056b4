"""Worlds in which others complain of the same matter: a lead to follow, and what may become of it (A-44).

A follower and its lead are two lives; walked together they would be the product of both. A follower sees no
more of its lead than the few things it mirrors, so the lead is scenery here: it goes on, and then it is
answered, or declined, or out of reach. In the same way a lead sees of its followers only whether they wait.
"""

from dataclasses import replace
from functools import cache
from typing import Any, Final

from chalicelib.domain.identifiers import CaseNo, TextRef
from chalicelib.domain.vocabulary import Outcome, State
from chalicelib.domain.workflow.case import Case
from tools.explore.beginning import NUMBER, Beginning
from tools.explore.scenery import HELAN, Scenery
from tools.explore.world import World, ordinary

ANOTHER: Final = CaseNo("HL21030100000009")
REPLY: Final = TextRef("5" * 24)


@cache
def beside(scenery: Scenery = HELAN) -> Case:
    """Another case of the place, filed on the same day, that waits at intake."""
    return Beginning(ordinary(scenery), number=ANOTHER).file().after


def following(news: str, scenery: Scenery = HELAN, **becomes: object) -> World:
    """A world in which there is a lead to be merged with, of which this is heard later."""
    lead = beside(scenery)
    here = replace(ordinary(scenery), lead=lead)
    return replace(here, news=news, later=replace(here, lead=_becoming(lead, becomes)))


def _becoming(lead: Case, fields: dict[str, Any]) -> Case:
    return replace(lead, **fields)


def answered(scenery: Scenery = HELAN) -> World:
    unit = scenery.units[0]
    return following(
        "the lead is answered",
        scenery,
        state=State.REPLIED,
        lead_unit=unit,
        work_order=1,
        reply=REPLY,
        replied_at=beside(scenery).filed_at,
        outcome=Outcome.SOLVED,
        clock=None,
    )


def declined() -> World:
    return following("the lead is declined", state=State.DECLINED, clock=None)


def out_of_reach() -> World:
    return following("the lead is sealed", state=State.SEALED)


def leading() -> World:
    """A world in which one follower still has to rate, and then has."""
    waiting = replace(beside(), lead=NUMBER, state=State.REPLIED)
    here = replace(ordinary(), followers=(waiting,))
    return replace(
        here,
        news="the follower has rated",
        later=replace(here, followers=(replace(waiting, state=State.CLOSED),)),
    )
