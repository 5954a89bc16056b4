import base64
import json
from dataclasses import replace
from datetime import timedelta

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.dynamodb.connection import connect, neighbour
from chalicelib.adapters.memory.files import MemoryFiles
from chalicelib.adapters.s3.arrivals import arrivals_in
from chalicelib.adapters.s3.files import S3Files
from chalicelib.domain.identifiers import PersonId, UploadId
from chalicelib.ports.gate import UploadTicket
from tests.support.owing import NOON

UPLOAD = UploadId("0197-upload")
TICKET = UploadTicket(
    upload=UPLOAD,
    person=PersonId("p-1"),
    filename="../../门前.jpg",
    content_type="image/jpeg",
    size=2048,
    sha256="a" * 64,
    state="announced",
    expires_at=NOON,
)


class OnS3:
    def __init__(self, region) -> None:
        self.client = boto3.client("s3", region)
        for bucket in ("quarantine", "evidence"):
            self.client.create_bucket(Bucket=bucket)
        self.files = S3Files(lambda: self.client, quarantine="quarantine", evidence="evidence")

    def arrive(self, content: bytes) -> None:
        self.client.put_object(Bucket="quarantine", Key=f"incoming/{UPLOAD}", Body=content)

    def kept(self) -> tuple[bytes, bytes]:
        original, shown = (
            self.client.get_object(Bucket="evidence", Key=f"{place}/{UPLOAD}")["Body"].read()
            for place in ("original", "clean")
        )
        return original, shown


class InMemory:
    def __init__(self) -> None:
        self.files = MemoryFiles()

    def arrive(self, content: bytes) -> None:
        self.files.arrived[UPLOAD] = content

    def kept(self) -> tuple[bytes, bytes]:
        return self.files.originals[UPLOAD], self.files.shown[UPLOAD]


@pytest.fixture(params=["memory", "s3"])
def place(request):
    return InMemory() if request.param == "memory" else OnS3(request.getfixturevalue("aws"))


def test_what_has_arrived_is_found_until_it_is_discarded(place):
    assert place.files.find_arrived(UPLOAD) is None
    place.arrive(b"content")
    assert place.files.find_arrived(UPLOAD) == b"content"
    place.files.discard_arrived(UPLOAD)
    place.files.discard_arrived(UPLOAD)
    assert place.files.find_arrived(UPLOAD) is None


def test_original_and_shown_copy_are_kept_and_again_is_the_same(place):
    place.files.keep(TICKET, b"as it came", b"as it is shown")
    place.files.keep(TICKET, b"as it came", b"as it is shown")
    assert place.kept() == (b"as it came", b"as it is shown")


@pytest.mark.obligation("S-20")
def test_what_is_purged_is_gone_in_every_copy_and_again_is_the_same(place):
    place.files.keep(TICKET, b"as it came", b"as it is shown")
    place.arrive(b"content")
    for _ in range(2):
        place.files.purge(UPLOAD)
    assert place.files.find_arrived(UPLOAD) is None
    with pytest.raises((KeyError, ClientError)):
        place.kept()


@pytest.mark.obligation("S-20")
def test_a_purge_leaves_no_version_and_no_other_file(aws):
    on_s3 = OnS3(aws)
    enabled = {"Status": "Enabled"}
    on_s3.client.put_bucket_versioning(Bucket="evidence", VersioningConfiguration=enabled)
    other = replace(TICKET, upload=UploadId(f"{UPLOAD}-2"))
    for content in (b"one", b"two"):
        on_s3.files.keep(TICKET, content, content)
        on_s3.files.keep(other, content, content)
    on_s3.client.delete_object(Bucket="evidence", Key=f"clean/{UPLOAD}")
    on_s3.files.purge(UPLOAD)
    left = on_s3.client.list_object_versions(Bucket="evidence")
    assert {each["Key"] for each in left["Versions"]} == {
        f"original/{other.upload}",
        f"clean/{other.upload}",
    }
    assert not left.get("DeleteMarkers")


def test_a_form_binds_place_type_size_and_hash_and_ends_in_time(aws):
    form = OnS3(aws).files.offer(TICKET, timedelta(minutes=15))
    policy = json.loads(base64.b64decode(form.fields["policy"]))
    assert ["content-length-range", 2048, 2048] in policy["conditions"]
    for condition in (
        {"Content-Type": "image/jpeg"},
        {"x-amz-meta-sha256": "a" * 64},
        {"key": f"incoming/{UPLOAD}"},
        {"bucket": "quarantine"},
    ):
        assert condition in policy["conditions"]
        ((name, value),) = condition.items()
        assert name == "bucket" or form.fields[name] == value
    # No name that a sender chose is part of what the form says.
    assert "门前" not in json.dumps(dict(form.fields), ensure_ascii=False)
    assert "quarantine" in form.url


def test_a_bucket_of_ours_that_is_missing_is_our_own_fault(aws):
    client = boto3.client("s3", aws)
    with pytest.raises(client.exceptions.NoSuchBucket):
        S3Files(lambda: client, quarantine="no-such", evidence="no-such").find_arrived(UPLOAD)


def test_a_form_is_signed_as_buckets_under_a_key_of_ours_demand(aws):
    # us-east-1 is where botocore would still sign forms by version 2, which S3 refuses there.
    files = S3Files(neighbour(connect(aws), "s3"), quarantine="quarantine", evidence="evidence")
    form = files.offer(TICKET, timedelta(minutes=15))
    assert form.fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert aws in form.url


@pytest.mark.parametrize(
    ("key", "uploads"),
    [
        pytest.param("incoming/0197-upload", [UPLOAD], id="an-arrival"),
        pytest.param("incoming/0197%2Dupload", [UPLOAD], id="an-arrival-as-buckets-write-it"),
        pytest.param("incoming/", [], id="nothing"),
        pytest.param("incoming/a/b", [], id="deeper"),
        pytest.param("elsewhere/0197-upload", [], id="elsewhere"),
    ],
)
def test_a_bucket_tells_which_upload_has_arrived(key, uploads):
    assert arrivals_in(json.dumps({"Records": [{"s3": {"object": {"key": key}}}]})) == uploads


def test_the_test_that_a_bucket_begins_with_tells_of_none():
    assert arrivals_in(json.dumps({"Event": "s3:TestEvent"})) == []
