"""What the clock does by itself; everything else it finds is a term that ends."""

from typing import Final

from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.conditions import leading
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.effects import (
    following,
)
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.places import (
    ASSIGNED,
    AT_12345,
    CLOCK,
    EVERYTHING,
    FILED,
    FOLLOWING,
    OPEN,
    REPLIED,
    TRACKING,
)

# fmt: off
CLOCK_RULES: Final = (
    Rule(sources=FILED, action=Action.DELIVER, target=State.INTAKE, by=CLOCK, starts=Term.INTAKE, basis="R-06"),
    Rule(sources=ASSIGNED, action=Action.AUTO_SIGN_IN, target=State.HANDLING, by=CLOCK, basis="A-07"),
    Rule(sources=REPLIED, action=Action.CLOSE_UNRATED, target=State.CLOSING, by=CLOCK, stops=True, basis="A-36"),
    Rule(sources=AT_12345, action=Action.CLOSE_UNRATED, target=State.TRANSFERRED_OUT, by=CLOCK, when=c.WINDOW_OPEN,
         stops=True, lapses=EVERYTHING, basis="R-66"),
    Rule(sources=AT_12345, action=Action.CHASE, by=CLOCK, when=c.AWAITING_NEWS, starts=Term.CHASE_AGAIN, basis="R-64"),
    Rule(sources=TRACKING, action=Action.NUDGE_FOLLOW_UP, by=CLOCK, starts=Term.FOLLOW_UP, when=c.TRACKED_ON,
         basis="A-39"),
    Rule(sources=TRACKING, action=Action.NUDGE_FOLLOW_UP, target=State.DECISION, by=CLOCK, when=c.TRACKED_LONG,
         stops=True, starts=Term.DECISION, basis="R-38"),
    Rule(sources=OPEN, action=Action.LAPSE, target=State.WITHDRAWN, by=CLOCK, duty=DutyKind.WITHDRAWAL, stops=True,
         lapses=EVERYTHING, beforehand=following.hand_on, basis="R-69"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, by=CLOCK, when=leading.LEAD_GOES_ON, basis="R-71"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.REPLIED, by=CLOCK, when=leading.LEAD_ANSWERED,
         starts=Term.EVALUATION, lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.CLOSING, by=CLOCK, when=leading.LEAD_ANSWERED_UNRATED,
         lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.CLOSING, by=CLOCK, when=leading.LEAD_EXPLAINED,
         lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.ANSWERED_DIRECTLY, by=CLOCK,
         when=leading.LEAD_ANSWERED_DIRECTLY, lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.DECLINED, by=CLOCK, when=leading.LEAD_DECLINED,
         lapses=EVERYTHING, basis="A-44"),
    Rule(sources=FOLLOWING, action=Action.MIRROR, target=State.INTAKE, by=CLOCK, when=leading.LEAD_GONE,
         starts=Term.INTAKE, lapses=EVERYTHING, basis="R-73"),
    Rule(sources=frozenset({State.CLOSING}), action=Action.CLOSE, target=State.CLOSED, by=CLOCK, when=c.NOTHING_OPEN,
         lapses=EVERYTHING, basis="R-49"),
    Rule(sources=AT_12345, action=Action.CLOSE, target=State.TRANSFERRED_OUT, by=CLOCK, when=c.FOLLOWED_UP,
         lapses=EVERYTHING, basis="R-67"),
)
# fmt: on
