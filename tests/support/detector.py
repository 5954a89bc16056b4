"""Finds in a line what no log may tell: numbers of people, secrets, and words that somebody wrote.

It looks with other eyes than the service's own mask (`chalicelib/runtime/observability.py`), so that what one
overlooks the other may find: a number is found however it is written, a word if it is known.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

AROUND = 30
SHORTEST = 2

# Longer and shorter numbers of ours, hashes and fractions of a second are no numbers of people.
_BEGIN = r"(?<![0-9A-Za-z])(?<![0-9]\.)"
_END = r"(?![0-9A-Za-z])"
_GAP = "[ -]?"
_PHONE = re.compile(rf"{_BEGIN}(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_END}")
_IDENTITY = re.compile(rf"{_BEGIN}\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXx]{_END}")
_OLD_IDENTITY = re.compile(rf"{_BEGIN}\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}{_END}")
_CARD = re.compile(rf"{_BEGIN}(?:62|4\d|5[1-5]|3[57])\d\d(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?{_END}")
_BEARER = re.compile(r"(?i)\bbearer\s+[\w.~+/=-]{8,}")
_NOT_MASKED = r"""(?!\*\*\*|null|None|Personal\(|"|')"""
_SECRET = re.compile(
    r"(?i)(?:authorization|token|password|passwd|totp|secret|query[_-]code|查询码|验证码|密码|口令)"
    rf"""["']?\s*[:=]\s*["']?{_NOT_MASKED}[^\s"',}}]{{4,}}|otpauth://\S+"""
)
_NAMED = re.compile(
    r"(?:姓名|电话|住址|身份证号?|\b(?:name|complainant|complained_person|phone|mobile|address|title|content|demand))"
    rf"""["']?\s*[:=]\s*["']?{_NOT_MASKED}[^"',}}]*[\u4e00-\u9fff0-9]{{2}}"""
)
# Drawn at random, with groups that by chance look like those of a card; no person's number has its form.
_UUID = re.compile(r"(?i)\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("\u200b\u200c\u200d\ufeff", None))

_PROVINCES = frozenset(
    map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)))
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """What was found, and the words around it."""

    kind: str
    around: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.around}"


class Detector:
    """Looks for the numbers of anybody, for secrets by their form, and for words that it was told."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        lines = {line.strip() for word in words for line in plain(word).split("\n")}
        known = sorted((line for line in lines if len(line) >= SHORTEST), key=len, reverse=True)
        self._words = re.compile("|".join(map(re.escape, known))) if known else None

    def leaks_in(self, text: str) -> list[Leak]:
        """Name everything that should not stand there."""
        clear = _UUID.sub("(uuid)", plain(text))
        return [
            Leak(kind=kind, around=clear[max(0, match.start() - AROUND) : match.end() + AROUND])
            for kind, match in self._found_in(clear)
        ]

    def _found_in(self, clear: str) -> Iterator[tuple[str, re.Match[str]]]:
        for kind, form, holds in _FORMS:
            for match in form.finditer(clear):
                if holds(re.sub(_GAP[:-1], "", match[0])):
                    yield kind, match
        if self._words is not None:
            for match in self._words.finditer(clear):
                yield "somebody's word", match


def plain(text: str) -> str:
    """Write full-width signs, odd dashes and JSON's escapes as everybody else does."""
    unescaped = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return unicodedata.normalize("NFKC", unescaped).translate(_DASHES)


def _is_identity(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _is_born(number[6:14]) and number[:2] in _PROVINCES and _CHECKS[total % 11] == number[17].upper()


def _is_old_identity(number: str) -> bool:
    return number[:2] in _PROVINCES and _is_born(f"19{number[6:12]}")


def _is_born(day: str) -> bool:
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:])).year > 1900
    except ValueError:
        return False


def _is_card(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _always(_: str) -> bool:
    return True


_FORMS = (
    ("a phone", _PHONE, _always),
    ("an identity number", _IDENTITY, _is_identity),
    ("an identity number", _OLD_IDENTITY, _is_old_identity),
    ("a bank card", _CARD, _is_card),
    ("a token", _BEARER, _always),
    ("a secret", _SECRET, _always),
    ("a field of a person", _NAMED, _always),
)
