"""The sealed desk's own life of a case (R-76)."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import triage as t
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.places import SEALED, SEALED_SEAT

# fmt: off
SEALED_RULES: Final = (
    Rule(sources=SEALED, action=Action.SEAL_ACCEPT, by=SEALED_SEAT, when=t.TO_BE_ACCEPTED, may=("reason",), stops=True,
         starts=Term.SEALED_WORK, basis="A-21"),
    Rule(sources=SEALED, action=Action.SEAL_CONCLUDE, by=SEALED_SEAT, when=t.TO_BE_CONCLUDED & t.FILED_BY_CITIZEN,
         needs=("text", "outcome"), stops=True, starts=Term.SEALED_FEEDBACK, does=effects.conclude_sealed, basis="A-21"),
    Rule(sources=SEALED, action=Action.SEAL_CONCLUDE, by=SEALED_SEAT, when=t.TO_BE_CONCLUDED & t.REPORTED_BY_POST,
         needs=("text", "outcome"), stops=True, does=effects.conclude_sealed, basis="K-4.2b"),
    Rule(sources=SEALED, action=Action.REGISTER_CLUE, by=SEALED_SEAT, when=t.SEALED_AND_OPEN,
         needs=("done_on", "external_no", "receiver"), may=("remark",), guards=(guards.done_not_in_future,), basis="J-3.2.4"),
    Rule(sources=SEALED, action=Action.SEAL_HAND_OVER, by=SEALED_SEAT, when=t.SEALED_AND_OPEN,
         needs=("done_on", "external_no", "receiver"), may=("remark",), stops=True, does=effects.hand_over_sealed,
         guards=(guards.done_not_in_future,), basis="X-2"),
    Rule(sources=SEALED, action=Action.SEAL_FEEDBACK, by=SEALED_SEAT, when=t.TO_BE_FED_BACK,
         needs=("method", "done_on", "text"), stops=True, guards=(guards.done_not_in_future,), basis="A-21"),
    Rule(sources=SEALED, action=Action.RETURN_TO_ORDINARY, target=State.INTAKE, by=SEALED_SEAT, when=t.MAY_RETURN,
         needs=("reason",), stops=True, starts=Term.INTAKE, does=effects.return_to_ordinary, basis="R-76"),
    Rule(sources=SEALED, action=Action.RECUSE, by=SEALED_SEAT, needs=("reason",), does=effects.recuse,
         guards=(guards.somebody_is_left,), basis="A-30"),
)
# fmt: on
