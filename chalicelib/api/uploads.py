"""`POST /v1/uploads`: announce a file and get the form to post it with (design §6)."""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.fields import HINT, a_line
from chalicelib.api.operation import Callers
from chalicelib.api.parsing import Sound
from chalicelib.domain.errors import Fault
from chalicelib.domain.evidence.media import LARGEST, LONGEST_FILENAME, Media, faults_of
from chalicelib.domain.identity.refusals import TooOftenError
from chalicelib.runtime.wiring import services
from chalicelib.usecases.announce_upload import Announcement

uploads = ApiBlueprint(__name__)


class FileAnnounced(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A file on the phone: what it is called, what it is, how big, and the SHA-256 of its content."""

    filename: Annotated[str, a_line(LONGEST_FILENAME, "文件名，只用来让人认出它")]
    content_type: Media
    size: Annotated[int, msgspec.Meta(ge=1, le=max(LARGEST.values()), description="字节数")]
    sha256: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^[0-9a-f]{64}(?![\s\S])",
            description="文件内容的 SHA-256",
            extra_json_schema={HINT: "应是文件内容的 SHA-256，64 位小写十六进制。"},
        ),
    ]


class UploadOffered(msgspec.Struct, kw_only=True):
    """Post the file to `url` as multipart/form-data within 15 minutes: first all `fields`, the file last."""

    upload_id: str
    url: str
    fields: dict[str, str]


@uploads.operation(
    "POST /v1/uploads",
    summary="登记一个附件，取得上传地址",
    callers=Callers.CITIZEN,
    takes=FileAnnounced,
    gives=UploadOffered,
    status=201,
    refuses=(TooOftenError,),
)
def announce(call: Call) -> UploadOffered:
    """Open a ticket and sign a form for exactly this file."""
    file = call.body(FileAnnounced, _faults)
    announced = services().dispatch.announce_upload(
        call.person,
        Announcement(
            filename=file.filename,
            content_type=file.content_type.value,
            size=file.size,
            sha256=file.sha256,
        ),
    )
    return UploadOffered(
        upload_id=announced.upload, url=announced.form.url, fields=dict(announced.form.fields)
    )


def _faults(sound: Sound) -> Iterator[Fault]:
    """Name what only the fields together tell: a size may be too big for this type of file."""
    faults = faults_of(
        sound.get("filename", "-"),
        sound.get("content_type", Media.PDF.value),
        sound.get("size", 1),
        sound.get("sha256", "0" * 64),
    )
    for fault in faults:
        if fault.pointer.removeprefix("/") in sound:
            yield fault
