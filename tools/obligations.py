"""Run the tests that cite a clause, and print each clause with its tests and how they went.

    make obligations              every clause of docs/obligations.md; those without a test are counted
    make obligations FOR=H-12     only ids that begin so, with the names of their tests

States are those of this very run: nothing is remembered from an earlier one. It fails if a test fails or
cites an id that docs/obligations.md does not list. Tests of the deployed stack are left out here;
`make test` runs them.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

INDEX = Path(__file__).parents[1] / "docs" / "obligations.md"
_ROW = re.compile(r"^\| ([A-Z](?:-[A-Z]*)?\d[\w.]*) \|", re.MULTILINE)
_KEY = "obligation"
GRAVEST_FIRST = ("failed", "skipped", "passed")


def known_ids(index: str) -> tuple[str, ...]:
    """Give the ids of the index, in its order."""
    return tuple(_ROW.findall(index))


@dataclass(eq=False)  # pytest keeps its plugins in sets
class Record:
    """A pytest plugin that keeps which test cites what, and how it went."""

    cited: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let each test carry the ids it cites in its report, and leave out tests that cite none."""
        for item in items:
            ids = [each for mark in item.iter_markers("obligation") for each in mark.args]
            item.user_properties.append((_KEY, tuple(dict.fromkeys(ids))))
        items[:] = [item for item in items if dict(item.user_properties)[_KEY]]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst of a test's phases."""
        for each in dict(report.user_properties).get(_KEY, ()):
            before = self.cited[each].get(report.nodeid, report.outcome)
            self.cited[each][report.nodeid] = worst([before, report.outcome])


def worst(states: Iterable[str]) -> str:
    """Give the gravest of several states."""
    return min(states, key=GRAVEST_FIRST.index)


def unknown(cited: Iterable[str], known: Iterable[str]) -> list[str]:
    """Give the ids that tests cite and the index does not list."""
    return sorted(set(cited) - set(known))


def told(known: Iterable[str], cited: Mapping[str, Mapping[str, str]], *, with_tests: bool) -> list[str]:
    """Say of each id how many tests cite it and how they went."""
    lines = []
    for each in known:
        tests = cited.get(each, {})
        state = worst(tests.values()) if tests else "no test"
        lines.append(f"{each:10} {len(tests):4}  {state}")
        if with_tests:
            lines += [f"{'':17}{outcome:8} {test}" for test, outcome in sorted(tests.items())]
    return lines


def main() -> int:
    """Run and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    arguments.add_argument("--for", dest="prefix", default="", help="only ids that begin so")
    prefix = arguments.parse_args().prefix
    record = Record()
    code = pytest.main(["-q", "--no-header", "--tb=line", "-m", "not stack"], plugins=[record])
    known = known_ids(INDEX.read_text(encoding="utf-8"))
    shown = [each for each in known if each.startswith(prefix)]
    print("\n".join(["", "id         tests  state", *told(shown, record.cited, with_tests=bool(prefix))]))
    missing = unknown(record.cited, known)
    for each in missing:
        print(f"{each} is cited by a test and not listed in docs/obligations.md", file=sys.stderr)
    print(f"\n{len([each for each in shown if each in record.cited])} of {len(shown)} ids have tests.")
    return 1 if missing else int(code)


if __name__ == "__main__":
    sys.exit(main())
