"""`make replay`: file real texts as many citizens, live their lives, judge the promises (design §1).

Everything is drawn from SEED; only the order in which threads are served is not. The clock of the stack moves
on by weeks: unless told otherwise the replay takes a stack of its own, which is thrown away afterwards.
"""

import argparse
import sys
import time
from pathlib import Path

from tools.local.borrowed import borrowed_stack
from tools.local.folder import Folder, LocalStackError
from tools.package import ROOT
from tools.replay.playing import Replay
from tools.replay.report import report
from tools.replay.texts import TextsError, read_texts

MISSING_FILE = (
    "Which texts? make replay CSV=path [N=300] [SEED=1]: a CSV with columns subject and body, or text."
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make replay", description=__doc__)
    parser.add_argument("csv")
    parser.add_argument("--number", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", action="store_true", help="on the stack that runs, not on one of its own")
    asked = parser.parse_args(arguments)
    if not asked.csv:
        print(MISSING_FILE, file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        texts = read_texts(Path(asked.csv), asked.number, asked.seed)
        with borrowed_stack(Folder(ROOT / ".local"), tell=print, private=not asked.here) as stack:
            replay = Replay.on(stack, texts, asked.seed)
            evidence = replay.play()
    except (TextsError, LocalStackError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    violations = report(replay.stage.tally, evidence, texts, seconds=time.monotonic() - began)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
