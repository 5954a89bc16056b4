"""The timeline as a chain: every hash covers the one before, so no entry can be changed or taken out.

Free text never stands in an entry, only its reference, so purging a text keeps the chain (design §3).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from hashlib import sha256

from chalicelib.domain.workflow.case import Case, Entry


def canonical(entry: Entry) -> bytes:
    """Write an entry in the one form that is hashed and archived.

    What is empty is left out: a field that entries gain later leaves the hashes of older entries as they are.
    """
    content = {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": entry.actor,
        "post": entry.post,
        "action": entry.action,
        "basis": entry.basis,
        "data": dict(entry.data),
        "texts": dict(entry.texts),
        "owes": [[owed.notice, owed.to] for owed in entry.owes],
        "request": entry.request,
        "body": entry.body,
    }
    kept = {name: value for name, value in content.items() if value not in ("", None, {}, [])}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def entry_hash(previous: str, entry: Entry) -> str:
    """Hash an entry together with the hash of the one before; the first has the empty string before it."""
    return sha256(previous.encode() + b"\n" + canonical(entry)).hexdigest()


def chain(entries: Iterable[Entry], previous: str = "") -> list[str]:
    """Give the hash of each entry, beginning behind `previous`."""
    hashes = []
    for entry in entries:
        previous = entry_hash(previous, entry)
        hashes.append(previous)
    return hashes


def verify(entries: Sequence[Entry], hashes: Sequence[str]) -> bool:
    """Tell whether these are all entries from the first on, unchanged, none missing and none twice."""
    is_dense = [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    return is_dense and chain(entries) == list(hashes)


def appended(before: Case | None, after: Case, entries: Sequence[Entry]) -> Case:
    """Give the case after, with these entries at the end of its timeline: version, last hash and tail.

    Both stores commit what this gives, whatever `after` says of the three.

    Raises:
        ValueError: There is no entry, or the numbers are not dense: nothing changes in silence.
    """
    version, last_hash, tail = (before.version, before.last_hash, before.tail) if before else (0, "", ())
    expected = range(version + 1, version + 1 + len(entries))
    if not entries or [entry.seq for entry in entries] != list(expected):
        raise ValueError(f"entries of {after.case_no} must be numbered {expected}, at least one")
    return replace(
        after,
        version=entries[-1].seq,
        last_hash=chain(entries, last_hash)[-1],
        tail=(*tail, *entries),
    )
