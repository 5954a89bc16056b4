"""Climbing the ladder: who is told on a rung, and who may then step in (R-03, design §4)."""

from collections.abc import Iterable

from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import Rung, Trigger
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Action, Term
from chalicelib.domain.workflow.case import Owed
from chalicelib.domain.workflow.seats.seating import posts_in
from chalicelib.domain.workflow.work import Work

OVERDUE_NOTICE = "N4"


def rungs_over(rulebook: Rulebook, term: Term, trigger: Trigger) -> tuple[Rung, ...]:
    """Give the rungs of one trigger that stand over a term, in the rulebook's order."""
    return tuple(rung for rung in rulebook.ladder if rung.trigger is trigger and term in rung.terms)


def step_in_seats(running: RunningTerm | None, rulebook: Rulebook) -> frozenset[Seat]:
    """Give the seats that may do what the silent owner of this term owes."""
    if running is None:
        return frozenset()
    return frozenset(seat for rung in rulebook.ladder if rung.name in running.rungs for seat in rung.step_in)


def tell(work: Work, seats: Iterable[Seat], notice: str = OVERDUE_NOTICE) -> tuple[Owed, ...]:
    """Owe a notice to whoever answers for each seat, nobody twice."""
    told: dict[str, Owed] = {}
    for seat in seats:
        posts = posts_in(seat, work.case, work.around.directory)
        if posts:
            told.setdefault(posts[0].id, Owed(notice, posts[0].id))
    return tuple(told.values())


def climb(work: Work, trigger: Trigger) -> None:
    """Write down that an act has brought the case onto a rung, and tell those it names."""
    for rung in work.around.rulebook.ladder:
        if rung.trigger is trigger:
            work.write_fact(
                Action.ESCALATE,
                rung.basis,
                owes=tell(work, rung.tells),
                data={"rung": rung.name, "colour": rung.colour},
            )
