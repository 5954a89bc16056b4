"""An MP4 recording without its notes: where it was made, when, by which phone (design §5)."""

from typing import Final

from chalicelib.domain.evidence.errors import BrokenFileError

_NOTES: Final = frozenset({b"udta", b"meta", b"uuid", b"loci"})
_CONTAINERS: Final = frozenset({b"moov", b"trak", b"mdia", b"minf"})
_HEAD: Final = 8
_LONG_HEAD: Final = 16


def cleaned_mp4(content: bytes) -> bytes:
    """Give the recording with every note turned into empty room.

    Not a byte moves: the index of a recording counts from the beginning of the file, so a note is
    overwritten, never cut out.

    Raises:
        BrokenFileError: It is no whole MP4.
    """
    cleaned = bytearray(content)
    _clean(cleaned, 0, len(cleaned))
    return bytes(cleaned)


def _clean(content: bytearray, at: int, end: int) -> None:
    while at < end:
        head, size = _measure(content, at, end)
        name = bytes(content[at + 4 : at + 8])
        if name in _NOTES:
            content[at + 4 : at + 8] = b"free"
            content[at + head : at + size] = bytes(size - head)
        elif name in _CONTAINERS:
            _clean(content, at + head, at + size)
        at += size


def _measure(content: bytearray, at: int, end: int) -> tuple[int, int]:
    """Give how long a box's head is, and how long the box."""
    head, size = _HEAD, int.from_bytes(content[at : at + 4])
    if size == 1:
        head, size = _LONG_HEAD, int.from_bytes(content[at + 8 : at + 16])
    elif size == 0:
        size = end - at  # The last box may say: as far as the file goes.
    if size < head or at + size > end:
        raise BrokenFileError("a box breaks off")
    return head, size
