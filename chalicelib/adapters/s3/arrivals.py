"""What the quarantine bucket tells the queue: which files have arrived."""

import json
from typing import Any
from urllib.parse import unquote_plus

from chalicelib.adapters.s3.files import ARRIVALS
from chalicelib.domain.identifiers import UploadId


def arrivals_in(body: str) -> list[UploadId]:
    """Give the uploads that a message of the bucket is about; its first, a test, is about none.

    Raises:
        ValueError: It is no message of a bucket; it belongs to the dead letters.
    """
    records: list[dict[str, Any]] = json.loads(body).get("Records", [])
    keys = [unquote_plus(record["s3"]["object"]["key"]) for record in records]
    return [upload for key in keys if (upload := arrived_upload(key)) is not None]


def arrived_upload(key: str) -> UploadId | None:
    """Give the upload that a key in quarantine belongs to, or `None` if it is no such key."""
    upload = key.removeprefix(ARRIVALS)
    return UploadId(upload) if upload and upload != key and "/" not in upload else None
