"""Where cases are kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.identifiers import CaseNo, PersonId, PlaceId, TextRef
from chalicelib.domain.vocabulary import Flag
from chalicelib.domain.workflow.act import Decision
from chalicelib.domain.workflow.case import Case, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """One row of a desk: what a list shows without opening the case (storage §4)."""

    case_no: CaseNo
    title: str
    kind: str
    place: PlaceId
    flags: frozenset[Flag]
    recused: frozenset[str]
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """A page of a desk, by next due; `next_key` is None at the end, else where the next page begins."""

    rows: Sequence[DeskRow]
    next_key: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class WakeRow:
    """A place in the wake index: a case, and where its row stands (later than its wake-up if put off)."""

    wakes_at: datetime
    case_no: CaseNo

    @property
    def place(self) -> str:
        """The place in one line, from which a walk can go on another time."""
        return f"{self.wakes_at.isoformat()} {self.case_no}"

    @classmethod
    def at_place(cls, place: str) -> "WakeRow | None":
        """Read a place back; the empty line is the beginning."""
        instant, _, case_no = place.partition(" ")
        return cls(datetime.fromisoformat(instant), CaseNo(case_no)) if place else None


class CaseNumberTakenError(Exception):
    """Another filing has drawn this number; nobody is told, the filing draws again (storage §5)."""


class CaseStore(Protocol):
    """Keeps each case as one document and commits it by one conditional write (storage §6)."""

    def get(self, case_no: CaseNo) -> Case:
        """Read the head, strongly.

        Raises:
            CaseMissingError: There is no such case.
        """
        ...

    def get_many(self, case_nos: Sequence[CaseNo]) -> Sequence[Case]:
        """Read several heads, eventually consistent; absent ones are left out, the order is kept."""
        ...

    def get_titled(self, case_nos: Sequence[CaseNo]) -> Sequence[tuple[Case, str]]:
        """Read several heads with their titles, eventually consistent; absent ones are left out, in order."""
        ...

    def prepare(self, case_no: CaseNo) -> None:
        """Make the key of a case about to be filed; saves `refer` looking for one that cannot be there."""
        ...

    def create(self, decision: Decision, filed_by: PersonId | None) -> Case:
        """Write texts and key, then the head if absent; the same request again finds its own case.

        Nobody has filed what an official reports (K-4.2b).

        Raises:
            CaseNumberTakenError: Another filing has this number; the caller draws a new one.
            RequestReusedError: The request had filed this case with another body.
        """
        ...

    def commit(self, decision: Decision) -> Case:
        """Write new texts, then the head if it is still at the version that was read.

        A commit whose condition failed because the same request had succeeded answers as the first time. A
        case that begins with it (`decision.beside`) becomes true in the same write, filed by the same person;
        where nothing is written in the case itself, that case alone begins, filed by nobody.

        Raises:
            CaseNumberTakenError: Another case has the number of the one that should begin.
            StaleCaseError: Somebody else changed the case since it was read.
            RequestReusedError: The request had succeeded with another body.
        """
        ...

    def timeline(self, case: Case) -> Sequence[tuple[Entry, str]]:
        """Give every entry with its hash, oldest first."""
        ...

    def find_entry(self, case: Case, request: str) -> Entry | None:
        """Find the entry that a request made, in the tail or the chunks."""
        ...

    def texts(self, case_no: CaseNo, refs: Sequence[TextRef]) -> Mapping[TextRef, str]:
        """Open texts; those that are gone (sealed, purged) are left out."""
        ...

    def filed_by(self, case_no: CaseNo) -> PersonId:
        """Open the pointer to the person who filed; only for their own routes and for notices.

        Raises:
            CaseMissingError: There is no such case, or nobody has filed it.
        """
        ...

    def refer(self, case_no: CaseNo, text: str) -> TextRef:
        """Give the reference under which this text stands in this case: a keyed digest, always the same."""
        ...

    def list_desk(
        self, desk: str, *, limit: int, after: Mapping[str, str] | None, with_titles: bool = True
    ) -> DeskPage:
        """List a desk (`county:org#box`) by next due; without titles for whoever has no key to them."""
        ...

    def due(self, shard: int, now: datetime, limit: int) -> Sequence[CaseNo]:
        """Propose the cases of a wake shard whose wake-up has come, oldest first; the head decides."""
        ...

    def list_waking(self, shard: int, *, limit: int, after: WakeRow | None) -> Sequence[WakeRow]:
        """Page through all rows of a wake shard, due or not, oldest first; fewer than `limit`: the last page.

        A case that moves meanwhile may be met twice, or not: then somebody has just committed on it.
        """
        ...

    def put_off(self, case_no: CaseNo, until: datetime) -> None:
        """Move only the index row of a case that fails, so that it does not stand in the way (storage §7)."""
        ...

    def purge(self, case: Case, keep: Collection[TextRef]) -> None:
        """Delete the title and every text but those to be kept; done again is the same (S-20)."""
        ...

    def followers_of(self, case_no: CaseNo) -> Sequence[CaseNo]:
        """List the cases that follow this one or once did; the head of each says which (A-44)."""
        ...

    def call_up(self, case_no: CaseNo, at: datetime) -> None:
        """Let a sweep look at a follower by then, not when it would have woken by itself (A-44)."""
        ...

    def drop_slip(self, case: Case, desk: str) -> bool:
        """Take a case off a second desk that its head, just read, does not confirm (storage §4).

        False: there was no slip to take, or a later commit has laid it anew.
        """
        ...
