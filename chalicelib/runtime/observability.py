"""What the service tells its operators: structured lines that know cases and codes, never people.

The rule is a list of what may be told, not of what may not: a field outside it is masked, numbers that look
like a person's are masked wherever they stand, and of an exception only its kind and its place are told,
since its words may quote what it choked on (house style §8).
"""

import logging
import re
import traceback
from pathlib import Path
from typing import Any, Final

from aws_lambda_powertools.logging import Logger

SERVICE: Final = "yidiantong"
TELLABLE: Final = frozenset(
    {
        "case_no", "code", "count", "error", "job", "message_id", "moved", "notice",
        "route", "seconds", "shard", "stage", "status", "where",
    }
)  # fmt: skip
"""Fields a line may carry: names of things, numbers of things, never words of people."""

_OWN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
_CASE_NO: Final = re.compile(r"[A-Z]{2,4}[0-9-]{14,22}")
# Mobile numbers, identity card numbers and bank cards, grouped or in full-width digits too; not the longer
# and shorter numbers of ours.
_OF_A_PERSON: Final = re.compile(
    r"(?<![\dA-Za-z])"
    r"(?:(?:(?:\+|00)?86[ -]?)?[1１]\d{2}[ -]?\d{4}[ -]?\d{4}"
    r"|\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]"
    r"|\d{4}(?:[ -]?\d{4}){3}[ -]?\d{3})"
    r"(?![\dA-Za-z])"
)
_FRAMES: Final = 8


class Discretion(logging.Filter):
    """Masks what a line must not tell; stands before every line of the service."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line in place; none is dropped."""
        record.msg, record.args = _masked(record.getMessage()), None
        for name, value in list(vars(record).items()):
            if name in TELLABLE:
                setattr(record, name, _masked(value) if isinstance(value, str) else value)
            elif name not in _OWN:
                setattr(record, name, "***")
        if record.exc_info and record.exc_info[1] is not None:
            vars(record).update(told(record.exc_info[1]))
            record.exc_info = record.exc_text = None
        return True


def told(error: BaseException, case_no: str | None = None) -> dict[str, str]:
    """Give what may be told of an exception: its kind, a store's own code, and where it rose."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    answer = getattr(error, "response", None)
    store_code = answer.get("Error", {}).get("Code", "") if isinstance(answer, dict) else ""
    telling = {
        "error": f"{type(error).__name__} {store_code}".strip(),
        "where": " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
    }
    if case_no is not None and _CASE_NO.fullmatch(case_no):
        telling["case_no"] = case_no
    return telling


def _masked(text: str) -> str:
    return _OF_A_PERSON.sub("***", text)


def _logger() -> Logger:
    made = Logger(service=SERVICE, use_rfc3339=True, utc=True)
    made.addFilter(Discretion())
    return made


log: Final[Any] = _logger()
"""The service's one logger."""
