"""Answers that anybody on the way may keep: how long, and how to ask whether they still hold (RFC 9111)."""

import hashlib
from typing import Any, Final

from chalice.app import Request, Response

NOT_MODIFIED: Final = 304
_TAG_LENGTH: Final = 20


def kept(body: str, seconds: int, request: Request) -> Response:
    """Answer with a tag of what is said; who has that very answer already gets no second copy.

    The tag is made of the content, so it changes with the version of a document and with our own words alike.
    """
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:_TAG_LENGTH]}"'
    headers: dict[str, Any] = {"Cache-Control": f"public, max-age={seconds}", "ETag": tag}
    if _has_it(request.headers.get("if-none-match", ""), tag):
        return Response(body="", status_code=NOT_MODIFIED, headers=headers)
    return Response(body=body, headers=headers | {"Content-Type": "application/json"})


def _has_it(held: str, tag: str) -> bool:
    """Tell whether one of the tags is this one; a proxy that compressed the answer marks it as weak."""
    return any(each.strip().removeprefix("W/") in {tag, "*"} for each in held.split(","))
