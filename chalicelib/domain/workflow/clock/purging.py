"""What an accusation leaves behind where others have it: the course of the case, not its words (S-20, X-2).

What is led to 12388 is kept as long as the rulebook says; what the sealed desk has handed to a body above,
until the end of that day. Then the clock writes `purge`; whoever commits it has deleted titles, texts and
files before, so that the entry never says more than is true (storage §10). Entries hold references alone, so
their hash chain holds without the texts.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from chalicelib.domain.deadlines.instants import civil_day, end_of
from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.clock.happening import Event
from chalicelib.domain.workflow.work import Work

_STAYS: Final = frozenset({Action.REDIRECT_12388, Action.SEAL_HAND_OVER})


def awaits_purge(case: Case) -> bool:
    """Tell whether the words of an accusation that others have now are still here."""
    return _is_elsewhere(case) and case.tail[-1].action is not Action.PURGE


def _is_elsewhere(case: Case) -> bool:
    return case.state is State.REDIRECTED_12388 or case.handed_on is not None


def purge_of(work: Work) -> Event | None:
    """Find the purge that the clock owes an ended case; nothing comes after it."""
    newest = (work.entries or work.case.tail)[-1]
    last_day = _last_day(work)
    if last_day is None or newest.action is Action.PURGE:
        return None
    return Event(end_of(last_day), _purge)


def _last_day(work: Work) -> date | None:
    """Give the last day on which the words are kept; None: for good."""
    case, kept_for = work.case, work.around.rulebook.accusation_kept_for
    if case.handed_on is not None or case.state is not State.REDIRECTED_12388 or kept_for is None:
        return case.handed_on
    # The day of the answer is not counted.
    return civil_day(case.state_entered_at) + timedelta(days=kept_for.n)


def is_purge(entries: Iterable[Entry]) -> bool:
    """Tell whether a decision says that the words are gone."""
    return any(entry.action is Action.PURGE for entry in entries)


def kept_after_purge(entries: Iterable[Entry]) -> frozenset[TextRef]:
    """Give the only words that stay: where the citizen was told to turn, or the receipt of the body above."""
    return frozenset(text for entry in entries if entry.action in _STAYS for text in entry.texts.values())


def _purge(work: Work) -> None:
    is_handed_on = work.case.handed_on is not None
    work.write_fact(Action.PURGE, "X-2" if is_handed_on else work.around.rulebook.section_basis["accusation"])
