"""Which files a phone may send, and how big they may be (docs/limits.md)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from chalicelib.domain.errors import Fault


class Media(StrEnum):
    """A type of file that is taken.

    HEIC is not: phones send JPEG where a page asks for it, and the place cannot be taken out of a HEIC
    without decoding it.
    """

    JPEG = "image/jpeg"
    PNG = "image/png"
    MP3 = "audio/mpeg"
    M4A = "audio/mp4"
    AAC = "audio/aac"
    MP4 = "video/mp4"
    PDF = "application/pdf"


_MIB: Final = 1024 * 1024

LARGEST: Final[Mapping[Media, int]] = MappingProxyType(
    {
        Media.JPEG: 10 * _MIB,
        Media.PNG: 10 * _MIB,
        Media.MP3: 20 * _MIB,
        Media.M4A: 20 * _MIB,
        Media.AAC: 20 * _MIB,
        Media.MP4: 100 * _MIB,
        Media.PDF: 20 * _MIB,
    }
)

LONGEST_FILENAME: Final = 100

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_UNFIT_FOR_A_NAME: Final = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff/\\]"
)


def faults_of(filename: str, content_type: str, size: int, sha256: str) -> list[Fault]:
    """Name every fault of an announced file, in the order of its fields."""
    faults = []
    if not filename.strip() or len(filename) > LONGEST_FILENAME or _UNFIT_FOR_A_NAME.search(filename):
        faults.append(
            Fault("/filename", f"文件名不能为空，最多 {LONGEST_FILENAME} 个字，不能含斜杠或看不见的字符。")
        )
    media = find_media(content_type)
    if media is None:
        faults.append(
            Fault("/content_type", "可以上传 JPG、PNG 图片，MP3、M4A、AAC 录音，MP4 视频和 PDF 文件。")
        )
    if size < 1:
        faults.append(Fault("/size", "文件是空的，请重新选择。"))
    elif media is not None and size > LARGEST[media]:
        faults.append(Fault("/size", f"文件太大，这类文件最大 {LARGEST[media] // _MIB} MB，请压缩后再传。"))
    if not _HASH.fullmatch(sha256):
        faults.append(Fault("/sha256", "应是文件内容的 SHA-256，64 位小写十六进制。"))
    return faults


def find_media(content_type: str) -> Media | None:
    """Give the type of file that a content type names, or `None` if it is none of ours."""
    return Media(content_type) if content_type in {media.value for media in Media} else None
