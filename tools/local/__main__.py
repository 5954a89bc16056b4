"""`make run`, `make stop`, `make clean-state`: the local stack for a person at a terminal."""

import argparse
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from tools.local.folder import Folder, LocalStackError
from tools.local.stack import Stack, local_stack
from tools.package import ROOT

LOOK_EVERY_SECONDS = 0.5


class Stopped(BaseException):
    """Ctrl-C, or a polite request to end."""


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="make", description=__doc__)
    parser.add_argument("command", choices=["run", "stop", "clean-state"])
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--stack-port", type=int, default=4566)
    parser.add_argument("--folder", type=Path, default=ROOT / ".local")
    asked = parser.parse_args(arguments)
    folder = Folder(asked.folder.resolve())
    try:
        if asked.command == "run":
            run(folder, asked.port, asked.stack_port)
        elif asked.command == "stop":
            print("Stopped; its data is kept." if folder.stop_holder() else "No local stack runs.")
        else:
            folder.clean()
            print(f"Forgot everything stored in {folder.path}.")
    except LocalStackError as error:
        sys.exit(f"\n{error}")


def run(folder: Folder, port: int, stack_port: int) -> None:
    """Run the stack until somebody stops it; its data is kept."""
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, _stop)
    began = time.monotonic()
    if shutil.which("node") is None:
        print("Node is not installed: the pages cannot be built, the API runs all the same.")
    try:
        with local_stack(folder, front_port=port, aws_port=stack_port, tell=_tell) as stack:
            _introduce(stack, time.monotonic() - began)
            _watch(stack)
    except Stopped:
        print("Stopped. Your data is kept in", _short(folder.path))


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    # State is being written from now on: a second Ctrl-C must not cut it short.
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_IGN)
    print("\nStopping …", flush=True)
    raise Stopped


def _watch(stack: Stack) -> None:
    while (code := stack.emulator.exit_code()) is None:
        time.sleep(LOOK_EVERY_SECONDS)
    raise LocalStackError(
        f"The emulator ended by itself (code {code}); what was stored since its start is lost.\n"
        f"Its last words are in {_short(stack.folder.log)}.\nWay out: make run"
    )


def _introduce(stack: Stack, seconds: float) -> None:
    print(
        f"\nYidiantong runs (ready after {seconds:.0f} s).\n"
        f"  Pages      {stack.web}\n"
        f"  API        {stack.api}/v1/health\n"
        f"  Accounts   {_short(stack.folder.stack_file)}\n"
        f"  Local AWS  {stack.aws.endpoint}\n"
        "Ctrl-C stops it and keeps the data.",
        flush=True,
    )


def _tell(what: str) -> None:
    print(what, flush=True)


def _short(path: Path) -> str:
    return os.path.relpath(path, Path.cwd())


if __name__ == "__main__":
    main(sys.argv[1:])
