"""The parts of a case beside its head: texts, chunks, slips; none exists but by the head's word."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pynamodb.connection import Connection

from chalicelib.adapters.crypto.case_keys import CaseKeys
from chalicelib.adapters.crypto.envelope import place
from chalicelib.adapters.dynamodb.case_rows import CHUNK, HEAD, SLIP, TEXT, ChunkRow, SlipRow, TextRow
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.heads import due_of
from chalicelib.adapters.dynamodb.lines import line_of
from chalicelib.adapters.dynamodb.row_calls import added, deleted, many
from chalicelib.domain.identifiers import CaseNo, TextRef
from chalicelib.domain.workflow.case import Case, Entry
from chalicelib.domain.workflow.desks import DeskPlace
from chalicelib.domain.workflow.timeline import chain

TAIL_BYTES: Final = 2048
"""A tail longer than this leaves all but its last entries to a chunk (storage §6)."""
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


class ChunkParts:
    """Older entries of the timeline with their hashes."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(ChunkRow, table, connection)

    def overflow(self, case: Case) -> tuple[Entry, ...]:
        """Give the entries that the tail must leave to a chunk; they follow from what is committed alone.

        So two writers from the same version put the same chunk, and it does not matter which of them wins.
        """
        size = sum(len(line_of(entry).encode()) + 1 for entry in case.tail)
        return case.tail[:-TAIL_ENTRIES] if size > TAIL_BYTES else ()

    def write(self, case: Case, entries: Sequence[Entry]) -> None:
        """Put a chunk of the case's oldest entries in the tail."""
        earlier = self.read(case, newest_only=True)
        hashes = chain(entries, earlier[-1][1] if earlier else "")
        chunk = self._row(
            case.case_no,
            f"{CHUNK}{entries[0].seq:05d}",
            entries=tuple(entries),
            hashes=b"".join(bytes.fromhex(each) for each in hashes),
        )
        added(chunk)

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

    def drop(self, case: Case, desk: str) -> None:
        """Take the case off a desk, unless a later commit has laid it there again."""
        deleted(self._row, case.case_no, _slip_key(desk), condition=self._row.version <= case.version)


def _slip_key(desk: str) -> str:
    return SLIP + desk.partition(":")[2]


def _pairs_of(row: ChunkRow) -> Iterable[tuple[Entry, str]]:
    hashes = (row.hashes[at : at + _HASH_BYTES].hex() for at in range(0, len(row.hashes), _HASH_BYTES))
    return zip(row.entries, hashes, strict=True)
