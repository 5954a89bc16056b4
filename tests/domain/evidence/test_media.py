import pytest

from chalicelib.domain.evidence.media import LARGEST, Media, faults_of, find_media

HASH = "0" * 64


def pointers(**changes) -> list[str]:
    announced = {"filename": "照片.jpg", "content_type": "image/jpeg", "size": 1, "sha256": HASH} | changes
    return [fault.pointer for fault in faults_of(**announced)]


@pytest.mark.parametrize("media", Media)
def test_every_type_is_taken_up_to_its_size_and_not_a_byte_beyond(media):
    assert pointers(content_type=media.value, size=LARGEST[media]) == []
    assert pointers(content_type=media.value, size=LARGEST[media] + 1) == ["/size"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"filename": ""}, ["/filename"], id="no-name"),
        pytest.param({"filename": "a/b.jpg"}, ["/filename"], id="a-path"),
        pytest.param({"filename": "\u202egpj.exe"}, ["/filename"], id="a-name-that-reads-backwards"),
        pytest.param({"filename": "长" * 101}, ["/filename"], id="a-name-too-long"),
        pytest.param({"content_type": "text/html"}, ["/content_type"], id="a-page"),
        pytest.param({"content_type": "image/svg+xml"}, ["/content_type"], id="a-drawing-that-can-run"),
        pytest.param({"content_type": "image/heic"}, ["/content_type"], id="heic"),
        pytest.param({"size": 0}, ["/size"], id="empty"),
        pytest.param({"sha256": "0" * 63}, ["/sha256"], id="a-short-hash"),
        pytest.param({"sha256": "A" * 64}, ["/sha256"], id="a-hash-in-capitals"),
    ],
)
def test_each_fault_of_an_announcement_is_named(changes, expected):
    assert pointers(**changes) == expected


def test_all_faults_are_named_at_once():
    named = pointers(filename="", content_type="", size=-1, sha256="")
    assert named == ["/filename", "/content_type", "/size", "/sha256"]


def test_an_unknown_type_is_none_of_ours():
    assert find_media("image/gif") is None
