"""Small files of every type that is taken, with what phones write into them."""

import struct
import zlib

PLACE = b"38.5561N 106.3497E"
PHONE = b"A phone of its owner"


def tiff(orientation: int, order: str = ">") -> bytes:
    """An EXIF block: how to turn the picture, who made it, where."""
    mark = b"MM" if order == ">" else b"II"
    fields = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    fields += struct.pack(f"{order}HHII", 0x010F, 2, len(PHONE), 100)
    directory = struct.pack(f"{order}H", 2) + fields + struct.pack(f"{order}I", 0)
    return mark + struct.pack(f"{order}HI", 42, 8) + directory + PHONE + PLACE


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


JFIF = segment(0xE0, b"JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00")
PICTURE = (
    segment(0xDB, bytes(65))
    + segment(0xC0, bytes(9))
    + segment(0xC4, bytes(20))
    + segment(0xDA, bytes(6))
    + b"\x12\xff\x00\x34\xff\xd0\x56"
)
"""Tables and one scan, with a stuffed FF and a restart inside."""


def a_jpeg(*notes: bytes, jfif: bytes = JFIF, behind: bytes = b"") -> bytes:
    return b"\xff\xd8" + jfif + b"".join(notes) + PICTURE + b"\xff\xd9" + behind


def exif(orientation: int = 1, order: str = ">") -> bytes:
    return segment(0xE1, b"Exif\x00\x00" + tiff(orientation, order))


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def a_png(*notes: bytes, behind: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    image = chunk(b"IDAT", zlib.compress(b"\x00\x7f"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(notes) + image + chunk(b"IEND", b"") + behind


def box(name: bytes, body: bytes, *, is_long: bool = False) -> bytes:
    if is_long:
        return struct.pack(">I", 1) + name + struct.pack(">Q", len(body) + 16) + body
    return struct.pack(">I", len(body) + 8) + name + body


def an_mp4(brand: bytes = b"isom", *boxes: bytes) -> bytes:
    return box(b"ftyp", brand + bytes(4)) + b"".join(boxes)


def an_id3(body: bytes, flags: int = 0) -> bytes:
    size = len(body)
    seven = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\x00" + bytes((flags,)) + seven + body + (bytes(10) if flags & 0x10 else b"")


MP3_FRAMES = b"\xff\xfb\x90\x00" + bytes(40)
AAC_FRAMES = b"\xff\xf1\x50\x80" + bytes(40)
A_PDF = b"%PDF-1.7\n%%EOF\n"
