"""What the citizen sees of the way: the nine states of H-8.1 with their dates, in the four steps of S-3."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.case import Entry


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
        State.INTAKE: Step.FILE,
        State.PROPOSAL: Step.FORWARD,
        State.ASSIGNED: Step.FORWARD,
        State.TRACKING_12345: Step.FORWARD,
        State.HANDLING: Step.HANDLE,
        State.DRAFTING: Step.HANDLE,
        State.IN_REVIEW: Step.HANDLE,
        State.AWAITING_FEEDBACK: Step.HANDLE,
        State.TRACKING: Step.HANDLE,
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
        Action.RECORD_12345_OUTCOME: (Milestone.REPLIED,),
        Action.SIGN_IN: (Milestone.HANDLED,),
        Action.AUTO_SIGN_IN: (Milestone.HANDLED,),
        Action.DRAFT_REPLY: (Milestone.DRAFTED,),
        Action.SUBMIT_REPLY: (Milestone.REVIEWED,),
        Action.EVALUATE: (Milestone.RATED,),
        Action.CLOSE: (Milestone.CLOSED,),
        Action.ACCEPT_WITHDRAWAL: (Milestone.CLOSED,),
        Action.LAPSE: (Milestone.CLOSED,),
    }
)


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone and when the case first reached it in its present round."""

    state: Milestone
    at: datetime


def step_of(state: State) -> Step:
    """Give the step of S-3 that a state belongs to."""
    return STEPS.get(state, Step.RATE)


def reached(entries: Iterable[Entry]) -> tuple[Reached, ...]:
    """Give the milestones of a timeline, each with its latest date, in the order of H-8.1.

    A second handling begins 办理 to 评价 anew, so that nobody reads an old answer as the new one.
    """
    dates: dict[Milestone, datetime] = {}
    for entry in entries:
        if entry.action in {Action.REHANDLE, Action.ELEVATE, Action.REASSIGN}:
            for milestone in list(Milestone)[3:]:
                dates.pop(milestone, None)
        milestones = _REACHED.get(entry.action, ())
        if entry.action is Action.PASS_REVIEW and "due_on" in entry.data:
            milestones = (Milestone.REPLIED,)
        for milestone in milestones:
            dates.setdefault(milestone, entry.at)
    return tuple(Reached(milestone, dates[milestone]) for milestone in Milestone if milestone in dates)
