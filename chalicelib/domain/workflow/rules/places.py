"""The words in which the rules are written: where a case may stand, who acts there, what an act must fulfil."""

from typing import Final

from chalicelib.domain.vocabulary import FINAL_STATES, DutyKind, State
from chalicelib.domain.workflow.guards import branching as branch_guards
from chalicelib.domain.workflow.guards import extensions as extension_guards
from chalicelib.domain.workflow.guards import feedback
from chalicelib.domain.workflow.guards import main_line as guards
from chalicelib.domain.workflow.guards import triage as triage_guards
from chalicelib.domain.workflow.rule import Party
from chalicelib.domain.workflow.seats.ownership import COUNTY, HANDLER, INTAKE_BODY, SEALED_DESK, UNIT_LEADER

SEALED: Final = frozenset({State.SEALED})
OPEN: Final = frozenset(State) - FINAL_STATES - SEALED
FILED: Final = frozenset({State.FILED})
INTAKE: Final = frozenset({State.INTAKE})
ASSIGNED: Final = frozenset({State.ASSIGNED})
WORKING: Final = frozenset({State.HANDLING, State.DRAFTING})
TRACKING: Final = frozenset({State.TRACKING})
IN_REVIEW: Final = frozenset({State.IN_REVIEW})
PROPOSAL: Final = frozenset({State.PROPOSAL})
FEEDBACK: Final = frozenset({State.AWAITING_FEEDBACK})
WITH_UNIT: Final = ASSIGNED | WORKING | IN_REVIEW
BEFORE_REPLY: Final = WITH_UNIT | FEEDBACK
"""With the unit, and nothing said to the citizen yet."""
AT_12345: Final = frozenset({State.TRACKING_12345})
REPLIED: Final = frozenset({State.REPLIED})
FOLLOWING: Final = frozenset({State.FOLLOWING})
DECISION: Final = frozenset({State.DECISION})
CLOSED: Final = frozenset({State.CLOSED})
"""What is added to a closed case changes neither its state nor anything that runs (K-3.5)."""
ANSWERED: Final = frozenset({State.REPLIED, State.DECISION, State.CLOSING, State.CLOSED})
FROM_ASSIGNED: Final = BEFORE_REPLY | TRACKING | REPLIED | DECISION | {State.CLOSING}

INTAKE_ONLY: Final = (INTAKE_BODY,)
UNIT: Final = (HANDLER, UNIT_LEADER)
WATCHERS: Final = (INTAKE_BODY, COUNTY)
CITIZEN: Final = (Party.CITIZEN,)
SIGNER: Final = (Party.SIGNER,)
OWNER: Final = (Party.DUTY_OWNER,)
PROPOSER: Final = (Party.PROPOSER,)
SEALED_SEAT: Final = (SEALED_DESK,)

BESIDE: Final = frozenset({DutyKind.EXTENSION, DutyKind.OBJECTION, DutyKind.WITHDRAWAL})
"""What the final reply and a re-assignment end (R-04)."""
WITH_HELPERS: Final = BESIDE | {DutyKind.CO_HANDLING}
TAKEN_OVER: Final = WITH_HELPERS | {DutyKind.SUPERVISION}
EVERYTHING: Final = frozenset(DutyKind)

GOES_ELSEWHERE: Final = (guards.unit_can_handle, guards.unit_is_not_accused, guards.unit_is_another)
HELPS: Final = (guards.co_handler_is_another_unit, guards.unit_is_not_accused)
PROPOSED: Final = (
    guards.unit_can_handle,
    guards.unit_is_not_accused,
    triage_guards.unit_takes_proposals,
    triage_guards.another_post_signs_proposal,
)
FED_BACK: Final = (
    guards.done_not_in_future,
    feedback.course_and_effect_told,
    feedback.citizen_was_contacted,
    feedback.work_is_on_record,
    feedback.group_answer_is_shown,
    feedback.every_unit_confirmed,
)
EDITED: Final = (branch_guards.words_are_others, branch_guards.kept_files_are_here)
EXTENDED: Final = (
    extension_guards.extension_within_first_limit,
    extension_guards.extension_within_total,
    extension_guards.extension_beyond_count_is_special,
)
EXPLAINED: Final = ("text", "method", "done_on", "done_by")
CLOCK: Final = (Party.CLOCK,)
