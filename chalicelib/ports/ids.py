"""New names for new things."""

from datetime import date
from typing import Protocol

from chalicelib.domain.identifiers import CaseNo


class Ids(Protocol):
    """Draws names that nobody can guess or foresee."""

    def case_no(self, county_code: str, on: date) -> CaseNo:
        """Draw a case number: county code, day, 8 random digits, stored without check digit (storage §5)."""
        ...

    def new(self) -> str:
        """Draw a UUIDv7."""
        ...

    def token(self) -> str:
        """Draw 256 random bits, URL-safe."""
        ...

    def digits(self, count: int) -> str:
        """Draw decimal digits (phone codes)."""
        ...
