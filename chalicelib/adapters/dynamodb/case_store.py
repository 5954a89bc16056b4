"""Cases in DynamoDB: parts first, then one conditional write of the head makes them true (storage §1, §6)."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from pynamodb.connection import Connection

from chalicelib.adapters.crypto.case_keys import CaseKeys
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.dynamodb.case_parts import ChunkParts, LinkParts, SlipParts, TextParts
from chalicelib.adapters.dynamodb.case_rows import HEAD, HeadRow
from chalicelib.adapters.dynamodb.case_writing import CaseWriting
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.head_seals import HeadSeals
from chalicelib.adapters.dynamodb.heads import NO_DUE, case_of
from chalicelib.adapters.dynamodb.records import instant_of, seconds_of
from chalicelib.adapters.dynamodb.row_calls import added, found, many, updated
from chalicelib.adapters.dynamodb.transactions import Transactions
from chalicelib.domain.errors import CaseMissingError, RequestReusedError, StaleCaseError
from chalicelib.domain.identifiers import CaseNo, PersonId, PlaceId, TextRef
from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.act import Decision
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.seats.desks import is_closed_desk
from chalicelib.domain.workflow.timeline import chain
from chalicelib.ports.case_store import CaseNumberTakenError, DeskPage, DeskRow, WakeRow
from chalicelib.ports.wake_shards import shard_key


class DynamoCaseStore:
    """Keeps each case as one document; implements `ports.case_store.CaseStore`."""

    def __init__(  # noqa: PLR0913 - the store, its three kinds of keys, and how it waits
        self,
        connection: Connection,
        table: str,
        *,
        keys: CaseKeys,
        matter: MonthlyKeys,
        people: MonthlyKeys,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        """`keys` seals texts, `matter` titles, `people` the pointer to who filed; `pause` waits seconds."""
        self._head = bound(HeadRow, table, connection)
        self._texts = TextParts(connection, table, keys)
        self._chunks = ChunkParts(connection, table)
        self._slips = SlipParts(connection, table)
        self._links = LinkParts(connection, table)
        self._keys = keys
        self._seals = HeadSeals(matter, people)
        self._writing = CaseWriting(
            head=self._head,
            texts=self._texts,
            chunks=self._chunks,
            slips=self._slips,
            links=self._links,
            seals=self._seals,
            together=Transactions(connection=connection, pause=pause),
        )

    def get(self, case_no: CaseNo) -> Case:
        """Read the head, strongly."""
        row = found(self._head, case_no, HEAD)
        if row is None:
            raise CaseMissingError
        return case_of(row)

    def get_many(self, case_nos: Sequence[CaseNo]) -> Sequence[Case]:
        """Read several heads, eventually consistent."""
        return [case_of(head) for head in self._heads(case_nos)]

    def get_titled(self, case_nos: Sequence[CaseNo]) -> Sequence[tuple[Case, str]]:
        """Read several heads with their titles, eventually consistent."""
        return [
            (case_of(head), self._seals.open_title(CaseNo(head.pk), head.title) if head.title else "")
            for head in self._heads(case_nos)
        ]

    def prepare(self, case_no: CaseNo) -> None:
        """Make the key of a case that is about to be filed."""
        self._keys.make(case_no)

    def create(self, decision: Decision, filed_by: PersonId | None) -> Case:
        """Write texts and key, then the head if absent."""
        case, head = self._writing.begin(decision, filed_by)
        if added(head):
            return case
        present = self._done_before(decision)
        if present is None:
            self._writing.drop_all_slips(case)
            raise CaseNumberTakenError(case.case_no)
        return present

    def commit(self, decision: Decision) -> Case:
        """Write new texts, then the head if it is still at the version that was read."""
        before = decision.before
        if before is None:
            raise ValueError("a new case is created, not committed")
        if decision.is_nothing:
            return before
        if decision.beside is not None and not decision.entries:
            self.create(decision.beside, None)
            return before
        after, change = self._writing.make_ready(before, decision)
        if not self._writing.write(change, decision):
            present = self._done_before(decision)
            if present is None:
                raise StaleCaseError
            return present
        self._writing.drop_slips(before, after)
        return after

    def timeline(self, case: Case) -> Sequence[tuple[Entry, str]]:
        """Give every entry with its hash, oldest first."""
        older = self._chunks.read(case)
        return [*older, *zip(case.tail, chain(case.tail, older[-1][1] if older else ""), strict=True)]

    def find_entry(self, case: Case, request: str) -> Entry | None:
        """Find the entry that a request made, in the tail or the chunks."""
        for entry in reversed(case.tail):
            if request and entry.request == request:
                return entry
        older = self._chunks.read(case) if request else []
        return next((entry for entry, _ in reversed(older) if entry.request == request), None)

    def texts(self, case_no: CaseNo, refs: Sequence[TextRef]) -> Mapping[TextRef, str]:
        """Open texts; those that are gone are left out."""
        if not refs:
            return {}
        texts, item = self._texts.read(case_no, refs)
        if item is not None:
            head = self._head.from_raw_data(dict(item))
            title_ref = head.attribute_values["complaint"]["title"]
            if title_ref in refs and head.title is not None:
                texts[title_ref] = self._seals.open_title(case_no, head.title)
        return texts

    def filed_by(self, case_no: CaseNo) -> PersonId:
        """Open the pointer to the person who filed."""
        return self._writing.filed_by(case_no)

    def refer(self, case_no: CaseNo, text: str) -> TextRef:
        """Give the reference under which this text stands in this case."""
        return self._keys.refer(case_no, text)

    def list_desk(
        self, desk: str, *, limit: int, after: Mapping[str, str] | None, with_titles: bool = True
    ) -> DeskPage:
        """List a desk by next due."""
        start = (
            {
                "pk": {"S": after["pk"]},
                "sk": {"S": after["sk"]},
                "desk_key": {"S": desk},
                "desk_due": {"N": after["due"]},
            }
            if after
            else None
        )
        with telling_unavailability():
            found_rows = self._head.desk.query(desk, limit=limit, last_evaluated_key=start)
            rows = [self._desk_row(row, with_title=with_titles) for row in found_rows]
        last = found_rows.last_evaluated_key
        next_key = (
            {"pk": last["pk"]["S"], "sk": last["sk"]["S"], "due": last["desk_due"]["N"]} if last else None
        )
        return DeskPage(rows=rows, next_key=next_key)

    def due(self, shard: int, now: datetime, limit: int) -> Sequence[CaseNo]:
        """Propose the cases of a wake shard whose wake-up has come, oldest first."""
        with telling_unavailability():
            rows = self._head.wake.query(shard_key(shard), self._head.wake_at <= seconds_of(now), limit=limit)
            return [CaseNo(row.pk) for row in rows]

    def list_waking(self, shard: int, *, limit: int, after: WakeRow | None) -> Sequence[WakeRow]:
        """Page through all rows of a wake shard, due or not, oldest first."""
        key = shard_key(shard)
        start: dict[str, dict[str, str]] | None = None
        if after:
            start = {
                "pk": {"S": after.case_no},
                "sk": {"S": HEAD},
                "wake_shard": {"S": key},
                "wake_at": {"N": seconds_of(after.wakes_at)},
            }
        with telling_unavailability():
            rows = self._head.wake.query(key, limit=limit, last_evaluated_key=start)
            return [WakeRow(instant_of(row.wake_at), CaseNo(row.pk)) for row in rows]

    def put_off(self, case_no: CaseNo, until: datetime) -> None:
        """Move only the index row; the head keeps the true instant beside it (storage §7)."""
        head, moved = self._head, seconds_of(until)
        updated(
            head,
            case_no,
            HEAD,
            actions=[
                head.next_wake_at.set(head.next_wake_at | head.wake_at),
                head.wake_at.set(moved),
            ],
            condition=head.wake_at < moved,
        )

    def purge(self, case: Case, keep: Collection[TextRef]) -> None:
        """Delete the title and every text but those to be kept."""
        self._texts.delete_all_but(case.case_no, keep)
        head = self._head
        updated(head, case.case_no, HEAD, actions=[head.title.remove()], condition=head.pk.exists())

    def followers_of(self, case_no: CaseNo) -> Sequence[CaseNo]:
        """List what was ever linked to a case; the head of each decides whether it still is."""
        return self._links.of(case_no)

    def call_up(self, case_no: CaseNo, at: datetime) -> None:
        """Let a sweep look at a follower at once: only the instant moves, nearer."""
        head, moved = self._head, seconds_of(at)
        updated(
            head,
            case_no,
            HEAD,
            actions=[head.wake_at.set(moved), head.next_wake_at.remove()],
            condition=(head.wake_at > moved) & (head.state == State.FOLLOWING),
        )

    def drop_slip(self, case: Case, desk: str) -> bool:
        """Take a case off a second desk that its head does not confirm."""
        return self._slips.drop(case, desk)

    def _heads(self, case_nos: Sequence[CaseNo]) -> Sequence[HeadRow]:
        keys = [{"pk": case_no, "sk": HEAD} for case_no in dict.fromkeys(case_nos)]
        heads = {item["pk"]["S"]: self._head.from_raw_data(dict(item)) for item in many(self._head, keys)}
        return [heads[case_no] for case_no in case_nos if case_no in heads]

    def _done_before(self, decision: Decision) -> Case | None:
        """Give the case as it is now, if the very request of this decision has changed it already.

        Raises:
            RequestReusedError: It has, with another body.
        """
        mine = next((entry for entry in decision.entries if entry.request), None)
        case = self.get(decision.after.case_no)
        first = self.find_entry(case, mine.request) if mine else None
        if mine is None or first is None:
            return None
        if first.body != mine.body:
            raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
        return case

    def _desk_row(self, row: HeadRow, *, with_title: bool) -> DeskRow:
        values = row.attribute_values
        has_due = values["desk_due"] != NO_DUE and not is_closed_desk(values["desk_key"])
        return DeskRow(
            case_no=CaseNo(row.pk),
            title=self._seals.open_title(CaseNo(row.pk), row.title) if row.title and with_title else "",
            kind=values["kind"],
            place=PlaceId(values["place"]),
            flags=values.get("flags") or frozenset(),
            recused=values.get("recused") or frozenset(),
            due_at=instant_of(values["desk_due"]) if has_due else None,
        )
