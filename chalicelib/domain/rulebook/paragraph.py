"""A paragraph of the rules in words: what is said, and on which clauses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One subject of the rules: its title, what is said, and the clauses it stands on."""

    title: str
    text: str
    basis: str


def joined(*bases: str) -> str:
    """Join clauses, each once, in the order in which they first come."""
    return ", ".join(dict.fromkeys(clause for basis in bases for clause in basis.split(", ")))
