import pytest

from chalicelib.domain.evidence.media import Media
from chalicelib.domain.evidence.sniffing import is_what_it_claims, media_of
from tests.support.recordings import A_PDF, AAC_FRAMES, MP3_FRAMES, a_jpeg, a_png, an_id3, an_mp4


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(a_jpeg(), Media.JPEG, id="jpeg"),
        pytest.param(a_png(), Media.PNG, id="png"),
        pytest.param(A_PDF, Media.PDF, id="pdf"),
        pytest.param(an_mp4(b"isom"), Media.MP4, id="mp4"),
        pytest.param(an_mp4(b"M4A "), Media.M4A, id="m4a"),
        pytest.param(an_mp4(b"heic"), None, id="heic"),
        pytest.param(an_id3(b"") + MP3_FRAMES, Media.MP3, id="mp3-with-a-tag"),
        pytest.param(MP3_FRAMES, Media.MP3, id="mp3"),
        pytest.param(AAC_FRAMES, Media.AAC, id="aac"),
        pytest.param(b"\xff\x01", None, id="a-sync-byte-that-is-none"),
        pytest.param(b"\xff", None, id="one-byte"),
        pytest.param(b"", None, id="nothing"),
        pytest.param(b"<html>", None, id="a-page"),
        pytest.param(b"MZ\x90\x00", None, id="a-program"),
    ],
)
def test_the_first_bytes_betray_the_type(content, expected):
    assert media_of(content) is expected


@pytest.mark.parametrize(
    ("content", "claimed", "agrees"),
    [
        pytest.param(a_png(), Media.PNG, True, id="the-truth"),
        pytest.param(a_png(), Media.JPEG, False, id="another-picture"),
        pytest.param(an_mp4(b"isom"), Media.M4A, True, id="sound-in-a-video-box"),
        pytest.param(A_PDF, Media.M4A, False, id="a-page-as-sound"),
        pytest.param(AAC_FRAMES, Media.AAC, True, id="aac"),
        pytest.param(an_id3(b"") + AAC_FRAMES, Media.AAC, True, id="aac-behind-a-tag"),
        pytest.param(MP3_FRAMES, Media.AAC, False, id="mp3-as-aac"),
    ],
)
def test_content_and_claim_are_compared(content, claimed, agrees):
    assert is_what_it_claims(content, claimed) is agrees
