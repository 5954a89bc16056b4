"""Each case has a random key of its own; to delete it is to delete every text of the case (storage §10)."""

import hmac
import secrets
from collections import OrderedDict
from typing import Final

from chalicelib.adapters.crypto.envelope import CASE_KEY_ID, KEY_BYTES, open_sealed, place, seal
from chalicelib.adapters.crypto.key_service import WrappedKeys
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.domain.identifiers import CaseNo, TextRef

_REMEMBERED: Final = 64
_REFERENCE_BYTES: Final = 12


class CaseKeys:
    """Seals, opens and refers to texts under the key of their case."""

    def __init__(self, months: MonthlyKeys, shelf: WrappedKeys) -> None:
        self._months = months
        self._shelf = shelf
        self._open: OrderedDict[CaseNo, bytes] = OrderedDict()

    def make(self, case_no: CaseNo) -> bytes:
        """Make the key of a new case, or give the one that an earlier try has made."""
        key = secrets.token_bytes(KEY_BYTES)
        if self._shelf.add(case_no, self._months.seal(key, _place_of(case_no))):
            return self._remember(case_no, key)
        return self._find(case_no) or self.make(case_no)

    def refer(self, case_no: CaseNo, text: str) -> TextRef:
        """Give the reference of a text: a digest under the case's key, meaningless once the key is gone."""
        key = self._find(case_no) or self.make(case_no)
        digest = hmac.digest(key, b"text reference\0" + text.encode(), "sha256")
        return TextRef(digest[:_REFERENCE_BYTES].hex())

    def seal(self, case_no: CaseNo, plain: bytes, where: bytes) -> bytes:
        """Seal a part of a case."""
        return seal(self._find(case_no) or self.make(case_no), CASE_KEY_ID, plain, where)

    def open(self, case_no: CaseNo, sealed: bytes, where: bytes) -> bytes | None:
        """Open a part of a case; None: the key was purged."""
        key = self._find(case_no)
        return open_sealed(key, sealed, where) if key else None

    def _find(self, case_no: CaseNo) -> bytes | None:
        if case_no in self._open:
            return self._open[case_no]
        wrapped = self._shelf.find(case_no)
        if wrapped is None:
            return None
        return self._remember(case_no, self._months.open(wrapped, _place_of(case_no)))

    def _remember(self, case_no: CaseNo, key: bytes) -> bytes:
        self._open[case_no] = key
        if len(self._open) > _REMEMBERED:
            self._open.popitem(last=False)
        return key


def _place_of(case_no: CaseNo) -> bytes:
    return place("keys", case_no, "", "wrapped_key")
