"""Find what a case owes and never sent, and queue it: here comes right what the stream lost (storage §9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain.notices.hours import OfficeHours, leaves_at
from chalicelib.domain.notices.outbox import Envelope, envelopes_of
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.messages import Mark, Messages
from chalicelib.ports.queues import NoticeQueue
from chalicelib.ports.shelves import Shelves

PATIENCE: Final = timedelta(minutes=30)
"""So long after it could leave, a notice without a mark is taken for lost rather than for under way."""

OLDEST: Final = timedelta(days=90)
"""Marks last 400 days; long before one expires its notice is no longer looked for, lest it be sent anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealNotices:
    """Compares owed notices with marks; a needless repetition ends at the sender, by its mark."""

    cases: CaseStore
    messages: Messages
    queue: NoticeQueue
    shelves: Shelves
    clock: Clock

    def __call__(self, case: Case) -> Sequence[Envelope]:
        """Queue and give what the tail of a case, just read, owes and nobody has sent: at every touch.

        Raises:
            UnavailableError: A store or the queue did not answer; the next touch tries again.
        """
        return self._queued(
            envelope
            for envelope in self._overdue(case, case.tail)
            if not self.messages.is_sent(envelope.case_no, envelope.seq, envelope.to)
        )

    def thoroughly(self, case: Case, marks: Iterable[Mark]) -> Sequence[Envelope]:
        """Do the same over the whole timeline and all marks of the case: nightly, after an outage.

        Raises:
            UnavailableError: A store or the queue did not answer.
        """
        sent = {(mark.seq, mark.to) for mark in marks}
        entries = [entry for entry, _ in self.cases.timeline(case)]
        return self._queued(
            envelope for envelope in self._overdue(case, entries) if (envelope.seq, envelope.to) not in sent
        )

    def _queued(self, envelopes: Iterable[Envelope]) -> Sequence[Envelope]:
        missing = list(envelopes)
        if missing:
            self.queue.put(missing)
        return missing

    def _overdue(self, case: Case, entries: Iterable[Entry]) -> list[Envelope]:
        rule = self.shelves.rulebook(case.rulebook).calendar
        hours = OfficeHours(opens=rule.office_opens, closes=rule.office_closes)
        now = self.clock.now()
        return [each for each in envelopes_of(case.case_no, entries) if _is_overdue(each, hours, now)]


def _is_overdue(envelope: Envelope, hours: OfficeHours, now: datetime) -> bool:
    could_leave_at = leaves_at(envelope.notice, envelope.at, hours)
    return now - OLDEST < envelope.at and could_leave_at + PATIENCE <= now
