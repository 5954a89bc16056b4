import json

import boto3
import pytest

from chalicelib.adapters.memory.dispatch import MemoryEntryArchive
from chalicelib.adapters.s3.archive import S3EntryArchive
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.vocabulary import Action
from chalicelib.ports.archive import ArchivedEntry
from tests.support.owing import NIGHT, NOON, NUMBER, an_entry

ENTRIES = [
    ArchivedEntry(county=CountyId("mou"), case_no=NUMBER, entry=entry)
    for entry in (
        an_entry(1, owes=[("N1", "citizen")], texts={"text": "B#1"}),
        an_entry(2, Action.BREACH, at=NIGHT.replace(hour=16), data={"term": "handling"}),
    )
]


@pytest.fixture
def bucket(aws):
    client = boto3.client("s3", aws)
    client.create_bucket(Bucket="archive")
    return client


def objects(client) -> dict[str, list[dict]]:
    return {
        item["Key"]: [
            json.loads(line)
            for line in client.get_object(Bucket="archive", Key=item["Key"])["Body"]
            .read()
            .decode()
            .splitlines()
        ]
        for item in client.list_objects_v2(Bucket="archive").get("Contents", [])
    }


def test_entries_stand_by_county_and_by_the_office_s_day(bucket):
    S3EntryArchive(lambda: bucket, "archive").keep(ENTRIES)
    kept = objects(bucket)
    # 16:00 UTC is midnight in the office: the breach belongs to the second of July.
    assert sorted(key.rsplit("/", 1)[0] for key in kept) == [
        "entries/county=mou/day=2026-07-01",
        "entries/county=mou/day=2026-07-02",
    ]
    lines = sorted((line for each in kept.values() for line in each), key=lambda line: line["seq"])
    assert [(line["county"], line["case_no"], line["seq"], line["action"]) for line in lines] == [
        ("mou", NUMBER, 1, "file"),
        ("mou", NUMBER, 2, "breach"),
    ]


@pytest.mark.obligation("X-1")
def test_a_line_knows_no_text_no_title_and_no_person(bucket):
    S3EntryArchive(lambda: bucket, "archive").keep(ENTRIES[:1])
    ((line,),) = objects(bucket).values()
    assert line == {
        "county": "mou",
        "case_no": NUMBER,
        "seq": 1,
        "at": NOON.isoformat(),
        "actor": "citizen",
        "action": "file",
        "basis": "H-10.1",
        "owes": [["N1", "citizen"]],
        "texts": {"text": "B#1"},
    }


def test_the_same_batch_again_is_the_same_object(bucket):
    archive = S3EntryArchive(lambda: bucket, "archive")
    archive.keep(ENTRIES)
    archive.keep(list(reversed(ENTRIES)))
    assert len(objects(bucket)) == 2


def test_nothing_to_keep_writes_nothing(bucket):
    S3EntryArchive(lambda: bucket, "archive").keep([])
    assert objects(bucket) == {}


def test_memory_counts_an_entry_once():
    archive = MemoryEntryArchive()
    archive.keep(ENTRIES)
    archive.keep(ENTRIES)
    assert sorted(archive.entries) == [(NUMBER, 1), (NUMBER, 2)]
