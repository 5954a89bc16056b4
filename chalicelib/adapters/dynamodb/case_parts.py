"""The parts of a case beside its head: texts, chunks, slips; none exists but by the head's word."""

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from pynamodb.connection import Connection

from chalicelib.adapters.crypto.case_keys import CaseKeys
from chalicelib.adapters.crypto.envelope import place
from chalicelib.adapters.dynamodb.case_rows import (
    CHUNK,
    HEAD,
    LINK,
    SLIP,
    TEXT,
    ChunkRow,
    LinkRow,
    SlipRow,
    TextRow,
)
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.heads import due_of
from chalicelib.adapters.dynamodb.lines import packed
from chalicelib.adapters.dynamodb.row_calls import added, deleted, found, many
from chalicelib.domain.identifiers import CaseNo, TextRef
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.seats.desks import DeskPlace
from chalicelib.domain.workflow.timeline import chain

TAIL_BYTES: Final = 1024
"""A packed tail longer than this, some 14 entries, leaves all but its last ones to a chunk (storage §6)."""
TAIL_ENTRIES: Final = 4
_HASH_BYTES: Final = 32


class TextParts:
    """Texts under their references."""

    def __init__(self, connection: Connection, table: str, keys: CaseKeys) -> None:
        self._row = bound(TextRow, table, connection)
        self._keys = keys

    def write(self, case_no: CaseNo, texts: Mapping[TextRef, str]) -> None:
        """Put texts; one that stands already is the same."""
        for ref, text in texts.items():
            packed = zlib.compress(text.encode())
            sealed = self._keys.seal(case_no, packed, place("cases", case_no, TEXT + ref, "text"))
            added(self._row(case_no, TEXT + ref, text=sealed))

    def read(
        self, case_no: CaseNo, refs: Iterable[TextRef]
    ) -> tuple[dict[TextRef, str], Mapping[str, Any] | None]:
        """Open texts, and bring the head along: it holds the title."""
        keys = [{"pk": case_no, "sk": sk} for sk in (HEAD, *dict.fromkeys(TEXT + ref for ref in refs))]
        items = {
            item["sk"]["S"]: item
            for item in many(self._row, keys, ("pk", "sk", "text", "title", "complaint"))
        }
        head = items.pop(HEAD, None)
        opened = {
            TextRef(sk.removeprefix(TEXT)): self._opened(case_no, sk, item["text"]["B"])
            for sk, item in items.items()
        }
        return {ref: text for ref, text in opened.items() if text is not None}, head

    def _opened(self, case_no: CaseNo, sk: str, sealed: bytes) -> str | None:
        packed = self._keys.open(case_no, sealed, place("cases", case_no, sk, "text"))
        return None if packed is None else zlib.decompress(packed).decode()

    def delete_all_but(self, case_no: CaseNo, keep: Collection[TextRef]) -> None:
        """Delete texts, also those that nothing refers to; one that is gone already stays gone."""
        with telling_unavailability():
            of_texts = self._row.sk.startswith(TEXT)
            rows = list(
                self._row.query(case_no, of_texts, consistent_read=True, attributes_to_get=["pk", "sk"])
            )
        for row in rows:
            if row.sk.removeprefix(TEXT) not in keep:
                deleted(self._row, case_no, row.sk, condition=self._row.pk.exists())


class ChunkParts:
    """Older entries of the timeline with their hashes."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(ChunkRow, table, connection)

    def relieve(self, case: Case) -> int:
        """Put the older entries of a long tail into a chunk; give how many the tail may leave out then.

        Only entries that are committed go there, so it does not matter who of two writers wins. A chunk that
        stands already was put by a writer who did not win: what it holds is what the tail may leave out.
        """
        older = case.tail[:-TAIL_ENTRIES]
        if not older or len(packed(case.tail)) <= TAIL_BYTES:
            return 0
        earlier = self.read(case, newest_only=True)
        hashes = chain(older, earlier[-1][1] if earlier else "")
        chunk = self._row(
            case.case_no,
            f"{CHUNK}{older[0].seq:05d}",
            entries=older,
            hashes=b"".join(bytes.fromhex(each) for each in hashes),
        )
        if added(chunk):
            return len(older)
        standing = found(self._row, chunk.pk, chunk.sk)
        return len(standing.entries) if standing else 0

    def read(self, case: Case, *, newest_only: bool = False) -> list[tuple[Entry, str]]:
        """Give the entries before the case's tail with their hashes, oldest first."""
        if case.tail[0].seq == 1:
            return []
        first_in_tail = f"{CHUNK}{case.tail[0].seq:05d}"
        with telling_unavailability():
            rows = list(
                self._row.query(
                    case.case_no,
                    self._row.sk.between(CHUNK, first_in_tail),
                    consistent_read=True,
                    scan_index_forward=False,
                    limit=2 if newest_only else None,
                )
            )
        rows = [row for row in rows if row.sk < first_in_tail]
        return [pair for row in reversed(rows) for pair in _pairs_of(row)]


class SlipParts:
    """Second places on desks."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(SlipRow, table, connection)

    def put(self, case: Case, where: DeskPlace, title: bytes | None) -> None:
        """Lay the case on a second desk; the title is the head's, sealed as it stands there."""
        slip = self._row(
            case.case_no,
            _slip_key(where.desk),
            version=case.version,
            desk_key=where.desk,
            desk_due=due_of(where),
            title=title,
            kind=case.complaint.kind,
            place=case.complaint.place,
            flags=set(case.flags) or None,
            recused=set(case.recused) or None,
        )
        with telling_unavailability():
            slip.save()

    def drop(self, case: Case, desk: str) -> bool:
        """Take the case off a desk, unless a later commit has laid it there again."""
        return deleted(self._row, case.case_no, _slip_key(desk), condition=self._row.version <= case.version)


def _slip_key(desk: str) -> str:
    return SLIP + desk.partition(":")[2]


def _pairs_of(row: ChunkRow) -> Iterable[tuple[Entry, str]]:
    hashes = (row.hashes[at : at + _HASH_BYTES].hex() for at in range(0, len(row.hashes), _HASH_BYTES))
    return zip(row.entries, hashes, strict=True)


class LinkParts:
    """Which cases follow a case; none counts but by the word of its own head (storage §3)."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(LinkRow, table, connection)

    def put(self, lead: CaseNo, follower: CaseNo) -> None:
        """Link a case to another; to do so again is the same."""
        added(self._row(lead, LINK + follower))

    def of(self, lead: CaseNo) -> Sequence[CaseNo]:
        """List every case that was ever linked."""
        with telling_unavailability():
            rows = self._row.query(lead, self._row.sk.startswith(LINK))
            return [CaseNo(row.sk.removeprefix(LINK)) for row in rows]
