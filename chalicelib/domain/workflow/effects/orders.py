"""What rules do to a supervision order: issued, amended, answered, settled, reissued (H-21.1, R-56, R-57)."""

from dataclasses import replace
from typing import Final

from chalicelib.domain.deadlines.terms import RunningTerm, start, start_until
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.notices.owing import owed_for
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Action, DutyKind, Role, Term
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Duty
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.ladder import climb
from chalicelib.domain.workflow.effects.laying import find_duty, lay, owed_by
from chalicelib.domain.workflow.seats.ownership import INTAKE_BODY, answered_for
from chalicelib.domain.workflow.work import Work

_THIRD: Final = 3


def supervise(work: Work, act: Act) -> None:
    """Open an order with its deadline, or amend the one that runs (S-5, R-56)."""
    unit = _led_by(work)
    until = certain(act.inputs.until, "an order names its deadline")
    clock = start_until(
        Term.SUPERVISION_ANSWER, org=unit, at=work.now, until=until, calendar=work.around.calendar
    )
    running = work.case.duty(DutyKind.SUPERVISION)
    if running is None:
        _issue(work, unit, clock, act.actor.post)
        return
    if running.answered:
        # The settlement that somebody owed ends here; amending an unanswered order only moves its date.
        work.judge(running.clock)
    amended = _order(unit, clock, running.opened_by or act.actor.post)
    work.replace_duty(running, answered_for(amended, work.case, work.around.directory))


def order_unit(work: Work, basis: str) -> None:
    """The clock's own order, after a third return or three missed follow-ups (R-38, R-40)."""
    if work.case.duty(DutyKind.SUPERVISION) is not None:
        return
    unit, term = _led_by(work), Term.SUPERVISION_ANSWER
    limit = work.around.rulebook.limit_of(term)
    clock = start(term, org=unit, at=work.now, limit=limit, calendar=work.around.calendar)
    _issue(work, unit, clock, None)
    owes = owed_for(Action.SUPERVISE, work.case, work.around.rulebook, work.around.directory)
    work.write_fact(Action.SUPERVISE, basis, owes=owes, data={"until": clock.due_on.isoformat()})


def follow_up_12345(work: Work, act: Act) -> None:
    """A lawful demand badly met elsewhere is followed up by the body itself (H-11.4, R-67)."""
    duty = owed_by(work, INTAKE_BODY, DutyKind.SUPERVISION, Term.SUPERVISION_SETTLEMENT, act)
    lay(work, replace(duty, answered=True))


def answer_order(work: Work, act: Act) -> None:
    """The unit has answered; whoever issued the order settles it within a working day (R-57)."""
    order = find_duty(work, DutyKind.SUPERVISION)
    work.close_duty(order)
    issuer = work.around.directory.find_post(order.opened_by) if order.opened_by else None
    seat = INTAKE_BODY
    if issuer is not None and issuer.org == work.around.directory.county_body:
        seat = Seat(issuer.role, Of.COUNTY)
    settling = owed_by(work, seat, DutyKind.SUPERVISION, Term.SUPERVISION_SETTLEMENT, act)
    lay(work, replace(settling, opened_by=order.opened_by, unit=order.unit, answered=True))


def settle_order(work: Work, _act: Act) -> None:
    """The order has done its work."""
    work.close_duty(find_duty(work, DutyKind.SUPERVISION))


def reissue_order(work: Work, act: Act) -> None:
    """Not settled: the unit owes an answer again, by a new date (R-57)."""
    supervise(work, act)


def _led_by(work: Work) -> OrgId:
    return certain(work.case.lead_unit, "an order is laid upon the unit that leads")


def _order(unit: OrgId, clock: RunningTerm, opened_by: PostId | None) -> Duty:
    return Duty(
        kind=DutyKind.SUPERVISION,
        owner_org=unit,
        owner_role=Role.UNIT_LEADER,
        owner_post=None,
        clock=clock,
        opened_by=opened_by,
        unit=unit,
    )


def _issue(work: Work, unit: OrgId, clock: RunningTerm, issuer: PostId | None) -> None:
    lay(work, _order(unit, clock, issuer))
    orders = work.case.counts.orders + 1
    work.count(orders=orders)
    if orders == _THIRD:
        work.later(lambda: climb(work, Trigger.THIRD_ORDER))
