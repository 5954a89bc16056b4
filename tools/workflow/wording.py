"""The words of a place's pages: labels, the place's own names for its seats, and what must be escaped."""

from collections.abc import Iterable
from typing import Final

from chalicelib.domain import labels
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import State, Term
from chalicelib.domain.workflow.rule import ALWAYS, ANY, By, Rule
from tools.workflow.place import Place

ANY_OPEN: Final = "任何没有了结的状态"
"""What is sealed is ended for everybody but its own desk (R-76), and not meant here."""

_IN_MERMAID: Final = str.maketrans(
    {"#": "#35;", ";": "#59;", ":": "#58;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "\n": " "}
)
_IN_A_CELL: Final = str.maketrans({"|": r"\|", "<": "&lt;", ">": "&gt;", "\n": " "})


def in_mermaid(text: str) -> str:
    """Escape what Mermaid would take for its own."""
    return text.translate(_IN_MERMAID)


def table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    """Give a table, with what Markdown would take for its own escaped."""
    return "\n".join([_row(head), f"|{'---|' * len(head)}", *map(_row, rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.translate(_IN_A_CELL) for cell in cells)} |"


def name_of(book: Rulebook, by: By) -> str:
    """Give the place's own name of a seat; the general one where the rulebook has none, or for a party."""
    if isinstance(by, Seat):
        return book.name_of(by) if by in book.seat_names else labels.ROLES[by.role]
    return labels.PARTIES[by]


def named(place: Place, states: frozenset[State]) -> str:
    """Name states, in the vocabulary's order."""
    if states.issuperset(set(place.open_states) - {State.SEALED}):
        return ANY_OPEN
    return "、".join(labels.STATES[state] for state in place.open_states if state in states)


def branch_of(rule: Rule) -> list[str]:
    """Give what tells a rule from others for the same action: claims about the case, the actor's choice."""
    claims = [labels.CONDITIONS[claim.name] for claim in rule.when.claims if claim is not ALWAYS]
    return claims if rule.choice is ANY else [*claims, labels.CHOICES[rule.choice.name]]


def length_of(book: Rulebook, term: Term) -> str:
    """Give a term's length; the handling term's hangs on the kind."""
    if term is Term.HANDLING:
        return "，".join(f"{kind}类{rule.limit.in_words()}" for kind, rule in book.kinds.items())
    return book.limit_of(term).in_words()
