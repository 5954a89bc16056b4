"""Evidence in S3: posted into the quarantine bucket, kept in the evidence bucket (design §5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from botocore.exceptions import ClientError

from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.domain.identifiers import UploadId
from chalicelib.ports.files import PostForm
from chalicelib.ports.gate import UploadTicket

ARRIVALS: Final = "incoming/"
ORIGINALS: Final = "original/"
SHOWN: Final = "clean/"

_NOT_THERE: Final = frozenset({"NoSuchKey", "404"})


class S3Files:
    """Files by their upload's id; a name that a sender chose never becomes part of a key."""

    def __init__(self, client: Callable[[], Any], *, quarantine: str, evidence: str) -> None:
        self._client = client
        self._quarantine = quarantine
        self._evidence = evidence

    def offer(self, ticket: UploadTicket, lasts: timedelta) -> PostForm:
        """Presign a POST whose policy names key, type, size and hash."""
        bound_fields = {"Content-Type": ticket.content_type, "x-amz-meta-sha256": ticket.sha256}
        post = self._client().generate_presigned_post(
            Bucket=self._quarantine,
            Key=f"{ARRIVALS}{ticket.upload}",
            Fields=bound_fields,
            Conditions=[
                *({name: value} for name, value in bound_fields.items()),
                ["content-length-range", ticket.size, ticket.size],
            ],
            ExpiresIn=int(lasts.total_seconds()),
        )
        return PostForm(url=post["url"], fields=post["fields"])

    def find_arrived(self, upload: UploadId) -> bytes | None:
        """Read the object whole: what was checked is what is kept, whatever is posted meanwhile."""
        try:
            with telling_unavailability():
                answer = self._client().get_object(Bucket=self._quarantine, Key=f"{ARRIVALS}{upload}")
                return bytes(answer["Body"].read())
        except ClientError as error:
            if error.response["Error"]["Code"] in _NOT_THERE:
                return None
            raise

    def keep(self, ticket: UploadTicket, original: bytes, shown: bytes) -> None:
        """Put the copy that may be shown after the original: where one is seen, the other is there."""
        for place, content in ((ORIGINALS, original), (SHOWN, shown)):
            with telling_unavailability():
                self._client().put_object(
                    Bucket=self._evidence,
                    Key=f"{place}{ticket.upload}",
                    Body=content,
                    ContentType=ticket.content_type,
                )

    def discard_arrived(self, upload: UploadId) -> None:
        """Delete the object."""
        with telling_unavailability():
            self._client().delete_object(Bucket=self._quarantine, Key=f"{ARRIVALS}{upload}")

    def purge(self, upload: UploadId) -> None:
        """Delete every version: a deleted object whose versions stay can still be read."""
        self.discard_arrived(upload)
        for key in (f"{ORIGINALS}{upload}", f"{SHOWN}{upload}"):
            for version in self._versions_of(key):
                with telling_unavailability():
                    self._client().delete_object(Bucket=self._evidence, Key=key, VersionId=version)

    def _versions_of(self, key: str) -> list[str]:
        with telling_unavailability():
            pages = self._client().get_paginator("list_object_versions")
            return [
                each["VersionId"]
                for page in pages.paginate(Bucket=self._evidence, Prefix=key)
                for each in (*page.get("Versions", ()), *page.get("DeleteMarkers", ()))
                if each["Key"] == key
            ]

    def link_to_shown(self, upload: UploadId, lasts: timedelta) -> str:
        """Presign a GET of the clean copy; a browser is told to save it, never to run what is in it."""
        return str(
            self._client().generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self._evidence,
                    "Key": f"{SHOWN}{upload}",
                    "ResponseContentDisposition": "attachment",
                },
                ExpiresIn=int(lasts.total_seconds()),
            )
        )
