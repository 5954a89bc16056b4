"""How the case stands that another one follows, and what that means for the other (R-71 ... R-73)."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.act import Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.rule import Condition


class Stage(StrEnum):
    """What a lead means to those that follow it."""

    GOING_ON = "going_on"
    """No final answer yet: they wait with it."""
    ANSWERED = "answered"
    """Its answer is theirs, and each is asked what it thinks of it."""
    EXPLAINED = "explained"
    """It could not be solved, and was explained and closed."""
    ANSWERED_DIRECTLY = "answered_directly"
    DECLINED = "declined"
    MOVED = "moved"
    """Another case leads now."""
    ALONE = "alone"
    """It went where they cannot follow: each gets a verdict of its own."""


_ENDS: Final = {
    State.ANSWERED_DIRECTLY: Stage.ANSWERED_DIRECTLY,
    State.DECLINED: Stage.DECLINED,
    State.SEALED: Stage.ALONE,
    State.REDIRECTED_12388: Stage.ALONE,
    State.TRACKING_12345: Stage.ALONE,
    State.TRANSFERRED_OUT: Stage.ALONE,
    State.WITHDRAWN: Stage.ALONE,
    State.FILED: Stage.ALONE,
}
_PAST_THE_REPLY: Final = frozenset({State.REPLIED, State.CLOSING, State.CLOSED})
_SAID_BY: Final = {
    Stage.EXPLAINED: Action.EXPLAIN_AND_CLOSE,
    Stage.ANSWERED_DIRECTLY: Action.ANSWER_DIRECTLY,
    Stage.DECLINED: Action.DECLINE,
}
MIRRORED: Final = ("supervising_org", "lead_unit", "leader_post", "handler_post", "track")
"""Who has the matter in hand has it for all."""
ENDED_WITHOUT_REPLY: Final = frozenset({Stage.ANSWERED_DIRECTLY, Stage.DECLINED})
WAITING: Final = frozenset({State.FOLLOWING, State.REPLIED})
"""Where a follower has not had its say on the answer yet (R-74)."""


def stage_of(lead: Case) -> Stage:
    """Tell what the state of a lead means to its followers."""
    if lead.state is State.FOLLOWING or lead.successor is not None:
        return Stage.MOVED
    if lead.state in _ENDS:
        return _ENDS[lead.state]
    if lead.ratings or lead.round > 1:
        return Stage.ANSWERED
    if lead.state in _PAST_THE_REPLY:
        return Stage.EXPLAINED if _entry_of(lead, Action.EXPLAIN_AND_CLOSE) else Stage.ANSWERED
    return Stage.GOING_ON


def stage_for(follower: Case, lead: Case) -> Stage:
    """Tell what a lead means to one follower: no matter stays with the unit that it complains of (R-27)."""
    accused = follower.complaint.accused
    return Stage.ALONE if accused is not None and accused == lead.lead_unit else stage_of(lead)


def is_news(before: Case, after: Case) -> bool:
    """Tell whether followers must look at their lead: what they mirror has changed."""
    return _mirrored(before) != _mirrored(after)


def _mirrored(lead: Case) -> tuple[object, ...]:
    due = lead.clock.due_on if lead.clock is not None else None
    return stage_of(lead), lead.reply, due, *(getattr(lead, name) for name in MIRRORED)


def said_in(lead: Case) -> TextRef | None:
    """Give the words with which a lead ended other than by a reply."""
    action = _SAID_BY.get(stage_of(lead))
    return _entry_of(lead, action) if action is not None else None


def _entry_of(lead: Case, action: Action) -> TextRef | None:
    # The end stands in the tail: hardly anything follows it.
    return next((entry.texts.get("text") for entry in reversed(lead.tail) if entry.action is action), None)


def _at(*stages: Stage, rated: bool | None = None) -> Callable[[Case, Circumstances], bool]:
    def holds(case: Case, around: Circumstances) -> bool:
        if around.lead is None or stage_for(case, around.lead) not in stages:
            return False
        return rated is None or rated is (around.rulebook.evaluation is not None and not case.ex_officio)

    return holds


def waits_for_followers(case: Case, around: Circumstances) -> bool:
    """Tell whether somebody who follows has not had their say yet; unasked, nobody knows (R-74)."""
    if not case.leading:
        return False
    followers = around.followers
    return followers is None or any(each.lead == case.case_no and each.state in WAITING for each in followers)


LEAD_GOES_ON: Final = Condition("lead_goes_on", _at(Stage.GOING_ON, Stage.MOVED))
LEAD_ANSWERED: Final = Condition("lead_answered", _at(Stage.ANSWERED, rated=True))
LEAD_ANSWERED_UNRATED: Final = Condition("lead_answered_unrated", _at(Stage.ANSWERED, rated=False))
LEAD_EXPLAINED: Final = Condition("lead_explained", _at(Stage.EXPLAINED))
LEAD_ANSWERED_DIRECTLY: Final = Condition("lead_answered_directly", _at(Stage.ANSWERED_DIRECTLY))
LEAD_DECLINED: Final = Condition("lead_declined", _at(Stage.DECLINED))
LEAD_GONE: Final = Condition("lead_gone", _at(Stage.ALONE))
