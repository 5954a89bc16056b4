"""The code given with a case's number: it opens the case when the phone is gone, or is another's (A-17)."""

import base64
import hashlib
import hmac
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from chalicelib.domain.identifiers import CaseNo

LENGTH: Final = 8
MOST_TYPED: Final = 40
"""How long people's own way of writing eight characters may be."""
_MISREAD: Final = str.maketrans("018", "OIB")
"""No code holds these digits: whoever reads them from paper has taken a letter for one."""


@dataclass(frozen=True, slots=True)
class QueryCodes:
    """Derives codes from a secret: a retry is told the same one, and nobody stores it."""

    key: bytes = field(repr=False)

    def of(self, case_no: CaseNo) -> str:
        """Give the code of a case: eight capital letters and digits from 2 to 7."""
        mac = hmac.digest(self.key, case_no.encode(), hashlib.sha256)
        return base64.b32encode(mac).decode()[:LENGTH]

    def is_right(self, case_no: CaseNo, typed: str) -> bool:
        """Compare what somebody typed, in a time that tells nothing of how near it came."""
        plain = _plain(typed) if len(typed) <= MOST_TYPED else ""
        return hmac.compare_digest(self.of(case_no).encode(), plain.encode())


def _plain(typed: str) -> str:
    """Read a code as people write it: small letters, full width, blanks and hyphens."""
    signs = (sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    return "".join(signs).upper().translate(_MISREAD)
