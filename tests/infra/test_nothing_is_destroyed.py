"""Nobody loses, hides or destroys what was filed: no route, no role and no line of code can (K-5.3a)."""

import ast
import json
from collections import defaultdict

import boto3
import pytest
from moto import mock_aws

from app import app
from chalicelib.adapters.s3.files import ORIGINALS, S3Files
from tests.contract.test_files import TICKET
from tests.infra.test_policies import POLICIES, statements
from tests.infra.test_template import of_type
from tools.package import ROOT

pytestmark = pytest.mark.obligation("K-5.3a")

KEPT_BUCKETS = ("EvidenceBucket", "LibraryBucket", "ArchiveBucket")
MAY_DELETE = {
    # Slips on second desks, confirmed by no head; the code drops nothing else there, as is seen below.
    "dynamodb:DeleteItem": {"CasesTable", "GateTable", "MessagesTable"},
    # A file that was checked and kept, or refused.
    "s3:DeleteObject": {"QuarantineBucket"},
    # A message of a queue that was dealt with.
    "sqs:DeleteMessage": {"UploadsQueue", "NoticesQueue", "SweepQueue"},
}
PURGES = "PurgeWhatIsNotKept"
"""The one right to destroy: of the sweep, over what was led to 12388 and may not be kept (S-20)."""
PURGING = {"sweep_shard", "local-api_handler"}
WORDS_THAT_DESTROY = ("Delete", "Bypass", "PutBucket", "PutLifecycle", "PutObjectRetention", "ScheduleKey")
DELETED_BY_CODE = {
    # Texts and files of what was led to 12388 alone, by the clock (S-20; `usecases/purge_words.py`).
    "adapters/dynamodb/case_parts.py": {"SlipParts.drop", "TextParts.delete_all_but"},
    # Sessions, codes and counts of tries; notices that have left the waiting room; the development clock.
    "adapters/dynamodb/gate.py": {"DynamoGate.close_session", "DynamoGate.try_code", "DynamoGate.reset"},
    "adapters/dynamodb/waiting_room.py": {"DynamoWaitingRoom.dismiss"},
    "adapters/dynamodb/clock_offset.py": {"DynamoClockOffset.move"},
    "adapters/s3/files.py": {"S3Files.discard_arrived", "S3Files.purge"},
}
DELETES = frozenset({"delete", "deleted", "delete_item", "delete_object", "delete_objects", "batch_write"})


def things_of(statement):
    return {
        next(iter(each.values()))[0]
        if "Fn::GetAtt" in each
        else next(iter(each.values())).split("${")[1].split(".")[0]
        for each in statement["Resource"]
    }


def test_no_route_deletes_but_the_one_that_ends_a_session():
    deleting = {path for path, methods in app.routes.items() if "DELETE" in methods}
    assert deleting == {"/v1/sessions/current"}


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_no_role_destroys_a_text_a_head_a_file_or_what_guards_them(name):
    assert name in PURGING or PURGES not in {statement["Sid"] for statement in statements(name)}
    for statement in statements(name):
        if statement["Sid"] == PURGES:
            assert things_of(statement) <= {"EvidenceBucket", "QuarantineBucket"}
            continue
        for action in statement["Action"]:
            if statement["Effect"] == "Allow" and any(word in action for word in WORDS_THAT_DESTROY):
                assert things_of(statement) <= MAY_DELETE.get(action, set()), (statement["Sid"], action)


def test_the_code_deletes_slips_and_what_is_worth_nothing_tomorrow():
    found = defaultdict(set)
    for path in ROOT.joinpath("chalicelib").rglob("*.py"):
        for kind in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(kind, ast.ClassDef):
                continue
            for method in kind.body:
                called = {
                    getattr(call.func, "attr", getattr(call.func, "id", ""))
                    for call in ast.walk(method)
                    if isinstance(call, ast.Call)
                }
                if called & DELETES:
                    found[str(path.relative_to(ROOT / "chalicelib"))].add(f"{kind.name}.{method.name}")
    assert found == DELETED_BY_CODE


def test_what_is_kept_has_versions_and_never_expires(resources):
    buckets = of_type(resources, "AWS::S3::Bucket")
    for name in KEPT_BUCKETS:
        assert buckets[name]["VersioningConfiguration"] == {"Status": "Enabled"}, name
        assert "Expiration" not in json.dumps(buckets[name]["LifecycleConfiguration"]), name
    lock = buckets["ArchiveBucket"]["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert lock["Years"] >= 10


@pytest.fixture
def evidence(monkeypatch):
    """Make a bucket as the template makes it, with one file that was checked and kept."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        s3 = boto3.client("s3", "us-east-1")
        s3.create_bucket(Bucket="evidence")
        s3.put_bucket_versioning(Bucket="evidence", VersioningConfiguration={"Status": "Enabled"})
        yield s3


def test_a_file_that_somebody_deletes_by_hand_is_taken_back(evidence):
    key = f"{ORIGINALS}{TICKET.upload}"
    S3Files(lambda: evidence, quarantine="none", evidence="evidence").keep(
        TICKET, b"the only proof", b"shown"
    )
    evidence.delete_object(Bucket="evidence", Key=key)
    with pytest.raises(evidence.exceptions.NoSuchKey):
        evidence.get_object(Bucket="evidence", Key=key)
    listed = evidence.list_object_versions(Bucket="evidence", Prefix=key)
    (marker,) = listed["DeleteMarkers"]
    evidence.delete_object(Bucket="evidence", Key=key, VersionId=marker["VersionId"])
    assert evidence.get_object(Bucket="evidence", Key=key)["Body"].read() == b"the only proof"
