"""What a commit owes: one envelope for each notice, told from two versions of a head (storage §9).

The entry is the outbox: a notice is owed the instant its entry is true; nothing else must be written for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.workflow.case import Case, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A notice on its way: which entry owes it, and to whom; never what it says, nor anybody's number.

    Whoever sends it opens the entry again, so that a queue holds nothing worth reading.
    """

    case_no: CaseNo
    seq: int
    to: str
    """`citizen` or a post, as in the entry."""
    notice: str
    at: datetime
    """When it came to be owed, by the office's clock."""

    @property
    def mark(self) -> str:
        """Its name, the same at each delivery: by this it is told from all others (`case:seq:to`)."""
        return f"{self.case_no}:{self.seq}:{self.to}"


def is_whole(old_version: int, case: Case) -> bool:
    """Tell whether the tail of the head holds every entry that is newer than `old_version`.

    One commit of the clock may append more entries than a tail keeps; the rest stands in chunks (storage §6).
    """
    return case.version <= old_version or any(entry.seq == old_version + 1 for entry in case.tail)


def entries_after(old_version: int, entries: Iterable[Entry]) -> list[Entry]:
    """Give the entries that a change of the head has added, in their order; a new head's old version is 0."""
    return sorted((entry for entry in entries if entry.seq > old_version), key=lambda entry: entry.seq)


def envelopes_of(case_no: CaseNo, entries: Iterable[Entry]) -> list[Envelope]:
    """Give every notice that these entries owe; the same recipient is told once per entry."""
    owed: dict[str, Envelope] = {}
    for entry in entries:
        for each in entry.owes:
            envelope = Envelope(case_no=case_no, seq=entry.seq, to=each.to, notice=each.notice, at=entry.at)
            owed.setdefault(envelope.mark, envelope)
    return list(owed.values())


def owed_between(old_version: int, case_no: CaseNo, entries: Iterable[Entry]) -> list[Envelope]:
    """Give every notice owed by entries that are newer than `old_version`."""
    return envelopes_of(case_no, entries_after(old_version, entries))
