import base64
import json

import boto3
import pytest

from chalicelib.adapters.dynamodb.stream import head_changes
from chalicelib.domain.identifiers import PersonId
from chalicelib.domain.notices.outbox import owed_between
from chalicelib.domain.workflow.case import Owed
from tests.support.decisions import CASE_NO, CONTENT, TITLE, acting, filing
from tests.support.stores import dynamo_stores


class Recorder:
    """Takes down what the table's stream would tell of each commit, in the form Lambda gets it in."""

    def __init__(self, region) -> None:
        self.cases = dynamo_stores(region).cases
        self._client = boto3.client("dynamodb", region)
        self._images: dict[str, dict] = {}

    def records(self) -> list[dict]:
        """Tell what has changed since the last time."""
        now = {f"{item['pk']['S']} {item['sk']['S']}": item for item in self._items()}
        changed = [
            _record(self._images.get(key), image)
            for key, image in now.items()
            if image != self._images.get(key)
        ]
        gone = [_record(image, None) for key, image in self._images.items() if key not in now]
        self._images = now
        return changed + gone

    def erase(self) -> None:
        for image in self._images.values():
            self._client.delete_item(TableName="cases", Key={"pk": image["pk"], "sk": image["sk"]})

    def _items(self) -> list[dict]:
        return self._client.scan(TableName="cases")["Items"]


def _record(old: dict | None, new: dict | None) -> dict:
    images = {"OldImage": old, "NewImage": new}
    told = {name: image for name, image in images.items() if image is not None}
    # Bytes become base64 on the way: Lambda events are JSON.
    return json.loads(
        json.dumps({"dynamodb": told}, default=lambda value: base64.b64encode(bytes(value)).decode())
    )


@pytest.fixture
def recorder(aws):
    return Recorder(aws)


def test_a_new_head_and_a_changed_one_are_told_with_the_version_before(recorder):
    cases = recorder.cases
    filed = cases.create(filing(cases), PersonId("person-1"))
    first = recorder.records()
    signed = cases.commit(acting(filed))
    second = recorder.records()
    # The text of the complaint is a part of its own in the same stream, and no head.
    assert len(first) > len(head_changes(first)) == 1
    changes = head_changes(first + second)
    assert [(change.old_version, change.case) for change in changes] == [(0, filed), (1, signed)]


def test_what_the_stream_tells_owes_what_the_store_committed(recorder):
    cases = recorder.cases
    cases.create(filing(cases), PersonId("person-1"))
    (change,) = head_changes(recorder.records())
    owed = owed_between(change.old_version, CASE_NO, change.case.tail)
    assert [Owed(each.notice, each.to) for each in owed] == list(change.case.tail[0].owes)


@pytest.mark.obligation("X-1")
def test_neither_title_nor_words_nor_person_can_be_read_from_a_change(recorder):
    cases = recorder.cases
    cases.create(filing(cases), PersonId("person-1"))
    (change,) = head_changes(recorder.records())
    told = repr(change)
    for secret in (TITLE, CONTENT, "person-1"):
        assert secret not in told


def test_a_purge_owes_nobody_anything(recorder):
    cases = recorder.cases
    cases.create(filing(cases), PersonId("person-1"))
    recorder.records()
    recorder.erase()
    removed = recorder.records()
    assert removed
    assert head_changes(removed) == []
