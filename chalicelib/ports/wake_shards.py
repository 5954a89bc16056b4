"""The shards of the wake index: the store writes them, a sweep asks for every one (storage §7)."""

from zlib import crc32

from chalicelib.domain.identifiers import CaseNo

WAKE_SHARDS = 16
"""May be raised at any time, never lowered: items keep their shards, a sweep asks for all ever used."""


def wake_shard(case_no: CaseNo) -> int:
    """Give the shard in which a case waits for its wake-up."""
    return crc32(case_no.encode()) % WAKE_SHARDS


def shard_key(shard: int) -> str:
    """Name a shard as the index does: W00 to W15."""
    return f"W{shard:02d}"
