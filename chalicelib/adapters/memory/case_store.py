"""Cases in memory: the promises of the real store without its tables, for tests and exploration.

Records are frozen, so what is kept cannot be changed from outside; nothing is copied.
"""

import hmac
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from chalicelib.domain.errors import CaseMissingError, RequestReusedError, StaleCaseError
from chalicelib.domain.identifiers import CaseNo, PersonId, TextRef
from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.act import Decision
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.seats.desks import DeskPlace, desk_of, is_closed_desk, slips_of
from chalicelib.domain.workflow.timeline import appended, chain
from chalicelib.ports.case_store import CaseNumberTakenError, DeskPage, DeskRow, WakeRow
from chalicelib.ports.wake_shards import wake_shard

TAIL_LONG: Final = 14
TAIL_KEPT: Final = 4
"""The tail is cut as the real store cuts it, so that nobody comes to rely on finding every entry there."""

_LAST: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class _Folder:
    """One case with all that belongs to it."""

    case: Case
    filed_by: PersonId | None
    title: str
    entries: list[Entry]
    texts: dict[TextRef, str]
    slips: dict[str, DeskPlace] = field(default_factory=dict)
    put_off_until: datetime | None = None

    @property
    def wakes_at(self) -> datetime | None:
        """Where the index row stands, which a back-off may have moved."""
        return self.put_off_until or self.case.next_wake_at


class MemoryCaseStore:
    """Keeps each case as one document; implements `ports.case_store.CaseStore`."""

    def __init__(self) -> None:
        self._folders: dict[CaseNo, _Folder] = {}
        self._links: set[tuple[CaseNo, CaseNo]] = set()

    def get(self, case_no: CaseNo) -> Case:
        """Read the head."""
        return self._folder(case_no).case

    def get_many(self, case_nos: Sequence[CaseNo]) -> Sequence[Case]:
        """Read several heads."""
        return [self._folders[case_no].case for case_no in case_nos if case_no in self._folders]

    def get_titled(self, case_nos: Sequence[CaseNo]) -> Sequence[tuple[Case, str]]:
        """Read several heads with their titles."""
        folders = [self._folders[case_no] for case_no in case_nos if case_no in self._folders]
        return [(folder.case, folder.title) for folder in folders]

    def prepare(self, case_no: CaseNo) -> None:
        """Do nothing: there are no keys here."""

    def create(self, decision: Decision, filed_by: PersonId | None) -> Case:
        """Keep a new case."""
        case = appended(None, decision.after, decision.entries)
        title = decision.texts[case.complaint.title]
        if case.case_no in self._folders:
            present = self._done_before(decision)
            if present is None:
                raise CaseNumberTakenError(case.case_no)
            return present
        self._folders[case.case_no] = _Folder(
            case=case,
            filed_by=filed_by,
            title=title,
            entries=list(decision.entries),
            texts=dict(decision.texts),
            slips={where.desk: where for where in slips_of(case)},
        )
        return case

    def commit(self, decision: Decision) -> Case:
        """Keep what the decision says, if the case is still at the version that was read."""
        before = decision.before
        if before is None:
            raise ValueError("a new case is created, not committed")
        if decision.is_nothing:
            return before
        if decision.beside is not None and not decision.entries:
            self.create(decision.beside, None)
            return before
        after = appended(before, decision.after, decision.entries)
        if len(before.tail) > TAIL_LONG:
            after = replace(after, tail=after.tail[len(before.tail) - TAIL_KEPT :])
        folder = self._folder(after.case_no)
        if folder.case.version != before.version:
            present = self._done_before(decision)
            if present is None:
                raise StaleCaseError
            return present
        if decision.beside is not None:
            self._write_beside(decision.beside, folder)
        folder.title = decision.texts.get(after.complaint.title, folder.title)
        if after.next_wake_at != before.next_wake_at:
            folder.put_off_until = None
        if after.lead is not None:
            self._links.add((after.lead, after.case_no))
        folder.case = after
        folder.entries.extend(decision.entries)
        folder.texts.update(decision.texts)
        folder.slips = {where.desk: where for where in slips_of(after)}
        return after

    def _write_beside(self, beside: Decision, folder: _Folder) -> None:
        if beside.before is not None:
            if self.get(beside.after.case_no).version != beside.before.version:
                raise StaleCaseError
            self.commit(beside)
        elif beside.after.case_no in self._folders:
            raise CaseNumberTakenError(beside.after.case_no)
        else:
            self.create(beside, folder.filed_by)

    def timeline(self, case: Case) -> Sequence[tuple[Entry, str]]:
        """Give every entry with its hash, oldest first."""
        entries = self._folder(case.case_no).entries[: case.version]
        return list(zip(entries, chain(entries), strict=True))

    def find_entry(self, case: Case, request: str) -> Entry | None:
        """Find the entry that a request made."""
        entries = self._folder(case.case_no).entries[: case.version]
        return next((entry for entry in entries if request and entry.request == request), None)

    def texts(self, case_no: CaseNo, refs: Sequence[TextRef]) -> Mapping[TextRef, str]:
        """Give texts; those that are gone are left out."""
        folder = self._folders.get(case_no)
        return {ref: folder.texts[ref] for ref in refs if ref in folder.texts} if folder else {}

    def filed_by(self, case_no: CaseNo) -> PersonId:
        """Give the person who filed."""
        person = self._folder(case_no).filed_by
        if person is None:
            raise CaseMissingError
        return person

    def refer(self, case_no: CaseNo, text: str) -> TextRef:
        """Give the reference under which this text stands in this case."""
        return TextRef(hmac.digest(case_no.encode(), text.encode(), "sha256")[:12].hex())

    def list_desk(
        self, desk: str, *, limit: int, after: Mapping[str, str] | None, with_titles: bool = True
    ) -> DeskPage:
        """List a desk by next due."""
        lying = sorted(
            (where.due_at or _LAST, case_no)
            for case_no, folder in self._folders.items()
            for where in (desk_of(folder.case), *folder.slips.values())
            if where is not None and where.desk == desk
        )
        begin = (
            bisect_right(lying, (datetime.fromisoformat(after["due"]), CaseNo(after["pk"]))) if after else 0
        )
        page = lying[begin : begin + limit]
        more = begin + limit < len(lying)
        next_key = {"due": page[-1][0].isoformat(), "pk": page[-1][1]} if more else None
        rows = [self._row(desk, due_at, case_no) for due_at, case_no in page]
        if not with_titles:
            rows = [replace(row, title="") for row in rows]
        return DeskPage(rows=rows, next_key=next_key)

    def due(self, shard: int, now: datetime, limit: int) -> Sequence[CaseNo]:
        """Propose the cases of a wake shard whose wake-up has come, oldest first."""
        waking = sorted(
            (folder.wakes_at, case_no)
            for case_no, folder in self._folders.items()
            if folder.wakes_at is not None and folder.wakes_at <= now and wake_shard(case_no) == shard
        )
        return [case_no for _, case_no in waking[:limit]]

    def list_waking(self, shard: int, *, limit: int, after: WakeRow | None) -> Sequence[WakeRow]:
        """Page through all rows of a wake shard, due or not, oldest first."""
        rows = sorted(
            (folder.wakes_at, case_no)
            for case_no, folder in self._folders.items()
            if folder.wakes_at is not None and wake_shard(case_no) == shard
        )
        begin = bisect_right(rows, (after.wakes_at, after.case_no)) if after else 0
        return [WakeRow(wakes_at, case_no) for wakes_at, case_no in rows[begin : begin + limit]]

    def put_off(self, case_no: CaseNo, until: datetime) -> None:
        """Move only the index row of a case that fails."""
        folder = self._folders.get(case_no)
        if folder is not None and folder.wakes_at is not None and folder.wakes_at < until:
            folder.put_off_until = until

    def purge(self, case: Case, keep: Collection[TextRef]) -> None:
        """Delete the title and every text but those to be kept."""
        folder = self._folder(case.case_no)
        folder.title = ""
        folder.texts = {ref: text for ref, text in folder.texts.items() if ref in keep}

    def followers_of(self, case_no: CaseNo) -> Sequence[CaseNo]:
        """List what was ever linked to a case."""
        return sorted(each for lead, each in self._links if lead == case_no)

    def call_up(self, case_no: CaseNo, at: datetime) -> None:
        """Let a sweep look at a follower at once."""
        folder = self._folder(case_no)
        woken_at = folder.wakes_at
        if folder.case.state is State.FOLLOWING and woken_at is not None and woken_at > at:
            folder.put_off_until = None
            folder.case = replace(folder.case, next_wake_at=at)

    def drop_slip(self, case: Case, desk: str) -> bool:
        """Take a case off a second desk; here slips never outlive their duty."""
        return self._folder(case.case_no).slips.pop(desk, None) is not None

    def _folder(self, case_no: CaseNo) -> _Folder:
        try:
            return self._folders[case_no]
        except KeyError:
            raise CaseMissingError from None

    def _done_before(self, decision: Decision) -> Case | None:
        mine = next((entry for entry in decision.entries if entry.request), None)
        case = self.get(decision.after.case_no)
        first = self.find_entry(case, mine.request) if mine else None
        if mine is None or first is None:
            return None
        if first.body != mine.body:
            raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
        return case

    def _row(self, desk: str, due_at: datetime, case_no: CaseNo) -> DeskRow:
        folder = self._folders[case_no]
        complaint = folder.case.complaint
        return DeskRow(
            case_no=case_no,
            title=folder.title,
            kind=complaint.kind,
            place=complaint.place,
            flags=folder.case.flags,
            recused=frozenset(folder.case.recused),
            due_at=None if due_at == _LAST or is_closed_desk(desk) else due_at,
        )
