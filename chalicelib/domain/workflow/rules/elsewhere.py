"""What goes to 12345 or to a body that is no tenant, and how it is followed (H-11.3, H-11.4, R-09)."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.effects import (
    orders,
)
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.places import (
    AT_12345,
    BESIDE,
    CITIZEN,
    EVERYTHING,
    EXPLAINED,
    FROM_ASSIGNED,
    INTAKE,
    INTAKE_ONLY,
    PROPOSAL,
)

# fmt: off
ELSEWHERE_RULES: Final = (
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, by=INTAKE_ONLY, when=c.AWAITING_OUTCOME,
         choice=c.SETTLED, needs=("settled", "text"), starts=Term.ADVICE_WINDOW, basis="H-11.4"),
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, target=State.TRANSFERRED_OUT, by=INTAKE_ONLY,
         when=c.AWAITING_RECEIPT, choice=c.SETTLED, needs=("settled", "text"), lapses=EVERYTHING, basis="R-09"),
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, target=State.INTAKE, by=INTAKE_ONLY,
         when=c.AWAITING_RECEIPT, choice=c.UNSETTLED, needs=("settled", "text"), starts=Term.INTAKE, basis="R-09"),
    Rule(sources=AT_12345, action=Action.RECORD_12345_OUTCOME, target=State.INTAKE, by=INTAKE_ONLY,
         when=c.AWAITING_OUTCOME, choice=c.UNSETTLED, needs=("settled", "text"), starts=Term.INTAKE, basis="A-22"),
    Rule(sources=INTAKE | PROPOSAL | FROM_ASSIGNED, action=Action.RECORD_12345_OUTCOME, by=INTAKE_ONLY, when=c.PUSHED_BEFORE,
         needs=("settled", "text"), basis="R-64"),
    Rule(sources=AT_12345, action=Action.RECLAIM_12345, target=State.INTAKE, by=INTAKE_ONLY, step_in=True, when=c.CHASED_TWICE,
         needs=("reason",), starts=Term.INTAKE, basis="R-64"),
    Rule(sources=AT_12345, action=Action.EXPLAIN_AND_CLOSE, target=State.CLOSING, by=INTAKE_ONLY, step_in=True, when=c.CHASED_TWICE,
         needs=EXPLAINED, may=("outcome",), stops=True, lapses=BESIDE, does=effects.explain,
         guards=(guards.done_not_in_future,), basis="R-64"),
    Rule(sources=AT_12345, action=Action.EVALUATE, target=State.TRANSFERRED_OUT, by=CITIZEN, when=c.RATING_OPEN,
         choice=c.SATISFIED, needs=("grades",), may=("comment",), lapses=EVERYTHING, does=effects.evaluate,
         guards=(guards.every_aspect_graded,), basis="R-66"),
    Rule(sources=AT_12345, action=Action.EVALUATE, by=CITIZEN, when=c.RATING_OPEN, choice=c.DISSATISFIED,
         needs=("grades",), may=("comment",), starts=Term.JUDGEMENT, does=effects.evaluate,
         guards=(guards.every_aspect_graded,), basis="H-11.4"),
    Rule(sources=AT_12345, action=Action.JUDGE_LAWFUL, by=INTAKE_ONLY, step_in=True, when=c.AWAITING_JUDGEMENT,
         choice=c.LAWFUL, needs=("lawful",), may=("reason",), stops=True, does=orders.follow_up_12345, basis="R-67"),
    Rule(sources=AT_12345, action=Action.JUDGE_LAWFUL, target=State.TRANSFERRED_OUT, by=INTAKE_ONLY, step_in=True,
         when=c.AWAITING_JUDGEMENT, choice=c.UNLAWFUL, needs=("lawful",), may=("reason",), stops=True, lapses=EVERYTHING,
         guards=(guards.unlawful_needs_reason,), basis="R-67"),
)
# fmt: on
