"""Queue, waiting room, archive, messenger and phone book in memory: for tests and demonstrations."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import CaseNo, CountyId, PostId
from chalicelib.domain.notices.outbox import Envelope
from chalicelib.domain.personal import Personal
from chalicelib.domain.workflow.case import Entry
from chalicelib.ports.archive import ArchivedEntry
from chalicelib.ports.messenger import PhoneUnreachableError
from chalicelib.ports.waiting_room import Waiting


@dataclass
class MemoryNoticeQueue:
    """Keeps envelopes in their order; remembers for good what SQS remembers for five minutes."""

    waiting: deque[Envelope] = field(default_factory=deque)
    _seen: set[tuple[str, bool]] = field(default_factory=set)

    def put(self, envelopes: Sequence[Envelope], *, afresh: bool = False) -> None:
        """Queue envelopes that have not come before."""
        for envelope in envelopes:
            if (envelope.mark, afresh) not in self._seen:
                self._seen.add((envelope.mark, afresh))
                self.waiting.append(envelope)

    def forget(self) -> None:
        """Let five minutes pass."""
        self._seen.clear()

    def take(self) -> list[Envelope]:
        """Take everything off the queue."""
        taken = list(self.waiting)
        self.waiting.clear()
        return taken


@dataclass
class MemoryWaitingRoom:
    """Keeps waiting notices by their names."""

    _rows: dict[str, Waiting] = field(default_factory=dict)

    def admit(self, waiting: Waiting) -> None:
        """Keep a notice."""
        self._rows[waiting.envelope.mark] = waiting

    def ready(self, now: datetime, limit: int) -> Sequence[Waiting]:
        """Give notices that may leave."""
        ready = [waiting for waiting in self._rows.values() if waiting.leaves_at <= now]
        ready.sort(key=lambda waiting: (waiting.leaves_at, not waiting.is_urgent))
        return ready[:limit]

    def dismiss(self, waiting: Waiting) -> None:
        """Forget a notice."""
        self._rows.pop(waiting.envelope.mark, None)


@dataclass
class MemoryEntryArchive:
    """Keeps entries by (case, seq): the form in which they are counted."""

    entries: dict[tuple[CaseNo, int], Entry] = field(default_factory=dict)

    def keep(self, entries: Sequence[ArchivedEntry]) -> None:
        """Keep entries; the same again is the same."""
        self.entries.update({(each.case_no, each.entry.seq): each.entry for each in entries})


@dataclass
class MemoryMessenger:
    """Keeps what it was asked to send; `unreachable` phones take nothing."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    unreachable: frozenset[str] = frozenset()

    def send(self, to: Personal[str], text: str) -> str:
        """Keep a message and number it."""
        if to.value in self.unreachable:
            raise PhoneUnreachableError
        self.sent.append((to.value, text))
        return f"message-{len(self.sent)}"


@dataclass
class MemoryRecipients:
    """A phone book of posts."""

    phones: Mapping[PostId, Sequence[str]] = field(default_factory=dict)

    def phones_of(self, county: CountyId, post: Post) -> Sequence[Personal[str]]:  # noqa: ARG002 - the port's form
        """Look a post up."""
        return [Personal(phone) for phone in self.phones.get(post.id, ())]
