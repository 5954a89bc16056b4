"""An MP3 or AAC recording without its tags (design §5)."""

from typing import Final

from chalicelib.domain.evidence.errors import BrokenFileError

_HEAD: Final = 10
_OLD_TAG_BYTES: Final = 128
_FOOTER: Final = 0x10


def cleaned_sound(content: bytes) -> bytes:
    """Give the frames without the tags before and behind them.

    Raises:
        BrokenFileError: There is nothing but tags.
    """
    while content.startswith(b"ID3"):
        content = content[_length_of_tag(content) :]
    if content[-_OLD_TAG_BYTES:].startswith(b"TAG"):
        content = content[:-_OLD_TAG_BYTES]
    if not content:
        raise BrokenFileError("nothing but tags")
    return content


def _length_of_tag(content: bytes) -> int:
    """Read the length of an ID3v2 tag: four times seven bits; a footer repeats its head."""
    length = _HEAD
    for position, seven_bits in enumerate(reversed(content[6:_HEAD])):
        length += (seven_bits & 0x7F) << (7 * position)
    return length + (_HEAD if len(content) > 5 and content[5] & _FOOTER else 0)  # noqa: PLR2004 - the flags
