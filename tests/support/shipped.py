"""What ships with the code as data, read as a test needs it: fresh, so that it may be spoiled."""

import json
from pathlib import Path
from typing import Any

import chalicelib

DATA = Path(chalicelib.__file__).parent / "data"
DEMO_COUNTIES = sorted(path.name for path in (DATA / "demo").iterdir())


def shipped(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
