from hashlib import sha256

import pytest

from chalicelib.domain.evidence.examination import Examination, Finding, examine
from tests.support.recordings import A_PDF, AAC_FRAMES, MP3_FRAMES, a_jpeg, a_png, an_id3, an_mp4, exif


def examined(content: bytes, content_type: str, **changes) -> Examination:
    announced = {"size": len(content), "sha256_announced": sha256(content).hexdigest()} | changes
    return examine(content, content_type=content_type, **announced)


@pytest.mark.parametrize(
    ("content", "content_type", "shown"),
    [
        pytest.param(a_jpeg(exif()), "image/jpeg", a_jpeg(), id="jpeg"),
        pytest.param(a_png(), "image/png", a_png(), id="png"),
        pytest.param(an_id3(b"tag") + MP3_FRAMES, "audio/mpeg", MP3_FRAMES, id="mp3"),
        pytest.param(AAC_FRAMES, "audio/aac", AAC_FRAMES, id="aac"),
        pytest.param(an_mp4(b"M4A "), "audio/mp4", an_mp4(b"M4A "), id="m4a"),
        pytest.param(an_mp4(), "video/mp4", an_mp4(), id="mp4"),
        pytest.param(A_PDF, "application/pdf", A_PDF, id="pdf-as-it-is"),
    ],
)
def test_a_file_that_is_what_was_announced_is_cleaned(content, content_type, shown):
    assert examined(content, content_type) == Examination(finding=Finding.CLEAN, shown=shown)


@pytest.mark.parametrize(
    ("content", "content_type", "changes", "finding"),
    [
        pytest.param(A_PDF, "application/pdf", {"size": 1}, Finding.ANOTHER_SIZE, id="size"),
        pytest.param(
            A_PDF, "application/pdf", {"sha256_announced": "0" * 64}, Finding.ANOTHER_CONTENT, id="hash"
        ),
        pytest.param(A_PDF, "image/jpeg", {}, Finding.ANOTHER_TYPE, id="type"),
        pytest.param(A_PDF, "text/html", {}, Finding.ANOTHER_TYPE, id="a-type-no-longer-taken"),
        pytest.param(a_jpeg()[:-2], "image/jpeg", {}, Finding.BROKEN, id="broken"),
    ],
)
def test_a_file_that_is_not_is_refused_and_nothing_of_it_is_shown(content, content_type, changes, finding):
    assert examined(content, content_type, **changes) == Examination(finding=finding)
