"""Change the domain in thousands of small ways, and name each change that no test notices.

    make mutate                      all of chalicelib/domain
    make mutate MODULE=deadlines     one package or module of it (workflow/seats/review), or several
    make mutate AGAIN=1              only what no test had noticed the last time
    make mutate REPORT=1             nothing: say once more what was found
    make mutate AGAIN=1 BUDGET=0     every test that meets a mutant, not only the first two seconds of them

mutmut makes the changes (mutants); how they are run is ours. mutmut begins pytest anew for each of twelve
thousand mutants and sends every call of the domain through a trampoline. Here pytest collects once; for each
mutant a fork of it puts the changed code into the function and runs the tests that run the changed statement,
until one fails. Nothing of the tree is copied or changed. docs/mutation.md keeps the figures.
"""

import argparse
import os
import sys
import time

import pytest

from tools.mutate.fates import NOTICED, Fate, keep, read_kept, report
from tools.mutate.mutants import ROOT, Mutant, all_mutants
from tools.mutate.running import Loop
from tools.mutate.types import refused_by_types

TESTS = (
    "tests/domain",
    "tests/usecases",  # on the memory adapters: as quick and as pure
    "--ignore=tests/domain/workflow/test_every_life.py",  # walks for seconds, proves nothing more exactly
)
PYTEST = (
    *("-qq", "-s", "--no-header", "--no-summary", "--tb=native", "-p", "no:randomly"),
    "--hypothesis-profile=mutation",
)


def main() -> int:
    """Make the mutants, run them, report."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("modules", nargs="*", help="packages or modules, such as workflow/review")
    asked.add_argument("--again", action="store_true", help="only what no test had noticed the last time")
    asked.add_argument("--budget", type=float, default=2, help="seconds of tests for each mutant, 0 is all")
    asked.add_argument("--report", action="store_true", help="run nothing, say what was found before")
    options = asked.parse_args()
    os.chdir(ROOT)
    if options.report:
        print("\n".join(report([*read_kept().values()])))
        return 0
    begun = time.monotonic()
    before = read_kept()
    mutants = list(all_mutants(options.modules))
    if not mutants:
        sys.exit(f"Nothing in {', '.join(options.modules)} can be changed.")

    def stands(mutant: Mutant) -> bool:
        fate = before.get(mutant.name)
        return bool(options.again and fate and fate.state in NOTICED and fate.mutant.change == mutant.change)

    done = {mutant.name: before[mutant.name] for mutant in mutants if stands(mutant)}
    left = [mutant for mutant in mutants if mutant.name not in done]
    refused = refused_by_types(left)
    print(f"{len(mutants)} mutants, {len(left)} to run, of these {len(refused)} refused by mypy", flush=True)

    def note(fate: Fate) -> None:
        done[fate.mutant.name] = fate
        if len(done) % 200 == 0:
            print(f"{len(done)} of {len(mutants)} after {time.monotonic() - begun:.0f} s", flush=True)
            keep([*(before | done).values()])

    code = pytest.main([*PYTEST, *TESTS], plugins=[Loop(left, refused, options.budget, note)])
    paths = {mutant.path for mutant in mutants}
    elsewhere = [fate for fate in before.values() if options.modules and fate.mutant.path not in paths]
    keep([*elsewhere, *done.values()])
    print("\n".join(report([*done.values()])))
    print(f"{len(left)} mutants run in {time.monotonic() - begun:.0f} s")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
