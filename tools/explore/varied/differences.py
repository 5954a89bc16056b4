"""How one document differs from another, a line for each place (RFC 6901)."""

import json
from collections.abc import Iterator

from chalicelib.domain.documents import pointer_to

ABSENT = object()


def differences(before: object, after: object, at: str = "") -> Iterator[str]:
    """Tell every place at which the two differ; what has a name in a list is told under its name."""
    if before == after:
        return
    before, after = _by_name(before), _by_name(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from differences(before.get(key, ABSENT), after.get(key, ABSENT), pointer_to(at, key))
    else:
        yield f"{at}: {_told(before)} → {_told(after)}"


def _by_name(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(each, dict) and "name" in each for each in value):
        return {each["name"]: each for each in value}
    return value


def _told(value: object) -> str:
    return "—" if value is ABSENT else json.dumps(value, ensure_ascii=False)
