"""The law of the case as a table: who may do what where, and what follows (design §3, transitions.md).

The engine only looks rules up here; nothing else asks a case for its state to decide what is allowed.
"""

from typing import Final

from chalicelib.domain.workflow.rules.citizen import CITIZEN_RULES
from chalicelib.domain.workflow.rules.duties import DUTIES_RULES
from chalicelib.domain.workflow.rules.elsewhere import ELSEWHERE_RULES
from chalicelib.domain.workflow.rules.intake import INTAKE_RULES
from chalicelib.domain.workflow.rules.proposal import PROPOSAL_RULES
from chalicelib.domain.workflow.rules.review import REVIEW_RULES
from chalicelib.domain.workflow.rules.sealed import SEALED_RULES
from chalicelib.domain.workflow.rules.supervision import SUPERVISION_RULES
from chalicelib.domain.workflow.rules.unit import UNIT_RULES

TABLE: Final = (
    *INTAKE_RULES,
    *PROPOSAL_RULES,
    *ELSEWHERE_RULES,
    *UNIT_RULES,
    *REVIEW_RULES,
    *DUTIES_RULES,
    *SUPERVISION_RULES,
    *SEALED_RULES,
    *CITIZEN_RULES,
)
"""Every rule a person may use; the clock's stand in `rules/clock.py`."""
