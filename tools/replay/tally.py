"""What a replay counts while it goes on."""

import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts by many threads; what nobody expected is kept in words."""

    counts: Counter[str] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str, n: int = 1) -> None:
        """Count something."""
        with self._lock:
            self.counts[what] += n

    def wonder(self, what: str) -> None:
        """Keep an answer that the contract does not allow."""
        with self._lock:
            self.unexpected.append(what)

    def group(self, prefix: str) -> dict[str, int]:
        """Give the counts of one group, the most frequent first."""
        start = f"{prefix}:"
        return {
            name.removeprefix(start): n for name, n in self.counts.most_common() if name.startswith(start)
        }
