"""Phones are looked up by a keyed hash; while one key replaces another, both live (storage §10)."""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class PhoneKeys:
    """The HMAC keys that live, by id, and which one new entries take."""

    current: str
    keys: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"PhoneKeys(current={self.current!r}, keys=***)"

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError("the current phone key is not among the keys")


class PhoneDigests:
    """Gives the names under which a phone is looked up, the current key's first."""

    def __init__(self, read_secret: Callable[[], str]) -> None:
        """Take a reader of the secret; it is called once, when the first phone comes."""
        self._read_secret = read_secret

    def of(self, phone: str) -> tuple[str, ...]:
        """Give `k2#hmac`, then `k1#hmac` while both live."""
        older = sorted(name for name in self._keys.keys if name != self._keys.current)
        return tuple(f"{name}#{self._digest(name, phone)}" for name in (self._keys.current, *older))

    def _digest(self, name: str, phone: str) -> str:
        return hmac.digest(self._keys.keys[name], phone.encode(), "sha256").hex()

    @cached_property
    def _keys(self) -> PhoneKeys:
        return phone_keys_in(self._read_secret())


def phone_keys_in(secret: str) -> PhoneKeys:
    """Read the keys from the text of the secret.

    A secret that was only generated is the first key, `k1`. One that is being rotated says all that live:
    `{"current": "k2", "keys": {"k1": ..., "k2": ...}}`.
    """
    if not secret.startswith("{"):
        return PhoneKeys(current="k1", keys={"k1": secret.encode()})
    told = json.loads(secret)
    return PhoneKeys(current=told["current"], keys={name: key.encode() for name, key in told["keys"].items()})
