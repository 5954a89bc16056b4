"""The chain of one writer's audit events: each hash is over the one before, so a gap shows (storage §3)."""

import hashlib
import json
from collections.abc import Mapping


def event_hash(previous: str, event: Mapping[str, str | int]) -> str:
    """Give 64 hex digits over the predecessor's hash and an event's content, keys in order."""
    content = json.dumps(dict(event), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()
