"""Real texts from a CSV, adapted to the form no further than the form asks."""

import csv
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

LONGEST_TITLE: Final = 80
LONGEST_CONTENT: Final = 20_000
TITLE_MADE_OF: Final = 30
"""Characters of the content that stand as title where none was given."""
REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
NOT_IN_A_LINE: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
DATE_FORMS: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d")


class TextsError(Exception):
    """The file gives no texts; the message says why."""


@dataclass(frozen=True, slots=True)
class Text:
    """A complaint as somebody once wrote it.

    Attributes:
        adapted: What had to be changed so that the form takes it.
    """

    title: str
    content: str
    happened_on: date | None
    adapted: tuple[str, ...] = ()


def read_texts(path: Path, number: int, seed: int) -> list[Text]:
    """Draw so many texts from a file, the same ones for the same seed.

    Raises:
        TextsError: The file cannot be read, lacks the columns, or holds too few.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            names = set(rows.fieldnames or ())
            if not names & {"subject", "body", "text"}:
                raise TextsError(f"{path} has no column subject, body or text.")
            texts = list(_texts(rows))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TextsError(f"{path} cannot be read: {error}") from error
    if len(texts) < number:
        raise TextsError(
            f"{path} holds {len(texts)} texts, {number} were asked for.\nWay out: N={len(texts)}"
        )
    return random.Random(seed).sample(texts, number)  # noqa: S311  # nosec B311  # drawn to be repeated, not to be secret


def _texts(rows: Iterable[Mapping[str, str | None]]) -> Iterator[Text]:
    for row in rows:
        text = adapted(row)
        if text is not None:
            yield text


def adapted(row: Mapping[str, str | None]) -> Text | None:
    """Make a row fit the form; nothing if it says nothing."""
    changes: list[str] = []
    title, body = (_clean(row.get(name), changes) for name in ("subject", "body"))
    content = body or _clean(row.get("text"), changes) or title
    if not content:
        return None
    if not title:
        changes.append("title made")
        title = re.split(r"[，。！？；\s]", content, maxsplit=1)[0][:TITLE_MADE_OF] or content[:TITLE_MADE_OF]
    line = NOT_IN_A_LINE.sub("", " ".join(title.split()))
    if len(line) > LONGEST_TITLE or len(content) > LONGEST_CONTENT:
        changes.append("cut")
    return Text(
        line[:LONGEST_TITLE],
        content[:LONGEST_CONTENT],
        _day(row.get("posted_at")),
        tuple(dict.fromkeys(changes)),
    )


def _clean(given: str | None, changes: list[str]) -> str:
    text = (given or "").strip()
    cleaned = REFUSED.sub("", text)
    if cleaned != text:
        changes.append("control characters")
    return cleaned


def _day(given: str | None) -> date | None:
    for form in DATE_FORMS:
        try:
            return datetime.strptime(given or "", form).date()  # noqa: DTZ007 - a civil date without its zone
        except ValueError:
            continue
    return None
