"""Accounts in memory: for tests and demonstrations."""

from dataclasses import dataclass, field

from chalicelib.domain.identifiers import AccountId
from chalicelib.ports.accounts import Account


@dataclass
class MemoryAccounts:
    """Keeps accounts by username."""

    _accounts: dict[AccountId, Account] = field(default_factory=dict)

    def find(self, account: AccountId) -> Account | None:
        """Find an account by its username."""
        return self._accounts.get(account)

    def save(self, account: Account) -> None:
        """Make an account, or change it as a whole."""
        self._accounts[account.id] = account
