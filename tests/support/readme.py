"""The README's walkthrough as a reader would paste it: each block, and what is printed below it."""

import re
from dataclasses import dataclass

from tools.package import ROOT

README = ROOT / "README.md"
CHINESE = ROOT / "README.zh-CN.md"
BLOCK = re.compile(
    r"^```bash\n(?P<typed>.*?)^```$\n(?:```text\n(?P<printed>.*?)^```$)?", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Step:
    """Something to paste; `printed` is None where what comes is not the same each time."""

    typed: str
    printed: str | None


def walkthrough(readme=README):
    found = BLOCK.finditer(readme.read_text(encoding="utf-8"))
    return [Step(typed=each["typed"], printed=each["printed"]) for each in found]
