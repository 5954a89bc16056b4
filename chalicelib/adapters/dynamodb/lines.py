"""Entries of the timeline as they stand in a head's tail and in chunks: lines, packed together.

A line is `[seq, at, actor, post, action, basis, request, body, {data, texts, owes}]`: places for what every
entry has, names for what few have. Lines of one case say the same posts and words again and again: packed
they take a third, which keeps a life within its write units (storage §6, `test_write_units`). So an operator
reads the timeline through the API and the rest of the head in the console.

What is hashed is another form, `timeline.canonical`.
"""

import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.identifiers import PostId
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import NO_TEXTS, NOTHING, Entry, Owed


def packed(entries: Sequence[Entry]) -> bytes:
    """Pack entries."""
    return zlib.compress("\n".join(line_of(entry) for entry in entries).encode(), 9)


def unpacked(pack: bytes) -> tuple[Entry, ...]:
    """Read entries from a pack."""
    return tuple(entry_of(line) for line in zlib.decompress(pack).decode().split("\n"))


def line_of(entry: Entry) -> str:
    """Write an entry as a line."""
    line: list[Any] = [
        entry.seq,
        entry.at.astimezone(UTC).replace(tzinfo=None).isoformat(),
        entry.actor,
        entry.post or "",
        entry.action.value,
        entry.basis,
        entry.request,
        entry.body,
    ]
    rest: dict[str, Any] = {}
    if entry.data:
        rest["data"] = dict(entry.data)
    if entry.texts:
        rest["texts"] = dict(entry.texts)
    if entry.owes:
        rest["owes"] = [[owed.notice, owed.to] for owed in entry.owes]
    if rest:
        line.append(rest)
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def entry_of(line: str) -> Entry:
    """Read a line; places and names that this code does not know are passed over."""
    seq, at, actor, post, action, basis, request, body, *more = json.loads(line)
    rest = more[0] if more else {}
    return Entry(
        seq=seq,
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        actor=actor,
        post=PostId(post) if post else None,
        action=Action(action),
        basis=basis,
        request=request,
        body=body,
        data=rest.get("data", NOTHING),
        texts=rest.get("texts", NO_TEXTS),
        owes=tuple(Owed(*owed) for owed in rest.get("owes", ())),
    )
