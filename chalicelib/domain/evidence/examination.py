"""Whether a file that came is the file that was announced, and the copy of it that may be shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from chalicelib.domain.evidence.errors import BrokenFileError
from chalicelib.domain.evidence.jpeg import cleaned_jpeg
from chalicelib.domain.evidence.media import Media, find_media
from chalicelib.domain.evidence.mp4 import cleaned_mp4
from chalicelib.domain.evidence.png import cleaned_png
from chalicelib.domain.evidence.sniffing import is_what_it_claims
from chalicelib.domain.evidence.sound import cleaned_sound


class Finding(StrEnum):
    """What the check of a file found."""

    CLEAN = "clean"
    ANOTHER_SIZE = "another_size"
    ANOTHER_CONTENT = "another_content"
    """Its SHA-256 is not the announced one."""
    ANOTHER_TYPE = "another_type"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """A finding, and if it is good, what may be shown."""

    finding: Finding
    shown: bytes = b""


def _as_it_is(content: bytes) -> bytes:
    # A PDF is somebody's written page; what its program noted cannot be taken out without writing it anew.
    return content


_CLEANERS: Final[Mapping[Media, Callable[[bytes], bytes]]] = MappingProxyType(
    {
        Media.JPEG: cleaned_jpeg,
        Media.PNG: cleaned_png,
        Media.MP3: cleaned_sound,
        Media.AAC: cleaned_sound,
        Media.M4A: cleaned_mp4,
        Media.MP4: cleaned_mp4,
        Media.PDF: _as_it_is,
    }
)


def examine(content: bytes, *, content_type: str, size: int, sha256_announced: str) -> Examination:
    """Compare a file with its announcement, and clean it."""
    media = find_media(content_type)
    if len(content) != size:
        return Examination(finding=Finding.ANOTHER_SIZE)
    if sha256(content).hexdigest() != sha256_announced:
        return Examination(finding=Finding.ANOTHER_CONTENT)
    if media is None or not is_what_it_claims(content, media):
        return Examination(finding=Finding.ANOTHER_TYPE)
    try:
        return Examination(finding=Finding.CLEAN, shown=_CLEANERS[media](content))
    except BrokenFileError:
        return Examination(finding=Finding.BROKEN)
