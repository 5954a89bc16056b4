"""The library in S3: one immutable object for each version of a document (storage §2)."""

import gzip
import json
from collections.abc import Callable
from typing import Any, Final

from botocore.exceptions import ClientError

from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.ports.library import Document, Kind, VersionTakenError

_NOT_THERE: Final = "NoSuchKey"
_WON_BY_ANOTHER: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})


class S3Library:
    """Keeps documents as gzipped JSON under `kind/id/version.json.gz`; none is ever written over."""

    def __init__(self, client: Callable[[], Any], bucket: str) -> None:
        """Take a maker of the client: a process that opens no document never builds one."""
        self._client = client
        self._bucket = bucket

    def find(self, kind: Kind, version: str) -> Document | None:
        """Give a document, or `None` if nobody has brought this version."""
        with telling_unavailability():
            try:
                answer = self._client().get_object(Bucket=self._bucket, Key=key_of(kind, version))
                return opened(answer["Body"].read())
            except ClientError as error:
                if error.response["Error"]["Code"] == _NOT_THERE:
                    return None
                raise

    def keep(self, kind: Kind, version: str, document: Document) -> None:
        """Keep a document under its version; the same content again changes nothing.

        Raises:
            VersionTakenError: Another content stands there.
        """
        there = self.find(kind, version)
        if there is None and self._put(key_of(kind, version), packed(document)):
            return
        # Either it stood there, or another import was faster by a moment.
        if (there or self.find(kind, version)) != document:
            raise VersionTakenError(kind, version)

    def _put(self, key: str, content: bytes) -> bool:
        """Put an object unless there is one; False: there is one."""
        with telling_unavailability():
            try:
                self._client().put_object(
                    Bucket=self._bucket,
                    Key=key,
                    Body=content,
                    IfNoneMatch="*",
                    ContentType="application/json",
                    ContentEncoding="gzip",
                )
            except ClientError as error:
                if error.response["Error"]["Code"] in _WON_BY_ANOTHER:
                    return False
                raise
        return True


def key_of(kind: Kind, version: str) -> str:
    """Name the object: `rulebook/helan-2022/1.json.gz`."""
    return f"{kind}/{version.replace('@', '/')}.json.gz"


def packed(document: Document) -> bytes:
    """Write a document small; the same document gives the same bytes."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def opened(content: bytes) -> Document:
    """Read a document back."""
    document: Document = json.loads(gzip.decompress(content))
    return document
