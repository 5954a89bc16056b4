"""Who looked at what, and who was refused: kept apart from the cases (storage §2, design §1 promise 3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Audited(StrEnum):
    """What is written down beside the timeline."""

    CASE_READ = "case_read"
    CASE_REFUSED = "case_refused"
    """Asked for a case that is not there, or not for them: the answer was the same, the record tells."""
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    """Password and second factor were not shown; `why` is `unknown` where there is no such account.
    What was typed as its name is not kept: it may be a password."""
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # pragma: allowlist secret - a word, no password


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One event; never a name, a phone or a word of a complaint."""

    what: Audited
    at: datetime
    """Real time, whatever a development stage's clock shows."""
    actor: str
    """An account, or a person's id; empty for somebody nobody knows."""
    post: str = ""
    case_no: str = ""
    why: str = ""
    """Of a refusal `absent`, `not_theirs`, `code` (a wrong one) or `unknown`; `query_code`: read by that."""


class AuditLog(Protocol):
    """Keeps events in the order they come, each writer its own chain (storage §3)."""

    def record(self, event: AuditEvent) -> None:
        """Keep an event.

        Raises:
            UnavailableError: It cannot be kept; then what it tells of does not happen either.
        """
        ...
