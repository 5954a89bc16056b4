"""Send a code to a phone, so that its owner can show that it is theirs (H-14.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.identity.digests import Pepper
from chalicelib.domain.identity.limits import CODE_DIGITS, CODE_LASTS, CODES_TO_ONE_NUMBER, Limit
from chalicelib.domain.personal import Personal
from chalicelib.ports.clock import Clock
from chalicelib.ports.gate import Gate
from chalicelib.ports.ids import Ids
from chalicelib.ports.messenger import Messenger, PhoneUnreachableError
from chalicelib.usecases.turnstile import Turnstile


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPhoneCode:
    """Keeps a new code, then sends it; nothing here asks whether the number is known to anybody."""

    gate: Gate
    messenger: Messenger
    clock: Clock
    ids: Ids
    pepper: Pepper
    per_address: Limit
    per_number: Sequence[Limit] = CODES_TO_ONE_NUMBER

    def __call__(self, phone: Personal[str], address: Personal[str]) -> None:
        """Send a code; the answer is the same for every number that could be one.

        Raises:
            TooOftenError: This number or this address has asked too often.
            UnavailableError: The message could not be handed over; ask again.
        """
        now = self.clock.real_now()
        turnstile = Turnstile(self.gate)
        # The address first: it must not use up the tries of a stranger's number once its own are gone.
        turnstile.pass_through([self.per_address], self.pepper.of_address(address), now)
        turnstile.pass_through(self.per_number, self.pepper.of_phone(phone), now)
        code = self.ids.digits(CODE_DIGITS)
        self.gate.keep_code(self.pepper.of_phone(phone), self.pepper.of_code(phone, code), now + CODE_LASTS)
        try:
            self.messenger.send(phone, text_of(code))
        except PhoneUnreachableError:
            # Whether somebody has opted out of messages is not for whoever types their number to learn.
            return


def text_of(code: str) -> str:
    """Word the message: neutral, nothing of any case (obligations §12), the code the only number so long."""
    minutes = int(CODE_LASTS.total_seconds()) // 60
    return f"验证码 {code}，{minutes} 分钟内有效。请勿告诉他人；如非本人操作，请忽略本短信。"
