"""A mobile number as people write it, and the one form in which the service keeps it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# Blanks, every kind of dash, dots and brackets are how people group digits; none of them carries meaning.
_GROUPING: Final = re.compile(r"[\s\-\u2010-\u2015\u2212.()]+")
_WRITTEN: Final = re.compile(r"(?:\+86|0086|86)?0?(?P<number>1[0-9]{10})")
_COUNTRY: Final = "+86"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingPlan:
    """Which beginnings a mobile number of the mainland may have: dated data, not code."""

    prefixes: frozenset[str]
    """Three or four digits each."""

    @classmethod
    def of(cls, prefixes: Iterable[str]) -> "NumberingPlan":
        """Make a plan from the prefixes of a data file."""
        return cls(prefixes=frozenset(prefixes))

    def read(self, written: str) -> str | None:
        """Give a written number in international form (`+8613800138000`), or `None` if it is none.

        Taken as the same number: full-width digits, blanks, dashes, `+86`, `0086`, `86` and the trunk `0`
        before it. Only mobile numbers of the mainland can receive a code.
        """
        digits = _GROUPING.sub("", unicodedata.normalize("NFKC", written))
        match = _WRITTEN.fullmatch(digits)
        if match is None:
            return None
        number = match["number"]
        return _COUNTRY + number if self._begins_rightly(number) else None

    def _begins_rightly(self, number: str) -> bool:
        return number[:3] in self.prefixes or number[:4] in self.prefixes
