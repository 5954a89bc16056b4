"""Notices that wait for the office to open, as rows of the table `messages`.

`WAIT#07` / `<instant>#<0 urgent, 1 not>#<case>:<seq>:<to>`: sharded by case, so that a night of breaches is
sixteen keys wide; a query up to now has no lower bound, so what one pass leaves the next one finds.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from heapq import merge
from itertools import islice

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.outbox import Envelope
from chalicelib.ports.waiting_room import Waiting
from chalicelib.ports.wake_shards import WAKE_SHARDS, shard_key, wake_shard

_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class WaitingRow(Model):
    """A notice that waits; it expires by being dismissed, never by time."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    case_no = UnicodeAttribute()
    seq = NumberAttribute()
    to = UnicodeAttribute()
    notice = UnicodeAttribute()
    owed_at = UnicodeAttribute()
    leaves_at = UnicodeAttribute()


class DynamoWaitingRoom:
    """Keeps waiting notices where their instant finds them."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._rows = bound(WaitingRow, table, connection)

    def admit(self, waiting: Waiting) -> None:
        """Put the row; the same notice has the same key."""
        envelope = waiting.envelope
        with telling_unavailability():
            self._rows(
                *_key_of(waiting),
                case_no=envelope.case_no,
                seq=envelope.seq,
                to=envelope.to,
                notice=envelope.notice,
                owed_at=envelope.at.isoformat(),
                leaves_at=waiting.leaves_at.isoformat(),
            ).save()

    def ready(self, now: datetime, limit: int) -> Sequence[Waiting]:
        """Query every shard and give the foremost of all."""
        # A second is as fine as openings are; "~" sorts behind whatever follows the instant.
        until = f"{now.astimezone(UTC).strftime(_INSTANT)}~"
        shards = [self._ready_in(shard, until, limit) for shard in range(WAKE_SHARDS)]
        return [_waiting_of(row) for row in islice(merge(*shards, key=lambda row: str(row.sk)), limit)]

    def dismiss(self, waiting: Waiting) -> None:
        """Delete the row."""
        with telling_unavailability():
            self._rows(*_key_of(waiting)).delete()

    def _ready_in(self, shard: int, until: str, limit: int) -> list[WaitingRow]:
        with telling_unavailability():
            return list(
                self._rows.query(_partition(shard), self._rows.sk <= until, limit=limit, consistent_read=True)
            )


def _partition(shard: int) -> str:
    return f"WAIT#{shard_key(shard)}"


def _key_of(waiting: Waiting) -> tuple[str, str]:
    instant = waiting.leaves_at.astimezone(UTC).strftime(_INSTANT)
    envelope = waiting.envelope
    rank = 0 if waiting.is_urgent else 1
    return _partition(wake_shard(envelope.case_no)), f"{instant}#{rank}#{envelope.mark}"


def _waiting_of(row: WaitingRow) -> Waiting:
    return Waiting(
        envelope=Envelope(
            case_no=CaseNo(row.case_no),
            seq=int(row.seq),
            to=row.to,
            notice=row.notice,
            at=datetime.fromisoformat(row.owed_at),
        ),
        leaves_at=datetime.fromisoformat(row.leaves_at),
        is_urgent=row.sk.split("#")[1] == "0",
    )
