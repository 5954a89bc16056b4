"""Explore the life of a case whole, slice by slice, and print what was found (docs/exploration.md).

    python -m tools.explore [--slice NAME]… [--most STANDINGS] [--workers N]

Ends with 1 if a promise is broken, and tells the shortest way to it.
"""

import argparse
import sys
import time
from functools import partial
from multiprocessing import Pool

from tools.explore.slices import SLICES
from tools.explore.tally import Tally, counterexamples, table, tally
from tools.explore.walk import Walk


def explore(name: str, most: int | None = None) -> Tally:
    """Explore one slice."""
    began = time.perf_counter()
    part = next(each for each in SLICES if each.name == name)
    return tally(Walk(part, most=most).explore(), time.perf_counter() - began)


def main(arguments: list[str] | None = None) -> int:
    chosen = _read(arguments)
    names = chosen.slice or [each.name for each in SLICES]
    print(f"Exploring {len(names)} slices with {chosen.workers} workers …", flush=True)
    found: list[Tally] = []
    with Pool(chosen.workers) as workers:
        for each in workers.imap_unordered(partial(explore, most=chosen.most), names):
            print(f"  {each.name}: {each.standings} standings in {each.seconds:.0f} s", flush=True)
            print(counterexamples([each]), end="", flush=True)
            found.append(each)
    found.sort(key=lambda each: names.index(each.name))
    print(f"\n{table(found)}")
    return 1 if any(each.broken for each in found) else 0


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.explore", description=__doc__.splitlines()[0])
    parser.add_argument("--slice", action="append", choices=[each.name for each in SLICES])
    parser.add_argument("--most", type=int, default=None, help="standings of each slice at most")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
