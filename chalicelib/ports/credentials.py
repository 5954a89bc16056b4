"""The arithmetic of passwords and one-time codes."""

from datetime import datetime
from typing import Protocol

from chalicelib.domain.personal import Personal


class Credentials(Protocol):
    """Hashes passwords and checks what people type; keeps nothing."""

    def hash_password(self, password: Personal[str]) -> str:
        """Give a hash that says its own salt and parameters."""
        ...

    def is_password(self, password: Personal[str], password_hash: str) -> bool:
        """Tell whether this is the password; takes its time."""
        ...

    def decoy_hash(self) -> str:
        """Give the hash of a password nobody knows: an unknown user costs as much time as a known one."""
        ...

    def new_totp_secret(self) -> Personal[str]:
        """Draw a secret for a second factor: 32 base32 characters."""
        ...

    def step_of(self, code: str, secret: Personal[str], at: datetime) -> int | None:
        """Give the time step that a one-time code belongs to, or `None` if it is of none near `at`."""
        ...
