"""Who may sign in as an official, with which password and second factor, and at which posts."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import AccountId, CountyId, PostId
from chalicelib.domain.personal import Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An official's account; its id is the username, `<county>.<name>`, unique in the province."""

    id: AccountId
    county: CountyId
    password_hash: str
    """Argon2id, with its salt and parameters."""
    totp_secret: Personal[str]
    """32 base32 characters; sealed where it is kept."""
    posts: tuple[PostId, ...]
    phone: Personal[str] | None = None
    """Where notices to its posts go; sealed where it is kept."""
    is_active: bool = True
    must_change_password: bool = False


class Accounts(Protocol):
    """Keeps the accounts of every tenant."""

    def find(self, account: AccountId) -> Account | None:
        """Find an account by its username."""
        ...

    def posts_of(self, account: AccountId) -> tuple[PostId, ...] | None:
        """Give the posts an account holds at this moment; None: there is no such account, or it is locked."""
        ...

    def save(self, account: Account) -> None:
        """Make an account, or change it as a whole."""
        ...
