"""What stands behind notices and evidence: queue, archive, waiting room, files, and the use cases on them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.domain.identifiers import UploadId
from chalicelib.domain.notices.outbox import Envelope
from chalicelib.ports.archive import EntryArchive
from chalicelib.ports.files import Files
from chalicelib.ports.job_log import JobLog
from chalicelib.ports.messages import Messages
from chalicelib.ports.queues import NoticeQueue, SweepTasks
from chalicelib.ports.recipients import Recipients
from chalicelib.ports.waiting_room import WaitingRoom
from chalicelib.usecases.announce_upload import AnnounceUpload
from chalicelib.usecases.check_night import CheckNight
from chalicelib.usecases.check_upload import CheckUpload
from chalicelib.usecases.heal_notices import HealNotices
from chalicelib.usecases.night_walks import NightWalks
from chalicelib.usecases.relay_notices import HeadChange, RelayNotices
from chalicelib.usecases.release_notices import ReleaseNotices
from chalicelib.usecases.send_notice import SendNotice
from chalicelib.usecases.sweep_log import SweepLog

if TYPE_CHECKING:
    from pynamodb.connection import Connection

    from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
    from chalicelib.adapters.sms.local_stage import SentMessage
    from chalicelib.runtime.outside import Outside


class Dispatch:
    """The part of the services that jobs use; each piece is built when first asked for."""

    def __init__(
        self,
        outside: "Outside",
        connection: Callable[[], "Connection"],
        matter_keys: Callable[[], "MonthlyKeys"],
    ) -> None:
        self._outside = outside
        self._connection = connection
        self._matter_keys = matter_keys

    @cached_property
    def notice_queue(self) -> NoticeQueue:
        """Where notices wait for the sender."""
        from chalicelib.adapters.sqs.notice_queue import SqsNoticeQueue

        return SqsNoticeQueue(self._outside.client_of("sqs"), self._outside.settings.queue_notices_url)

    @cached_property
    def waiting_room(self) -> WaitingRoom:
        """Where notices wait for the office to open."""
        from chalicelib.adapters.dynamodb.waiting_room import DynamoWaitingRoom

        return DynamoWaitingRoom(self._connection(), self._outside.settings.table_messages)

    @cached_property
    def entry_archive(self) -> EntryArchive:
        """Every entry once more."""
        from chalicelib.adapters.s3.archive import S3EntryArchive

        return S3EntryArchive(self._outside.client_of("s3"), self._outside.settings.bucket_archive)

    @cached_property
    def messages(self) -> Messages:
        """Which notices are settled."""
        from chalicelib.adapters.dynamodb.messages import DynamoMessages

        return DynamoMessages(self._connection(), self._outside.settings.table_messages)

    @cached_property
    def recipients(self) -> Recipients:
        """The phones of posts."""
        from chalicelib.adapters.dynamodb.recipients import DynamoRecipients

        table = self._outside.settings.table_registry
        return DynamoRecipients(self._connection(), table, self._matter_keys())

    @cached_property
    def files(self) -> Files:
        """Evidence."""
        from chalicelib.adapters.s3.files import S3Files

        return S3Files(
            self._outside.client_of("s3"),
            quarantine=self._outside.settings.bucket_quarantine,
            evidence=self._outside.settings.bucket_evidence,
        )

    @cached_property
    def sweep_tasks(self) -> SweepTasks:
        """Where shards wait to be swept."""
        from chalicelib.adapters.sqs.sweep_tasks import SqsSweepTasks

        return SqsSweepTasks(self._outside.client_of("sqs"), self._outside.settings.queue_sweep_url)

    @cached_property
    def job_log(self) -> JobLog:
        """Which job ran when."""
        from chalicelib.adapters.dynamodb.job_log import DynamoJobLog

        return DynamoJobLog(self._connection(), self._outside.settings.table_gate)

    @cached_property
    def relay_notices(self) -> RelayNotices:
        """Carry what commits owe to the queue and the archive."""
        return RelayNotices(
            cases=self._outside.cases,
            queue=self.notice_queue,
            archive=self.entry_archive,
            clock=self._outside.clock,
        )

    @cached_property
    def send_notice(self) -> SendNotice:
        """Send one notice."""
        return SendNotice(
            cases=self._outside.cases,
            people=self._outside.people,
            shelves=self._outside.shelves,
            recipients=self.recipients,
            messages=self.messages,
            messenger=self._outside.messenger,
            waiting_room=self.waiting_room,
            clock=self._outside.clock,
        )

    @cached_property
    def release_notices(self) -> ReleaseNotices:
        """Let go what waited for the office to open."""
        return ReleaseNotices(
            waiting_room=self.waiting_room, queue=self.notice_queue, clock=self._outside.clock
        )

    @cached_property
    def heal_notices(self) -> HealNotices:
        """Queue what the stream lost."""
        return HealNotices(
            cases=self._outside.cases,
            messages=self.messages,
            queue=self.notice_queue,
            shelves=self._outside.shelves,
            clock=self._outside.clock,
        )

    @cached_property
    def announce_upload(self) -> AnnounceUpload:
        """Open a ticket for a file."""
        return AnnounceUpload(
            gate=self._outside.gate,
            files=self.files,
            ids=self._outside.ids,
            clock=self._outside.clock,
        )

    @cached_property
    def check_upload(self) -> CheckUpload:
        """Judge a file that has arrived."""
        return CheckUpload(gate=self._outside.gate, files=self.files, clock=self._outside.clock)

    @cached_property
    def sweep_log(self) -> SweepLog:
        """What the sweeps leave behind for health."""
        return SweepLog(cases=self._outside.cases, job_log=self.job_log, clock=self._outside.clock)

    @cached_property
    def check_night(self) -> CheckNight:
        """See whether everything stored is as it was promised."""
        walks = NightWalks(
            cases=self._outside.cases,
            messages=self.messages,
            heal_notices=self.heal_notices,
            shelves=self._outside.shelves,
            clock=self._outside.clock,
        )
        return CheckNight(walks=walks, job_log=self.job_log, clock=self._outside.clock)

    def head_changes(self, records: Iterable[Mapping[str, Any]]) -> list[HeadChange]:
        """Read stream records."""
        from chalicelib.adapters.dynamodb.stream import head_changes

        return head_changes(records)

    def envelope_of(self, body: str) -> Envelope:
        """Read a message of the queue."""
        from chalicelib.adapters.sqs.envelopes import envelope_of

        return envelope_of(body)

    def arrivals_in(self, body: str) -> list[UploadId]:
        """Read what the quarantine tells of arrivals."""
        from chalicelib.adapters.s3.arrivals import arrivals_in

        return arrivals_in(body)

    def sent_messages(self, to: str) -> "Sequence[SentMessage]":
        """List what the local stage's emulator has sent to a phone (design §7)."""
        from chalicelib.adapters.sms.local_stage import sent_messages

        return sent_messages(self._outside.settings.aws_endpoint_url, to)
