"""Names under which secrets are kept: whoever reads the store learns neither the number nor the code."""

import hashlib
import hmac
from dataclasses import dataclass, field

from chalicelib.domain.personal import Personal


@dataclass(frozen=True, slots=True)
class Pepper:
    """A secret key for digests; it stands in the parameter store, never beside what it covers."""

    key: bytes = field(repr=False)

    def digest(self, purpose: str, *parts: str) -> str:
        """Give the keyed digest of some parts; the same parts for another purpose give another digest."""
        message = "\x1f".join((purpose, *parts)).encode()
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()

    def of_phone(self, phone: Personal[str]) -> str:
        """Name a phone number before the door."""
        return self.digest("phone", phone.value)

    def of_code(self, phone: Personal[str], code: str) -> str:
        """Name a code sent to a number: the same six digits are another code at another number."""
        return self.digest("phone-code", phone.value, code)

    def of_address(self, address: Personal[str]) -> str:
        """Name a network address."""
        return self.digest("address", address.value)

    def of_username(self, username: str) -> str:
        """Name an account that may not exist; people also type their password here by mistake."""
        return self.digest("username", username)
