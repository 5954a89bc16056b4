"""The name of a request: the same person, route and key is the same request, however often it arrives."""

import hashlib
import json
import re
from typing import Any, Final

from chalicelib.api.refusals import KeyMissingError
from chalicelib.domain.workflow.act import Actor

HEADER: Final = "Idempotency-Key"
_VISIBLE: Final = re.compile(r"[\x21-\x7e]{1,128}")
_LENGTH: Final = 16


def key_of(given: str | None, *, is_required: bool) -> str:
    """Give the key that came with a request, empty if none had to come and none did.

    Raises:
        KeyMissingError: It is required and absent, or it is no key at all.
    """
    if given is None and not is_required:
        return ""
    if given is None or not _VISIBLE.fullmatch(given):
        raise KeyMissingError
    return given


def fingerprint(actor: Actor, route: str, key: str) -> str:
    """Name a request by 16 hex digits over person, route and key (storage §1, decision 3)."""
    return _digest(f"{actor.account}\x1f{route}\x1f{key}")


def digest_of(tree: Any) -> str:  # noqa: ANN401 - JSON is anything
    """Give 16 hex digits over what a body says; blanks and the order of its fields say nothing."""
    return _digest(json.dumps(tree, ensure_ascii=True, sort_keys=True, separators=(",", ":")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
