"""Putting changed code into the functions of this process, also into lambdas that were made before."""

import ast
import gc
import importlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import CodeType, FunctionType

from tools.mutate.mutants import DOMAIN, Mutant, mutated_functions


def put(mutant: Mutant) -> None:
    """Put the changed code into the function it changes, for this process and all that follows in it."""
    module = importlib.import_module(mutant.module)
    node = mutated_functions(mutant.path)[mutant.name.rpartition(".")[2]]
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
    changed_code = compile(ast.Module(inside, []), mutant.path, "exec")
    exec(changed_code, names)  # noqa: S102  # nosec B102  # our own code
    target, changed = (_plain(space, mutant.function) for space in (vars(module), names))
    for inner, after in _inner_codes(target.__code__, changed.__code__):
        for made in made_of().get(inner, []):
            made.__code__ = after
    target.__code__ = changed.__code__
    target.__defaults__, target.__kwdefaults__ = changed.__defaults__, changed.__kwdefaults__


@cache
def made_of() -> dict[CodeType, list[FunctionType]]:
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
