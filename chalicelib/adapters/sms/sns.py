"""Short messages through Amazon SNS."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from botocore.exceptions import ClientError

from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.domain.personal import Personal
from chalicelib.ports.messenger import PhoneUnreachableError

E164: Final = re.compile(r"\+[1-9][0-9]{7,14}")
SENT_AT: Final = "sent_at"
"""A development stage stamps messages, because the emulator does not say when it took them."""

_NEVER: Final = frozenset({"OptedOut", "InvalidParameter", "InvalidParameterValue"})


class SnsMessenger:
    """Publishes to a phone, never to a topic."""

    def __init__(self, client: Callable[[], Any], stamp: Callable[[], datetime] | None = None) -> None:
        self._client = client
        self._stamp = stamp

    def send(self, to: Personal[str], text: str) -> str:
        """Hand a text to SNS and give its message id."""
        # SNS would answer a malformed number late and the emulator never, so it is looked at here.
        if not E164.fullmatch(to.value):
            raise PhoneUnreachableError
        try:
            with telling_unavailability():
                answer = self._client().publish(
                    PhoneNumber=to.value, Message=text, MessageAttributes=self._attributes()
                )
        except ClientError as error:
            if error.response["Error"]["Code"] in _NEVER:
                # The provider's own words repeat the number; they must not reach a log.
                raise PhoneUnreachableError from None
            raise
        return str(answer["MessageId"])

    def _attributes(self) -> dict[str, dict[str, str]]:
        attributes = {"AWS.SNS.SMS.SMSType": "Transactional"}
        if self._stamp is not None:
            attributes[SENT_AT] = self._stamp().isoformat()
        return {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
