"""Look for secrets in every file that is or may become part of the repository (detect-secrets).

What is to be found stands in `.secrets.baseline`, which lists no finding: what only looks like a secret says
so at its line, with its reason. Nothing found is asked about over the network.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

from tools.package import ROOT

BASELINE = ROOT / ".secrets.baseline"
GENERATED = frozenset({"chalicelib/data/openapi.json"})
"""Made of sources that are looked at, which a test proves, and slow to look at."""


def files_of(repository: Path) -> list[Path]:
    """List what git keeps and what it would take, and not what it ignores."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=repository, capture_output=True, check=True, text=True).stdout
    wanted = sorted(set(filter(None, names.split("\0"))) - GENERATED)
    return [repository / name for name in wanted if (repository / name).is_file()]


def secrets_in(files: Iterable[Path]) -> Iterator[str]:
    """Name each line that holds what looks like a secret; never what it holds."""
    with transient_settings(json.loads(BASELINE.read_text())):
        for file in files:
            for found in scan_file(str(file)):
                yield f"{file}:{found.line_number}: {found.type}"


def main() -> int:
    """Name every secret, and tell whether there was one."""
    found = list(secrets_in(files_of(ROOT)))
    for each in found:
        print(each)
    if found:
        print("Way out: take it out and renew it. If it is none, say so at its line, with the reason:")
        print("    # pragma: allowlist" + " secret - the reason")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
