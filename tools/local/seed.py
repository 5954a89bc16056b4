"""What every local stack holds: the demonstration counties, and an account for each of their posts.

Runs at every start and repeats nothing: a start that finds its seeds as it left them only asks the local AWS
whether they stand.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from infra.stages import LOCAL
from tools.local.folder import CLEAN, LocalStackError
from tools.package import ROOT

if TYPE_CHECKING:
    from tools.local.stack import Stack

Account: TypeAlias = Mapping[str, Any]
"""One of `accounts` in stack.json: county, org, post, role, username, password, totp_secret (design §7)."""

DATA = ROOT / "chalicelib" / "data"
INGREDIENTS = (DATA / "demo", DATA / "rulebooks", DATA / "calendars", Path(__file__).parent / "sowing.py")
MOST_KEYS = 100
"""As many items as DynamoDB gives in one answer."""


def seed(stack: "Stack") -> list[Account]:
    """Import what belongs in every local stack and give its accounts.

    Passwords and second factors are drawn once and stand in stack.json only; what the stores have lost since
    is sown again with the same ones.

    Raises:
        LocalStackError: The seeds cannot be imported; the message says why.
    """
    mark = stack.folder.path / "seeded"
    fingerprint = _fingerprint()
    known = _known(stack.folder.stack_file)
    if known and mark.exists() and mark.read_text() == fingerprint and _stand(stack, known):
        return known
    accounts = _sow(stack, known)
    mark.write_text(fingerprint)
    return accounts


def _sow(stack: "Stack", known: list[Account]) -> list[Account]:
    """Let a process of its own sow: it needs the environment of the functions, which this one has not."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.local.sowing"],
        cwd=ROOT,
        env=stack.environment(),
        input=json.dumps(known),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise LocalStackError(
            f"A demonstration county cannot be imported.\n{done.stderr.strip()}\n"
            f"Way out: give a file that was changed a new version, or begin with empty stores: {CLEAN}"
        )
    sown: list[Account] = json.loads(done.stdout)
    return sown


def _known(stack_file: Path) -> list[Account]:
    try:
        known: list[Account] = json.loads(stack_file.read_text())["accounts"]
    except (OSError, ValueError, LookupError):
        return []
    return known


def _stand(stack: "Stack", known: list[Account]) -> bool:
    """Tell whether the stores still hold the counties and every account: a killed emulator forgets."""
    keys = sorted(set(_keys(known)))
    store = stack.aws.client("dynamodb")
    table = LOCAL.named("registry")
    found = 0
    for some in (keys[start : start + MOST_KEYS] for start in range(0, len(keys), MOST_KEYS)):
        asked = {
            table: {
                "Keys": [{"pk": {"S": key}, "sk": {"S": "-"}} for key in some],
                "ProjectionExpression": "pk",
            }
        }
        found += len(store.batch_get_item(RequestItems=asked)["Responses"][table])
    return found == len(keys)


def _keys(known: list[Account]) -> Iterator[str]:
    """Name the items of storage §3 that must be there."""
    for account in known:
        yield f"CFG#{account['county']}"
        yield "ACC#" + account["username"].replace(".", "#", 1)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    files = chain.from_iterable(sorted(path.rglob("*.json")) or [path] for path in INGREDIENTS)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
