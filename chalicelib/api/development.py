"""The development stage's own routes: its clock, its sweep, its messages (design §7); no other has them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.fields import Instant, Phone
from chalicelib.api.operation import Callers
from chalicelib.ports.wake_shards import WAKE_SHARDS
from chalicelib.runtime.wiring import services
from chalicelib.usecases.sweep import Swept

development = ApiBlueprint(__name__)

MOST_RELEASED: Final = 1000
LONGEST_SWEEP: Final = timedelta(seconds=10)
"""No shard is begun after it: a request ends after half a minute, and a full shard takes some of that."""


class ClockWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What the case clock shall show; null: the real time again."""

    now: Instant | None


class ClockShown(msgspec.Struct, kw_only=True):
    """What the case clock shows."""

    now: datetime


class SweptShown(msgspec.Struct, kw_only=True):
    """What a sweep of all shards did."""

    looked_at: int
    changed: int
    entries: int
    lost_races: int
    failed: list[str]
    released_messages: int
    finished: bool
    """False: time ran out, and the next call goes on where this one stopped."""


class MessagesWanted(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Whose messages."""

    to: Phone


class SentMessage(msgspec.Struct, kw_only=True):
    """A message that was sent."""

    at: datetime | None
    to: str
    text: str


class SentMessages(msgspec.Struct, kw_only=True):
    """What was sent to a phone, oldest first."""

    items: list[SentMessage]


@development.operation(
    "POST /v1/dev/clock",
    summary="开发环境：拨动时钟",
    callers=Callers.PUBLIC,
    takes=ClockWanted,
    gives=ClockShown,
)
def set_clock(call: Call) -> ClockShown:
    """Move the case clock of the whole stage; time runs on from there."""
    wanted = call.body(ClockWanted)
    clock = services().clock
    services().clock_offset.move(wanted.now - clock.real_now() if wanted.now else None)
    return ClockShown(now=clock.now())


@development.operation(
    "POST /v1/dev/sweep", summary="开发环境：立即巡检", callers=Callers.PUBLIC, gives=SweptShown
)
def sweep_now(_: Call) -> SweptShown:
    """Sweep every shard once, here and now; what a request has no time for is left to the next call."""
    clock, done = services().clock, Swept()
    began = clock.real_now()
    for shard in range(WAKE_SHARDS):
        if clock.real_now() - began > LONGEST_SWEEP:
            done = replace(done, is_finished=False)
            break
        done = done.and_(services().sweep(shard))
    return SweptShown(
        looked_at=done.looked_at,
        changed=done.changed,
        entries=done.entries,
        lost_races=done.lost_races,
        failed=[f"{case_no}: {why}" for case_no, why in done.failed],
        released_messages=services().dispatch.release_notices(MOST_RELEASED),
        finished=done.is_finished,
    )


@development.operation(
    "GET /v1/dev/messages",
    summary="开发环境：已发短信",
    callers=Callers.PUBLIC,
    asks=MessagesWanted,
    gives=SentMessages,
)
def list_messages(call: Call) -> SentMessages:
    """List what was sent to a phone; a `+` in the query may arrive as a blank."""
    wanted = call.query(MessagesWanted)
    number = services().numbering.read(wanted.to) or wanted.to
    return SentMessages(
        items=[
            SentMessage(at=datetime.fromisoformat(each.at) if each.at else None, to=each.to, text=each.text)
            for each in services().dispatch.sent_messages(number)
        ]
    )
