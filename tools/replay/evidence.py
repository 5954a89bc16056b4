"""What a replay leaves behind, as plain records: what was promised over HTTP, and what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.workflow.case import Case, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A complaint that was answered with 2xx."""

    case_no: str
    kind: str
    title: str
    content: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCase:
    """A head with everything it makes true.

    Attributes:
        entries: The whole timeline, chunks and tail.
        hashes: The stored hash of each entry that stands in a chunk.
        wake_ups: The instants of its rows in the index of wake-ups.
    """

    case: Case
    entries: tuple[Entry, ...]
    hashes: tuple[str, ...]
    wake_ups: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMark:
    """A notice that is settled; `receipts` has one for each phone that got it."""

    case_no: str
    seq: int
    to: str
    answer: str
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as somebody's phone received it."""

    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that the promises are judged by.

    Attributes:
        now: The case clock when the stores were read, after the last sweep.
        heads: The heads in the store that were not there before the replay.
        waiting: Notices that wait for the office to open: (case, seq, to).
    """

    now: datetime
    rulebook: Rulebook
    calendar: Calendar
    filings: Sequence[Filing]
    heads: Sequence[StoredCase]
    marks: Sequence[StoredMark]
    waiting: Sequence[tuple[str, int, str]]
    messages: Sequence[Message]


@dataclass(frozen=True, slots=True)
class Violation:
    """A promise that does not hold."""

    promise: str
    case_no: str
    what: str
