"""Laying a duty beside the main line: whose it is, and until when (R-01)."""

from chalicelib.domain.deadlines.terms import start
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import DutyKind, Term
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Duty
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.seats.ownership import answered_for
from chalicelib.domain.workflow.seats.seating import org_of
from chalicelib.domain.workflow.work import Work


def owed_by(work: Work, seat: Seat, kind: DutyKind, term: Term, act: Act) -> Duty:
    """Make a duty that a seat of the case owes, by a term of the rulebook."""
    org = org_of(seat.of, work.case, work.around.directory) or work.around.directory.county_body
    return Duty(
        kind=kind,
        owner_org=org,
        owner_role=seat.role,
        owner_post=None,
        seat_org=org,
        clock=start(
            term,
            org=org,
            at=work.now,
            limit=work.around.rulebook.limit_of(term),
            calendar=work.around.calendar,
        ),
        opened_by=act.actor.post,
    )


def lay(work: Work, duty: Duty) -> None:
    """Lay a duty on whoever answers for it first."""
    work.open_duty(answered_for(duty, work.case, work.around.directory))


def find_duty(work: Work, kind: DutyKind) -> Duty:
    """Give the open duty that a rule is about."""
    return certain(work.case.duty(kind), "the engine opens no rule about a duty that is not there")
