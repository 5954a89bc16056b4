"""Change the domain in thousands of small ways, and name each change that no test notices.

    make mutate                      all of chalicelib/domain
    make mutate MODULE=deadlines     one package or module of it (workflow/review), or several
    make mutate AGAIN=1              only what no test had noticed the last time
    make mutate REPORT=1             nothing: say once more what was found
    make mutate AGAIN=1 BUDGET=0     every test that meets a mutant, not only the first two seconds of them

mutmut makes the changes (mutants); how they are run is ours. mutmut begins pytest anew for each of twelve
thousand mutants and sends every call of the domain through a trampoline. Here pytest collects once; for each
mutant a fork of it puts the changed code into the function and runs the tests that run the changed statement,
until one fails. Nothing of the tree is copied or changed. docs/mutation.md keeps the figures.
"""

import argparse
import ast
import bisect
import gc
import importlib
import itertools
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.file_mutation import mutate_file_contents

ROOT = Path(__file__).parents[1]
DOMAIN = Path("chalicelib", "domain")
FOR_MYPY = ROOT / "mutants"
KEPT = ROOT / "out" / "mutation.json"
TESTS = (
    "tests/domain",
    "tests/usecases",  # on the memory adapters: as quick and as pure
    "--ignore=tests/domain/workflow/test_every_life.py",  # walks for seconds, proves nothing more exactly
)
PYTEST = (
    *("-qq", "-s", "--no-header", "--no-summary", "--tb=native", "-p", "no:randomly"),
    "--hypothesis-profile=mutation",
)
MEMORY = 4 << 30
REFUSED_BUDGET = 0.3
"""Seconds of tests for what mypy refuses: enough to say how much of it the tests notice too."""
KILLED, TIMEOUT, TYPES, SURVIVED, NO_TESTS = "killed", "timeout", "types", "survived", "no tests"
NOTICED = (KILLED, TIMEOUT, TYPES)
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
        return _dotted(self.path)

    @property
    def package(self) -> str:
        inside = Path(self.path).relative_to(DOMAIN)
        return inside.parts[0] if len(inside.parts) > 1 else "(top)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a mutant, and which test noticed it."""

    mutant: Mutant
    state: str
    by: str = ""
    seconds: float = 0.0


def _dotted(path: str) -> str:
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
def _mutated_functions(path: str) -> dict[str, ast.FunctionDef]:
    return _functions(mutated(path))


def mutants_of(path: str) -> Iterator[Mutant]:
    """Tell each mutant of a file apart from the function it changes."""
    sources, bodies = _functions((ROOT / path).read_text()), _mutated_functions(path)
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
            name=f"{_dotted(path)}.{name}",
            path=path,
            function=function,
            line=line,
            first=first,
            last=last,
            change=change,
        )


def _functions(source: str) -> dict[str, ast.FunctionDef]:
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


def put(mutant: Mutant) -> None:
    """Put the changed code into the function it changes, for this process and all that follows in it."""
    module = importlib.import_module(mutant.module)
    node = _mutated_functions(mutant.path)[mutant.name.rpartition(".")[2]]
    owner, _, node.name = mutant.function.rpartition(".")
    node.decorator_list, node.returns = [], None
    for parameter in ast.walk(node.args):
        if isinstance(parameter, ast.arg):
            parameter.annotation = None
    # Within a class of that name, so that `super()` and private names mean the same.
    inside = ast.parse(f"class {owner}: pass").body if owner else [node]
    if isinstance(inside[0], ast.ClassDef):
        inside[0].body = [node]
    names = dict(vars(module))
    exec(compile(ast.Module(inside, []), mutant.path, "exec"), names)  # noqa: S102 - our own code
    target, changed = (_plain(space, mutant.function) for space in (vars(module), names))
    for inner, after in _inner_codes(target.__code__, changed.__code__):
        for made in _made_of().get(inner, []):
            made.__code__ = after
    target.__code__ = changed.__code__
    target.__defaults__, target.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__


@cache
def _made_of() -> dict[CodeType, list[FunctionType]]:
    """Give the functions of the domain by their code; a rule's lambda was made when its module was read."""
    found = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and str(DOMAIN) in each.__code__.co_filename:
            found[each.__code__].append(each)
    return dict(found)


def _inner_codes(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Pair the code of what a function makes with the same of its mutant, as far as both make it."""
    one, other = ([each for each in code.co_consts if isinstance(each, CodeType)] for code in (before, after))
    for inner, changed in zip(one, other, strict=False):
        if (inner.co_name, inner.co_freevars) == (changed.co_name, changed.co_freevars):
            yield inner, changed
            yield from _inner_codes(inner, changed)


def _plain(space: Mapping[str, object], function: str) -> FunctionType:
    """Find a function under whatever wraps it."""
    owner, _, name = function.rpartition(".")
    found: object = vars(space[owner])[name] if owner else space[name]
    while not isinstance(found, FunctionType):
        found = getattr(found, "fget", None) or found.__wrapped__  # type: ignore[attr-defined] # or it fails
    return found


Note = Callable[[Fate], None]


class Loop:
    """A pytest plugin that takes the place of its loop: every mutant meets the tests that reach it."""

    def __init__(
        self, mutants: Sequence[Mutant], refused: AbstractSet[str], budget: float, note: Note
    ) -> None:
        self.mutants = mutants
        self.refused = refused
        self.budget = budget
        self.note = note
        self.lines: dict[str, dict[str, list[int]]] = {}
        self.seconds: dict[str, float] = {}
        self.kills: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.items: dict[str, pytest.Item] = {}
        self.tests: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which test runs what, then run each mutant in a process of its own."""
        if session.testsfailed:
            raise session.Interrupted("collection failed")
        self.items = {item.nodeid: item for item in session.items}
        self.tests = list(self.items)
        # In a fork: what the tests cache must not reach the mutants.
        code, told = _in_a_fork(self._learn)
        if code:
            sys.exit(f"Unchanged, the tests do not pass:\n{told}")
        self.lines, self.seconds = json.loads(told)
        _made_of()
        gc.freeze()
        print(f"{len(self.tests)} tests take {sum(self.seconds.values()):.0f} s", flush=True)
        for mutant in self.mutants:
            self.note(self.fate_of(mutant))
        return True

    def _learn(self) -> tuple[int, str]:
        measure = coverage.Coverage(data_file=None, config_file=False, source=[str(ROOT / DOMAIN)])
        measure.start()
        seconds = {}
        for at, name in enumerate(self.tests):
            begun = time.process_time()
            measure.switch_context(str(at))
            failed = self._fails(name, *self.tests[at + 1 : at + 2])
            if failed:
                return 1, f"{name}\n{failed}"
            seconds[name] = time.process_time() - begun
        measure.stop()
        data = measure.get_data()
        lines = {
            str(Path(file).relative_to(ROOT)): {
                line: sorted(int(each) for each in tests if each)
                for line, tests in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }
        return 0, json.dumps([lines, seconds])

    def meeting(self, mutant: Mutant) -> list[str]:
        """Give the tests that run the changed statement; of a default, all that call the function."""
        lines = self.lines.get(mutant.path, {})
        met = {at for line in range(mutant.first, mutant.last + 1) for at in lines.get(str(line), [])}
        return [self.tests[at] for at in sorted(met)]

    def fate_of(self, mutant: Mutant) -> Fate:
        """Run the tests that meet a mutant, likeliest and quickest first, until one fails."""
        is_refused = mutant.name in self.refused
        names = self.meeting(mutant)
        if not names:
            return Fate(mutant=mutant, state=TYPES if is_refused else NO_TESTS)
        here, near = (self.kills[each] for each in (f"{mutant.path}:{mutant.function}", mutant.path))
        names = sorted(names, key=lambda each: (-here[each], -near[each], self.seconds[each]))
        if budget := REFUSED_BUDGET if is_refused else self.budget:
            spent = list(itertools.accumulate(self.seconds[each] for each in names))
            names = names[: bisect.bisect_left(spent, budget) + 1]
        _mutated_functions(mutant.path)  # read once, not in every fork
        begun = time.perf_counter()
        code, told = _in_a_fork(lambda: self._notice(mutant, names))
        took = round(time.perf_counter() - begun, 3)
        if code == BROKEN:
            sys.exit(f"{mutant.name} cannot be run: {told}")
        if code < 0:
            return Fate(mutant=mutant, state=TIMEOUT, seconds=took)
        if code:
            here[told] += 1
            near[told] += 1
        lives = TYPES if is_refused else SURVIVED
        return Fate(mutant=mutant, state=KILLED if code else lives, by=told, seconds=took)

    def _notice(self, mutant: Mutant, names: Sequence[str]) -> tuple[int, str]:
        try:
            put(mutant)
        except Exception as error:  # noqa: BLE001 - no test has noticed anything
            return BROKEN, repr(error)
        for name, following in zip(names, [*names[1:], None], strict=True):
            # Of the processor; who is still at it then goes round in circles.
            signal.setitimer(signal.ITIMER_PROF, 2 + 10 * self.seconds[name])
            if self._fails(name, *([following] if following else [])):
                return 1, name
        return 0, ""

    def _fails(self, name: str, *following: str) -> str:
        after = self.items[following[0]] if following else None
        reports = runtestprotocol(self.items[name], log=False, nextitem=after)
        return "\n".join(report.longreprtext or "failed" for report in reports if report.failed)


BROKEN = 4


def _in_a_fork(task: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """Do a task in a child; give its code and what it says."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        code = 3
        try:
            os.close(reads)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            code, told = task()
            with os.fdopen(writes, "w") as pipe:
                pipe.write(told)
        finally:
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        told = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told


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
        functions = _functions((FOR_MYPY / path).read_text())
        at = {line: name for name, node in functions.items() for line in _span(node)}
        by_name: defaultdict[str, set[str]] = defaultdict(set)
        for line, message in errors[path]:
            by_name[at.get(line, "")].add(message)
        for name, messages in list(by_name.items()):
            if messages - by_name[f"{name.partition('__mutmut_')[0]}__mutmut_orig"]:
                refused.add(f"{_dotted(path)}.{name}")
    return refused & {mutant.name for mutant in mutants}


def _span(node: ast.FunctionDef) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


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


def main() -> int:
    """Make the mutants, run them, report."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("modules", nargs="*", help="packages or modules, such as workflow/review")
    asked.add_argument("--again", action="store_true", help="only what no test had noticed the last time")
    asked.add_argument("--budget", type=float, default=2, help="seconds of tests for each mutant, 0 is all")
    asked.add_argument("--report", action="store_true", help="run nothing, say what was found before")
    options = asked.parse_args()
    os.chdir(ROOT)
    if options.report:
        print("\n".join(report([*read_kept().values()])))
        return 0
    begun = time.monotonic()
    before = read_kept()
    mutants = list(all_mutants(options.modules))
    if not mutants:
        sys.exit(f"Nothing in {', '.join(options.modules)} can be changed.")

    def stands(mutant: Mutant) -> bool:
        fate = before.get(mutant.name)
        return bool(options.again and fate and fate.state in NOTICED and fate.mutant.change == mutant.change)

    done = {mutant.name: before[mutant.name] for mutant in mutants if stands(mutant)}
    left = [mutant for mutant in mutants if mutant.name not in done]
    refused = refused_by_types(left)
    print(f"{len(mutants)} mutants, {len(left)} to run, of these {len(refused)} refused by mypy", flush=True)

    def note(fate: Fate) -> None:
        done[fate.mutant.name] = fate
        if len(done) % 200 == 0:
            print(f"{len(done)} of {len(mutants)} after {time.monotonic() - begun:.0f} s", flush=True)
            keep([*(before | done).values()])

    code = pytest.main([*PYTEST, *TESTS], plugins=[Loop(left, refused, options.budget, note)])
    paths = {mutant.path for mutant in mutants}
    elsewhere = [fate for fate in before.values() if options.modules and fate.mutant.path not in paths]
    keep([*elsewhere, *done.values()])
    print("\n".join(report([*done.values()])))
    print(f"{len(left)} mutants run in {time.monotonic() - begun:.0f} s")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
