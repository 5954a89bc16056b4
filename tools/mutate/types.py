"""Which mutants mypy refuses, on a copy of the domain with all of them in it."""

import ast
import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable

from mutmut.mutation.file_mutation import mutate_file_contents

from tools.mutate.mutants import DOMAIN, ROOT, Mutant, dotted, functions_of

FOR_MYPY = ROOT / "mutants"


def refused_by_types(mutants: Iterable[Mutant]) -> set[str]:
    """Give the mutants that mypy refuses, and refuses for nothing that the function has unchanged."""
    shutil.rmtree(FOR_MYPY, ignore_errors=True)
    shutil.copytree(ROOT / DOMAIN, FOR_MYPY / DOMAIN, ignore=shutil.ignore_patterns("__pycache__"))
    for each in ("pyproject.toml", "chalicelib/__init__.py"):
        shutil.copy(ROOT / each, FOR_MYPY / each)
    paths = sorted({mutant.path for mutant in mutants})
    for path in paths:
        (FOR_MYPY / path).write_text(mutate_file_contents(path, (ROOT / path).read_text()).code)
    told = subprocess.run(
        [sys.executable, "-m", "mypy", str(DOMAIN), "--output=json", "--disable-error-code=unused-ignore"],
        cwd=FOR_MYPY,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    ).stdout
    errors: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in map(json.loads, told.splitlines()):
        if row["code"] is None:
            sys.exit(f"mypy does not understand the mutants: {row['message']}")
        if row["code"] not in ("no-redef", "ignore-without-code", "has-type"):  # what the copies bring along
            errors[row["file"]].append((row["line"], row["message"]))
    refused = set()
    for path in paths:
        functions = functions_of((FOR_MYPY / path).read_text())
        at = {line: name for name, node in functions.items() for line in _span(node)}
        by_name: defaultdict[str, set[str]] = defaultdict(set)
        for line, message in errors[path]:
            by_name[at.get(line, "")].add(message)
        for name, messages in list(by_name.items()):
            if messages - by_name[f"{name.partition('__mutmut_')[0]}__mutmut_orig"]:
                refused.add(f"{dotted(path)}.{name}")
    return refused & {mutant.name for mutant in mutants}


def _span(node: ast.FunctionDef) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
