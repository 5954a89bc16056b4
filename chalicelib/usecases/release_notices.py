"""Let the notices go that waited for the office to open."""

from dataclasses import dataclass

from chalicelib.ports.clock import Clock
from chalicelib.ports.queues import NoticeQueue
from chalicelib.ports.waiting_room import WaitingRoom

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNotices:
    """Queues first, forgets then: a crash between the two queues twice, and the marks make that harmless."""

    waiting_room: WaitingRoom
    queue: NoticeQueue
    clock: Clock

    def __call__(self, most: int) -> int:
        """Queue up to `most` notices whose time has come, and tell how many; a next pass takes the rest."""
        now = self.clock.now()
        released = 0
        while released < most:
            page = self.waiting_room.ready(now, min(PAGE, most - released))
            if not page:
                break
            self.queue.put([waiting.envelope for waiting in page], afresh=True)
            for waiting in page:
                self.waiting_room.dismiss(waiting)
            released += len(page)
        return released
