"""The small changes of the domain: which there are, and which statement each of them is in."""

import ast
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents

ROOT = Path(__file__).parents[2]
DOMAIN = Path("chalicelib", "domain")
_PROPERTY = re.compile(r"^( +)@property$", flags=re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One small change of one function."""

    name: str
    path: str
    function: str
    line: int
    first: int  # of the statement that is changed
    last: int
    change: str

    @property
    def module(self) -> str:
        return dotted(self.path)

    @property
    def package(self) -> str:
        inside = Path(self.path).relative_to(DOMAIN)
        return inside.parts[0] if len(inside.parts) > 1 else "(top)"


def dotted(path: str) -> str:
    return ".".join(Path(path).with_suffix("").parts)


def all_mutants(modules: Sequence[str]) -> Iterator[Mutant]:
    """List the mutants of some packages or modules, or of the whole domain."""
    for path in sorted((ROOT / DOMAIN).rglob("*.py")):
        inside = path.relative_to(ROOT)
        if any(f"{inside.with_suffix('')}/".startswith(f"{DOMAIN / each}/") for each in modules or [""]):
            yield from mutants_of(str(inside))


@cache
def mutated(path: str) -> str:
    """Give a file with all its mutants side by side.

    mutmut leaves decorated functions alone; a property is one only by its decorator, so it goes without.
    """
    return mutate_file_contents(path, _PROPERTY.sub(r"\1", (ROOT / path).read_text())).code


@lru_cache(maxsize=1)  # mutants come file by file
def mutated_functions(path: str) -> dict[str, ast.FunctionDef]:
    return functions_of(mutated(path))


def mutants_of(path: str) -> Iterator[Mutant]:
    """Tell each mutant of a file apart from the function it changes."""
    sources, bodies = functions_of((ROOT / path).read_text()), mutated_functions(path)
    lines = mutated(path).splitlines()
    for name, node in bodies.items():
        mangled, marked, number = name.partition("__mutmut_")
        if not marked or number == "orig":
            continue
        origin = bodies[f"{mangled}__mutmut_orig"]
        at, change = _difference(*(lines[each.lineno - 1 : each.end_lineno] for each in (origin, node)))
        function = mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
        line = sources[function].lineno + at
        first, last = _statement(sources[function], line)
        yield Mutant(
            name=f"{dotted(path)}.{name}",
            path=path,
            function=function,
            line=line,
            first=first,
            last=last,
            change=change,
        )


def functions_of(source: str) -> dict[str, ast.FunctionDef]:
    def walk(nodes: Iterable[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
        for node in nodes:
            if isinstance(node, ast.ClassDef):
                yield from walk(node.body, f"{node.name}.")
            elif isinstance(node, ast.FunctionDef):
                # Mangled names carry their class with them.
                yield (node.name if "__mutmut_" in node.name else prefix + node.name), node

    return dict(walk(ast.parse(source).body, ""))


def _statement(function: ast.FunctionDef, line: int) -> tuple[int, int]:
    """Give the lines of the innermost statement on a line, of one with a body those of its head."""
    first, last = function.body[0].lineno, function.end_lineno or function.lineno
    for node in itertools.chain.from_iterable(ast.walk(each) for each in function.body):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0):
            body = getattr(node, "body", None)
            ends = max(node.lineno, body[0].lineno - 1 if body else node.end_lineno or 0)
            if line <= ends:
                first, last = node.lineno, ends
    return first, last


def _difference(before: Sequence[str], after: Sequence[str]) -> tuple[int, str]:
    """Give where two bodies part, and both sides; the line of the name differs always."""
    pairs = zip(before, after, strict=False)
    at = next((at for at, (one, other) in enumerate(pairs) if at and one != other), 0)
    tail = 0
    while tail < min(len(before), len(after)) - at - 1 and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = (" ".join(line.strip() for line in body[at : len(body) - tail]) for body in (before, after))
    if at == 0:  # a default among the parameters
        old, new = old.partition("(")[2], new.partition("(")[2]
    return at, f"{old}  →  {new}"
