"""What rules do to the duties beside the main line, supervision orders apart (R-01)."""

from dataclasses import replace
from typing import Final

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import RunningTerm, extend, start
from chalicelib.domain.rulebook.rules import Trigger
from chalicelib.domain.vocabulary import DutyKind, Flag, Role, Term, Unit
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Duty
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.ladder import climb
from chalicelib.domain.workflow.effects.laying import find_duty, lay, owed_by
from chalicelib.domain.workflow.extending import asked_for
from chalicelib.domain.workflow.seats.ownership import COUNTY, INTAKE_BODY
from chalicelib.domain.workflow.seats.seating import posts_in, posts_owing
from chalicelib.domain.workflow.work import Work

_THIRD: Final = 3
_HALF_MONTH: Final = 15


def ask_extension(work: Work, act: Act) -> None:
    """An application: decided level by level, or by the leader if it is special (H-12.6, R-31)."""
    rulebook, special = work.around.rulebook, act.inputs.special
    rule = rulebook.extension
    level = 0 if special else _first_level(work, act)
    seat = rule.special_beyond if special and rule.special_beyond else rule.approvers[level]
    duty = owed_by(work, seat, DutyKind.EXTENSION, Term.EXTENSION_DECISION, act)
    lay(work, replace(duty, asked=asked_for(act.inputs, rulebook), special=special, level=level))
    if work.case.counts.extensions_decided + 1 >= _THIRD:
        work.later(lambda: climb(work, Trigger.THIRD_EXTENSION))


def _first_level(work: Work, act: Act) -> int:
    """Give the first level where somebody else than the asker decides: nobody grants his own wish (R-35)."""
    approvers, directory = work.around.rulebook.extension.approvers, work.around.directory
    deciding = [
        any(post.id != act.actor.post for post in posts_in(seat, work.case, directory)) for seat in approvers
    ]
    return deciding.index(True) if True in deciding else 0


def pass_to_next_approver(work: Work, act: Act) -> None:
    """One level has agreed; the next has one working day of its own (R-35)."""
    duty = find_duty(work, DutyKind.EXTENSION)
    seat = work.around.rulebook.extension.approvers[duty.level + 1]
    work.close_duty(duty)
    fresh = owed_by(work, seat, DutyKind.EXTENSION, Term.EXTENSION_DECISION, act)
    lay(work, replace(fresh, opened_by=duty.opened_by, asked=duty.asked, level=duty.level + 1))


def grant_extension(work: Work, _act: Act) -> None:
    """New due from the current one (A-08); granted after the breach it only excuses it (R-31)."""
    duty, clock = _decided(work)
    if clock.breached_at is not None:
        work.excuse(clock, "extension_granted_later")
    unit = Unit.CALENDAR_DAY if work.around.rulebook.extends_by_days else Unit.WORKING_DAY
    by = Limit(duty.asked, unit)
    work.change(clock=extend(clock, by, work.around.calendar, work.now))


def refuse_extension(work: Work, _act: Act) -> None:
    """Refused ones count too (R-33); a held term is late from its old due, as the clock finds at once."""
    _, clock = _decided(work)
    work.change(clock=replace(clock, held=False))


def object_to_order(work: Work, act: Act) -> None:
    """The body rules within a working day; the second objection on a case goes to the county (R-23, R-25)."""
    seat = INTAKE_BODY if work.case.counts.objections == 0 else COUNTY
    lay(work, owed_by(work, seat, DutyKind.OBJECTION, Term.OBJECTION_RULING, act))
    work.count(objections=work.case.counts.objections + 1)


def ask_reassignment(work: Work, act: Act) -> None:
    """The lead asks to be relieved; only the body grants it (R-26)."""
    duty = owed_by(work, INTAKE_BODY, DutyKind.OBJECTION, Term.OBJECTION_RULING, act)
    lay(work, replace(duty, reassignment=True))


def settle_objection(work: Work, _act: Act) -> None:
    """Rejected: same due, nothing given back (R-23)."""
    work.close_duty(find_duty(work, DutyKind.OBJECTION))


def ask_withdrawal(work: Work, act: Act) -> None:
    """The body accepts or goes on ex officio within a working day; silence accepts (R-69)."""
    seat = INTAKE_BODY if work.case.supervising_org else COUNTY
    lay(work, owed_by(work, seat, DutyKind.WITHDRAWAL, Term.WITHDRAWAL_DECISION, act))


def continue_ex_officio(work: Work, _act: Act) -> None:
    """Reviewed and recorded, but no rating and no more notices to the citizen (R-69)."""
    work.close_duty(find_duty(work, DutyKind.WITHDRAWAL))
    work.change(ex_officio=True)


def flag_special(work: Work, act: Act) -> None:
    """A special matter is coordinated by the county within ten working days (H-4.4, R-62)."""
    work.change(flags=work.case.flags | {Flag.SPECIAL})
    lay(work, owed_by(work, COUNTY, DutyKind.COORDINATION, Term.COORDINATION, act))


def record_coordination(work: Work, _act: Act) -> None:
    """Participants, decision and deadline stand in the timeline (H-4.4)."""
    work.close_duty(find_duty(work, DutyKind.COORDINATION))


def add_co_handler(work: Work, act: Act) -> None:
    """A co-handler's internal due is half the limit, rounded up (R-29, A-43)."""
    first = work.handling_limit()
    half = _half_of(first)
    unit = act.inputs.unit
    work.change(co_units=tuple(dict.fromkeys((*work.case.co_units, unit))))
    lay(
        work,
        Duty(
            kind=DutyKind.CO_HANDLING,
            owner_org=unit,
            owner_role=Role.UNIT_LEADER,
            owner_post=None,
            clock=start(Term.CO_HANDLING, org=unit, at=work.now, limit=half, calendar=work.around.calendar),
            opened_by=act.actor.post,
            unit=unit,
        ),
    )


def _half_of(limit: Limit) -> Limit:
    # Half a month is fifteen days.
    if limit.unit is Unit.MONTH:
        return Limit(limit.n * _HALF_MONTH, Unit.CALENDAR_DAY)
    return Limit((limit.n + 1) // 2, limit.unit)


def answer_as_co_handler(work: Work, act: Act) -> None:
    """The co-handler's part is done."""
    mine = (
        duty
        for duty in work.case.duties
        if duty.kind is DutyKind.CO_HANDLING
        and any(post.id == act.actor.post for post in posts_owing(duty, work.case, work.around.directory))
    )
    work.close_duty(next(mine))


def _decided(work: Work) -> tuple[Duty, RunningTerm]:
    """Close an application that is decided, and count it (R-33)."""
    duty = find_duty(work, DutyKind.EXTENSION)
    clock = certain(work.case.clock, "an application is about a running term and lapses with it")
    work.close_duty(duty)
    work.count(extensions_decided=work.case.counts.extensions_decided + 1)
    return duty, clock
