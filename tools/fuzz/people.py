"""Who calls: nobody, a citizen, and somebody at a post of each role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a session is for."""

    NOBODY = "nobody"
    CITIZEN = "citizen"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who calls; `role` is the name in tables."""

    role: str
    kind: Kind
    token: str = ""
    post: str = ""
    to_end: list[str] = field(default_factory=list)
    """Sessions of this person that may be ended; the one above is needed to the last request."""

    def headers(self) -> Mapping[str, str]:
        """Give what says who calls."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return headers | ({"Acting-Post": self.post} if self.post else {})
