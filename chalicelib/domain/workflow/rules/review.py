"""A reply before its signers, and what the last signature sends (H-12.5, H-13)."""

from typing import Final

from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.conditions import main_line as c
from chalicelib.domain.workflow.effects import main_line as effects
from chalicelib.domain.workflow.effects import (
    replies,
    signing,
)
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.rules.places import (
    BESIDE,
    DECISION,
    FED_BACK,
    FEEDBACK,
    IN_REVIEW,
    INTAKE,
    PROPOSAL,
    SIGNER,
    UNIT,
    WITH_HELPERS,
)
from chalicelib.domain.workflow.seats.ownership import INTAKE_BODY

# fmt: off
REVIEW_RULES: Final = (
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, by=SIGNER, step_in=True, when=c.SIGNATURES_MISSING,
         needs=("checked",), may=("opinion",), does=signing.sign, guards=(guards.every_item_ticked,), basis="H-13.2"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.REPLIED, by=SIGNER, step_in=True,
         when=c.LAST_OF_RATED, needs=("checked",), may=("opinion",), stops=True, starts=Term.EVALUATION,
         lapses=WITH_HELPERS, does=replies.send_final, guards=(guards.every_item_ticked,), basis="H-12.5"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.CLOSING, by=SIGNER, step_in=True,
         when=c.LAST_OF_UNRATED, needs=("checked",), may=("opinion",), stops=True, lapses=WITH_HELPERS,
         does=replies.send_final, guards=(guards.every_item_ticked,), basis="R-43"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.AWAITING_FEEDBACK, by=SIGNER, step_in=True,
         when=c.LAST_WITHIN_HANDLING, needs=("checked",), may=("opinion",), lapses=BESIDE, does=replies.approve,
         guards=(guards.every_item_ticked,), basis="R-42"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.AWAITING_FEEDBACK, by=SIGNER, step_in=True,
         when=c.LAST_BEFORE_FEEDBACK, needs=("checked",), may=("opinion",), stops=True, starts=Term.FEEDBACK,
         lapses=BESIDE, does=replies.approve, guards=(guards.every_item_ticked,), basis="R-42"),
    Rule(sources=FEEDBACK, action=Action.GIVE_FEEDBACK, target=State.CLOSING, by=UNIT,
         needs=("method", "done_on", "text"), may=("course", "effect", "channel", "uploads", "reason"), stops=True,
         lapses=WITH_HELPERS, does=replies.give_feedback, guards=FED_BACK, basis="R-42"),
    Rule(sources=FEEDBACK, action=Action.CONFIRM_JOINT_FEEDBACK, by=(Party.CO_HANDLER,), when=c.UNCONFIRMED,
         may=("opinion",), does=replies.confirm_joint_feedback, basis="K-3.3a"),
    Rule(sources=IN_REVIEW, action=Action.PASS_REVIEW, target=State.TRACKING, by=SIGNER, step_in=True,
         when=c.LAST_OF_INTERIM, needs=("checked",), may=("opinion",), stops=True, starts=Term.FOLLOW_UP,
         lapses=frozenset({DutyKind.EXTENSION}), does=replies.send_interim, guards=(guards.every_item_ticked,),
         basis="H-12.9"),
    Rule(sources=IN_REVIEW, action=Action.RETURN_REVIEW, target=State.HANDLING, by=SIGNER, step_in=True,
         when=c.NOT_TRACKED, needs=("reason",), does=replies.return_draft, basis="H-13.4"),
    Rule(sources=IN_REVIEW, action=Action.RETURN_REVIEW, target=State.TRACKING, by=SIGNER, step_in=True,
         when=c.OUT_OF_TRACKING, needs=("reason",), does=replies.return_draft, basis="R-39"),
    Rule(sources=PROPOSAL | IN_REVIEW, action=Action.RECUSE, by=SIGNER, needs=("reason",), does=effects.recuse,
         guards=(guards.somebody_is_left,), basis="A-30"),
    Rule(sources=INTAKE | DECISION, action=Action.RECUSE, by=(INTAKE_BODY, Party.PROPOSER), needs=("reason",), does=effects.recuse,
         guards=(guards.somebody_is_left,), basis="A-30"),
)
# fmt: on
