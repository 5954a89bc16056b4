"""One mark per notice that has left, so that no redelivery sends it twice (storage §9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.identifiers import CaseNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A notice that was handed to a provider; says that it left, never what it said."""

    case_no: CaseNo
    seq: int
    """The entry that owed it."""
    to: str
    """`citizen` or a post, with the notice's number where an entry owes one receiver several."""
    at: datetime
    provider_id: str = ""
    answer: str = ""
    """What the provider said when it took the notice."""
    tries: int = 1


class Messages(Protocol):
    """Remembers for 400 days which notices have left."""

    def is_sent(self, case_no: CaseNo, seq: int, to: str) -> bool:
        """Tell, strongly read, whether this notice has left."""
        ...

    def marks_of(self, case_no: CaseNo) -> Sequence[Mark]:
        """Give all marks of a case in one reading, eventually consistent: for whoever asks about many."""
        ...

    def mark(self, mark: Mark) -> bool:
        """Keep the mark if there is none yet; False: somebody else had sent it."""
        ...

    def record_receipt(self, case_no: CaseNo, seq: int, to: str, receipt: str) -> None:
        """Add what the provider says later; without a mark there is nothing to add to."""
        ...
