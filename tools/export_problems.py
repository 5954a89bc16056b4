"""Write `docs/problems.md` from the refusals in the code.

python -m tools.export_problems
"""

from pathlib import Path
from typing import Final

from chalicelib.api.problem_codes import register

PAGE: Final = Path(__file__).parents[1] / "docs" / "problems.md"

if __name__ == "__main__":
    PAGE.write_text(register(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
