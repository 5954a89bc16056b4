"""An office at work on AWS as moto plays it: processes that die, a stream that repeats itself, a clock."""

from dataclasses import dataclass, field

from chalicelib.adapters.memory.dispatch import (
    MemoryEntryArchive,
    MemoryMessenger,
    MemoryNoticeQueue,
    MemoryRecipients,
)
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.runtime.ids import SystemIds
from tests.support.cloud import a_cloud
from tests.support.faults import FaultyAws, ProcessEndedError
from tests.support.stream_records import Recorder

REGION = "us-east-1"


class NumberedIds(SystemIds):
    """Draws the same numbers in every run, so that a failing story can be told again."""

    def __init__(self):
        self._drawn = 0

    def case_no(self, county_code, on):
        self._drawn += 1
        return CaseNo(f"{county_code}{on:%y%m%d}{self._drawn:08d}")

    def new(self):
        self._drawn += 1
        return f"id-{self._drawn}"


@dataclass(frozen=True)
class Fault:
    """Which call fails, whether it happened all the same, and whether the process ends with it."""

    nth: int
    after: bool
    dies: bool
    among: str = ""
    """The end of the operations that are counted."""


def untouched(services):
    """Leave the services as production wires them."""


@dataclass
class RunningOffice:
    """Tables outlive processes; what is queued, archived and sent is kept in memory."""

    patch: object
    tamper: object = untouched
    queue: MemoryNoticeQueue = field(default_factory=MemoryNoticeQueue)
    archive: MemoryEntryArchive = field(default_factory=MemoryEntryArchive)
    messenger: MemoryMessenger = field(default_factory=MemoryMessenger)
    ids: NumberedIds = field(default_factory=NumberedIds)

    def __post_init__(self):
        self.cloud = a_cloud(REGION)
        self.clock = self.cloud.clock
        self.faults = FaultyAws(self.patch)
        self.recorder = Recorder(REGION)
        self.told, self.undelivered = [], []
        self.start_anew()

    def start_anew(self):
        """Start a process that has read nothing yet."""
        self.services = self.cloud.process()
        self.services.ids, self.services.messenger = self.ids, self.messenger
        dispatch = self.services.dispatch
        dispatch.notice_queue, dispatch.entry_archive = self.queue, self.archive
        dispatch.recipients = MemoryRecipients()
        self.tamper(self.services)

    def attempt(self, work, fault=None):
        """Let a process do some work; None: a fault came between, and nobody heard how it ended."""
        if fault is not None:
            self.faults.fail(fault.nth, after=fault.after, dies=fault.dies, among=fault.among)
        try:
            return work(self.services)
        except (UnavailableError, ProcessEndedError):
            assert fault is not None
            self.start_anew()
            return None
        finally:
            self.faults.heal()
            self._record()

    def deliver(self, records):
        """Let the stream tell records; it tells them again if the relay fails."""
        dispatch = self.services.dispatch
        dispatch.relay_notices(dispatch.head_changes(records))

    def pass_by(self, **time):
        """Let time pass; a queue remembers for five minutes what has come before."""
        self.clock.pass_by(**time)
        self.queue.forget()

    def _record(self):
        new = self.recorder.records()
        self.told += new
        self.undelivered += new


class Meanwhile:
    """A store whose next commit comes too late: somebody else does something just before."""

    def __init__(self, cases, somebody_else):
        self._cases, self._somebody_else = cases, somebody_else

    def __getattr__(self, name):
        return getattr(self._cases, name)

    def commit(self, decision):
        somebody_else, self._somebody_else = self._somebody_else, lambda: None
        somebody_else()
        return self._cases.commit(decision)
