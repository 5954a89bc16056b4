"""The phones of those who hold a post; of an account nothing else is opened."""

from collections.abc import Sequence

from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist

from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.dynamodb.accounts import ALONE, AccountRow, key_of, place_of
from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.adapters.dynamodb.post_holders import DynamoPostHolders
from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import AccountId, CountyId
from chalicelib.domain.personal import Personal


class DynamoRecipients:
    """Asks the accounts that may hold a post; neither password nor second factor is read."""

    def __init__(self, connection: Connection, table: str, keys: MonthlyKeys) -> None:
        self._row = bound(AccountRow, table, connection)
        self._holders = DynamoPostHolders(connection, table)
        self._keys = keys

    def phones_of(self, county: CountyId, post: Post) -> Sequence[Personal[str]]:
        """Open the phones of the active accounts that still hold the post."""
        asked = (self._phone_of(account, post) for account in self._holders.propose(county, post.id))
        return [phone for phone in asked if phone is not None]

    def _phone_of(self, account: AccountId, post: Post) -> Personal[str] | None:
        key = key_of(account)
        with telling_unavailability():
            try:
                row = self._row.get(
                    key, ALONE, consistent_read=True, attributes_to_get=["posts", "phone", "is_active"]
                )
            except DoesNotExist:
                return None
        sealed: bytes | None = row.phone
        if sealed is None or not row.is_active or post.id not in row.posts:
            return None
        return Personal(self._keys.open(sealed, place_of(key, "phone")).decode())
