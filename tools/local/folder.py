"""The folder of the local stack: who uses it, whether its state can be read, how it was left.

.local/state, .local/s3   what the emulator keeps between two runs
.local/lock               held as long as an emulator runs on this folder, even an orphaned one
.local/unsaved            stands from the start to the clean stop of an emulator
.local/seeded             fingerprint of the seeds that were sown last
.local/stack.json         addresses and demonstration accounts (design §7)
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

CLEAN = "make clean-state"
STOP_SECONDS = 90
NOT_YET = 0.1


class LocalStackError(Exception):
    """The local stack cannot run; the message says why, and the way out."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where one local stack keeps everything."""

    path: Path

    @property
    def state(self) -> Path:
        """Tables, queues, functions, stacks, as the emulator writes them when it is stopped."""
        return self.path / "state"

    @property
    def objects(self) -> Path:
        """What lies in buckets."""
        return self.path / "s3"

    @property
    def log(self) -> Path:
        """What the emulator says."""
        return self.path / "emulator.log"

    @property
    def unsaved(self) -> Path:
        """Stands while an emulator runs; left behind by one that was killed."""
        return self.path / "unsaved"

    @property
    def stack_file(self) -> Path:
        """Addresses and accounts, for tools and people."""
        return self.path / "stack.json"

    @contextlib.contextmanager
    def claimed(self) -> Iterator[IO[str]]:
        """Hold the folder; the emulator inherits the hold, so that it lasts as long as either lives.

        Raises:
            LocalStackError: Somebody else holds it, or it cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / "lock").open("a+")
        except OSError as error:
            raise LocalStackError(
                f"The folder {self.path} cannot be written: {error.strerror}.\n"
                "Way out: give yourself the right to write there, then start again."
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LocalStackError(
                    f"A local stack already runs on {self.path} (process {_holder(lock) or 'unknown'}).\n"
                    "Way out: press Ctrl-C where it runs, or: make stop"
                ) from error
            yield lock

    def check(self) -> None:
        """Refuse to start on state that cannot be read: the emulator would begin anew and overwrite it.

        Raises:
            LocalStackError: Names every file that cannot be read.
        """
        broken = [path.name for path in sorted(self.state.glob("*.json")) if not _is_readable(path)]
        if broken:
            raise LocalStackError(
                f"The state in {self.state} cannot be read: {', '.join(broken)}.\n"
                f"Way out: put a copy of these files back, or begin with empty stores: {CLEAN}"
            )
        if self.unsaved.exists() and not self.has_state() and self.objects.exists():
            raise LocalStackError(
                "The emulator was killed before its first clean stop: tables are lost, only files are left.\n"
                f"Way out: begin with empty stores: {CLEAN}"
            )

    def has_state(self) -> bool:
        """Tell whether a clean stop has ever left anything here."""
        return any(self.state.glob("*.json"))

    def was_killed(self) -> bool:
        """Tell whether the last emulator ended without saving what it held."""
        return self.unsaved.exists()

    def clean(self) -> None:
        """Forget everything that was stored, unless a stack runs on it.

        Raises:
            LocalStackError: A stack runs on this folder.
        """
        with self.claimed():
            for path in (self.state, self.objects):
                shutil.rmtree(path, ignore_errors=True)
            for path in (self.unsaved, self.stack_file, self.log):
                path.unlink(missing_ok=True)

    def stop_holder(self) -> bool:
        """Ask whoever holds the folder to stop cleanly, and wait; tell whether anybody did.

        Raises:
            LocalStackError: The holder is unknown, or does not let go.
        """
        if not self._is_held():
            return False
        with (self.path / "lock").open() as lock:
            holder = _holder(lock)
        if holder is None:
            raise LocalStackError(f"{self.path} is in use, and by whom is not known.")
        os.kill(holder, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while self._is_held():
            if time.monotonic() > deadline:
                raise LocalStackError(
                    f"Process {holder} does not stop.\nWay out: kill {holder}, then make run"
                )
            time.sleep(NOT_YET)
        # An orphaned emulator has saved what it held, and nobody else was left to note it.
        self.unsaved.unlink(missing_ok=True)
        return True

    def _is_held(self) -> bool:
        try:
            with self.claimed():
                return False
        except LocalStackError:
            return True


def write_holders(lock: IO[str], *processes: int) -> None:
    """Write into the lock whom to ask to stop, the first that lives."""
    lock.seek(0)
    lock.truncate()
    lock.write(" ".join(map(str, processes)))
    lock.flush()


def _holder(lock: IO[str]) -> int | None:
    lock.seek(0)
    return next((process for process in map(int, lock.read().split()) if _is_alive(process)), None)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_readable(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return True
