"""What the keys need of the outside: a service that wraps them, and a shelf for the wrapped ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.adapters.dynamodb.failures import telling_unavailability


@dataclass(frozen=True, slots=True)
class DataKey:
    """A new key, open and wrapped."""

    plain: bytes
    wrapped: bytes

    def __repr__(self) -> str:
        return "DataKey(***)"


class KeyService(Protocol):
    """Holds the root key of one domain and never gives it away."""

    def make(self, name: str) -> DataKey:
        """Make a random 32-byte key, wrapped for this name."""
        ...

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Open a key that was wrapped for this name."""
        ...


class WrappedKeys(Protocol):
    """A shelf of wrapped keys by name; to delete one makes everything under it unreadable (storage §2)."""

    def find(self, name: str) -> bytes | None:
        """Find a wrapped key, strongly read."""
        ...

    def add(self, name: str, wrapped: bytes) -> bool:
        """Keep a wrapped key if the name is free; False: there is one already."""
        ...


class KmsKeyService:
    """The root key in AWS KMS; the name travels as encryption context and stands in KMS's own log."""

    def __init__(self, client: Callable[[], Any], key_id: str) -> None:
        """Take a maker of the client: a function that unwraps nothing never builds one."""
        self._client = client
        self._key_id = key_id

    def make(self, name: str) -> DataKey:
        """Make a random 32-byte key, wrapped for this name."""
        with telling_unavailability():
            answer = self._client().generate_data_key(
                KeyId=self._key_id, KeySpec="AES_256", EncryptionContext=_context(name)
            )
        return DataKey(plain=answer["Plaintext"], wrapped=answer["CiphertextBlob"])

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """Open a key that was wrapped for this name."""
        with telling_unavailability():
            answer = self._client().decrypt(
                KeyId=self._key_id, CiphertextBlob=wrapped, EncryptionContext=_context(name)
            )
        return bytes(answer["Plaintext"])


def _context(name: str) -> Mapping[str, str]:
    return {"key": name}
