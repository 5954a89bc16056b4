"""Accounts in the table `registry`; second factor and phone are sealed under the matter's monthly key."""

from datetime import UTC, datetime
from typing import Any, Final

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.crypto.envelope import place
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.post_holders import DynamoPostHolders
from chalicelib.adapters.dynamodb.row_calls import found, updated
from chalicelib.domain.identifiers import AccountId, CountyId, PostId
from chalicelib.domain.personal import Personal
from chalicelib.ports.accounts import Account, Standing

_ACCOUNT: Final = "ACC#"
ALONE: Final = "-"
"""The second half of a key that has none."""


class AccountRow(Model):
    """One account under `ACC#<county>#<name>` (storage §3)."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True, default=ALONE)
    county = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    totp_secret = BinaryAttribute(legacy_encoding=False)
    posts: ListAttribute[Any] = ListAttribute(of=UnicodeAttribute)
    phone = BinaryAttribute(legacy_encoding=False, null=True)
    is_active = BooleanAttribute()
    must_change_password = BooleanAttribute()
    sessions_from = NumberAttribute(null=True)


class DynamoAccounts:
    """Keeps the accounts of every tenant."""

    def __init__(self, connection: Connection, table: str, keys: MonthlyKeys) -> None:
        self._row = bound(AccountRow, table, connection)
        self._holders = DynamoPostHolders(connection, table)
        self._keys = keys

    def find(self, account: AccountId) -> Account | None:
        """Find an account by its username, strongly read: who was locked out a second ago is out."""
        key = key_of(account)
        row = found(self._row, key, ALONE)
        if row is None:
            return None
        phone: bytes | None = row.phone
        return Account(
            id=account,
            county=CountyId(row.county),
            password_hash=row.password_hash,
            totp_secret=self._opened(row.totp_secret, key, "totp_secret"),
            posts=tuple(PostId(post) for post in row.posts),
            phone=None if phone is None else self._opened(phone, key, "phone"),
            is_active=row.is_active,
            must_change_password=row.must_change_password,
            sessions_from=_instant(row.sessions_from),
        )

    def standing_of(self, account: AccountId) -> Standing | None:
        """Tell what an account may do at this moment; None: there is no such account, or it is locked.

        Strongly read, nothing unsealed: every request of an official asks.
        """
        row = found(self._row, key_of(account), ALONE, only=("posts", "is_active", "sessions_from"))
        if row is None or not row.is_active:
            return None
        return Standing(
            posts=tuple(PostId(post) for post in row.posts), sessions_from=_instant(row.sessions_from)
        )

    def change_password(self, account: AccountId, password_hash: str, now: datetime) -> None:
        """Keep another password, chosen by its holder; every session that began until now is over."""
        actions = [
            AccountRow.password_hash.set(password_hash),
            AccountRow.must_change_password.set(False),
            AccountRow.sessions_from.set(now.timestamp()),
        ]
        if not updated(self._row, key_of(account), ALONE, actions=actions, condition=AccountRow.pk.exists()):
            raise KeyError(account)

    def save(self, account: Account) -> None:
        """Make an account, or change it as a whole."""
        key = key_of(account.id)
        row = self._row(
            key,
            county=account.county,
            password_hash=account.password_hash,
            totp_secret=self._sealed(account.totp_secret, key, "totp_secret"),
            posts=list(account.posts),
            phone=None if account.phone is None else self._sealed(account.phone, key, "phone"),
            is_active=account.is_active,
            must_change_password=account.must_change_password,
            sessions_from=account.sessions_from.timestamp() if account.sessions_from else None,
        )
        # Parts first: a post whose holder is noted but not saved is asked about in vain, never forgotten.
        self._holders.note(account.county, account.posts, account.id)
        with telling_unavailability():
            row.save()

    def _sealed(self, value: Personal[str], key: str, attribute: str) -> bytes:
        return self._keys.seal(value.value.encode(), place_of(key, attribute))

    def _opened(self, sealed: bytes, key: str, attribute: str) -> Personal[str]:
        return Personal(self._keys.open(sealed, place_of(key, attribute)).decode())


def _instant(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def key_of(account: AccountId) -> str:
    """Name the item; what was typed as a username may hold anything, so its first dot alone divides it."""
    county, _, name = account.partition(".")
    return f"{_ACCOUNT}{county}#{name}"


def place_of(key: str, attribute: str) -> bytes:
    """Name the place a sealed value stands in: moved anywhere else it does not open."""
    return place("registry", key, ALONE, attribute)
