"""Audit events are kept in their order; in DynamoDB each writer has a chain of its own."""

from dataclasses import replace
from datetime import UTC, datetime

import boto3
import pytest

from chalicelib.adapters.dynamodb.audit_log import KEPT, DynamoAuditLog
from chalicelib.adapters.dynamodb.connection import connect
from chalicelib.domain.audit_chain import event_hash
from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.audit_log import Audited, AuditEvent
from tests.support.dynamo_tables import make_tables
from tests.support.faults import FaultyNetwork

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
REFUSED = AuditEvent(
    what=Audited.CASE_REFUSED, at=AT, actor="a-1", post="p-1", case_no="HL26112200000001", why="absent"
)


@pytest.fixture
def rows(aws):
    make_tables(aws, "audit")
    table = boto3.resource("dynamodb", aws).Table("audit")
    return lambda: sorted(table.scan()["Items"], key=lambda row: (row["pk"], row["sk"]))


@pytest.fixture
def log_of(aws):
    return lambda writer: DynamoAuditLog(connect(aws), "audit", writer)


def content(row):
    return {
        "writer": row["pk"],
        "seq": int(row["sk"]),
        **{name: row.get(name, "") for name in ("what", "at", "actor", "post", "case_no", "why")},
    }


def test_a_writers_events_are_a_chain_that_anybody_can_compute_again(rows, log_of):
    log = log_of("w-1")
    log.record(REFUSED)
    log.record(replace(REFUSED, what=Audited.CASE_READ, why=""))

    first, second = rows()
    assert (first["sk"], second["sk"]) == (1, 2)
    assert first["hash"] == event_hash("", content(first))
    assert second["hash"] == event_hash(first["hash"], content(second))


@pytest.mark.parametrize("happened", [True, False])
def test_after_a_failure_nothing_is_written_over_and_every_chain_is_whole(rows, aws, happened):
    connection = connect(aws)
    network = FaultyNetwork(connection.client)
    log = DynamoAuditLog(connection, "audit", "w-1")
    log.record(REFUSED)
    network.fail(0, after=happened)
    with pytest.raises(UnavailableError):
        log.record(replace(REFUSED, why="not_theirs"))
    network.heal()
    for why in ("absent", "code"):
        log.record(replace(REFUSED, why=why))

    told = [(row["pk"], int(row["sk"]), row["why"]) for row in rows()]
    lost = [("w-1", 2, "not_theirs")] if happened else []
    assert told == [("w-1", 1, "absent"), *lost, ("w-1.1", 1, "absent"), ("w-1.1", 2, "code")]
    last = {}
    for row in rows():
        last[row["pk"]] = event_hash(last.get(row["pk"], ""), content(row))
        assert row["hash"] == last[row["pk"]]


def test_two_writers_do_not_touch_each_other(rows, log_of):
    for writer in ("w-1", "w-2"):
        log_of(writer).record(REFUSED)
    assert [(row["pk"], row["sk"]) for row in rows()] == [("w-1", 1), ("w-2", 1)]


def test_an_event_leaves_the_table_after_its_time(rows, log_of):
    log_of("w-1").record(REFUSED)
    assert int(rows()[0]["expires_at"]) == int((AT + KEPT).timestamp())
