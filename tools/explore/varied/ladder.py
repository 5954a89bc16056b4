"""Another ladder: rungs dropped, added, delayed, told to others, with others who may step in."""

from hypothesis import strategies as st

from chalicelib.domain.rulebook.ladder_soundness import BEGIN_AGAIN, OVER_TERMS, SEALED_TERMS
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import Colour, Term
from tools.explore.varied.drawing import Document, Pen

MOST_ADDED = 2


def ladder(pen: Pen, document: Document) -> None:
    rungs = document["ladder"]
    if pen.maybe():
        gone = pen.some_of([rung["name"] for rung in rungs], most=5)
        rungs[:] = [rung for rung in rungs if rung["name"] not in gone]
    open_to_all = [rung for rung in rungs if SEALED_TERMS.isdisjoint(rung["terms"])]
    for number in pen.some_of(range(len(open_to_all)), most=8):
        _another(pen, open_to_all[number])
    for number in range(pen.draw(st.integers(0, MOST_ADDED))):
        rungs.insert(pen.draw(st.integers(0, len(rungs))), _added(pen, number))


def rung_over(term: str) -> Document:
    """Write the rung that a loader misses: somebody hears of this term when it runs out."""
    tells = "sealed_desk@county" if term in SEALED_TERMS else "county@county"
    return {
        "name": f"late_{term}",
        "colour": "red",
        "trigger": "late",
        "terms": [term],
        "after": None,
        "tells": [tells],
        "step_in": [],
        "basis": "R-03",
    }


def _another(pen: Pen, rung: Document) -> None:
    if rung["trigger"] == Trigger.LATE and BEGIN_AGAIN.isdisjoint(rung["terms"]) and pen.maybe():
        rung["after"] = pen.one_of((None, pen.delay()))
    if pen.maybe():
        rung["tells"] = pen.some_of(pen.watching_seats(), least=1)
    if pen.maybe():
        rung["step_in"] = pen.some_of(pen.seats())


def _added(pen: Pen, number: int) -> Document:
    trigger = pen.one_of(tuple(Trigger))
    over = pen.some_of(
        [str(term) for term in Term if term not in SEALED_TERMS | BEGIN_AGAIN], least=1, most=4
    )
    after = {Trigger.LATE: pen.one_of((None, pen.delay())), Trigger.RUNNING: pen.delay()}
    return {
        "name": f"added_{number + 1}",
        "colour": pen.one_of(tuple(str(colour) for colour in Colour)),
        "trigger": str(trigger),
        "terms": over if trigger in OVER_TERMS else [],
        "after": after.get(trigger),
        "tells": pen.some_of(pen.watching_seats(), least=1),
        "step_in": pen.some_of(pen.seats(), most=2),
        "basis": "R-03",
    }
