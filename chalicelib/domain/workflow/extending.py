"""How much more time may be asked for, and in what it is counted (H-12.7, K-4.4b, R-34)."""

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.workflow.act import Inputs
from chalicelib.domain.workflow.case import Case


def longest_extension(case: Case, rulebook: Rulebook) -> Limit:
    """Give the longest that one extension may be: the rulebook's, else the first limit (H-12.7)."""
    own = rulebook.extension.per_extension_max
    if own is not None:
        return own
    return case.clock.limit if case.clock is not None else rulebook.kinds[case.complaint.kind].limit


def asked_for(inputs: Inputs, rulebook: Rulebook) -> int:
    """Give the days that an application asks for, of the kind that this place extends by."""
    return inputs.calendar_days if rulebook.extends_by_days else inputs.working_days


def used_up(case: Case) -> int:
    """Give the days that the running term has been extended by."""
    return sum(limit.n for limit in case.clock.extended) if case.clock is not None else 0
