"""A pytest that collects once and meets each mutant in a fork of its own."""

import bisect
import gc
import itertools
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import coverage
import pytest
from _pytest.runner import runtestprotocol

from tools.mutate.fates import KILLED, NO_TESTS, SURVIVED, TIMEOUT, TYPES, Fate
from tools.mutate.mutants import DOMAIN, ROOT, Mutant, mutated_functions
from tools.mutate.putting import made_of, put

MEMORY = 4 << 30
REFUSED_BUDGET = 0.3
"""Seconds of tests for what mypy refuses: enough to say how much of it the tests notice too."""

Note = Callable[[Fate], None]


class Loop:
    """A pytest plugin that takes the place of its loop: every mutant meets the tests that reach it."""

    def __init__(
        self, mutants: Sequence[Mutant], refused: AbstractSet[str], budget: float, note: Note
    ) -> None:
        self.mutants = mutants
        self.refused = refused
        self.budget = budget
        self.note = note
        self.lines: dict[str, dict[str, list[int]]] = {}
        self.seconds: dict[str, float] = {}
        self.kills: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.items: dict[str, pytest.Item] = {}
        self.tests: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test runs what, then run each mutant in a process of its own."""
        if session.testsfailed:
            raise session.Interrupted("collection failed")
        self.items = {item.nodeid: item for item in session.items}
        self.tests = list(self.items)
        # In a fork: what the tests cache must not reach the mutants.
        code, told = _in_a_fork(self._learn)
        if code:
            sys.exit(f"Unchanged, the tests do not pass:\n{told}")
        self.lines, self.seconds = json.loads(told)
        made_of()
        gc.freeze()
        print(f"{len(self.tests)} tests take {sum(self.seconds.values()):.0f} s", flush=True)
        for mutant in self.mutants:
            self.note(self.fate_of(mutant))
        return True

    def _learn(self) -> tuple[int, str]:
        measure = coverage.Coverage(data_file=None, config_file=False, source=[str(ROOT / DOMAIN)])
        measure.start()
        seconds = {}
        for at, name in enumerate(self.tests):
            begun = time.process_time()
            measure.switch_context(str(at))
            failed = self._fails(name, *self.tests[at + 1 : at + 2])
            if failed:
                return 1, f"{name}\n{failed}"
            seconds[name] = time.process_time() - begun
        measure.stop()
        data = measure.get_data()
        lines = {
            str(Path(file).relative_to(ROOT)): {
                line: sorted(int(each) for each in tests if each)
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        return 0, json.dumps([lines, seconds])

    def meeting(self, mutant: Mutant) -> list[str]:
        """Give the tests that run the changed statement; of a default, all that call the function."""
        lines = self.lines.get(mutant.path, {})
        met = {at for line in range(mutant.first, mutant.last + 1) for at in lines.get(str(line), [])}
        return [self.tests[at] for at in sorted(met)]

    def fate_of(self, mutant: Mutant) -> Fate:
        """Run the tests that meet a mutant, likeliest and quickest first, until one fails."""
        is_refused = mutant.name in self.refused
        names = self.meeting(mutant)
        if not names:
            return Fate(mutant=mutant, state=TYPES if is_refused else NO_TESTS)
        here, near = (self.kills[each] for each in (f"{mutant.path}:{mutant.function}", mutant.path))
        names = sorted(names, key=lambda each: (-here[each], -near[each], self.seconds[each]))
        if budget := REFUSED_BUDGET if is_refused else self.budget:
            spent = list(itertools.accumulate(self.seconds[each] for each in names))
            names = names[: bisect.bisect_left(spent, budget) + 1]
        mutated_functions(mutant.path)  # read once, not in every fork
        begun = time.perf_counter()
        code, told = _in_a_fork(lambda: self._notice(mutant, names))
        took = round(time.perf_counter() - begun, 3)
        if code == BROKEN:
            sys.exit(f"{mutant.name} cannot be run: {told}")
        if code < 0:
            return Fate(mutant=mutant, state=TIMEOUT, seconds=took)
        if code:
            here[told] += 1
            near[told] += 1
        lives = TYPES if is_refused else SURVIVED
        return Fate(mutant=mutant, state=KILLED if code else lives, by=told, seconds=took)

    def _notice(self, mutant: Mutant, names: Sequence[str]) -> tuple[int, str]:
        try:
            put(mutant)
        except Exception as error:  # noqa: BLE001 - no test has noticed anything
            return BROKEN, repr(error)
        for name, following in zip(names, [*names[1:], None], strict=True):
            # Of the processor; who is still at it then goes round in circles.
            signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self.seconds[name])
            if self._fails(name, *([following] if following else [])):
                return 1, name
        return 0, ""

    def _fails(self, name: str, *following: str) -> str:
        after = self.items[following[0]] if following else None
        reports = runtestprotocol(self.items[name], log=False, nextitem=after)
        return "\n".join(report.longreprtext or "failed" for report in reports if report.failed)


BROKEN = 4


def _in_a_fork(task: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """Do a task in a child; give its code and what it says."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        code = 3
        try:
            os.close(reads)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            code, told = task()
            with os.fdopen(writes, "w") as pipe:
                pipe.write(told)
        finally:
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        told = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told
