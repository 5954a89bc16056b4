"""`make fuzz`: send requests of valid and invalid shape to every operation, as every role.

Each answer is held to the description. On the local stack that runs (`make run`), else on one of its own that
is thrown away afterwards. What is drawn comes from SEED; what a stack answers depends on what it holds.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from tools.client import Api, RefusedError
from tools.fuzz.campaign import Campaign
from tools.fuzz.cast import cast_of
from tools.fuzz.description import Drawing, operations_of
from tools.fuzz.judging import Judge
from tools.fuzz.telling import closing, failures, table
from tools.fuzz.wire import Socket
from tools.local.borrowed import borrowed_stack
from tools.local.folder import Folder, LocalStackError
from tools.package import ROOT

BATCH: Final = 40
"""So many requests of an operation are drawn at a time."""

TOO_OFTEN: Final = (
    "A campaign spends what one address may ask of phone codes in an hour (docs/limits.md).\n"
    "Way out: take a stack of its own: make fuzz OWN=1"
)

SHARE_BEHIND: Final = 10
"""So much of the number again for what has not succeeded by then."""

EXCUSED: Final = {
    # A password that was changed would lock the demonstration account out of the stack that goes on running.
    "POST /v1/staff/passwords",
    # A link is given for a file that was posted, checked and cleaned; the campaign posts none.
    "GET /v1/desk/cases/{case_no}/uploads/{upload_id}",
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=ROOT / ".local")
    parser.add_argument("--own", action="store_true", help="on a stack of its own, even if one runs")
    asked = parser.parse_args(arguments)
    try:
        with borrowed_stack(Folder(asked.folder.resolve()), tell=print, private=asked.own) as stack:
            return fuzz(Api(stack.api), stack.accounts, number=asked.number, seed=asked.seed)
    except LocalStackError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except RefusedError as refusal:
        print(f"\nThe campaign cannot begin: {refusal}\n{TOO_OFTEN}", file=sys.stderr)
        return 2


def fuzz(api: Api, accounts: list[dict[str, str]], *, number: int, seed: int) -> int:
    """Run a campaign and tell it; give the exit code."""
    began = time.monotonic()
    description = api.must("GET", "/v1/openapi.json")
    operations = operations_of(description)
    cast = cast_of(api, accounts)
    campaign = Campaign(
        operations=operations,
        people=cast.people,
        known=cast.known,
        send=Socket(api.base),
        judge=Judge(description),
        drawing=Drawing(description, seeded=seed, batch=BATCH),
        seed=seed,
    )
    campaign.run(number)
    tally = campaign.reach(EXCUSED, number // SHARE_BEHIND)
    unreached = list(tally.unreached(operations, EXCUSED))
    print("\n".join(table(tally)))
    print()
    for line in (*failures(tally, api.base), *(f"✗ {each}" for each in unreached)):
        print(line)
    print(closing(tally, unreached, time.monotonic() - began))
    return 1 if tally.violations or unreached else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
