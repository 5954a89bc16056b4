"""What a file is by its content; what its sender says of it proves nothing."""

from typing import Final

from chalicelib.domain.evidence.media import Media

ENOUGH: Final = 16
"""So many bytes from the beginning tell every type of ours apart."""

_SOUND_BRANDS: Final = frozenset({b"M4A ", b"M4B "})
# A QuickTime film (qt) and an HEIC picture (heic, mif1) have the same box, and are not taken.
_VIDEO_BRANDS: Final = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"3gp4", b"3gp5"}
)
_ADTS_MASK: Final = 0xF6
_ADTS: Final = 0xF0
_MPEG_MASK: Final = 0xE6
_MPEG_LAYER_3: Final = 0xE2
_SYNC: Final = 0xFF


def media_of(content: bytes) -> Media | None:
    """Give the type that the first bytes of a file betray, or `None`."""
    if content.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if content.startswith(b"%PDF-"):
        return Media.PDF
    if content[4:8] == b"ftyp":
        return _by_brand(content[8:12])
    if content.startswith(b"ID3"):
        return Media.MP3
    return _by_sync(content[:2])


def is_what_it_claims(content: bytes, claimed: Media) -> bool:
    """Tell whether content and claim agree; phones record sound into MP4 files of a video brand as well."""
    found = media_of(content)
    if claimed is Media.M4A:
        return found in {Media.M4A, Media.MP4}
    if claimed is Media.AAC:
        # A tag may stand before either kind of sound; the frames behind it are the player's business.
        return found is Media.AAC or content.startswith(b"ID3")
    return found is claimed


def _by_brand(brand: bytes) -> Media | None:
    if brand in _SOUND_BRANDS:
        return Media.M4A
    return Media.MP4 if brand in _VIDEO_BRANDS else None


def _by_sync(start: bytes) -> Media | None:
    """Tell raw frames apart: ADTS (AAC) says layer 0, MPEG layer III says 3."""
    if len(start) < len(b"\xff\xfb") or start[0] != _SYNC:
        return None
    if start[1] & _ADTS_MASK == _ADTS:
        return Media.AAC
    return Media.MP3 if start[1] & _MPEG_MASK == _MPEG_LAYER_3 else None
