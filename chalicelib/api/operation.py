"""What a route promises: who may call it, what it takes and gives, how it refuses.

The API's description is made from exactly this (`openapi.py`).
"""

from dataclasses import dataclass
from enum import Enum

import msgspec

from chalicelib.api.parsing import BODY_LIMIT
from chalicelib.api.refusals import KeyMissingError, TooLargeError, UnreadableError
from chalicelib.domain.errors import DomainError, InvalidInputError, UnavailableError
from chalicelib.domain.identity.refusals import (
    NoPostError,
    PostNotChosenError,
    QueryCodeNeededError,
    QueryCodeRefusedError,
    TooOftenError,
    UnauthenticatedError,
)

Struct = type[msgspec.Struct]


class Callers(Enum):
    """Who may call a route at all; what they may do there is decided by the domain."""

    PUBLIC = "public"
    CITIZEN = "citizen"
    STAFF = "staff"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path."""

    method: str
    path: str
    summary: str
    callers: Callers
    takes: tuple[Struct, ...] = ()
    """The models a body may have; several where the path says which (actions)."""
    asks: Struct | None = None
    """The model of the query string."""
    gives: Struct | None = None
    status: int = 200
    needs_key: bool = False
    """Whether an Idempotency-Key is required (design §6)."""
    takes_code: bool = False
    """Whether a case that ended long ago is opened by its code beside the session (A-17)."""
    most_bytes: int = BODY_LIMIT
    kept_seconds: int = 0
    """How long anybody on the way may keep the answer; 0: nobody may."""
    refuses: tuple[type[DomainError], ...] = ()
    """What this route refuses beyond what its form already implies."""

    @property
    def refusals(self) -> tuple[type[DomainError], ...]:
        """Every refusal a caller must be ready for, in the order of design §6."""
        implied: list[type[DomainError]] = [UnavailableError]
        if self.callers is not Callers.PUBLIC:
            implied.append(UnauthenticatedError)
        if self.callers is Callers.STAFF:
            implied += [PostNotChosenError, NoPostError]
        if self.takes:
            implied += [UnreadableError, TooLargeError]
        if self.takes or self.asks:
            implied.append(InvalidInputError)
        if self.needs_key:
            implied.append(KeyMissingError)
        if self.takes_code:
            implied += [QueryCodeNeededError, QueryCodeRefusedError, TooOftenError]
        return tuple(dict.fromkeys([*implied, *self.refuses]))
