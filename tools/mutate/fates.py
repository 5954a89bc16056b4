"""What became of each mutant: kept between runs, and told by package."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from tools.mutate.mutants import ROOT, Mutant

KEPT = ROOT / "out" / "mutation.json"
KILLED, TIMEOUT, TYPES, SURVIVED, NO_TESTS = "killed", "timeout", "types", "survived", "no tests"
NOTICED = (KILLED, TIMEOUT, TYPES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a mutant, and which test noticed it."""

    mutant: Mutant
    state: str
    by: str = ""
    seconds: float = 0.0


def read_kept() -> dict[str, Fate]:
    """Give what the last runs found, by mutant."""
    if not KEPT.exists():
        return {}
    rows = json.loads(KEPT.read_text())
    return {row["mutant"]["name"]: Fate(**row | {"mutant": Mutant(**row["mutant"])}) for row in rows}


def keep(fates: Iterable[Fate]) -> None:
    """Keep the fates for the next run and its report."""
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps([asdict(fate) for fate in fates], ensure_ascii=False, indent=0))


def report(fates: Sequence[Fate]) -> Iterator[str]:
    """Say the score by package, and every mutant that lived."""
    by_package: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fate in sorted(fates, key=lambda each: (each.mutant.path, each.mutant.line, each.mutant.name)):
        mutant = fate.mutant
        by_package[mutant.package][fate.state] += 1
        by_package["all"][fate.state] += 1
        if fate.state not in NOTICED:
            number = mutant.name.rpartition("__mutmut_")[2]
            yield f"{mutant.path}:{mutant.line} {mutant.function}#{number} {fate.state}: {mutant.change}"
    yield ""
    columns = (KILLED, TIMEOUT, TYPES, SURVIVED, NO_TESTS)
    yield f"{'package':12} {'mutants':>8}{''.join(f' {each:>8}' for each in columns)}   score"
    for package, states in sorted(by_package.items(), key=lambda each: (each[0] == "all", each[0])):
        noticed = sum(states[each] for each in NOTICED)
        figures = "".join(f" {states[each]:8}" for each in columns)
        yield f"{package:12} {states.total():8}{figures}  {noticed / states.total():6.1%}"
