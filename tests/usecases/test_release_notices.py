from datetime import timedelta

from chalicelib.adapters.memory.dispatch import MemoryNoticeQueue, MemoryWaitingRoom
from chalicelib.domain.notices.outbox import Envelope
from chalicelib.ports.waiting_room import Waiting
from chalicelib.usecases.release_notices import PAGE, ReleaseNotices
from tests.support.owing import NOON, NUMBER, MovableClock


def a_waiting(seq: int, *, minutes: int = 0, is_urgent: bool = False) -> Waiting:
    envelope = Envelope(case_no=NUMBER, seq=seq, to="d-h", notice="N4", at=NOON - timedelta(hours=12))
    return Waiting(envelope=envelope, leaves_at=NOON + timedelta(minutes=minutes), is_urgent=is_urgent)


class Release:
    def __init__(self, *waiting: Waiting) -> None:
        self.room, self.queue = MemoryWaitingRoom(), MemoryNoticeQueue()
        for each in waiting:
            self.room.admit(each)
        self.release = ReleaseNotices(waiting_room=self.room, queue=self.queue, clock=MovableClock())

    def queued(self) -> list[int]:
        return [envelope.seq for envelope in self.queue.take()]


def test_what_may_leave_by_now_is_queued_and_forgotten():
    world = Release(a_waiting(1), a_waiting(2, minutes=1))
    assert world.release(10) == 1
    assert world.queued() == [1]
    assert world.release(10) == 0


def test_breaches_leave_before_reminders():
    world = Release(a_waiting(1), a_waiting(2, is_urgent=True))
    world.release(10)
    assert world.queued() == [2, 1]


def test_a_pass_takes_so_many_and_leaves_the_rest_to_the_next():
    world = Release(*(a_waiting(seq) for seq in range(1, PAGE + 3)))
    assert world.release(PAGE + 1) == PAGE + 1
    assert world.release(PAGE) == 1


def test_one_that_waited_a_minute_is_not_taken_for_its_own_double():
    # SQS remembers names for five minutes; the message that brought it bore the same one.
    waiting = a_waiting(1)
    world = Release(waiting)
    world.queue.put([waiting.envelope])
    world.queue.take()
    world.release(10)
    assert world.queued() == [1]


def test_a_crash_between_queue_and_room_only_queues_again():
    world = Release(a_waiting(1))

    class Stubborn(MemoryWaitingRoom):
        def dismiss(self, waiting):
            raise ConnectionError

    stubborn = Stubborn()
    stubborn.admit(a_waiting(1))
    release = ReleaseNotices(waiting_room=stubborn, queue=world.queue, clock=MovableClock())
    try:
        release(10)
    except ConnectionError:
        assert world.queued() == [1]
    assert [each.envelope.seq for each in stubborn.ready(NOON, 10)] == [1]
