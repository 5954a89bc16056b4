"""How an answer is written down: JSON in UTF-8 as it is read, instants by the office's clock (design §4)."""

from datetime import datetime
from typing import Any

import msgspec

from chalicelib.domain.deadlines.instants import OFFICE_ZONE


def encoded(answer: object) -> str:
    """Write an answer; Chinese stays Chinese, and every instant carries `+08:00`."""
    plain = msgspec.to_builtins(answer, builtin_types=(datetime,), enc_hook=str)
    return msgspec.json.encode(_by_the_office_clock(plain)).decode()


def _by_the_office_clock(plain: Any) -> Any:  # noqa: ANN401 - JSON is anything
    if isinstance(plain, dict):
        return {name: _by_the_office_clock(value) for name, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_by_the_office_clock(value) for value in plain]
    if isinstance(plain, datetime):
        return plain.astimezone(OFFICE_ZONE).isoformat(timespec="seconds")
    return plain
