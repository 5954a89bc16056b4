"""Where evidence goes: from the phone into quarantine, and after its check into keeping (design §5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from chalicelib.domain.identifiers import UploadId
from chalicelib.ports.gate import UploadTicket


@dataclass(frozen=True, slots=True, kw_only=True)
class PostForm:
    """Where a phone posts a file, and the signed fields that must go before it."""

    url: str
    fields: Mapping[str, str]


class Files(Protocol):
    """Keeps files by the id of their upload."""

    def offer(self, ticket: UploadTicket, lasts: timedelta) -> PostForm:
        """Sign a form for exactly the announced file: this place, type and size, good for `lasts`."""
        ...

    def find_arrived(self, upload: UploadId) -> bytes | None:
        """Give what lies in quarantine, or `None` if nothing does."""
        ...

    def keep(self, ticket: UploadTicket, original: bytes, shown: bytes) -> None:
        """Keep the file as it came, and beside it the copy that may be shown; again is the same."""
        ...

    def discard_arrived(self, upload: UploadId) -> None:
        """Empty the place in quarantine, if anything is there."""
        ...

    def purge(self, upload: UploadId) -> None:
        """Delete a file in all its copies and versions; done again is the same (S-20)."""
        ...

    def link_to_shown(self, upload: UploadId, lasts: timedelta) -> str:
        """Give an address under which the copy that may be shown can be fetched for a while."""
        ...
