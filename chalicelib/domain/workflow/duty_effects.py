"""What rules do to the duties beside the main line (R-01)."""

from dataclasses import replace
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import RunningTerm, extend, start, start_until
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.rulebook.rulebook import Trigger
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import DutyKind, Flag, Role, Term, Unit
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Case, Duty
from chalicelib.domain.workflow.ladder import climb
from chalicelib.domain.workflow.seating import org_of, posts_for
from chalicelib.domain.workflow.work import Work

_THIRD: Final = 3


def ask_extension(work: Work, act: Act) -> None:
    """An application: decided level by level, or by the leader if it is special (H-12.6, R-31)."""
    rule = work.around.rulebook.extension
    special = act.inputs.special
    seat = rule.special_beyond if special and rule.special_beyond else rule.approvers[0]
    _lay(
        work,
        DutyKind.EXTENSION,
        seat,
        Term.EXTENSION_DECISION,
        act,
        asked=act.inputs.working_days,
        special=special,
    )
    if work.case.counts.extensions_decided + 1 >= _THIRD:
        work.later(lambda: climb(work, Trigger.THIRD_EXTENSION))


def pass_to_next_approver(work: Work, _act: Act) -> None:
    """One level has agreed; the next has one working day of its own (R-35)."""
    duty = _duty(work, DutyKind.EXTENSION)
    seat = work.around.rulebook.extension.approvers[duty.level + 1]
    work.judge(duty.clock)
    org, post = _answerable(work, seat)
    work.replace_duty(
        duty,
        replace(
            duty,
            level=duty.level + 1,
            owner_org=org,
            owner_role=seat.role,
            owner_post=post,
            clock=_term(work, Term.EXTENSION_DECISION, org),
        ),
    )


def grant_extension(work: Work, _act: Act) -> None:
    """New due from the current one (A-08); granted after the breach it only excuses it (R-31)."""
    duty = _duty(work, DutyKind.EXTENSION)
    work.close_duty(duty)
    work.count(extensions_decided=work.case.counts.extensions_decided + 1)
    clock = work.case.clock
    if clock is None:
        return
    moved = extend(clock, Limit(duty.asked, Unit.WORKING_DAY), work.around.calendar, work.now)
    if clock.breached_at is not None:
        work.excuse(clock.term, "extension_granted_later")
    work.change(clock=moved)


def refuse_extension(work: Work, _act: Act) -> None:
    """Refused applications count too (R-33); a held term is late from its old due, as the clock finds at once."""
    work.close_duty(_duty(work, DutyKind.EXTENSION))
    work.count(extensions_decided=work.case.counts.extensions_decided + 1)
    if work.case.clock is not None:
        work.change(clock=replace(work.case.clock, held=False))


def object_to_order(work: Work, act: Act) -> None:
    """The body rules within a working day; the second objection on a case goes to the county (R-23, R-25)."""
    seat = _INTAKE_BODY if work.case.counts.objections == 0 else _COUNTY
    _lay(work, DutyKind.OBJECTION, seat, Term.OBJECTION_RULING, act)
    work.count(objections=work.case.counts.objections + 1)


def ask_reassignment(work: Work, act: Act) -> None:
    """The lead asks to be relieved; only the body grants it (R-26)."""
    _lay(work, DutyKind.OBJECTION, _INTAKE_BODY, Term.OBJECTION_RULING, act, reassignment=True)


def settle_objection(work: Work, _act: Act) -> None:
    """Rejected: same due, nothing given back (R-23)."""
    work.close_duty(_duty(work, DutyKind.OBJECTION))


def ask_withdrawal(work: Work, act: Act) -> None:
    """The body accepts or goes on ex officio within a working day; silence accepts (R-69)."""
    seat = _INTAKE_BODY if work.case.supervising_org else _COUNTY
    _lay(work, DutyKind.WITHDRAWAL, seat, Term.WITHDRAWAL_DECISION, act)


def continue_ex_officio(work: Work, _act: Act) -> None:
    """Reviewed and recorded, but no rating and no more notices to the citizen (R-69)."""
    work.close_duty(_duty(work, DutyKind.WITHDRAWAL))
    work.change(ex_officio=True)


def supervise(work: Work, act: Act) -> None:
    """Open an order with its deadline, or amend the one that runs (S-5, R-56)."""
    running = work.case.duty(DutyKind.SUPERVISION)
    unit = work.case.lead_unit
    if unit is None or act.inputs.until is None:
        raise AssertionError("an order needs a unit and a deadline")
    clock = start_until(
        Term.SUPERVISION_ANSWER,
        org=unit,
        at=work.now,
        until=act.inputs.until,
        calendar=work.around.calendar,
    )
    posts = posts_for(unit, Role.UNIT_LEADER, work.case, work.around.directory)
    order = Duty(
        kind=DutyKind.SUPERVISION,
        owner_org=unit,
        owner_role=Role.UNIT_LEADER,
        owner_post=posts[0].id if posts else None,
        clock=clock,
        opened_by=act.actor.post,
        unit=unit,
    )
    if running is not None:
        work.replace_duty(running, replace(order, opened_by=running.opened_by or act.actor.post))
        return
    _count_order(work)
    work.open_duty(order)


def order_unit(work: Work) -> None:
    """The clock's own order, after a third return or three missed follow-ups (R-38, R-40); the body settles it."""
    unit = work.case.lead_unit
    if unit is None or work.case.duty(DutyKind.SUPERVISION) is not None:
        return
    posts = posts_for(unit, Role.UNIT_LEADER, work.case, work.around.directory)
    _count_order(work)
    work.open_duty(
        Duty(
            kind=DutyKind.SUPERVISION,
            owner_org=unit,
            owner_role=Role.UNIT_LEADER,
            owner_post=posts[0].id if posts else None,
            clock=_term(work, Term.SUPERVISION_ANSWER, unit),
            opened_by=None,
            unit=unit,
        )
    )


def follow_up_12345(work: Work, act: Act) -> None:
    """A lawful demand badly met elsewhere is followed up by the body itself (H-11.4, R-67)."""
    _lay(work, DutyKind.SUPERVISION, _INTAKE_BODY, Term.SUPERVISION_SETTLEMENT, act, answered=True)


def answer_order(work: Work, _act: Act) -> None:
    """The unit has answered; whoever issued the order settles it within a working day (R-57)."""
    duty = _duty(work, DutyKind.SUPERVISION)
    work.judge(duty.clock)
    org, post = _answerable(work, _INTAKE_BODY)
    role = Role.INTAKE
    issuer = work.around.directory.find_post(duty.opened_by) if duty.opened_by else None
    if issuer is not None:
        org, role, post = issuer.org, issuer.role, issuer.id
    work.replace_duty(
        duty,
        replace(
            duty,
            answered=True,
            owner_org=org,
            owner_role=role,
            owner_post=post,
            clock=_term(work, Term.SUPERVISION_SETTLEMENT, org),
        ),
    )


def settle_order(work: Work, _act: Act) -> None:
    """The order has done its work."""
    work.close_duty(_duty(work, DutyKind.SUPERVISION))


def reissue_order(work: Work, act: Act) -> None:
    """Not settled: the unit owes an answer again, by a new date (R-57)."""
    work.judge(_duty(work, DutyKind.SUPERVISION).clock)
    supervise(work, act)


def flag_special(work: Work, act: Act) -> None:
    """A special matter is coordinated by the county within ten working days (H-4.4, R-62)."""
    work.change(flags=work.case.flags | {Flag.SPECIAL}, coordination_recorded=False)
    if work.case.duty(DutyKind.COORDINATION) is None:
        _lay(work, DutyKind.COORDINATION, _COUNTY, Term.COORDINATION, act)


def record_coordination(work: Work, _act: Act) -> None:
    """Participants, decision and deadline stand in the timeline (H-4.4)."""
    work.close_duty(_duty(work, DutyKind.COORDINATION))
    work.change(coordination_recorded=True)


def add_co_handler(work: Work, act: Act) -> None:
    """A co-handler's internal due is half the limit, rounded up (R-29, A-43)."""
    unit = act.inputs.unit
    posts = posts_for(unit, Role.UNIT_LEADER, work.case, work.around.directory)
    first = work.case.clock.limit if work.case.clock else work.handling_limit()
    half = Limit((first.n + 1) // 2, first.unit)
    work.open_duty(
        Duty(
            kind=DutyKind.CO_HANDLING,
            owner_org=unit,
            owner_role=Role.UNIT_LEADER,
            owner_post=posts[0].id if posts else None,
            clock=start(Term.CO_HANDLING, org=unit, at=work.now, limit=half, calendar=work.around.calendar),
            opened_by=act.actor.post,
            unit=unit,
        )
    )


def answer_as_co_handler(work: Work, act: Act) -> None:
    """The co-handler's part is done."""
    duty = next(
        duty
        for duty in work.case.duties
        if duty.kind is DutyKind.CO_HANDLING and duty.owner_org == act.actor.org
    )
    work.close_duty(duty)


_INTAKE_BODY: Final = Seat(Role.INTAKE, Of.BODY)
_COUNTY: Final = Seat(Role.COUNTY, Of.COUNTY)


def _lay(
    work: Work,
    kind: DutyKind,
    seat: Seat,
    term: Term,
    act: Act,
    *,
    asked: int = 0,
    special: bool = False,
    answered: bool = False,
    reassignment: bool = False,
) -> None:
    org, post = _answerable(work, seat)
    work.open_duty(
        Duty(
            kind=kind,
            owner_org=org,
            owner_role=seat.role,
            owner_post=post,
            clock=_term(work, term, org),
            opened_by=act.actor.post,
            asked=asked,
            special=special,
            answered=answered,
            reassignment=reassignment,
        )
    )


def _answerable(work: Work, seat: Seat) -> tuple[OrgId, PostId | None]:
    case: Case = work.case
    org = org_of(seat.of, case, work.around.directory) or work.around.directory.county_body
    posts = posts_for(org, seat.role, case, work.around.directory)
    return (posts[0].org, posts[0].id) if posts else (org, None)


def _term(work: Work, term: Term, org: OrgId) -> RunningTerm:
    return start(
        term,
        org=org,
        at=work.now,
        limit=work.around.rulebook.limit_of(term),
        calendar=work.around.calendar,
    )


def _duty(work: Work, kind: DutyKind) -> Duty:
    duty = work.case.duty(kind)
    if duty is None:
        raise AssertionError(f"the engine opens no rule about a duty that is not there: {kind}")
    return duty


def _count_order(work: Work) -> None:
    orders = work.case.counts.orders + 1
    work.count(orders=orders)
    if orders == _THIRD:
        work.later(lambda: climb(work, Trigger.THIRD_ORDER))
