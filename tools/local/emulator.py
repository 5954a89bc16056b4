"""The local AWS: one MiniStack process on one folder and one port."""

import errno
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tools.local.deployment import LocalAws
from tools.local.folder import Folder, LocalStackError
from tools.package import ROOT

PROGRAM = ROOT / ".venv-ms" / "bin" / "ministack"
START_SECONDS = 60
STOP_SECONDS = 60
NOT_YET = 0.1
SECONDS_OF_ONE_QUESTION = 2


class Emulator:
    """A running MiniStack."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self.aws = LocalAws(f"http://localhost:{port}")

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def exit_code(self) -> int | None:
        """Tell how it ended, or nothing while it runs."""
        return self._process.poll()

    def stop(self) -> bool:
        """Ask it to save and end, and wait; tell whether it did so.

        State is written only now, so it is killed only if it does not answer for a minute.
        """
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        return self._process.returncode in (0, -signal.SIGTERM)


@contextmanager
def running(folder: Folder, port: int, lock: IO[str]) -> Iterator[Emulator]:
    """Run the emulator for as long as the block lasts; it is stopped cleanly whatever happens in it.

    Args:
        folder: Where it keeps its state.
        port: The port it serves; the queues' addresses carry it, so it stays the same for one folder.
        lock: The claim on the folder, which the emulator inherits.

    Raises:
        LocalStackError: The program is missing, or it does not start.
    """
    if not PROGRAM.exists():
        raise LocalStackError("The emulator is not installed.\nWay out: make setup")
    folder.unsaved.touch()
    with folder.log.open("wb") as log:
        process = subprocess.Popen(
            [str(PROGRAM)],
            cwd=folder.path,
            env=_environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C is for us: we stop it when nobody uses it any more.
            start_new_session=True,
            pass_fds=(lock.fileno(),),
        )
    emulator = Emulator(process, port)
    try:
        _wait_until_it_answers(emulator, folder.log)
        yield emulator
    finally:
        if emulator.stop():
            folder.unsaved.unlink(missing_ok=True)


def refuse_taken_port(port: int, setting: str) -> None:
    """Refuse a port that somebody else serves, and name the setting that chooses another.

    Raises:
        LocalStackError: The port cannot be served.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "is in use by another program" if error.errno == errno.EADDRINUSE else error.strerror
            raise LocalStackError(
                f"Port {port} cannot be used: it {why}.\nWay out: make run {setting}={port + 1}"
            ) from error


def free_port() -> int:
    """Find a port that nobody serves at the moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(folder: Folder, port: int) -> dict[str, str]:
    # Nothing of the developer's own AWS settings may reach the emulator or the functions it runs.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return inherited | {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        # Each function's role is held to its policy, as in AWS.
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(folder.state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(folder.objects),
        "LAMBDA_WARM_TTL_SECONDS": "3600",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _wait_until_it_answers(emulator: Emulator, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if emulator.exit_code() is not None:
            break
        try:
            address = f"{emulator.aws.endpoint}/_ministack/health"
            with urllib.request.urlopen(address, timeout=SECONDS_OF_ONE_QUESTION):  # noqa: S310  # nosec B310  # ours
                return
        except (OSError, urllib.error.URLError):
            time.sleep(NOT_YET)
    last_words = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
    raise LocalStackError(f"The emulator did not start; its last words ({log}):\n{last_words}")
