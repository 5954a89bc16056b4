"""What the service costs: `make bench` prints it and keeps it in docs/performance.md.

Ends with 1 if a promise is missed. Milliseconds are those of the machine it runs on; ratios are promised.
"""

import argparse
import json
import subprocess
import sys

from infra.stages import LOCAL
from tools.bench import cold_start
from tools.bench.county import County
from tools.bench.report import Figures, kept_in, promises, report
from tools.bench.stage import Stage, quiet_stage
from tools.client import Office
from tools.package import ROOT, package

DOCUMENT = ROOT / "docs" / "performance.md"


def measured_inside(stage: Stage) -> Figures:
    """Let a process of the application measure itself."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.inside"],
        cwd=ROOT,
        env=stage.environment(),
        input=json.dumps(
            {"phone": stage.citizen.phone, "token": stage.citizen.token, "accounts": stage.accounts}
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(done.stderr)
    figures: Figures = json.loads(done.stdout)
    return figures


def main() -> None:
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--rounds", type=int, default=cold_start.ROUNDS, help="cold starts of each zip")
    asked.add_argument("--keep", action="store_true", help="write the figures into docs/performance.md")
    wanted = asked.parse_args()
    packaged = package(LOCAL)
    with quiet_stage() as stage:
        print("Cold starts …", file=sys.stderr)
        api = stage.citizen.api
        complaint = County(api, stage.citizen, Office(api, stage.accounts)).complaint()
        cold = cold_start.measure(stage, packaged, complaint, rounds=wanted.rounds)
        print("Warm operations, lives, sweeps …", file=sys.stderr)
        figures = measured_inside(stage)
    told = report(cold, figures)
    print(told, end="\n\n")
    held = promises(cold, figures)
    print(*held, sep="\n")
    if wanted.keep:
        DOCUMENT.write_text(kept_in(DOCUMENT.read_text(), told))
    sys.exit(0 if all(each.is_kept for each in held) else 1)


if __name__ == "__main__":
    main()
