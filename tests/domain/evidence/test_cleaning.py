import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.evidence.errors import BrokenFileError
from chalicelib.domain.evidence.jpeg import cleaned_jpeg
from chalicelib.domain.evidence.mp4 import cleaned_mp4
from chalicelib.domain.evidence.png import cleaned_png
from chalicelib.domain.evidence.sound import cleaned_sound
from tests.support.recordings import (
    JFIF,
    MP3_FRAMES,
    PHONE,
    PLACE,
    a_jpeg,
    a_png,
    an_id3,
    an_mp4,
    box,
    chunk,
    exif,
    segment,
)

NOTES = [
    pytest.param(exif(), id="exif"),
    pytest.param(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + PLACE), id="xmp"),
    pytest.param(segment(0xED, b"Photoshop 3.0\x00" + PLACE), id="iptc"),
    pytest.param(segment(0xE2, b"MPF\x00" + PLACE), id="a-second-picture"),
    pytest.param(segment(0xFE, PLACE), id="a-comment"),
]


@pytest.mark.obligation("X-10")
@pytest.mark.parametrize("note", NOTES)
def test_a_picture_loses_place_and_phone_and_keeps_every_pixel(note):
    cleaned = cleaned_jpeg(a_jpeg(note))
    assert PLACE not in cleaned
    assert PHONE not in cleaned
    assert cleaned == a_jpeg()


def test_what_follows_the_end_of_a_picture_is_cut_off():
    assert cleaned_jpeg(a_jpeg(behind=PLACE)) == a_jpeg()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("jfif", [pytest.param(JFIF, id="jfif"), pytest.param(b"", id="bare")])
def test_a_turned_picture_stays_the_right_way_up(order, jfif):
    cleaned = cleaned_jpeg(a_jpeg(exif(6, order), jfif=jfif))
    assert PLACE not in cleaned
    assert PHONE not in cleaned
    assert cleaned.startswith(b"\xff\xd8" + jfif + b"\xff\xe1")
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in cleaned
    # A picture that has been cleaned is clean: nothing is lost by doing it again.
    assert cleaned_jpeg(cleaned) == cleaned


@pytest.mark.parametrize(
    "tiff",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"XX\x00\x2a", id="of-no-order"),
        pytest.param(b"MM\x00\x2a\x00\x00\xff\xff", id="pointing-nowhere"),
        pytest.param(b"MM\x00\x2a\x00\x00\x00\x08\x00\x00", id="without-fields"),
        pytest.param(b"MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x0f" + bytes(10), id="of-the-maker-only"),
    ],
)
def test_a_note_that_makes_no_sense_is_thrown_away(tiff):
    assert cleaned_jpeg(a_jpeg(segment(0xE1, b"Exif\x00\x00" + tiff))) == a_jpeg()


def test_colours_need_their_profile_and_fill_bytes_are_no_fault():
    profile = segment(0xE2, b"ICC_PROFILE\x00\x01\x01colours")
    adobe = segment(0xEE, b"Adobe\x00d")
    assert cleaned_jpeg(a_jpeg(profile, b"\xff" + adobe)) == a_jpeg(profile, adobe)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xd8", id="nothing-behind-the-start"),
        pytest.param(b"\xff\xd8\x00\x00\x00\x00", id="no-marker"),
        pytest.param(b"\xff\xd8\xff\xdb\x00\x00", id="a-length-of-nothing"),
        pytest.param(b"\xff\xd8\xff\xdb\x00\x43" + bytes(9), id="a-segment-breaks-off"),
        pytest.param(a_jpeg()[:-2], id="the-picture-breaks-off"),
        pytest.param(a_jpeg()[:-1], id="the-end-is-half-there"),
    ],
)
def test_a_broken_jpeg_is_told_as_broken(content):
    with pytest.raises(BrokenFileError):
        cleaned_jpeg(content)


@pytest.mark.obligation("X-10")
def test_a_png_loses_its_texts_and_keeps_its_picture():
    notes = [chunk(name, PLACE) for name in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"prVt")]
    assert cleaned_png(a_png(*notes, behind=PLACE)) == a_png()


def test_a_png_keeps_what_its_colours_need():
    colours = chunk(b"gAMA", bytes(4))
    assert cleaned_png(a_png(colours)) == a_png(colours)


@pytest.mark.parametrize("end", [4, 12, 40])
def test_a_broken_png_is_told_as_broken(end):
    with pytest.raises(BrokenFileError):
        cleaned_png(a_png()[:-end])


@pytest.mark.obligation("X-10")
def test_a_film_loses_its_place_and_no_byte_moves():
    notes = box(b"udta", box(b"\xa9xyz", PLACE))
    track = box(b"trak", box(b"tkhd", bytes(8)) + box(b"mdia", box(b"minf", notes)) + notes)
    film = an_mp4(
        b"isom", box(b"moov", track + notes, is_long=True), box(b"uuid", PLACE), box(b"mdat", b"frames")
    )
    cleaned = cleaned_mp4(film)
    assert PLACE not in cleaned
    assert len(cleaned) == len(film)
    assert cleaned.index(b"frames") == film.index(b"frames")
    assert cleaned.count(b"free") == 4


def test_the_last_box_of_a_film_may_go_as_far_as_the_file():
    film = an_mp4(b"isom") + struct.pack(">I", 0) + b"mdat" + b"frames"
    assert cleaned_mp4(film) == film


@pytest.mark.parametrize(
    "film",
    [
        pytest.param(an_mp4()[:-1], id="breaks-off"),
        pytest.param(an_mp4() + struct.pack(">I", 4) + b"mdat", id="shorter-than-its-head"),
        pytest.param(an_mp4() + b"\x00", id="a-rest"),
    ],
)
def test_a_broken_film_is_told_as_broken(film):
    with pytest.raises(BrokenFileError):
        cleaned_mp4(film)


@pytest.mark.obligation("X-10")
@pytest.mark.parametrize(
    "recording",
    [
        pytest.param(an_id3(PLACE) + MP3_FRAMES, id="before"),
        pytest.param(an_id3(PLACE * 20, flags=0x10) + MP3_FRAMES, id="before-with-a-footer"),
        pytest.param(an_id3(PLACE) + an_id3(PLACE) + MP3_FRAMES, id="twice"),
        pytest.param(MP3_FRAMES + b"TAG" + PLACE.ljust(125), id="behind"),
        pytest.param(MP3_FRAMES, id="none"),
    ],
)
def test_a_sound_loses_its_tags(recording):
    assert cleaned_sound(recording) == MP3_FRAMES


@pytest.mark.parametrize("tags", [b"ID3", an_id3(PLACE), b"TAG".ljust(128)])
def test_a_sound_of_nothing_but_tags_is_broken(tags):
    with pytest.raises(BrokenFileError):
        cleaned_sound(tags)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x10ftyp", b"ID3"]),
)
def test_no_file_whatever_breaks_the_cleaners_themselves(rest, start):
    for clean in (cleaned_jpeg, cleaned_png, cleaned_mp4, cleaned_sound):
        try:
            clean(start + rest)
        except BrokenFileError:
            continue
