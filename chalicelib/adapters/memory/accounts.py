"""Accounts in memory: for tests and demonstrations."""

from dataclasses import dataclass, field

from chalicelib.domain.identifiers import AccountId, PostId
from chalicelib.ports.accounts import Account


@dataclass
class MemoryAccounts:
    """Keeps accounts by username."""

    _accounts: dict[AccountId, Account] = field(default_factory=dict)

    def find(self, account: AccountId) -> Account | None:
        """Find an account by its username."""
        return self._accounts.get(account)

    def posts_of(self, account: AccountId) -> tuple[PostId, ...] | None:
        """Give the posts an account holds at this moment; None: there is no such account, or it is locked."""
        found = self._accounts.get(account)
        return found.posts if found is not None and found.is_active else None

    def save(self, account: Account) -> None:
        """Make an account, or change it as a whole."""
        self._accounts[account.id] = account
