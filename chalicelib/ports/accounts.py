"""Who may sign in as an official, with which password and second factor, and at which posts."""

from dataclasses import dataclass
from datetime import datetime
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
    """Somebody else knows the password: it opens nothing until its holder has chosen another one."""
    sessions_from: datetime | None = None
    """No session that began until then is any good: the password was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an account may do at this moment."""

    posts: tuple[PostId, ...]
    sessions_from: datetime | None = None


class Accounts(Protocol):
    """Keeps the accounts of every tenant."""

    def find(self, account: AccountId) -> Account | None:
        """Find an account by its username."""
        ...

    def standing_of(self, account: AccountId) -> Standing | None:
        """Tell what an account may do at this moment; None: there is no such account, or it is locked."""
        ...

    def change_password(self, account: AccountId, password_hash: str, now: datetime) -> None:
        """Keep another password, chosen by its holder; every session that began until now is over.

        Raises:
            KeyError: There is no such account any more.
        """
        ...

    def save(self, account: Account) -> None:
        """Make an account, or change it as a whole."""
        ...
