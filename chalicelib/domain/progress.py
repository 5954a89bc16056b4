"""What the citizen sees of the way: the nine states of H-8.1 with their dates, in the four steps of S-3."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.case import Entry
from chalicelib.domain.workflow.conditions.leading import Stage


class Milestone(StrEnum):
    """The nine states, in their order (H-8.1)."""

    FILED = "投诉"
    ACCEPTED = "受理"
    ASSIGNED = "转办"
    HANDLED = "办理"
    DRAFTED = "拟制答复意见"
    REVIEWED = "审核答复意见"
    REPLIED = "答复"
    RATED = "评价"
    CLOSED = "办结"


class Step(StrEnum):
    """The four steps of 一诉二转三办四评 (S-3)."""

    FILE = "诉"
    FORWARD = "转"
    HANDLE = "办"
    RATE = "评"


STEPS: Final[Mapping[State, Step]] = MappingProxyType(
    {
        State.FILED: Step.FILE,
        State.SEALED: Step.FORWARD,
        State.INTAKE: Step.FILE,
        State.PROPOSAL: Step.FORWARD,
        State.ASSIGNED: Step.FORWARD,
        State.TRACKING_12345: Step.FORWARD,
        State.HANDLING: Step.HANDLE,
        State.DRAFTING: Step.HANDLE,
        State.IN_REVIEW: Step.HANDLE,
        State.AWAITING_FEEDBACK: Step.HANDLE,
        State.TRACKING: Step.HANDLE,
        State.FOLLOWING: Step.HANDLE,
    }
)
"""Every other state has an answer: 评 (obligations §7)."""

_REACHED: Final[Mapping[Action, tuple[Milestone, ...]]] = MappingProxyType(
    {
        Action.FILE: (Milestone.FILED,),
        Action.ASSIGN: (Milestone.ACCEPTED, Milestone.ASSIGNED),
        Action.ANSWER_DIRECTLY: (Milestone.ACCEPTED, Milestone.REPLIED, Milestone.CLOSED),
        Action.DECLINE: (Milestone.CLOSED,),
        Action.TRANSFER_12345: (Milestone.ACCEPTED, Milestone.ASSIGNED),
        Action.ADVISE_12345: (Milestone.ACCEPTED, Milestone.REPLIED),
        Action.REFER_OUTSIDE: (Milestone.ACCEPTED, Milestone.ASSIGNED),
        Action.REDIRECT_12388: (Milestone.CLOSED,),
        Action.SOLVE_AT_ONCE: (Milestone.ACCEPTED, Milestone.HANDLED, Milestone.REPLIED),
        Action.GIVE_FEEDBACK: (Milestone.REPLIED,),
        Action.MERGE: (Milestone.ACCEPTED, Milestone.HANDLED),
        Action.SIGN_IN: (Milestone.HANDLED,),
        Action.AUTO_SIGN_IN: (Milestone.HANDLED,),
        Action.ELEVATE: (Milestone.HANDLED,),
        Action.DRAFT_REPLY: (Milestone.DRAFTED,),
        Action.SUBMIT_REPLY: (Milestone.REVIEWED,),
        Action.EVALUATE: (Milestone.RATED,),
        Action.CLOSE: (Milestone.CLOSED,),
        Action.ACCEPT_WITHDRAWAL: (Milestone.CLOSED,),
        Action.LAPSE: (Milestone.CLOSED,),
    }
)

LEFT_TO_THE_HANDLER: Final = "R-42"
"""The clause by which a last signature sends nothing yet: the handler brings the answer (C, K)."""

_MIRRORED: Final = {
    Stage.ANSWERED: (Milestone.REPLIED,),
    Stage.EXPLAINED: (Milestone.REPLIED,),
    Stage.ANSWERED_DIRECTLY: (Milestone.REPLIED, Milestone.CLOSED),
    Stage.DECLINED: (Milestone.CLOSED,),
}
"""What the end of the case that leads is for those that follow it (A-44)."""

_DUE: Final = "due_on"
"""An entry that names a due has started a term."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone and when the case first reached it in its present round."""

    state: Milestone
    at: datetime


def step_of(state: State) -> Step:
    """Give the step of S-3 that a state belongs to."""
    return STEPS.get(state, Step.RATE)


def reached(entries: Iterable[Entry]) -> tuple[Reached, ...]:
    """Give the milestones of a timeline, each with when it was first reached, in the order of H-8.1.

    A new work order begins 办理 to 评价 anew, so that nobody reads an old answer as the new one;
    an interim reply is no 答复 yet (R-37).
    """
    dates: dict[Milestone, datetime] = {}
    is_interim, signed_at = False, None
    for entry in entries:
        if _begins_anew(entry):
            for milestone in list(Milestone)[3:]:
                dates.pop(milestone, None)
        if entry.action in {Action.SUBMIT_REPLY, Action.REPLY_INTERIM}:
            is_interim, signed_at = entry.action is Action.REPLY_INTERIM, None
        if entry.action is Action.PASS_REVIEW and not is_interim:
            signed_at = entry.at
        if entry.action is Action.GIVE_FEEDBACK:
            # Where the handler brings the answer, it is the citizen's only now.
            signed_at = None
        if signed_at is not None and (_sends(entry) or entry.action is Action.CLOSE):
            # Where nobody rates, no term starts with the reply; the close follows it at once.
            dates.setdefault(Milestone.REPLIED, signed_at)
        for milestone in _milestones_of(entry):
            dates.setdefault(milestone, entry.at)
    return tuple(Reached(milestone, dates[milestone]) for milestone in Milestone if milestone in dates)


def _milestones_of(entry: Entry) -> tuple[Milestone, ...]:
    if entry.action is Action.RECORD_12345_OUTCOME:
        # What comes back unsettled, or after the case was taken back, answers nothing.
        return (Milestone.REPLIED,) if entry.data.get("settled") and _DUE in entry.data else ()
    if entry.action is Action.MIRROR:
        return _MIRRORED.get(Stage(str(entry.data["stage"])), ())
    if entry.action is Action.SIGN_PROPOSAL:
        # The last signature alone hands the case to a unit, and its term begins.
        return (Milestone.ACCEPTED, Milestone.ASSIGNED) if _DUE in entry.data else ()
    return _REACHED.get(entry.action, ())


def _begins_anew(entry: Entry) -> bool:
    is_new_order = entry.action in {Action.REHANDLE, Action.ELEVATE, Action.REASSIGN}
    return is_new_order or (entry.action is Action.RULE_ON_OBJECTION and bool(entry.data.get("upheld")))


def _sends(entry: Entry) -> bool:
    return entry.action is Action.PASS_REVIEW and _DUE in entry.data and entry.basis != LEFT_TO_THE_HANDLER
