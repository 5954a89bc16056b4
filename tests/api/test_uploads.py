from hashlib import sha256

import pytest

from chalicelib.adapters.memory.files import MemoryFiles
from chalicelib.domain.evidence.media import LARGEST, Media
from chalicelib.runtime.dispatch import Dispatch
from tests.support.edge import faults_in, told

PICTURE = {
    "filename": "门前的路.jpg",
    "content_type": "image/jpeg",
    "size": 2048,
    "sha256": sha256(b"picture").hexdigest(),
}


@pytest.fixture(autouse=True)
def files(services):
    services.dispatch = Dispatch(services, connection=None, matter_keys=None)
    services.dispatch.files = MemoryFiles()


@pytest.fixture
def citizen(api):
    phone = "13800138000"
    api.post("/v1/phone-codes", {"phone": phone})
    return api.post("/v1/sessions", {"phone": phone, "code": "000001"}).json_body["token"]


def test_a_citizen_gets_an_address_to_post_the_file_to(api, citizen):
    answer = api.post("/v1/uploads", PICTURE, token=citizen)
    assert answer.status_code == 201
    assert set(answer.json_body) == {"upload_id", "url", "fields"}
    assert answer.json_body["fields"] == {"key": answer.json_body["upload_id"]}


def test_nobody_announces_a_file_without_having_signed_in(api):
    assert told(api.post("/v1/uploads", PICTURE)) == (401, "sign-in-needed")


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        pytest.param({"content_type": "text/html"}, {"/content_type"}, id="a-page"),
        pytest.param({"size": LARGEST[Media.JPEG] + 1}, {"/size"}, id="too-big-for-a-picture"),
        pytest.param({"size": LARGEST[Media.MP4] + 1}, {"/size"}, id="too-big-for-anything"),
        pytest.param({"size": "2048"}, {"/size"}, id="a-number-as-text"),
        pytest.param({"filename": "a/b.jpg"}, {"/filename"}, id="a-path"),
        pytest.param({"sha256": "A" * 64}, {"/sha256"}, id="capitals"),
        pytest.param({"sha256": None, "size": 0}, {"/sha256", "/size"}, id="two-at-once"),
        pytest.param({"filename": "", "size": 0, "x": 1}, {"/filename", "/size", "/x"}, id="three-at-once"),
        pytest.param(
            {"filename": "a/b", "content_type": "image/gif"}, {"/filename", "/content_type"}, id="mixed"
        ),
    ],
)
def test_every_fault_of_an_announcement_comes_in_one_answer(api, citizen, changes, pointers):
    answer = api.post("/v1/uploads", PICTURE | changes, token=citizen)
    assert answer.status_code == 422
    assert set(faults_in(answer)) == pointers


def test_a_film_may_be_bigger_than_a_picture(api, citizen):
    film = PICTURE | {"content_type": "video/mp4", "size": LARGEST[Media.MP4]}
    assert api.post("/v1/uploads", film, token=citizen).status_code == 201
