"""What the clock owes a case that follows another: whatever happens to the lead happens to it too (R-71)."""

from datetime import date, timedelta
from typing import Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import CITIZEN, NO_TEXTS, Case, Owed, Scalar
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.happening import Event, next_call, step
from chalicelib.domain.workflow.conditions.leading import (
    ENDED_WITHOUT_REPLY,
    MIRRORED,
    Stage,
    said_in,
    stage_for,
)
from chalicelib.domain.workflow.rule import leave_as_it_is
from chalicelib.domain.workflow.work import Work

A_MOMENT: Final = timedelta(minutes=1)
"""After which a follower looks at a lead that has just become its own."""


def look_again(work: Work) -> Event:
    """Look at the others when the office opens next: nothing wakes this case before, if no news comes."""
    return Event(next_call(work, civil_day(work.asked_at)), leave_as_it_is)


def news(work: Work) -> Event:
    """Give the step that brings a follower where its lead is; else the instant to look again."""
    case, lead = work.case, work.around.lead
    if lead is None:
        return look_again(work)
    if lead.case_no != case.lead:
        return Event(work.asked_at + A_MOMENT, leave_as_it_is)
    is_behind = stage_for(case, lead) is not Stage.GOING_ON or _differs(case, lead)
    return Event(work.now, _mirror) if is_behind else look_again(work)


def _differs(case: Case, lead: Case) -> bool:
    is_handed_on = any(getattr(lead, name) != getattr(case, name) for name in MIRRORED)
    return is_handed_on or lead.reply != case.lead_reply or due_of(lead, case) != case.lead_due


def due_of(lead: Case, follower: Case) -> date | None:
    """Give the last day that a follower is told: its lead's, while that has one (R-71)."""
    return lead.clock.due_on if lead.clock is not None else follower.lead_due


def _mirror(work: Work) -> None:
    lead = certain(work.around.lead, "only a lead that is there brings news")
    stage = stage_for(work.case, lead)
    data: dict[str, Scalar] = {"stage": str(stage)}
    if stage is Stage.MOVED:
        work.change(lead=lead.successor or lead.lead)
        step(work, Action.MIRROR, {**data, "lead": str(work.case.lead)})
    elif stage is Stage.ALONE:
        _recall(work)
        step(work, Action.MIRROR, data, _to_citizen(work, "N2"))
    else:
        _keep_up(work, lead, stage, data)


def _keep_up(work: Work, lead: Case, stage: Stage, data: dict[str, Scalar]) -> None:
    before = work.case
    due, said = due_of(lead, before), said_in(lead)
    work.change(**{name: getattr(lead, name) for name in MIRRORED}, lead_due=due, outcome=lead.outcome)
    if lead.reply != before.lead_reply or said is not None:
        # The words stand once, under the lead; everybody who follows reads them there.
        work.change(
            reply=lead.reply,
            lead_reply=lead.reply,
            replied_at=work.now,
            reads_from=(lead.case_no, *lead.reads_from),
            work_order=lead.work_order,
        )
    if stage is Stage.GOING_ON and due is not None:
        data["due_on"] = due.isoformat()
    texts = {"text": said} if said is not None else NO_TEXTS
    step(work, Action.MIRROR, data, _to_citizen(work, *_notice(stage, before, work.case)), texts)


def _notice(stage: Stage, before: Case, after: Case) -> tuple[str, ...]:
    if stage in ENDED_WITHOUT_REPLY:
        return ("N2",)
    if stage is not Stage.GOING_ON or after.lead_reply != before.lead_reply:
        return ("N7",)
    is_later = before.lead_due is not None and after.lead_due is not None and after.lead_due > before.lead_due
    return ("N5",) if is_later else ()


def _to_citizen(work: Work, *notices: str) -> tuple[Owed, ...]:
    # Who is continued ex officio hears nothing more.
    return () if work.case.ex_officio else tuple(Owed(notice, CITIZEN) for notice in notices)


def _recall(work: Work) -> None:
    """Follow nobody any more."""
    work.change(
        lead=None,
        lead_due=None,
        lead_reply=None,
        lead_unit=None,
        leader_post=None,
        handler_post=None,
        track="",
    )
