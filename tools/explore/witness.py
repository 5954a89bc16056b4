"""What the past of a case proves, kept outside the case, so that the case cannot vouch for itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.case import CITIZEN, Case, Entry
from chalicelib.domain.workflow.conditions.leading import Stage

TELLING: Final = frozenset({"N2", "N7"})
"""Notices that tell the citizen how the case went on or ended (obligations §12)."""
SUBMITTING: Final = frozenset({Action.SUBMIT_REPLY, Action.REPLY_INTERIM})
ANSWERING: Final = frozenset({Action.EXPLAIN_AND_CLOSE, Action.GIVE_FEEDBACK, Action.SOLVE_AT_ONCE})
"""Acts that bring the citizen an answer themselves (H-15.3, R-42, R-11)."""
MIRRORED_ANSWERS: Final = frozenset({Stage.ANSWERED, Stage.EXPLAINED})
"""What has become of the case that one follows, where that answers both (A-44)."""
SIGNED: Final = frozenset({State.IN_REVIEW, State.AWAITING_FEEDBACK})
ANSWERED: Final = frozenset({State.REPLIED, State.CLOSING, State.CLOSED})
"""Where the last signature under a final reply leads."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A history in a few words: who signed since the draft was handed in, and what the citizen has got."""

    approvals: int = 0
    """Who signed since the proposal was made."""
    signatures: int = 0
    answered: bool = False
    """A final reply has gone out, or the case was explained and closed."""
    told: bool = False


def after(witness: Witness, entries: Sequence[Entry], case: Case) -> Witness:
    """Give what is proved once these entries are written."""
    for entry in entries:
        if entry.action in SUBMITTING:
            witness = replace(witness, signatures=0)
        elif entry.action is Action.PASS_REVIEW:
            witness = replace(witness, signatures=witness.signatures + 1)
            witness = replace(witness, answered=witness.answered or case.state in ANSWERED)
        elif entry.action in ANSWERING:
            witness = replace(witness, answered=True)
        elif entry.action is Action.MIRROR:
            is_answer = entry.data["stage"] in MIRRORED_ANSWERS
            witness = replace(witness, answered=witness.answered or is_answer)
        elif entry.action is Action.PROPOSE:
            witness = replace(witness, approvals=0)
        elif entry.action is Action.SIGN_PROPOSAL:
            witness = replace(witness, approvals=witness.approvals + 1)
        if any(owed.to == CITIZEN and owed.notice in TELLING for owed in entry.owes):
            witness = replace(witness, told=True)
    if case.state not in SIGNED:
        witness = replace(witness, signatures=0)
    return witness if case.state is State.PROPOSAL else replace(witness, approvals=0)
