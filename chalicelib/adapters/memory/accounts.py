"""Accounts in memory: for tests and demonstrations."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain.identifiers import AccountId
from chalicelib.ports.accounts import Account, Standing


@dataclass
class MemoryAccounts:
    """Keeps accounts by username."""

    _accounts: dict[AccountId, Account] = field(default_factory=dict)

    def find(self, account: AccountId) -> Account | None:
        """Find an account by its username."""
        return self._accounts.get(account)

    def standing_of(self, account: AccountId) -> Standing | None:
        """Tell what an account may do at this moment; None: there is no such account, or it is locked."""
        found = self._accounts.get(account)
        if found is None or not found.is_active:
            return None
        return Standing(posts=found.posts, sessions_from=found.sessions_from)

    def change_password(self, account: AccountId, password_hash: str, now: datetime) -> None:
        """Keep another password, chosen by its holder; every session that began until now is over."""
        self._accounts[account] = replace(
            self._accounts[account],
            password_hash=password_hash,
            must_change_password=False,
            sessions_from=now,
        )

    def save(self, account: Account) -> None:
        """Make an account, or change it as a whole."""
        self._accounts[account.id] = account
