"""`make obligations` says of every clause which tests cite it and how they went."""

import ast
from pathlib import Path

from tools.obligations import INDEX, known_ids, told, unknown, worst

TESTS = Path(__file__).parents[1]


def cited_in(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "obligation"
        ):
            yield from (argument.value for argument in node.args)


def test_the_index_lists_the_clauses_of_every_document_once():
    known = known_ids(INDEX.read_text(encoding="utf-8"))
    assert len(known) == len(set(known))
    assert {
        "H-12.7",
        "J-3.2.1b",
        "J-F2",
        "C-M7.0",
        "C-N1",
        "K-4.1c",
        "S-20",
        "A-54",
        "R-84",
        "X-14",
        "N13",
    } <= set(known)


def test_every_id_that_a_test_cites_is_in_the_index():
    cited = {each for path in TESTS.rglob("test_*.py") for each in cited_in(path)}
    assert unknown(cited, known_ids(INDEX.read_text(encoding="utf-8"))) == []


def test_a_clause_is_as_good_as_its_worst_test():
    assert worst(["passed", "failed", "skipped"]) == "failed"
    lines = told(("H-1", "H-2"), {"H-1": {"a": "passed", "b": "failed"}}, with_tests=True)
    assert lines[0].split() == ["H-1", "2", "failed"]
    assert lines[-1].split() == ["H-2", "0", "no", "test"]
    assert unknown(["H-9"], ["H-1"]) == ["H-9"]
