"""Check a file that has arrived: is it what was announced, and what of it may be shown (design §5)."""

from dataclasses import dataclass

from chalicelib.domain.evidence.examination import Finding, examine
from chalicelib.domain.identifiers import UploadId
from chalicelib.ports.clock import Clock
from chalicelib.ports.files import Files
from chalicelib.ports.gate import Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckUpload:
    """Takes each arrival out of quarantine; what was judged once is not judged again.

    A form stays good for some minutes, so a second file may follow the first under the same ticket: it is
    thrown away, whatever it is. Parts come first here too: a ticket is clean only once both copies are kept.
    """

    gate: Gate
    files: Files
    clock: Clock

    def __call__(self, upload: UploadId) -> Finding | None:
        """Judge what arrived; `None`: there was nothing to judge.

        Raises:
            UnavailableError: A store did not answer; the same arrival shall be told again.
        """
        ticket = self.gate.find_upload(upload, self.clock.real_now())
        if ticket is None or ticket.state != "announced":
            self.files.discard_arrived(upload)
            return None
        content = self.files.find_arrived(upload)
        if content is None:
            return None
        examined = examine(
            content, content_type=ticket.content_type, size=ticket.size, sha256_announced=ticket.sha256
        )
        if examined.finding is Finding.CLEAN:
            self.files.keep(ticket, content, examined.shown)
        self.gate.mark_upload(upload, "clean" if examined.finding is Finding.CLEAN else "refused")
        self.files.discard_arrived(upload)
        return examined.finding
