"""Names drawn from the operating system's randomness."""

import secrets
import time
from datetime import date
from typing import Final
from uuid import UUID

from chalicelib.domain.identifiers import CaseNo

_TOKEN_BYTES: Final = 32
_CASE_DIGITS: Final = 8


class SystemIds:
    """Draws names that nobody can guess or foresee."""

    def case_no(self, county_code: str, on: date) -> CaseNo:
        """Draw a case number as it is stored: county code, day, 8 random digits (storage §5)."""
        return CaseNo(f"{county_code}{on:%y%m%d}{self.digits(_CASE_DIGITS)}")

    def new(self) -> str:
        """Draw a UUIDv7 (RFC 9562): 48 bits of milliseconds, so that names sort by age, then random bits."""
        random = secrets.randbits(74)
        value = (time.time_ns() // 1_000_000) << 80 | 7 << 76 | (random >> 62) << 64 | 0b10 << 62
        return str(UUID(int=value | random & (1 << 62) - 1))

    def token(self) -> str:
        """Draw 256 random bits, URL-safe."""
        return secrets.token_urlsafe(_TOKEN_BYTES)

    def digits(self, count: int) -> str:
        """Draw decimal digits."""
        return f"{secrets.randbelow(10**count):0{count}d}"
