"""How long the handling of a case may take: by its kind, unless another rule sets another limit (H-12.4)."""

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Unit
from chalicelib.domain.workflow.case import Case


def first_limit(case: Case, rulebook: Rulebook) -> Limit:
    """Give the limit of a first handling: set for this case, for its matter (“从其规定”), else its kind's."""
    if case.limit_override:
        return Limit(case.limit_override, Unit.WORKING_DAY)
    other = rulebook.override_of(case.complaint.item)
    return other.limit if other is not None else rulebook.kinds[case.complaint.kind].limit


def handling_limit(case: Case, rulebook: Rulebook) -> Limit:
    """Give the limit of the work order that runs: its own, where a second handling was given less (A-37)."""
    if case.order_limit:
        return Limit(case.order_limit, Unit.WORKING_DAY)
    return first_limit(case, rulebook)
