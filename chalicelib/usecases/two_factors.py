"""Who shows password and second factor of an account is its holder; everybody else hears the same refusal."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.identifiers import AccountId
from chalicelib.domain.identity.digests import Pepper
from chalicelib.domain.identity.limits import SIGN_INS_OF_ONE_ACCOUNT, STAFF_SESSION_LASTS
from chalicelib.domain.identity.refusals import SignInRefusedError
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account, Accounts
from chalicelib.ports.audit_log import Audited, AuditEvent, AuditLog
from chalicelib.ports.credentials import Credentials
from chalicelib.ports.gate import Gate
from chalicelib.usecases.turnstile import Turnstile

_NO_SECRET = Personal("A" * 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoFactors:
    """Counts the try, does the same work for every username, and only then looks at what came out."""

    gate: Gate
    accounts: Accounts
    credentials: Credentials
    audit: AuditLog
    pepper: Pepper

    def __call__(self, username: str, password: Personal[str], totp: str, now: datetime) -> Account:
        """Give the account.

        Raises:
            TooOftenError: This username was tried wrongly too often, whether or not it exists.
            SignInRefusedError: Username, password and code do not belong together, or the code was used.
        """
        turnstile, who = Turnstile(self.gate), self.pepper.of_username(username)
        turnstile.pass_through(SIGN_INS_OF_ONE_ACCOUNT, who, now)
        account = self.accounts.find(AccountId(username))
        if account is None or not self._is_shown(account, password, totp, now):
            self._pretend(account, password, totp, now)
            # For unknown names too: else the time of an answer would tell which are known.
            who_it_was, why = (account.id, "") if account else ("", "unknown")
            self.audit.record(AuditEvent(what=Audited.SIGN_IN_REFUSED, at=now, actor=who_it_was, why=why))
            raise SignInRefusedError
        for limit in SIGN_INS_OF_ONE_ACCOUNT:
            turnstile.forget(limit, who, now)
        return account

    def _is_shown(self, account: Account, password: Personal[str], totp: str, now: datetime) -> bool:
        step = self.credentials.step_of(totp, account.totp_secret, now)
        is_right = self.credentials.is_password(password, account.password_hash)
        if not (is_right and step is not None and account.is_active):
            return False
        # Whoever looked over a shoulder has the code too: each step opens once.
        lasts_until = now + STAFF_SESSION_LASTS
        return self.gate.count("totp-step", account.id, str(step), 1, lasts_until)

    def _pretend(self, account: Account | None, password: Personal[str], totp: str, now: datetime) -> None:
        """Spend on an unknown username what a known one costs."""
        if account is None:
            self.credentials.step_of(totp, _NO_SECRET, now)
            self.credentials.is_password(password, self.credentials.decoy_hash())
