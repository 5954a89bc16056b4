"""Every target can be found by `make help`."""

import re
import subprocess

from tools.package import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, flags=re.MULTILINE)


def test_help_lists_every_target_with_its_purpose():
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    listed = re.findall(r"^  make (\S+) +\S", shown, flags=re.MULTILINE)
    assert sorted(listed) == sorted(TARGETS)


def test_what_is_proved_without_a_network_is_part_of_the_test():
    (parts,) = re.findall(r"^test: (.*) ##", MAKEFILE, flags=re.MULTILINE)
    assert parts.split() == ["lint", "security", "types", "imports", "template", "cover"]


def test_ci_runs_what_a_developer_runs():
    assert "make test" in (ROOT / ".ci" / "run").read_text()
