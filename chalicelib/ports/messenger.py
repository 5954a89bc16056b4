"""How short texts reach phones."""

from typing import Protocol

from chalicelib.domain.personal import Personal


class PhoneUnreachableError(Exception):
    """This phone will never take a message from us: no such number, or its owner has opted out."""


class Messenger(Protocol):
    """Hands short texts to a provider."""

    def send(self, to: Personal[str], text: str) -> str:
        """Send a text to a phone and give the provider's own id of it.

        Args:
            to: The phone, in the form `+8613912345678` (E.164).
            text: What it shall read.

        Raises:
            PhoneUnreachableError: The phone takes no messages; trying again is of no use.
            UnavailableError: The provider did not answer; the message may be sent again.
        """
        ...
