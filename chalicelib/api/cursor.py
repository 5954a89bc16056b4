"""Where the next page begins: sealed, so that it can be neither read, changed, nor used by anybody else.

The key of the last row read may name a case that this person must not see (the list had left it out), so a
cursor is encrypted, not only signed. Person and filter are authenticated beside it: the same cursor under
another of them opens nothing.
"""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec

from chalicelib.api.refusals import CursorRefusedError
from chalicelib.runtime.wiring import services

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES: Final = 12
Place = Mapping[str, str]
"""A store's key of the row after which the next page begins."""


@dataclass(frozen=True, slots=True)
class Cursors:
    """Seals and opens cursors under one key of 32 bytes."""

    key: bytes = field(repr=False)

    def seal(self, place: Place, *, reader: str, list_of: str) -> str:
        """Give the cursor that leads this reader, in this list, to a place."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher().encrypt(nonce, msgspec.json.encode(dict(place)), _bound(reader, list_of))
        return _written(nonce + sealed)

    def open(self, cursor: str | None, *, reader: str, list_of: str) -> Place | None:
        """Give the place a cursor leads to; no cursor is the first page.

        Raises:
            CursorRefusedError: It was made for another reader or list, or by somebody else.
        """
        if cursor is None:
            return None
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415

        try:
            sealed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            if _written(sealed) != cursor:
                # The last character has bits to spare: another one would be read as the same cursor.
                raise CursorRefusedError
            plain = self._cipher().decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(reader, list_of)
            )
        except (InvalidTag, ValueError, binascii.Error):
            raise CursorRefusedError from None
        return msgspec.json.decode(plain, type=dict[str, str])

    def _cipher(self) -> "AESGCM":
        # Only lists that have a next page pay for the import.
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        return AESGCM(self.key)


def _written(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def _bound(reader: str, list_of: str) -> bytes:
    return f"{reader}\x1f{list_of}".encode()


def cursors() -> Cursors:
    """Give the cursors of this deployment."""
    return Cursors(services().key_for("cursor"))
