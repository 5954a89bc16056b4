"""What was answered, how often, and what was wrong with it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from tools.fuzz.description import Operation
from tools.fuzz.wire import Request

TELLS_NOTHING: Final = {401, 429}
"""An operation that only ever answered so was not reached."""


@dataclass
class Tally:
    """Statuses by operation and by role, and of each fault the shortest request that shows it."""

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    roles: Counter[str] = field(default_factory=Counter)
    violations: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown_by: dict[tuple[str, str], tuple[Request, str]] = field(default_factory=dict)

    def count(self, operation: Operation, role: str, status: int) -> None:
        """Count an answer."""
        self.statuses[operation.label][status] += 1
        self.roles[role] += 1

    def blame(self, operation: Operation, fault: str, request: Request, role: str) -> None:
        """Keep a fault."""
        name = (operation.label, fault)
        self.violations[name] += 1
        known = self.shown_by.get(name)
        if known is None or _length(request) < _length(known[0]):
            self.shown_by[name] = (request, role)

    @property
    def total(self) -> int:
        """How many answers were judged."""
        return self.roles.total()

    def unreached(self, operations: Iterable[Operation], excused: Collection[str]) -> Iterator[str]:
        """Name each operation that never succeeded, or of those excused never said anything of its own."""
        for operation in operations:
            seen = self.statuses[operation.label]
            if operation.label in excused:
                if not set(seen) - TELLS_NOTHING:
                    yield f"{operation.label} was never reached: it answered {_listed(seen)}"
            elif not any(200 <= status < 300 for status in seen):  # noqa: PLR2004 - success, by RFC 9110
                yield f"{operation.label} never succeeded: it answered {_listed(seen)}"


def _length(request: Request) -> int:
    return len(request.address) + len(request.body or b"")


def _listed(seen: Counter[int]) -> str:
    return ", ".join(f"{status} ×{count}" for status, count in sorted(seen.items())) or "nothing"
