"""What the citizen may do."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.conditions import triage as t
from chalicelib.domain.workflow.effects import (
    duties,
)
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.places import (
    AT_12345,
    BEFORE_REPLY,
    CITIZEN,
    DECISION,
    FILED,
    FOLLOWING,
    INTAKE,
    OPEN,
    PROPOSAL,
    REPLIED,
    SEALED,
    TRACKING,
    WITH_HELPERS,
    WITH_UNIT,
)

# fmt: off
CITIZEN_RULES: Final = (
    Rule(sources=SEALED, action=Action.ADD_MATERIAL, by=CITIZEN, when=t.SEALED_AND_OPEN, may=("text", "uploads"),
         guards=(guards.something_is_added,), basis="R-80"),
    Rule(sources=OPEN, action=Action.ADD_MATERIAL, by=CITIZEN, may=("text", "uploads"),
         guards=(guards.something_is_added,), basis="R-80"),
    Rule(sources=FILED | INTAKE | PROPOSAL | BEFORE_REPLY | TRACKING | DECISION | AT_12345 | FOLLOWING, action=Action.WITHDRAW, by=CITIZEN,
         when=c.BEFORE_FINAL_REPLY, may=("reason",), does=duties.ask_withdrawal, basis="A-45"),
    Rule(sources=WITH_UNIT | TRACKING, action=Action.WITHDRAW, target=State.CLOSING, by=CITIZEN, when=c.AFTER_FINAL_REPLY,
         may=("reason",), stops=True, lapses=WITH_HELPERS, does=effects.end_round, basis="R-70"),
    Rule(sources=REPLIED, action=Action.EVALUATE, target=State.CLOSING, by=CITIZEN, choice=c.SATISFIED,
         needs=("grades",), may=("comment",), stops=True, does=effects.evaluate,
         guards=(guards.every_aspect_graded,), basis="H-14.2"),
    Rule(sources=REPLIED, action=Action.EVALUATE, target=State.DECISION, by=CITIZEN, choice=c.DISSATISFIED,
         needs=("grades",), may=("comment",), stops=True, starts=Term.DECISION, does=effects.evaluate_badly,
         guards=(guards.every_aspect_graded,), basis="H-15.1"),
)
# fmt: on
