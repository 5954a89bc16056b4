"""The sealed form of a value: AES-256-GCM, bound to the very place in a table where it stands (storage §10).

Layout: version 1 byte, key id 4, nonce 12, ciphertext, tag 16.
"""

import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
CASE_KEY_ID: Final = b"case"
"""Stands where a monthly key's id would: the value is sealed under its case's own key."""

_VERSION: Final = b"\x01"
_ID: Final = slice(1, 5)
_NONCE: Final = slice(5, 17)
_SEALED: Final = slice(17, None)


class SealBrokenError(Exception):
    """A sealed value has another layout than this code knows; a false tag raises `InvalidTag` itself."""


def place(table: str, pk: str, sk: str, attribute: str) -> bytes:
    """Name the place of a value; sealed in one place, it opens in no other.

    `table` is the table's name in the design, not in the account: a restore goes to tables of new names.
    """
    return f"{table}|{pk}|{sk}|{attribute}".encode()


def seal(key: bytes, key_id: bytes, plain: bytes, where: bytes) -> bytes:
    """Seal a value under a key for one place, each time with a new random nonce."""
    nonce = secrets.token_bytes(12)
    return _VERSION + key_id + nonce + _cipher(key).encrypt(nonce, plain, where)


def open_sealed(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """Open a sealed value.

    Raises:
        SealBrokenError: It is of an unknown layout.
        InvalidTag: It was changed, moved, or sealed under another key.
    """
    if sealed[:1] != _VERSION:
        raise SealBrokenError("unknown layout")
    return _cipher(key).decrypt(sealed[_NONCE], sealed[_SEALED], where)


def key_id_of(sealed: bytes) -> bytes:
    """Tell under which key a value is sealed."""
    return sealed[_ID]


def _cipher(key: bytes) -> "AESGCM":
    # Loading it takes as long as a whole look-up; functions that open nothing do not pay for it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    return AESGCM(key)
