"""Derive `chalicelib/data/phone/cn_mobile_prefixes.json` from a probe of the numbering plan.

    python -m tools.derive_phone_prefixes PROBE.json

The probe (data/README.md) lists which three- and four-digit beginnings `phonenumbers` accepts as mobile
numbers of the mainland. When a new range is opened: probe again, run this, read the difference.
"""

import json
import sys
from pathlib import Path
from typing import Final

SHIPPED: Final = Path(__file__).parents[1] / "chalicelib" / "data" / "phone" / "cn_mobile_prefixes.json"


def derived(probe: Path) -> str:
    """Give the text of the shipped file: only what the service asks, and where it comes from."""
    found = json.loads(probe.read_text(encoding="utf-8"))
    partly = [prefix for longer in found["partly_valid"].values() for prefix in longer]
    document = {
        "country": "+86",
        "source": found["source"],
        "prefixes": sorted([*found["valid_mobile_prefix3"], *partly]),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    SHIPPED.write_text(derived(Path(sys.argv[1])), encoding="utf-8")
    print(f"wrote {SHIPPED.name}")
