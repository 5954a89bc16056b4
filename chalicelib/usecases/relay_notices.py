"""Carry what commits owe from the stream to the queue, and every entry to the archive (storage §9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.notices.outbox import Envelope, entries_after, envelopes_of, is_whole
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.conditions.leading import is_news
from chalicelib.ports.archive import ArchivedEntry, EntryArchive
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.queues import NoticeQueue


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadChange:
    """One stream record of a head: the version before (0: there was none) and the head after."""

    old_version: int
    case: Case
    old: Case | None = None
    """The head before, where others follow the case (A-44)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayNotices:
    """Copies and decides nothing: the same records twice, or in another order, change nothing.

    The queue comes before the archive: a notice waits for somebody, a number does not. If either fails, the
    whole batch comes again; marks and (case, seq) keep the second time from counting.
    """

    cases: CaseStore
    queue: NoticeQueue
    archive: EntryArchive
    clock: Clock

    def __call__(self, changes: Sequence[HeadChange]) -> None:
        """Queue every notice that these changes owe, archive their entries, and call whoever follows."""
        envelopes: list[Envelope] = []
        archived: list[ArchivedEntry] = []
        for change in changes:
            case = change.case
            entries = self._new_entries(change)
            envelopes += envelopes_of(case.case_no, entries)
            archived += (
                ArchivedEntry(county=case.county, case_no=case.case_no, entry=entry) for entry in entries
            )
        if envelopes:
            self.queue.put(envelopes)
        if archived:
            self.archive.keep(archived)
        for change in changes:
            self._call_followers(change)

    def _call_followers(self, change: HeadChange) -> None:
        """Let the next sweep bring whoever follows to where their lead is; each is a commit of its own."""
        if change.old is not None and is_news(change.old, change.case):
            now = self.clock.now()
            for follower in self.cases.followers_of(change.case.case_no):
                self.cases.call_up(follower, now)

    def _new_entries(self, change: HeadChange) -> Sequence[Entry]:
        if is_whole(change.old_version, change.case):
            return entries_after(change.old_version, change.case.tail)
        timeline = (entry for entry, _ in self.cases.timeline(change.case))
        return entries_after(change.old_version, timeline)
