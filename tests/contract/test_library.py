"""What every library promises: a version stands for ever."""

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters.memory.library import MemoryLibrary
from chalicelib.adapters.s3.library import S3Library, packed
from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.library import Kind, VersionTakenError

DOCUMENT = {"id": "helan-2022", "name": "贺兰县", "numbers": [3, 10], "none": None}


@pytest.fixture(params=["memory", "s3"])
def library(request):
    if request.param == "memory":
        return MemoryLibrary()
    bucket = request.getfixturevalue("library_bucket")
    return S3Library(lambda: boto3.client("s3"), bucket)


def test_a_document_is_found_as_it_was_kept(library):
    library.keep(Kind.RULEBOOK, "helan-2022@1", DOCUMENT)
    assert library.find(Kind.RULEBOOK, "helan-2022@1") == DOCUMENT


def test_what_nobody_brought_is_not_found(library):
    library.keep(Kind.RULEBOOK, "helan-2022@1", DOCUMENT)
    assert library.find(Kind.RULEBOOK, "helan-2022@2") is None
    assert library.find(Kind.DIRECTORY, "helan-2022@1") is None


def test_the_same_content_again_changes_nothing(library):
    library.keep(Kind.CALENDAR, "CN-2026.1+CN-NX-2022.1", DOCUMENT)
    library.keep(Kind.CALENDAR, "CN-2026.1+CN-NX-2022.1", dict(reversed(DOCUMENT.items())))
    assert library.find(Kind.CALENDAR, "CN-2026.1+CN-NX-2022.1") == DOCUMENT


@pytest.mark.obligation("H-0.1")
def test_another_content_under_the_same_version_is_refused(library):
    library.keep(Kind.RULEBOOK, "helan-2022@1", DOCUMENT)
    with pytest.raises(VersionTakenError):
        library.keep(Kind.RULEBOOK, "helan-2022@1", DOCUMENT | {"numbers": [5, 10]})
    assert library.find(Kind.RULEBOOK, "helan-2022@1") == DOCUMENT


class OvertakenClient:
    """A client to whom the store says, only when it writes, that another import was faster."""

    def __init__(self, client, meanwhile):
        self.client, self.meanwhile = client, meanwhile

    def get_object(self, **call):
        return self.client.get_object(**call)

    def put_object(self, **call):
        self.client.put_object(Bucket=call["Bucket"], Key=call["Key"], Body=packed(self.meanwhile))
        raise ClientError({"Error": {"Code": "PreconditionFailed"}}, "PutObject")


def test_of_two_imports_at_once_the_second_finds_what_the_first_has_kept(library_bucket):
    overtaken = OvertakenClient(boto3.client("s3"), DOCUMENT)
    library = S3Library(lambda: overtaken, library_bucket)
    library.keep(Kind.RULEBOOK, "helan-2022@1", DOCUMENT)
    with pytest.raises(VersionTakenError):
        library.keep(Kind.RULEBOOK, "helan-2022@2", DOCUMENT | {"numbers": []})


@pytest.mark.parametrize("call", ["find", "keep"])
def test_a_store_that_does_not_answer_asks_to_come_again(call):
    class SilentClient:
        def get_object(self, **_):
            if call == "find":
                raise ClientError(
                    {"Error": {"Code": "SlowDown"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "Get"
                )
            raise ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObject")

        def put_object(self, **_):
            raise ClientError(
                {"Error": {"Code": "SlowDown"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "Put"
            )

    library = S3Library(SilentClient, "library")
    with pytest.raises(UnavailableError):
        library.find(Kind.RULEBOOK, "a@1") if call == "find" else library.keep(Kind.RULEBOOK, "a@1", DOCUMENT)
