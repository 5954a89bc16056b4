"""Evidence in memory: for tests and demonstrations."""

from dataclasses import dataclass, field
from datetime import timedelta

from chalicelib.domain.identifiers import UploadId
from chalicelib.ports.files import PostForm
from chalicelib.ports.gate import UploadTicket


@dataclass
class MemoryFiles:
    """Three rooms by upload id: what has arrived, what came, what is shown."""

    arrived: dict[UploadId, bytes] = field(default_factory=dict)
    originals: dict[UploadId, bytes] = field(default_factory=dict)
    shown: dict[UploadId, bytes] = field(default_factory=dict)

    def offer(self, ticket: UploadTicket, lasts: timedelta) -> PostForm:  # noqa: ARG002 - the port's form
        """Give a form that leads nowhere; a test puts the file into `arrived` itself."""
        return PostForm(url="memory://quarantine", fields={"key": ticket.upload})

    def find_arrived(self, upload: UploadId) -> bytes | None:
        """Give what has arrived."""
        return self.arrived.get(upload)

    def keep(self, ticket: UploadTicket, original: bytes, shown: bytes) -> None:
        """Keep both copies."""
        self.originals[ticket.upload] = original
        self.shown[ticket.upload] = shown

    def discard_arrived(self, upload: UploadId) -> None:
        """Empty the place."""
        self.arrived.pop(upload, None)

    def purge(self, upload: UploadId) -> None:
        """Delete a file everywhere."""
        for room in (self.arrived, self.originals, self.shown):
            room.pop(upload, None)

    def link_to_shown(self, upload: UploadId, lasts: timedelta) -> str:  # noqa: ARG002 - the port's form
        """Give an address that leads nowhere."""
        return f"memory://clean/{upload}"
