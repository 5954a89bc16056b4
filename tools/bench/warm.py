"""CPU of an operation in a warm process, beside the very calls of AWS that it makes, said again bare."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from botocore.client import BaseClient
from botocore.session import Session

from tools.bench.door import Door
from tools.bench.wire import Recording, bare_clients, listening

ROUNDS = 60
MOST_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class Warm:
    """The medians of one operation, in milliseconds of CPU."""

    name: str
    calls: list[str]
    ours: float
    bare: float


def measure(name: str, door: Door, operation: Callable[[], object], *, rounds: int = ROUNDS) -> Warm:
    """Measure an operation and its bare calls by turns; each begins with the stores as they were.

    Args:
        name: What the operation is called.
        door: The door it goes through, last of all; its CPU is what counts as ours.
        operation: Asks the door once. What it changes it must change in the same way each time.
        rounds: How often.
    """
    store = Session().create_client("dynamodb")
    recording = _recorded(store, operation)
    recording.undo(store)
    # Again: whatever only a first time looks up stands in no later one.
    recording = _recorded(store, operation)
    clients = bare_clients({said.service for said in recording.calls})
    ours, bare = [], []
    for _ in range(rounds):
        recording.undo(store)
        operation()
        ours.append(door.cpu_seconds)
        recording.undo(store)
        before = time.process_time()
        recording.replay(clients)
        bare.append(time.process_time() - before)
    recording.undo(store)
    return Warm(name, [str(said) for said in recording.calls], median(ours) * 1e3, median(bare) * 1e3)


def _recorded(store: BaseClient, operation: Callable[[], object]) -> Recording:
    with listening(store) as recording:
        operation()
    return recording
