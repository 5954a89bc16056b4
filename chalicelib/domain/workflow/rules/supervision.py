"""What those above may do: take over, order again, clear up, tell the public."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.conditions import triage as t
from chalicelib.domain.workflow.effects import (
    branching,
    publishing,
    urging,
)
from chalicelib.domain.workflow.effects import hard_cases as hard
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.rules.places import (
    ANSWERED,
    CLOSED,
    DECISION,
    EXPLAINED,
    FEEDBACK,
    FILED,
    FROM_ASSIGNED,
    INTAKE_ONLY,
    OPEN,
    REPLIED,
    TAKEN_OVER,
    TRACKING,
    WATCHERS,
    WITH_HELPERS,
    WITH_UNIT,
)
from chalicelib.domain.workflow.seats.ownership import COUNTY

# fmt: off
SUPERVISION_RULES: Final = (
    Rule(sources=WITH_UNIT | TRACKING | DECISION, action=Action.ELEVATE, target=State.HANDLING, by=(COUNTY,),
         when=c.BELOW_COUNTY, needs=("reason",), stops=True, starts=Term.HANDLING, lapses=TAKEN_OVER,
         does=effects.elevate, basis="H-15.2"),
    Rule(sources=DECISION, action=Action.REHANDLE, target=State.ASSIGNED, by=INTAKE_ONLY, step_in=True,
         when=c.ROUNDS_LEFT, needs=("reason",), may=("unit", "working_days"), stops=True, starts=Term.HANDLING,
         does=effects.rehandle,
         guards=(guards.unit_can_handle, guards.unit_is_not_accused, guards.shorter_than_first), basis="H-15.1"),
    Rule(sources=DECISION | TRACKING, action=Action.EXPLAIN_AND_CLOSE, target=State.CLOSING, by=INTAKE_ONLY, step_in=True,
         needs=EXPLAINED, may=("outcome",), stops=True, lapses=WITH_HELPERS, does=effects.explain,
         guards=(guards.done_not_in_future,), basis="H-15.3"),
    Rule(sources=DECISION, action=Action.CONTINUE_TRACKING, target=State.TRACKING, by=INTAKE_ONLY, step_in=True,
         when=c.OUT_OF_TRACKING, needs=("until", "reason"), stops=True, starts=Term.FOLLOW_UP,
         does=effects.continue_tracking, guards=(guards.until_lies_ahead,), basis="R-38"),
    Rule(sources=FEEDBACK | REPLIED | DECISION, action=Action.CLARIFY, by=WATCHERS, when=t.PROVED_UNTRUE,
         needs=("done_on", "venue", "meeting", "participants", "text", "consented"),
         guards=(guards.done_not_in_future,), basis="K-3.4"),
    Rule(sources=OPEN - FILED, action=Action.MARK_CLUE, by=WATCHERS, needs=("text",), unseen=True,
         does=branching.mark_clue, basis="C-M21"),
    Rule(sources=OPEN - FILED, action=Action.PUT_IN_CHARGE, by=(*WATCHERS, Party.PROPOSER), needs=("in_charge", "reason"),
         does=hard.put_in_charge, guards=(hard.leader_may_take_charge,), basis="K-3.1b"),
    Rule(sources=FROM_ASSIGNED | CLOSED, action=Action.URGE, by=(*WATCHERS, Party.PROPOSER, Party.IN_CHARGE), when=c.LED_BY_A_UNIT,
         needs=("form", "unit", "done_on", "text"), may=("until", "uploads"), does=urging.urge,
         guards=(urging.unit_has_worked_on_it, guards.done_not_in_future, guards.until_lies_ahead), basis="K-3.5"),
    Rule(sources=FROM_ASSIGNED | CLOSED, action=Action.RECORD_ACCOUNTABILITY, by=WATCHERS, when=c.LED_BY_A_UNIT,
         needs=("failing", "unit", "done_on", "text"), guards=(urging.unit_has_worked_on_it, guards.done_not_in_future),
         basis="J-4.3b"),
    Rule(sources=ANSWERED, action=Action.PUBLISH_FEEDBACK, by=WATCHERS, when=publishing.PUBLISHABLE,
         needs=("public_title", "public_text", "names_removed", "numbers_removed", "homes_removed"),
         does=publishing.propose_publication,
         guards=(publishing.everything_is_removed, publishing.no_numbers, publishing.nothing_as_filed,
                 publishing.somebody_approves), basis="K-3.3b"),
    Rule(sources=ANSWERED, action=Action.APPROVE_PUBLICATION, by=(Party.APPROVER,), when=publishing.WAITS,
         may=("opinion",), does=publishing.approve, basis="K-3.3b"),
    Rule(sources=(OPEN - FILED) | CLOSED, action=Action.REFUSE_PUBLICATION, by=(Party.APPROVER,), when=publishing.WAITS,
         needs=("reason",), does=publishing.refuse, basis="K-3.3b"),
    Rule(sources=(OPEN - FILED) | CLOSED, action=Action.WITHDRAW_PUBLICATION, by=(*WATCHERS, Party.APPROVER),
         when=publishing.STANDS, needs=("reason",), does=publishing.withdraw, basis="K-3.3b"),
    Rule(sources=OPEN - FILED, action=Action.ANNOTATE, by=(COUNTY,), needs=("text",), basis="H-4.3"),
)
# fmt: on
