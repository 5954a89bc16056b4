import json

import pytest
from chalice.test import Client

from app import app
from chalicelib.adapters.memory.files import MemoryFiles
from chalicelib.domain.errors import UnavailableError
from chalicelib.runtime.dispatch import Dispatch
from chalicelib.runtime.wiring import use
from chalicelib.usecases.announce_upload import Announcement
from tests.support.edge import MemoryServices
from tests.support.recordings import a_jpeg
from tests.usecases.test_uploads import PERSON, announcing


class UploadServices(MemoryServices):
    def __init__(self) -> None:
        super().__init__()
        self.dispatch = Dispatch(self, connection=None, matter_keys=None)
        self.dispatch.files = MemoryFiles()


@pytest.fixture
def services():
    with use(UploadServices()) as memory:
        yield memory


def arrival(*uploads: str) -> dict:
    told = {"Records": [{"s3": {"object": {"key": f"incoming/{upload}"}}} for upload in uploads]}
    return {
        "Records": [{"messageId": "m-0", "body": json.dumps(told), "receiptHandle": "r", "attributes": {}}]
    }


def uploaded(services, content: bytes, announcement: Announcement) -> str:
    upload = services.dispatch.announce_upload(PERSON, announcement).upload
    services.dispatch.files.arrived[upload] = content
    return upload


def test_an_arrival_is_checked(services):
    upload = uploaded(services, a_jpeg(), announcing(a_jpeg()))
    answer = Client(app).lambda_.invoke("check_uploads", arrival(upload))
    assert answer.payload == {"batchItemFailures": []}
    assert services.gate.find_upload(upload, services.clock.real_now()).state == "clean"


def test_an_arrival_told_twice_and_one_of_nobody_do_no_harm(services):
    upload = uploaded(services, a_jpeg(), announcing(a_jpeg()))
    for _ in range(2):
        answer = Client(app).lambda_.invoke("check_uploads", arrival(upload, "nobody"))
        assert answer.payload == {"batchItemFailures": []}


def test_a_check_that_fails_is_told_again(services):
    class Broken(MemoryFiles):
        def find_arrived(self, upload):
            raise UnavailableError("请稍后再试。")

    upload = uploaded(services, a_jpeg(), announcing(a_jpeg()))
    services.dispatch.files = Broken()
    answer = Client(app).lambda_.invoke("check_uploads", arrival(upload))
    assert answer.payload == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
