"""A JPEG without what it tells of its maker: place, time, phone, earlier versions (design §5)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.evidence.errors import BrokenFileError

_START: Final = b"\xff\xd8"
_END: Final = 0xD9
_SCAN: Final = 0xDA
_EXIF_SEGMENT: Final = 0xE1
_COMMENT: Final = 0xFE
_APPLICATION: Final = range(0xE0, 0xF0)
_RESTARTS: Final = range(0xD0, 0xD8)
_EXIF: Final = b"Exif\x00\x00"

_NEEDED: Final = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
"""Application segments without which the colours come out wrong; every other one is somebody's note."""

_ORIENTATION: Final = 0x0112
_SHORT: Final = 3
_FIELD_BYTES: Final = 12
_TURNS: Final = range(2, 9)
"""Orientations that turn or mirror; 1 is upright."""


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    content: bytes
    """Behind the length; for a scan, with the compressed data behind it."""
    raw: bytes

    @property
    def is_exif(self) -> bool:
        return self.marker == _EXIF_SEGMENT and self.content.startswith(_EXIF)

    @property
    def is_needed(self) -> bool:
        if self.marker in _APPLICATION:
            return self.content.startswith(_NEEDED.get(self.marker, b"\xff"))
        return self.marker != _COMMENT


def cleaned_jpeg(content: bytes) -> bytes:
    """Give the picture without its notes, and without anything behind its end; it stays the right way up.

    Only how the picture must be turned is said again, in a note of our own.

    Raises:
        BrokenFileError: It is no whole JPEG.
    """
    segments = list(_segments(content))
    exif = next((each.content for each in segments if each.is_exif), b"")
    turn = _orientation(exif[len(_EXIF) :])
    kept = [segment.raw for segment in segments if segment.is_needed]
    if turn in _TURNS:
        # The JFIF segment, if any, must come first.
        place = 1 if segments[0].marker == _APPLICATION.start and segments[0].is_needed else 0
        kept.insert(place, _note_of_turn(turn))
    return _START + b"".join(kept) + bytes((0xFF, _END))


def _segments(content: bytes) -> Iterator[_Segment]:
    at = len(_START)
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1  # Any number of fill bytes may stand before a marker.
        if len(content) < at + 2 or content[at] != 0xFF:  # noqa: PLR2004 - the byte every marker begins with
            raise BrokenFileError("no marker where a segment must begin")
        marker = content[at + 1]
        if marker == _END:
            return
        length = int.from_bytes(content[at + 2 : at + 4])
        end = at + 2 + length
        if length < len(b"ll") or end > len(content):
            raise BrokenFileError("a segment breaks off")
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        yield _Segment(marker, content[at + 4 : end], content[at:end])
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Find the next marker that is no part of compressed data: neither a stuffed FF 00 nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise BrokenFileError("the picture breaks off")
        if content[at + 1] != 0 and content[at + 1] not in _RESTARTS:
            return at
        at += 2


def _orientation(tiff: bytes) -> int:
    """Read the orientation out of EXIF data; 1, upright, if it is not there or makes no sense."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, directory)
        for index in range(count):
            field = directory + 2 + index * _FIELD_BYTES
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, field)
            if tag == _ORIENTATION and kind == _SHORT:
                return int(value)
    except struct.error:
        pass  # A note that breaks off is thrown away like a whole one.
    return 1


def _note_of_turn(turn: int) -> bytes:
    field = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, turn, 0)
    tiff = b"MM" + struct.pack(">HIH", 42, 8, 1) + field + struct.pack(">I", 0)
    body = _EXIF + tiff
    return bytes((0xFF, _EXIF_SEGMENT)) + struct.pack(">H", len(body) + 2) + body
