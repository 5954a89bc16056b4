"""How a post is reached by phone."""

from collections.abc import Sequence
from typing import Protocol

from chalicelib.domain.directory.org import Post
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.personal import Personal


class Recipients(Protocol):
    """Knows the phones of those who hold a post."""

    def phones_of(self, county: CountyId, post: Post) -> Sequence[Personal[str]]:
        """Give the mobile numbers of the active accounts at a post; empty: nobody can be reached."""
        ...
