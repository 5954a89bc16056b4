"""A PNG without its texts, times and EXIF data (design §5)."""

from typing import Final

from chalicelib.domain.evidence.errors import BrokenFileError

_START: Final = b"\x89PNG\r\n\x1a\n"
_LAST: Final = b"IEND"
_AROUND: Final = 12
"""Bytes of a chunk beside its data: length, name, checksum."""

_NEEDED: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"}
)
"""What the picture is made of, and what its colours need; every other chunk is somebody's note."""


def cleaned_png(content: bytes) -> bytes:
    """Give the picture without its notes, and without anything behind its end.

    Raises:
        BrokenFileError: It is no whole PNG.
    """
    kept = [_START]
    at, name = len(_START), b""
    while name != _LAST:
        end = at + _AROUND + int.from_bytes(content[at : at + 4])
        name = content[at + 4 : at + 8]
        if end > len(content):
            raise BrokenFileError("a chunk breaks off")
        if name in _NEEDED:
            kept.append(content[at:end])
        at = end
    return b"".join(kept)
