"""A key service and a shelf without AWS: a key is wrapped by turning it round."""

from chalicelib.adapters.crypto.key_service import DataKey


class FakeKeyService:
    """Makes keys and counts what it was asked."""

    def __init__(self):
        self.made = []
        self.unwrapped = []

    def make(self, name):
        self.made.append(name)
        plain = bytes([len(self.made)]) * 31 + b"\x7f"
        return DataKey(plain=plain, wrapped=plain[::-1])

    def unwrap(self, name, wrapped):
        self.unwrapped.append(name)
        return wrapped[::-1]


class DictShelf(dict):
    """A shelf of wrapped keys."""

    def find(self, name):
        return self.get(name)

    def add(self, name, wrapped):
        return self.setdefault(name, wrapped) is wrapped
