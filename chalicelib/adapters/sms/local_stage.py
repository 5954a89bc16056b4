"""What the emulator of the local stage has “sent”: nobody's phone rings there (design §7)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from urllib.request import urlopen

from chalicelib.adapters.sms.sns import SENT_AT

_PATH: Final = "/_ministack/sns/sms-messages"
_SECONDS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message as its receiver would have read it."""

    at: str
    """By the office's clock, as the sender stamped it."""
    to: str
    text: str


def sent_messages(endpoint: str, to: str) -> Sequence[SentMessage]:
    """List what was sent to a phone, oldest first.

    Args:
        endpoint: The address of the emulator (`AWS_ENDPOINT_URL`).
        to: The phone in the form `+8613912345678`; only its messages are given, whatever is answered.
    """
    address = f"{endpoint.rstrip('/')}{_PATH}?{urlencode({'phoneNumber': to})}"
    if not address.startswith(("http://", "https://")):
        raise ValueError("the emulator answers HTTP only")
    with urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310  # nosec B310  # its scheme is checked above
        content = json.load(answer)
    return [
        SentMessage(at=_stamp_of(record), to=to, text=record["Message"])
        for record in content["sms_messages"].get(to, [])
        if record["PhoneNumber"] == to
    ]


def _stamp_of(record: dict[str, Any]) -> str:
    return str(record.get("MessageAttributes", {}).get(SENT_AT, {}).get("StringValue", ""))
