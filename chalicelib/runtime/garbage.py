"""How often Python looks for garbage: rarely, since a function is short and its start is long.

While a process starts it makes some hundred thousand objects that all live on; at Python's own pace the
collector looks through all of them again and again, a fifth of the CPU of a first filing
(docs/performance.md). What reference counts free is freed at once as ever; only cycles wait a little.
"""

import gc
from typing import Final

YOUNG_OBJECTS: Final = 50_000
"""How many more objects there must be than at the last look: a few megabytes at most wait to be freed."""


def collect_rarely() -> None:
    """Set the pace for the rest of the process's life."""
    gc.set_threshold(YOUNG_OBJECTS)
