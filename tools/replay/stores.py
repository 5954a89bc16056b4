"""Read what is stored, through the endpoint of the local AWS as its root; nothing here asks the app."""

import json
from collections.abc import Container, Iterator
from datetime import datetime
from typing import Any, Final
from urllib.request import urlopen

from chalicelib.adapters.dynamodb.case_rows import CHUNK, HEAD, ChunkRow, HeadRow
from chalicelib.adapters.dynamodb.heads import case_of
from chalicelib.adapters.dynamodb.records import instant_of
from infra.stages import LOCAL
from tools.local.deployment import LocalAws
from tools.replay.evidence import Message, StoredCase, StoredMark

HASH_BYTES: Final = 32
SECONDS: Final = 60
WAITING: Final = "WAIT#"

Item = dict[str, Any]


def heads_in(aws: LocalAws) -> dict[str, Item]:
    """Give every head by its number."""
    return {item["pk"]["S"]: item for item in _items(aws, "cases") if item["sk"]["S"] == HEAD}


def stored_cases(aws: LocalAws, besides: Container[str] = ()) -> list[StoredCase]:
    """Read every case but those: head, chunks, and its rows in the index of wake-ups."""
    heads: list[Item] = []
    chunks: dict[str, list[Item]] = {}
    for item in _items(aws, "cases"):
        if item["pk"]["S"] in besides:
            continue
        if item["sk"]["S"] == HEAD:
            heads.append(item)
        elif item["sk"]["S"].startswith(CHUNK):
            chunks.setdefault(item["pk"]["S"], []).append(item)
    wakes: dict[str, list[datetime]] = {}
    for row in _items(aws, "cases", IndexName="wake"):
        wakes.setdefault(row["pk"]["S"], []).append(instant_of(row["wake_at"]["N"]))
    return [
        _stored(item, chunks.get(item["pk"]["S"], []), tuple(wakes.get(item["pk"]["S"], ())))
        for item in heads
    ]


def stored_notices(aws: LocalAws) -> tuple[list[StoredMark], list[tuple[str, int, str]]]:
    """Read the marks, and the notices that wait for the office to open."""
    marks: list[StoredMark] = []
    waiting: list[tuple[str, int, str]] = []
    for item in _items(aws, "messages"):
        if item["pk"]["S"].startswith(WAITING):
            waiting.append((item["case_no"]["S"], int(item["seq"]["N"]), item["to"]["S"]))
            continue
        seq, _, to = item["sk"]["S"].partition("#")
        receipts = item.get("provider_id", {}).get("S", "")
        marks.append(
            StoredMark(
                case_no=item["pk"]["S"],
                seq=int(seq),
                to=to,
                answer=item.get("answer", {}).get("S", ""),
                receipts=tuple(filter(None, receipts.split(","))),
            )
        )
    return marks, waiting


def received_messages(aws: LocalAws) -> list[Message]:
    """Read every message that the emulator would have delivered."""
    with urlopen(f"{aws.endpoint}/_ministack/sns/sms-messages", timeout=SECONDS) as answer:  # noqa: S310  # nosec B310  # ours
        content = json.load(answer)["sms_messages"]
    return [
        Message(to=record["PhoneNumber"], text=record["Message"])
        for records in content.values()
        for record in records
    ]


def _stored(head: Item, chunks: list[Item], wake_ups: tuple[datetime, ...]) -> StoredCase:
    case = case_of(HeadRow.from_raw_data(head))
    older = [
        ChunkRow.from_raw_data(chunk)
        for chunk in sorted(chunks, key=lambda chunk: str(chunk["sk"]["S"]))
        # A chunk of a writer who lost the race is nobody's: the head points to none behind its tail.
        if chunk["sk"]["S"] < f"{CHUNK}{case.tail[0].seq:05d}"
    ]
    return StoredCase(
        case=case,
        entries=(*(entry for row in older for entry in row.entries), *case.tail),
        hashes=tuple(
            row.hashes[at : at + HASH_BYTES].hex()
            for row in older
            for at in range(0, len(row.hashes), HASH_BYTES)
        ),
        wake_ups=wake_ups,
    )


def _items(aws: LocalAws, table: str, **more: str) -> Iterator[Item]:
    pages = aws.client("dynamodb").get_paginator("scan").paginate(TableName=LOCAL.named(table), **more)
    for page in pages:
        yield from page["Items"]
