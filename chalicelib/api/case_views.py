"""How a case looks to its citizen and to a desk: never more than the reader may know (design §1)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import msgspec

from chalicelib.domain.case_number import printed
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.explanation import explain
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.deadlines.terms import RunningTerm
from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.labels import ACTIONS, DUTIES, STATES, TERMS
from chalicelib.domain.progress import reached, step_of
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.act import Circumstances
from chalicelib.domain.workflow.case import CITIZEN, Case, Duty, Entry
from chalicelib.domain.workflow.clock.recounting import move_in_words
from chalicelib.domain.workflow.engine import tick


class Due(msgspec.Struct, kw_only=True):
    """A due date that explains itself (design §1 promise 4)."""

    term: str
    label: str
    on: date
    at: datetime
    provisional: bool
    breached: bool
    explanation: str
    calendar: str
    rulebook: str


class Milestone(msgspec.Struct, kw_only=True):
    """One of the nine states of H-8.1, and when it was reached."""

    state: str
    at: datetime


class Progress(msgspec.Struct, kw_only=True):
    """The step of 一诉二转三办四评 (S-3) and the states reached so far."""

    step: str
    states: list[Milestone]


class Message(msgspec.Struct, kw_only=True):
    """Words between office and citizen."""

    at: datetime
    sender: str
    action: str
    text: str


class Reply(msgspec.Struct, kw_only=True):
    """The answer."""

    at: datetime
    text: str
    outcome: str | None
    round: int


class Evaluation(msgspec.Struct, kw_only=True):
    """A rating that was given."""

    round: int
    at: datetime
    aspects: dict[str, str]


CalendarOf = Callable[[str], Calendar]
"""Gives the calendar of a version: a due is explained by the one it was counted with."""


def due_of(running: RunningTerm, case: Case, rulebook: Rulebook, calendar_of: CalendarOf) -> Due:
    """Show a running term with the days counted and skipped, and the other rule it may follow (H-12.4)."""
    calendar = calendar_of(running.calendar_version)
    explained = explain(calendar, civil_day(running.started_at), (running.limit, *running.extended))
    words = explained.in_words()
    if explained.due.on != running.due_on:
        # A date set by an order, or one already told that a later notice would have made earlier.
        words += f"到期日定为{running.due_on:%Y}年{running.due_on.month}月{running.due_on.day}日。"
    other = rulebook.override_of(case.complaint.item)
    if running.term is Term.HANDLING and other is not None and not case.limit_override:
        words += f"这个事项另有规定，按{other.basis}办理。"
    return Due(
        term=running.term,
        label=TERMS[running.term],
        on=running.due_on,
        at=running.due_at,
        provisional=running.provisional,
        breached=running.breached_at is not None,
        explanation=words,
        calendar=running.calendar_version,
        rulebook=case.rulebook,
    )


def due_now(case: Case, around: Circumstances, calendar_of: CalendarOf) -> Due | None:
    """Show the main line's term; of a case that follows another, the other's: it is the same day (R-71)."""
    lead = around.lead if case.state is State.FOLLOWING else None
    told = lead or case
    return due_of(told.clock, told, around.rulebook, calendar_of) if told.clock is not None else None


def as_of_now(case: Case, entries: Sequence[Entry], around: Circumstances) -> tuple[Case, list[Entry]]:
    """Give the case as it is true now: with what the clock owes, even before a sweep writes it down.

    The version stays the stored one, for it is what the next act must name.
    """
    owed = tick(case, around)
    return replace(owed.after, version=case.version), [*entries, *owed.entries]


def progress_of(case: Case, entries: Iterable[Entry]) -> Progress:
    """Show how far a case has come."""
    return Progress(
        step=step_of(case.state),
        states=[Milestone(state=each.state, at=each.at) for each in reached(entries)],
    )


def evaluations_of(case: Case) -> list[Evaluation]:
    """Show the ratings that were given."""
    return [
        Evaluation(
            round=rating.round, at=rating.at, aspects={str(a): str(g) for a, g in rating.grades.items()}
        )
        for rating in case.ratings
    ]


SHOWN_TO_CITIZEN = {
    Action.ANSWER_DIRECTLY: "text",
    Action.DECLINE: "text",
    Action.REDIRECT_12388: "text",
    Action.ADVISE_12345: "text",
    Action.RECORD_12345_OUTCOME: "text",
    Action.MESSAGE_CITIZEN: "text",
    Action.EXPLAIN_AND_CLOSE: "text",
    Action.GRANT_EXTENSION: "reason",
    Action.ADD_MATERIAL: "text",
    Action.MIRROR: "text",
}
"""Acts whose words are for the citizen, and which of their words."""


def message_refs(entries: Iterable[Entry]) -> list[tuple[Entry, TextRef]]:
    """Find the words between office and citizen; of an extension, the reason it was asked with (N5)."""
    found: list[tuple[Entry, TextRef]] = []
    asked: TextRef | None = None
    for entry in entries:
        if entry.action is Action.REQUEST_EXTENSION:
            asked = entry.texts.get("reason")
        name = SHOWN_TO_CITIZEN.get(entry.action)
        ref = asked if entry.action is Action.GRANT_EXTENSION else entry.texts.get(name or "")
        if name and ref:
            found.append((entry, ref))
    return found


def messages_of(found: Sequence[tuple[Entry, TextRef]], texts: Mapping[TextRef, str]) -> list[Message]:
    """Show them, as far as their texts are still there."""
    return [
        Message(
            at=entry.at,
            sender="群众" if entry.actor == CITIZEN else "工作人员",
            action=ACTIONS[entry.action],
            text=texts[ref],
        )
        for entry, ref in found
        if ref in texts
    ]


def moves_of(entries: Iterable[Entry]) -> list[Message]:
    """Show the reason of each new date that a holiday notice brought and the citizen was told (N5, A-47)."""
    return [
        Message(at=entry.at, sender="系统", action=ACTIONS[entry.action], text=move_in_words(entry))
        for entry in entries
        if entry.action is Action.FIRM_DUE and any(owed.to == CITIZEN for owed in entry.owes)
    ]


class DutyShown(msgspec.Struct, kw_only=True):
    """A duty beside the main line."""

    kind: str
    label: str
    owner_org: str
    owner_post: str | None
    due: Due
    asked: int
    answered: bool


def duty_of(duty: Duty, case: Case, rulebook: Rulebook, calendar_of: CalendarOf) -> DutyShown:
    """Show a duty."""
    return DutyShown(
        kind=duty.kind,
        label=DUTIES[duty.kind],
        owner_org=duty.owner_org,
        owner_post=duty.owner_post,
        due=due_of(duty.clock, case, rulebook, calendar_of),
        asked=duty.asked,
        answered=duty.answered,
    )


class Brief(msgspec.Struct, kw_only=True):
    """A case in a citizen's list; of one that needs its code no more than number, county and day (A-17)."""

    case_no: str
    printed: str
    county: str
    filed_at: datetime
    needs_code: bool
    title: str | None = None
    state: str | None = None
    label: str | None = None
    step: str | None = None
    due_on: date | None = None


def brief_of(case: Case, title: str | None) -> Brief:
    """Show a case in a line; without a title: it ended long ago and needs its code."""
    line = Brief(
        case_no=case.case_no,
        printed=printed(case.case_no),
        county=case.county,
        filed_at=case.filed_at,
        needs_code=title is None,
    )
    if title is not None:
        line.title = title
        line.state, line.label, line.step = case.state, STATES[case.state], step_of(case.state)
        line.due_on = case.clock.due_on if case.clock else case.lead_due
    return line
