"""What a sweep reads: only what is due, however many cases are open (storage §7)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from botocore.client import BaseClient
from botocore.session import Session

from chalicelib.adapters.dynamodb.records import instant_of, seconds_of
from chalicelib.domain.identifiers import CaseNo
from chalicelib.ports.wake_shards import WAKE_SHARDS, shard_key, wake_shard
from chalicelib.runtime.wiring import Services
from tools.bench.county import County
from tools.bench.item_sizes import Item
from tools.bench.meter import Meter

DUE = 100
OPEN = (1_000, 20_000)
AT_ONCE = 25
NOT_YET = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What one sweep of all shards did."""

    open_cases: int
    due: int
    changed: int
    rows: int
    """Rows of the wake index that were read."""
    heads: int
    """Items of the table that were read."""
    read: float


class Crowd:
    """A table full of open cases, all copies of one; a few of them are due."""

    def __init__(self, services: Services, county: County) -> None:
        self._table = services.settings.table_cases
        self._store: BaseClient = Session().create_client("dynamodb")
        case_no = county.file().case_no
        key = {"pk": {"S": case_no}, "sk": {"S": "H"}}
        # Only copies are counted.
        self._head: Item = self._store.delete_item(TableName=self._table, Key=key, ReturnValues="ALL_OLD")[
            "Attributes"
        ]
        self._names = (f"{case_no[:8]}{number:08d}" for number in count(1))
        self._open = 0

    @property
    def due_at(self) -> datetime:
        """When the first wake-up of the case comes that all are copies of."""
        return instant_of(self._head["wake_at"]["N"]).astimezone(UTC)

    def grow(self, to: int, due: int) -> None:
        """Put open cases until there are so many, `due` of them due and the others not for a year."""
        later = {"wake_at": {"N": seconds_of(self.due_at + NOT_YET)}}
        fresh = [self._copy({}) for _ in range(due)]
        fresh += [self._copy(later) for _ in range(to - self._open - due)]
        self._open = to
        for start in range(0, len(fresh), AT_ONCE):
            some = fresh[start : start + AT_ONCE]
            asked = {self._table: [{"PutRequest": {"Item": item}} for item in some]}
            while asked:
                asked = self._store.batch_write_item(RequestItems=asked).get("UnprocessedItems")

    def _copy(self, changes: Item) -> dict[str, Any]:
        case_no = next(self._names)
        shard = shard_key(wake_shard(CaseNo(case_no)))
        return {**self._head, "pk": {"S": case_no}, "wake_shard": {"S": shard}, **changes}


def sweeps(services: Services, county: County, move_to: Callable[[datetime], None]) -> Iterator[Swept]:
    """Sweep with the same number due among few and among many."""
    crowd = Crowd(services, county)
    table = services.settings.table_cases
    connection = services._connection  # noqa: SLF001 - there is one, and the meter hangs on its client
    meter = Meter(connection.client, {})
    move_to(crowd.due_at + timedelta(seconds=1))
    for number in OPEN:
        crowd.grow(to=number, due=DUE)
        meter.reading()
        done = [services.sweep(shard) for shard in range(WAKE_SHARDS)]
        counted = meter.reading()
        yield Swept(
            open_cases=number,
            due=DUE,
            changed=sum(each.changed for each in done),
            rows=counted.rows[f"{table}/wake"],
            heads=counted.rows[table],
            read=counted.read,
        )
