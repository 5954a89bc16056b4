"""Take a new password from an official who shows the present one and the second factor."""

from dataclasses import dataclass

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.identity.passwords import password_faults
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Accounts
from chalicelib.ports.audit_log import Audited, AuditEvent, AuditLog
from chalicelib.ports.clock import Clock
from chalicelib.ports.credentials import Credentials
from chalicelib.usecases.two_factors import TwoFactors


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Needs no session, and ends every one: whoever has the old password has nothing any more."""

    two_factors: TwoFactors
    accounts: Accounts
    credentials: Credentials
    audit: AuditLog
    clock: Clock

    def __call__(self, username: str, password: Personal[str], totp: str, new: Personal[str]) -> None:
        """Keep the new password and end every session of the account.

        Raises:
            InvalidInputError: The new one is too easily guessed; nothing was counted, no code was used.
            TooOftenError: This username was tried wrongly too often, whether or not it exists.
            SignInRefusedError: Username, password and code do not belong together, or the code was used.
        """
        faults = tuple(password_faults(new.value, username=username, present=password.value))
        if faults:
            raise InvalidInputError(faults)
        now = self.clock.real_now()
        account = self.two_factors(username, password, totp, now)
        self.audit.record(AuditEvent(what=Audited.PASSWORD_CHANGED, at=now, actor=account.id))
        self.accounts.change_password(account.id, self.credentials.hash_password(new), now)
