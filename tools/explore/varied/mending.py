"""Mending what the loader complains of, as a clerk does: what is missing is added, what nobody needs goes."""

import re
from collections.abc import Iterator
from typing import Final

from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import NEEDED_SOMEWHERE
from chalicelib.domain.vocabulary import Action
from tools.explore.varied.drawing import Document
from tools.explore.varied.ladder import rung_over

USUAL: Final = {"limit": {"n": 5, "unit": "WD"}, "basis": "R-03"}
READINGS: Final = 2
"""A rung that is added may name a seat that has no name yet."""

_TERM_NAMED: Final = re.compile("期限“([a-z_0-9]+)”")


def mend(document: Document) -> None:
    """Add the lengths, rungs and names that the loader misses; its other complaints stand."""
    _let_intake_stop(document)
    terms = document["terms"]
    priced = {term: terms.pop(term) for term in NEEDED_SOMEWHERE if term in terms}
    for _ in range(READINGS):
        for fault in _faults(document):
            match fault.pointer.split("/")[1:]:
                case ["terms", term]:
                    terms[term] = priced.get(term, USUAL)
                case ["seats", "names", seat]:
                    document["seats"]["names"][seat] = seat.replace("@", " ")
                case ["ladder"]:
                    document["ladder"] += [rung_over(term) for term in _TERM_NAMED.findall(fault.detail)]


def _let_intake_stop(document: Document) -> None:
    """Every way out stops the intake term, and so does a proposal that is to stop it."""
    stops = document["intake"]["stops_at"]
    stops += [action for action in document["out_of_scope"]["actions"] if action not in stops]
    proposes = document["proposal"]["stops_intake"]
    stops[:] = [action for action in stops if action != Action.PROPOSE]
    stops += [str(Action.PROPOSE)] if proposes else [str(Action.ASSIGN)] * (Action.ASSIGN not in stops)


def _faults(document: Document) -> Iterator[Fault]:
    try:
        rulebook_from(document)
    except InvalidInputError as error:
        yield from error.faults
