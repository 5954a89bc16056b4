"""Announce a file, and get the form by which a phone may post exactly this file (design §5, §6)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.evidence.media import faults_of
from chalicelib.domain.identifiers import PersonId, UploadId
from chalicelib.domain.identity.limits import Limit
from chalicelib.domain.identity.refusals import TooOftenError
from chalicelib.ports.clock import Clock
from chalicelib.ports.files import Files, PostForm
from chalicelib.ports.gate import Gate, UploadTicket
from chalicelib.ports.ids import Ids

FORM_LASTS: Final = timedelta(minutes=15)
TICKET_LASTS: Final = timedelta(hours=48)
"""So long a file waits for the complaint it belongs to (storage §8)."""

UPLOADS_OF_ONE_PERSON: Final = Limit(what="uploads-hour", most=60, window=timedelta(hours=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a phone says of a file it is about to send."""

    filename: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The ticket's id, and where to post the file."""

    upload: UploadId
    form: PostForm


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceUpload:
    """Opens a ticket; the file itself never passes through us on its way."""

    gate: Gate
    files: Files
    ids: Ids
    clock: Clock

    def __call__(self, person: PersonId, announcement: Announcement) -> Announced:
        """Keep a ticket and sign the form.

        Raises:
            InvalidInputError: The file is of a kind or size that is not taken; every fault is named.
            TooOftenError: This person has announced too many files within the hour.
        """
        faults = faults_of(
            announcement.filename, announcement.content_type, announcement.size, announcement.sha256
        )
        if faults:
            raise InvalidInputError(faults)
        now = self.clock.real_now()
        limit = UPLOADS_OF_ONE_PERSON
        if not self.gate.count(limit.what, person, limit.window_of(now), limit.most, limit.ends_at(now)):
            raise TooOftenError(retry_after=int((limit.ends_at(now) - now).total_seconds()) + 1)
        ticket = UploadTicket(
            upload=UploadId(self.ids.new()),
            person=person,
            filename=announcement.filename,
            content_type=announcement.content_type,
            size=announcement.size,
            sha256=announcement.sha256,
            state="announced",
            expires_at=now + TICKET_LASTS,
        )
        self.gate.announce_upload(ticket)
        return Announced(upload=ticket.upload, form=self.files.offer(ticket, FORM_LASTS))
