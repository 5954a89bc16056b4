"""Argon2id and TOTP (RFC 6238), by the libraries that do nothing else."""

import secrets
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from chalicelib.domain.personal import Personal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

STEP_SECONDS: Final = 30
_SECRET_LENGTH: Final = 32
_DRIFT_STEPS: Final = (0, -1, 1)
"""A phone's clock may be half a minute off; the present step is tried first."""


class ArgonCredentials:
    """Argon2id with the first choice of RFC 9106 for little memory, unless told otherwise.

    Both libraries are imported when the first official signs in, not at cold start.
    """

    def __init__(self, *, rounds: int = 3, memory_kib: int = 64 * 1024) -> None:
        self._rounds = rounds
        self._memory_kib = memory_kib

    def hash_password(self, password: Personal[str]) -> str:
        """Give an Argon2id hash."""
        return self._hasher.hash(password.value)

    def is_password(self, password: Personal[str], password_hash: str) -> bool:
        """Tell whether this is the password."""
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

        try:
            return self._hasher.verify(password_hash, password.value)
        except (VerificationError, InvalidHashError):
            return False

    def decoy_hash(self) -> str:
        """Give the hash of a password nobody knows."""
        return self._decoy

    def new_totp_secret(self) -> Personal[str]:
        """Draw a secret."""
        import pyotp  # noqa: PLC0415

        return Personal(pyotp.random_base32(_SECRET_LENGTH))

    def step_of(self, code: str, secret: Personal[str], at: datetime) -> int | None:
        """Give the time step of a code."""
        import pyotp  # noqa: PLC0415

        totp = pyotp.TOTP(secret.value, interval=STEP_SECONDS)
        now = int(at.timestamp()) // STEP_SECONDS
        steps = [now + drift for drift in _DRIFT_STEPS]
        # Every step is computed, so that time does not tell which of them fitted.
        fitting = [step for step in steps if secrets.compare_digest(totp.generate_otp(step), code)]
        return fitting[0] if fitting else None

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from argon2 import PasswordHasher  # noqa: PLC0415

        return PasswordHasher(time_cost=self._rounds, memory_cost=self._memory_kib, parallelism=4)

    @cached_property
    def _decoy(self) -> str:
        return self.hash_password(Personal(secrets.token_urlsafe()))
