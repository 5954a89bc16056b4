"""What a notice may know of its case: a number, an action, a date.

No word of the matter and no person (H-13.3, X-1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.vocabulary import Action, DutyKind, State
from chalicelib.domain.workflow.case import Case, Entry, Owed
from chalicelib.domain.workflow.conditions.leading import Stage

DUE_ON: Final = "due_on"
"""Where an entry's data names the last day it is about, as an ISO date."""

DUTY_OPENED_BY: Final[Mapping[Action, DutyKind]] = MappingProxyType(
    {
        Action.REQUEST_EXTENSION: DutyKind.EXTENSION,
        Action.OBJECT: DutyKind.OBJECTION,
        Action.REQUEST_REASSIGNMENT: DutyKind.OBJECTION,
        Action.WITHDRAW: DutyKind.WITHDRAWAL,
        Action.SUPERVISE: DutyKind.SUPERVISION,
        Action.RECORD_EVASION: DutyKind.SUPERVISION,
        Action.FLAG_SPECIAL: DutyKind.COORDINATION,
        Action.ADD_CO_HANDLER: DutyKind.CO_HANDLING,
    }
)
"""Acts that lay a duty on somebody: the day they speak of is that duty's, not the main line's."""


_TOLD_OF_LEAD: Final[Mapping[str, Action]] = MappingProxyType(
    {
        Stage.GOING_ON: Action.REPLY_INTERIM,
        Stage.ANSWERED_DIRECTLY: Action.ANSWER_DIRECTLY,
        Stage.DECLINED: Action.DECLINE,
        Stage.ALONE: Action.UNMERGE,
    }
)
"""What happened to the lead, in the words of its own; an answer while it still goes on is an interim one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Why a notice is sent. What is not in here cannot slip into a text."""

    number: str
    """The case number as it is printed."""
    action: Action
    due_on: date | None = None


def occasion_of(case: Case, entry: Entry, owed: Owed, number: str) -> Occasion:
    """Tell the occasion of an owed notice from its entry and the case as it stands now."""
    action = _told_as(case, entry, owed)
    return Occasion(number=number, action=action, due_on=_due_on(case, entry, action))


def _told_as(case: Case, entry: Entry, owed: Owed) -> Action:
    extension = case.duty(DutyKind.EXTENSION)
    if entry.action is Action.GRANT_EXTENSION and extension is not None and owed.to == extension.owner_post:
        # One level has agreed, now it is the next one's turn: the same question as the first one's.
        return Action.REQUEST_EXTENSION
    if entry.action is Action.PASS_REVIEW and case.state is State.TRACKING:
        # The last signature has sent an interim reply: “已有办理结果” would not be true yet.
        return Action.REPLY_INTERIM
    if entry.action is Action.PASS_REVIEW and case.state is State.AWAITING_FEEDBACK:
        # The last signature has handed the answer to the handler, who brings it to the citizen.
        return Action.GIVE_FEEDBACK
    if entry.action is Action.MIRROR:
        return _TOLD_OF_LEAD.get(str(entry.data.get("stage")), Action.MIRROR)
    if entry.action is Action.LAPSE and case.state is State.WITHDRAWN:
        # The body's silence has accepted the withdrawal; for the citizen it is as good as its word.
        return Action.ACCEPT_WITHDRAWAL
    return entry.action


def _due_on(case: Case, entry: Entry, action: Action) -> date | None:
    named = entry.data.get(DUE_ON)
    if isinstance(named, str):
        return date.fromisoformat(named)
    if action is Action.BREACH:
        # A breach is dated at the instant the last day was over.
        return civil_day(entry.at - timedelta(microseconds=1))
    kind = DUTY_OPENED_BY.get(action)
    if kind is not None:
        duty = case.duty(kind)
        return duty.clock.due_on if duty is not None else None
    return case.clock.due_on if case.clock is not None else case.lead_due
