"""What an accusation leaves behind where it is led to 12388: the course of the case, not its words (S-20).

The rulebook says how long the words are kept. The clock then writes `purge`; whoever commits it has deleted
titles, texts and files before, so that the entry never says more than is true (storage §10). Entries hold
references alone, so their hash chain holds without the texts.
"""

from collections.abc import Iterable
from datetime import timedelta

from chalicelib.domain.deadlines.instants import civil_day, end_of
from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.clock.happening import Event
from chalicelib.domain.workflow.work import Work


def awaits_purge(case: Case) -> bool:
    """Tell whether the words of an accusation that was led elsewhere are still here."""
    return case.state is State.REDIRECTED_12388 and case.tail[-1].action is not Action.PURGE


def purge_of(work: Work) -> Event | None:
    """Find the purge that the clock owes an ended case; nothing comes after it."""
    kept_for = work.around.rulebook.accusation_kept_for
    newest = (work.entries or work.case.tail)[-1]
    is_led_elsewhere = work.case.state is State.REDIRECTED_12388
    if not is_led_elsewhere or kept_for is None or newest.action is Action.PURGE:
        return None
    # The day of the answer is not counted.
    last_day = civil_day(work.case.state_entered_at) + timedelta(days=kept_for.n)
    return Event(end_of(last_day), _purge)


def is_purge(entries: Iterable[Entry]) -> bool:
    """Tell whether a decision says that the words are gone."""
    return any(entry.action is Action.PURGE for entry in entries)


def kept_after_purge(entries: Iterable[Entry]) -> frozenset[TextRef]:
    """Give the only words that stay: where the citizen was told to turn."""
    return frozenset(
        entry.texts["text"]
        for entry in entries
        if entry.action is Action.REDIRECT_12388 and "text" in entry.texts
    )


def _purge(work: Work) -> None:
    work.write_fact(Action.PURGE, work.around.rulebook.section_basis["accusation"])
