"""Who holds a post, told the other way round than accounts tell it; in the table `registry`.

`POST#<county>#<post>` / `<account>`: a row that an account, once saved, has left behind. Like every index of
ours it only proposes: the account itself says whether it still holds the post (storage §1).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.models import Model

from chalicelib.adapters.dynamodb.connection import bound
from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.domain.identifiers import AccountId, CountyId, PostId

_POST: Final = "POST#"


class HolderRow(Model):
    """One account at one post; the key is all there is."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class DynamoPostHolders:
    """Keeps which accounts to ask about a post."""

    def __init__(self, connection: Connection, table: str) -> None:
        self._row = bound(HolderRow, table, connection)

    def note(self, county: CountyId, posts: Iterable[PostId], account: AccountId) -> None:
        """Note that an account holds posts; one it no longer holds may stay noted."""
        for post in posts:
            with telling_unavailability():
                self._row(_key_of(county, post), account).save()

    def propose(self, county: CountyId, post: PostId) -> Sequence[AccountId]:
        """Give the accounts that may hold a post."""
        with telling_unavailability():
            return [AccountId(row.sk) for row in self._row.query(_key_of(county, post))]


def _key_of(county: CountyId, post: PostId) -> str:
    return f"{_POST}{county}#{post}"
