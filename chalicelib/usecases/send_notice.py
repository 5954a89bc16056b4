"""Send one notice: once, in office hours, and only if it may still be told (storage §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.case_number import printed
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import PostId
from chalicelib.domain.notices.discretion import may_leave
from chalicelib.domain.notices.hours import OfficeHours, leaves_at
from chalicelib.domain.notices.occasion import occasion_of
from chalicelib.domain.notices.outbox import Envelope
from chalicelib.domain.notices.texts import text_of
from chalicelib.domain.personal import Personal
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import CITIZEN, Case, Entry, Owed
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.messages import Mark, Messages
from chalicelib.ports.messenger import Messenger, PhoneUnreachableError
from chalicelib.ports.people import People
from chalicelib.ports.recipients import Recipients
from chalicelib.ports.shelves import Shelves
from chalicelib.ports.waiting_room import Waiting, WaitingRoom

URGENT = frozenset({Action.BREACH, Action.ESCALATE})


class Delivery(StrEnum):
    """What was done with an envelope; the last four settle it and stand on its mark."""

    ALREADY_SETTLED = "already_settled"
    WAITING = "waiting"
    SENT = "sent"
    """The provider has taken it."""
    WITHHELD = "withheld"
    """It must no longer be told."""
    UNREACHABLE = "unreachable"
    """Nobody's phone is known, or none takes messages; the nightly check lists these."""
    NO_PHONE = "no_phone"
    """The citizen has none and asks at a reception point; nobody can mend that: no check lists it (A-19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice:
    """Takes an envelope off the queue.

    The mark is put after the provider has taken the message. A crash between the two sends it twice: the only
    such window (docs/threat-model.md). The other order would lose it, and nothing is lost (design §1).
    """

    cases: CaseStore
    people: People
    shelves: Shelves
    recipients: Recipients
    messages: Messages
    messenger: Messenger
    waiting_room: WaitingRoom
    clock: Clock

    def __call__(self, envelope: Envelope) -> Delivery:
        """Send a notice, let it wait for the office to open, or settle it unsent.

        Raises:
            UnavailableError: A store or the provider did not answer; the envelope shall come again.
        """
        if self.messages.is_sent(envelope.case_no, envelope.seq, envelope.to):
            return Delivery.ALREADY_SETTLED
        case = self.cases.get(envelope.case_no)
        entry = self._entry(case, envelope.seq)
        owed = Owed(envelope.notice, envelope.to)
        post, directory = self._post(case, envelope.to)
        if owed not in entry.owes or not may_leave(case, entry, owed, post.role if post else None):
            return self._settle(envelope, Delivery.WITHHELD)
        leaves = leaves_at(owed.notice, entry.at, self._hours(case))
        if self.clock.now() < leaves:
            is_urgent = entry.action in URGENT
            self.waiting_room.admit(Waiting(envelope=envelope, leaves_at=leaves, is_urgent=is_urgent))
            return Delivery.WAITING
        text = text_of(owed.notice, owed.to, occasion_of(case, entry, owed, printed(case.case_no)))
        if directory is not None:
            return self._send(envelope, self._phones(case, post, directory), text)
        phone = self.people.phone_of(self.cases.filed_by(case.case_no))
        return self._send(envelope, [phone], text) if phone else self._settle(envelope, Delivery.NO_PHONE)

    def _send(self, envelope: Envelope, phones: Sequence[Personal[str]], text: str) -> Delivery:
        receipts: list[str] = []
        for phone in phones:
            try:
                receipts.append(self.messenger.send(phone, text))
            except PhoneUnreachableError:
                # The others at this post still read it; a post nobody reaches is settled as such below.
                continue
        return self._settle(envelope, Delivery.SENT if receipts else Delivery.UNREACHABLE, tuple(receipts))

    def _settle(self, envelope: Envelope, result: Delivery, receipts: tuple[str, ...] = ()) -> Delivery:
        self.messages.mark(
            Mark(
                case_no=envelope.case_no,
                seq=envelope.seq,
                to=envelope.to,
                at=self.clock.now(),
                provider_id=",".join(receipts),
                answer=result,
            )
        )
        return result

    def _entry(self, case: Case, seq: int) -> Entry:
        for entry in case.tail:
            if entry.seq == seq:
                return entry
        return next(entry for entry, _ in self.cases.timeline(case) if entry.seq == seq)

    def _hours(self, case: Case) -> OfficeHours:
        rule = self.shelves.rulebook(case.rulebook).calendar
        return OfficeHours(opens=rule.office_opens, closes=rule.office_closes)

    def _post(self, case: Case, to: str) -> tuple[Post | None, Directory | None]:
        if to == CITIZEN:
            return None, None
        directory = self.shelves.directory(self.shelves.county(case.county).directory)
        return directory.find_post(PostId(to)), directory

    def _phones(self, case: Case, post: Post | None, directory: Directory) -> Sequence[Personal[str]]:
        if post is None:
            return []
        readers = [post]
        if post.deputy is not None and post.has_deputy_on(civil_day(self.clock.now())):
            readers.append(directory.post(post.deputy))
        phones = [phone for reader in readers for phone in self.recipients.phones_of(case.county, reader)]
        return list(dict.fromkeys(phones))
