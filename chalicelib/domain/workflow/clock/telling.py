"""What the clock says of a running term, and to whom: its owner, the unit, the body above (H-20.2, R-03)."""

from typing import Final

from chalicelib.domain.vocabulary import State, Term
from chalicelib.domain.workflow.case import CITIZEN, Duty, Owed, Scalar
from chalicelib.domain.workflow.clock.happening import Subject
from chalicelib.domain.workflow.clock.ladder import OVERDUE_NOTICE, tell
from chalicelib.domain.workflow.seats.ownership import COUNTY, COUNTY_LEADER, INTAKE_BODY
from chalicelib.domain.workflow.seats.review import step_of
from chalicelib.domain.workflow.work import Work

MOVED_NOTICE: Final = "N5"

THE_UNITS: Final = frozenset({Term.HANDLING, Term.FOLLOW_UP})
"""Terms of which handler and leader both hear, whoever's turn it is."""


def facts_of(work: Work, subject: Subject, step: str = "") -> dict[str, Scalar]:
    """Give what an entry says of a term; in review also the step whose turn it is (R-44)."""
    running = subject.running
    data: dict[str, Scalar] = {"term": running.term, "due_on": running.due_on.isoformat()}
    if step:
        data["step"] = step
    if subject.duty is None and work.case.state is State.IN_REVIEW:
        data["review_step"] = step_of(work.case, work.around.rulebook).name
    return data


def owner_told(work: Work, duty: Duty | None) -> tuple[Owed, ...]:
    """Owe a notice to the owner of the main line, or of a duty."""
    post = work.case.owner_post if duty is None else duty.owner_post
    return (Owed(OVERDUE_NOTICE, post),) if post else ()


def those_concerned(work: Work, subject: Subject) -> tuple[Owed, ...]:
    """Owe a notice to whoever must act before this term ends."""
    owes = owner_told(work, subject.duty)
    if subject.running.term in THE_UNITS:
        owes += tell(work, work.around.rulebook.reminders.tells)
    return tuple(dict.fromkeys(owes))


def told_of_a_move(work: Work, subject: Subject) -> tuple[Owed, ...]:
    """Owe the new day to those concerned, and to the citizen if it is the day that the citizen was told.

    The citizen sees the main line's due, never a duty's; of a case continued ex officio nothing more (R-69),
    and no term of the sealed desk (X-1).
    """
    officials = tuple(Owed(MOVED_NOTICE, owed.to) for owed in those_concerned(work, subject))
    if subject.duty is not None or work.case.ex_officio or work.case.state is State.SEALED:
        return officials
    return (Owed(MOVED_NOTICE, CITIZEN), *officials)


def owner_and_above(work: Work, subject: Subject) -> tuple[Owed, ...]:
    """Owe a notice to the silent owner and to the body above it (R-03)."""
    org = work.case.owner_org if subject.duty is None else subject.duty.owner_org
    if org == work.around.directory.county_body:
        above = COUNTY_LEADER
    else:
        above = COUNTY if org == work.case.supervising_org else INTAKE_BODY
    return tuple(dict.fromkeys((*owner_told(work, subject.duty), *tell(work, (above,)))))
