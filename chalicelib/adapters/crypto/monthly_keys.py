"""Keys that encrypt keys: one a month and domain, unwrapped once per process and hour (storage §10)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from chalicelib.adapters.crypto.envelope import key_id_of, open_sealed, seal
from chalicelib.adapters.crypto.key_service import KeyService, WrappedKeys

_KEPT_FOR: Final = timedelta(hours=1)


class KeyGoneError(Exception):
    """A monthly key is not on its shelf; what was sealed under it cannot be opened."""


class MonthlyKeys:
    """Seals and opens under the keys of one domain (`matter`, `people`)."""

    def __init__(
        self, domain: str, *, service: KeyService, shelf: WrappedKeys, now: Callable[[], datetime]
    ) -> None:
        """`now` is the real clock: a moved office clock must not make keys of months to come."""
        self._domain = domain
        self._service = service
        self._shelf = shelf
        self._now = now
        self._open: dict[bytes, tuple[bytes, datetime]] = {}

    def seal(self, plain: bytes, where: bytes) -> bytes:
        """Seal under this month's key; the first of a month makes it."""
        key_id = f"{self._now():%y%m}".encode()
        return seal(self._key(key_id, make=True), key_id, plain, where)

    def open(self, sealed: bytes, where: bytes) -> bytes:
        """Open what was sealed in any month.

        Raises:
            KeyGoneError: Its key is not on the shelf.
        """
        return open_sealed(self._key(key_id_of(sealed), make=False), sealed, where)

    def _key(self, key_id: bytes, *, make: bool) -> bytes:
        now = self._now()
        key, until = self._open.get(key_id, (b"", now))
        if now >= until:
            key = self._unwrapped(self._name(key_id), make=make)
            self._open[key_id] = (key, now + _KEPT_FOR)
        return key

    def _unwrapped(self, name: str, *, make: bool) -> bytes:
        wrapped = self._shelf.find(name)
        if wrapped is None and make:
            new = self._service.make(name)
            if self._shelf.add(name, new.wrapped):
                return new.plain
            wrapped = self._shelf.find(name)  # another process was first this month
        if wrapped is None:
            raise KeyGoneError(name)
        return self._service.unwrap(name, wrapped)

    def _name(self, key_id: bytes) -> str:
        year_and_month = key_id.decode()
        return f"KEK#{self._domain}-20{year_and_month[:2]}-{year_and_month[2:]}"
