"""Explore the life of a case whole, slice by slice, and print what was found (docs/exploration.md).

    python -m tools.explore [--slice NAME]… [--rulebooks N [--seed S]] [--most STANDINGS] [--workers N]

Then as far as it goes under N rulebooks that nobody has written yet. Ends with 1 if a promise is broken, and
tells the shortest way to it.
"""

import argparse
import sys
import time
from functools import partial
from multiprocessing import Pool

from tools.explore.slices import SLICES
from tools.explore.tally import Tally, counterexamples, table, tally
from tools.explore.varied.exploring import STANDINGS, Batch, explore_rulebooks, summary
from tools.explore.walk import Walk

A_BATCH = 50


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
        batches = list(workers.imap(partial(_batch, most=chosen.most), _seeds(chosen.rulebooks, chosen.seed)))
    if batches:
        print(f"\n{summary(batches)}")
    print("".join(f"\n{each.broken}\n" for each in batches if each.broken), end="")
    return 1 if any(each.broken for each in (*found, *batches)) else 0


def _seeds(rulebooks: int, seed: int) -> list[tuple[int, int]]:
    """Deal the rulebooks out in batches, each drawn from a seed of its own."""
    sizes = (min(A_BATCH, rulebooks - done) for done in range(0, rulebooks, A_BATCH))
    return [(size, seed + number) for number, size in enumerate(sizes)]


def _batch(dealt: tuple[int, int], most: int | None) -> Batch:
    return explore_rulebooks(*dealt, most or STANDINGS)


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.explore", description=__doc__.splitlines()[0])
    parser.add_argument("--slice", action="append", choices=[each.name for each in SLICES])
    parser.add_argument("--rulebooks", type=int, default=0, help="how many rulebooks nobody has written yet")
    parser.add_argument("--seed", type=int, default=1, help="from which they are drawn")
    parser.add_argument("--most", type=int, default=None, help="standings of each slice and rulebook at most")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
