"""Read the chains of a stage as they are stored, and write each on a line for `chains.py`.

Whole tables are read, with the rights of whoever runs it: some minutes for a county, best at night.
Nothing that a citizen wrote stands in them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.adapters.dynamodb.audit_log import AuditRow
from chalicelib.adapters.dynamodb.case_rows import CHUNK, HEAD, ChunkRow, HeadRow
from chalicelib.adapters.dynamodb.heads import case_of
from chalicelib.domain.workflow.case import Entry
from chalicelib.domain.workflow.timeline import canonical

HASH_BYTES = 32
Item = Mapping[str, Any]
Chain = dict[str, Any]


def case_chains(items: Iterable[Item]) -> Iterator[Chain]:
    """Give the timeline of each case among the items of the table `cases`."""
    heads: dict[str, Item] = {}
    chunks: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item["sk"]["S"] == HEAD:
            heads[item["pk"]["S"]] = item
        elif item["sk"]["S"].startswith(CHUNK):
            chunks[item["pk"]["S"]].append(item)
    for case_no in sorted(heads):
        yield _case_chain(
            case_no, heads[case_no], sorted(chunks[case_no], key=lambda item: str(item["sk"]["S"]))
        )


def _case_chain(case_no: str, head: Item, chunks: list[Item]) -> Chain:
    case = case_of(HeadRow.from_raw_data(dict(head)))
    links: list[dict[str, Any]] = []
    for chunk in chunks:
        # A chunk of a writer who lost the race is nobody's: the head points to none behind its tail.
        if chunk["sk"]["S"] < f"{CHUNK}{case.tail[0].seq:05d}":
            row = ChunkRow.from_raw_data(dict(chunk))
            for at, entry in enumerate(row.entries):
                links.append(_link(entry, row.hashes[at * HASH_BYTES : (at + 1) * HASH_BYTES].hex()))
    links += [_link(entry, "") for entry in case.tail]
    return {"chain": f"case {case_no}", "length": case.version, "last": case.last_hash, "links": links}


def _link(entry: Entry, hashed: str) -> dict[str, Any]:
    return {"seq": entry.seq, "hash": hashed, "content": json.loads(canonical(entry))}


def writer_chains(items: Iterable[Item]) -> Iterator[Chain]:
    """Give the events of each writer among the items of the table `audit`."""
    written: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        row = AuditRow.from_raw_data(dict(item))
        content = {
            name: getattr(row, name) or "" for name in ("what", "at", "actor", "post", "case_no", "why")
        }
        link = {
            "seq": int(row.sk),
            "hash": row.hash,
            "content": {"writer": row.pk, "seq": int(row.sk), **content},
        }
        written[row.pk].append(link)
    for writer in sorted(written):
        links = sorted(written[writer], key=lambda link: int(link["seq"]))
        yield {"chain": f"writer {writer}", "length": None, "last": None, "links": links}
