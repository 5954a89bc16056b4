"""Open a session for an official who shows password and second factor."""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.identity.limits import STAFF_SESSION_LASTS
from chalicelib.domain.identity.refusals import PasswordOldError
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account
from chalicelib.ports.audit_log import Audited, AuditEvent, AuditLog
from chalicelib.ports.clock import Clock
from chalicelib.ports.gate import Gate, Session
from chalicelib.ports.ids import Ids
from chalicelib.usecases.two_factors import TwoFactors


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffSession:
    """A token, and the account it stands for."""

    token: str = field(repr=False)
    expires_at: datetime
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStaffSession:
    """Opens no session at all under a password that somebody else has chosen."""

    two_factors: TwoFactors
    gate: Gate
    audit: AuditLog
    clock: Clock
    ids: Ids

    def __call__(self, username: str, password: Personal[str], totp: str) -> StaffSession:
        """Open a session.

        Raises:
            TooOftenError: This username was tried wrongly too often, whether or not it exists.
            SignInRefusedError: Username, password and code do not belong together, or the code was used.
            PasswordOldError: All is right, and the password is still the one that was handed out.
        """
        now = self.clock.real_now()
        account = self.two_factors(username, password, totp, now)
        if account.must_change_password:
            raise PasswordOldError
        opened = StaffSession(token=self.ids.token(), expires_at=now + STAFF_SESSION_LASTS, account=account)
        session = Session(
            account=account.id, county=account.county, started_at=now, expires_at=opened.expires_at
        )
        self.audit.record(AuditEvent(what=Audited.SIGNED_IN, at=now, actor=account.id))
        self.gate.open_session(opened.token, session)
        return opened
