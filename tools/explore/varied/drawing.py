"""What a county's clerk may write in one place of a rulebook: lengths, seats, steps, sets of words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.rulebook.ladder_soundness import LONGEST_WAIT
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Role
from tools.explore.scenery import Scenery
from tools.explore.world import document_of, ordinary

Value = TypeVar("Value")
Draw = Callable[[st.SearchStrategy[Any]], Any]
Document = dict[str, Any]

SEATS: Final = tuple(
    Seat.parse(text)
    for text in (
        "intake@body",
        "discipline_secretary@body",
        "unit_leader@unit",
        "unit_party_committee@unit",
        "leader_in_charge@unit",
        "coordination_office@county",
        "county@county",
        "county_leader@county",
        "coordination_office@tenant",
        "main_leader@tenant",
        "unit_party_committee@tenant",
    )
)
"""Seats that sign somewhere; of another role or organisation nobody has heard."""

LENGTHS: Final = st.one_of(
    st.builds(lambda n: {"n": n, "unit": "WD"}, st.sampled_from((1, 2, 3, 5, 10, 15, 30, 60))),
    st.builds(lambda n: {"n": n, "unit": "D"}, st.sampled_from((1, 7, 15, 30, 60, 180))),
    st.builds(lambda n: {"n": n, "unit": "M"}, st.integers(1, 3)),
)
DELAYS: Final = st.builds(lambda n: {"n": n, "unit": "WD"}, st.integers(1, LONGEST_WAIT))
HOURS: Final = ("00:00", "08:30", "12:00", "17:30", "23:59")


@dataclass(frozen=True, slots=True)
class Pen:
    """Whoever writes: draws what is chosen, and knows the place it is written for."""

    draw: Draw
    scenery: Scenery

    def maybe(self) -> bool:
        """Decide whether something is changed; a failing example shrinks to nothing changed."""
        return bool(self.draw(st.booleans()))

    def one_of(self, values: Sequence[Value]) -> Value:
        chosen: Value = self.draw(st.sampled_from(values))
        return chosen

    def some_of(self, values: Sequence[Value], *, least: int = 0, most: int | None = None) -> list[Value]:
        """Choose some, each once, in the order in which they were given."""
        chosen = self.draw(st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True))
        return [value for value in values if value in chosen]

    def length(self) -> Document:
        return dict(self.draw(LENGTHS))

    def delay(self) -> Document:
        return dict(self.draw(DELAYS))

    def steps(self, *, most: int = 3, seats: Sequence[str] = ()) -> list[Document]:
        """Write a chain: nobody signs twice, and what is signed for major cases alone comes last."""
        left = list(self.draw(st.permutations(list(seats or self.seats()))))
        chain: list[Document] = []
        for number in range(self.draw(st.integers(1, most))):
            many = self.draw(st.integers(1, 2))
            signers_here, left = left[:many], left[many:]
            if signers_here:
                chain.append(_step(number, signers_here, any_of=self.maybe()))
        for step in reversed(chain[1:]):
            if not self.maybe():
                break
            step["only_major"] = True
        return chain

    def seats(self) -> tuple[str, ...]:
        """Give the seats that somebody of this place can fill, whoever must recuse himself."""
        return tuple(str(seat) for seat in signable(self.scenery))

    def watching_seats(self) -> tuple[str, ...]:
        return (*self.seats(), "handler@unit")

    def unit_types(self) -> tuple[str, ...]:
        """Give the kinds of units that turn up here, and one that does not."""
        directory = ordinary(self.scenery).directory
        return tuple(
            dict.fromkeys([*(str(directory.org(unit).type) for unit in self.scenery.units), OrgType.FARM])
        )


def _step(number: int, seats: Sequence[str], *, any_of: bool) -> Document:
    return {
        "name": f"step_{number + 1}",
        "label": f"第{number + 1}步",
        "signers": list(seats),
        "any_of": any_of,
        "only_major": False,
    }


@cache
def signable(scenery: Scenery) -> tuple[Seat, ...]:
    """Give the seats in which this place has somebody wherever a case may be, and a second one (R-28)."""
    document = document_of(f"demo/{scenery.county}/directory.json")
    return tuple(seat for seat in SEATS if _is_staffed(document, seat.role) and _is_filled(seat, scenery))


def _is_staffed(document: Document, role: Role) -> bool:
    try:
        directory_from(document, signing=(role,))
    except InvalidInputError:
        return False
    return True


def _is_filled(seat: Seat, scenery: Scenery) -> bool:
    directory = ordinary(scenery).directory
    orgs = {
        Of.BODY: scenery.bodies,
        Of.UNIT: scenery.units,
        Of.COUNTY: (directory.county_body,),
        Of.TENANT: (directory.root,),
    }[seat.of]
    return all(directory.seat_of(org, seat.role) is not None for org in orgs)
