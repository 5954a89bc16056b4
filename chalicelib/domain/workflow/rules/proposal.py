"""A unit proposed, and leaders who sign before the case goes there (J-3.2.1, K-3.1a)."""

from typing import Final

from chalicelib.domain.vocabulary import Action, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.conditions import triage as t
from chalicelib.domain.workflow.effects import (
    signing,
    triage,
)
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.rules.places import (
    INTAKE,
    INTAKE_ONLY,
    PROPOSAL,
    PROPOSED,
    PROPOSER,
    SIGNER,
)

# fmt: off
PROPOSAL_RULES: Final = (
    Rule(sources=INTAKE, action=Action.HAND_OVER, by=INTAKE_ONLY, step_in=True, when=t.NOT_HANDED_OVER,
         may=("reason",), does=triage.hand_over, basis="R-18"),
    Rule(sources=INTAKE, action=Action.PROPOSE, target=State.PROPOSAL, by=PROPOSER, step_in=True,
         when=t.PROPOSABLE & t.SIGNED_IN_INTAKE, needs=("unit", "text"), does=triage.propose, guards=PROPOSED,
         basis="J-3.2.1"),
    Rule(sources=INTAKE, action=Action.PROPOSE, target=State.PROPOSAL, by=PROPOSER, step_in=True,
         when=t.PROPOSABLE & t.SIGNED_IN_OWN_TERM, needs=("unit", "text"), stops=True, starts=Term.PROPOSAL_SIGNING,
         does=triage.propose, guards=PROPOSED, basis="K-4.1c"),
    Rule(sources=PROPOSAL, action=Action.SIGN_PROPOSAL, by=SIGNER, step_in=True, when=c.SIGNATURES_MISSING,
         may=("opinion",), does=signing.sign, basis="J-3.2.1"),
    Rule(sources=PROPOSAL, action=Action.SIGN_PROPOSAL, target=State.ASSIGNED, by=SIGNER, step_in=True,
         when=t.LAST_OF_PROPOSAL, may=("opinion",), stops=True, starts=Term.HANDLING, does=triage.assign_as_proposed,
         basis="J-3.2.1"),
    Rule(sources=PROPOSAL, action=Action.REFUSE_PROPOSAL, target=State.INTAKE, by=SIGNER, step_in=True,
         when=t.SIGNED_IN_INTAKE, needs=("reason",), does=triage.refuse_proposal, basis="R-16"),
    Rule(sources=PROPOSAL, action=Action.REFUSE_PROPOSAL, target=State.INTAKE, by=SIGNER, step_in=True,
         when=t.SIGNED_IN_OWN_TERM, needs=("reason",), stops=True, starts=Term.REPROPOSAL, does=triage.refuse_proposal,
         basis="R-16"),
)
# fmt: on
