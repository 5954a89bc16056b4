"""A case that ended long ago: the phone it was filed from may be somebody else's by now (A-17)."""

from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.vocabulary import FINAL_STATES
from chalicelib.domain.workflow.case import Case

OPEN_BY_PHONE_DAYS: Final = 180
"""So many calendar days after its end a case is opened by the phone alone; then its code is asked too."""


def ended_at(case: Case) -> datetime | None:
    """Give the instant at which nobody owed anything more; None: somebody still does."""
    if not case.has_ended:
        return None
    if case.state in FINAL_STATES:
        return case.state_entered_at
    # A sealed case ends with the last act of its desk and does not change its state by it.
    return case.tail[-1].at


def needs_code(case: Case, now: datetime) -> bool:
    """Tell whether the phone alone opens this case no longer."""
    ended = ended_at(case)
    return ended is not None and now - ended > timedelta(days=OPEN_BY_PHONE_DAYS)
