"""The tool that changes the domain knows what it changed, and leaves everything else as it is."""

import pytest

from chalicelib.domain.deadlines import limit
from tools.mutate.fates import KILLED, NO_TESTS, SURVIVED, TYPES, Fate, report
from tools.mutate.mutants import all_mutants, mutants_of
from tools.mutate.putting import put

LIMIT = "chalicelib/domain/deadlines/limit.py"
ITEM = "chalicelib/domain/checklist/item.py"


@pytest.fixture
def limit_restored():
    function = limit.Limit.__post_init__
    code = function.__code__
    yield
    function.__code__ = code


def test_a_mutant_says_where_it_stands_and_what_it_changes():
    boundary = next(each for each in mutants_of(LIMIT) if "<=" in each.change)
    assert (boundary.function, boundary.package) == ("Limit.__post_init__", "deadlines")
    assert boundary.change == "if self.n < 1:  →  if self.n <= 1:"
    line = limit.__loader__.get_source(limit.__name__).splitlines()[boundary.line - 1]
    assert line.strip() == "if self.n < 1:"
    assert (boundary.first, boundary.last) == (boundary.line, boundary.line)


def test_properties_are_changed_too():
    assert [each.function.partition(".")[2] for each in mutants_of(ITEM)] == ["is_open"]


def test_a_module_is_asked_for_by_its_whole_name():
    assert list(all_mutants(["deadlines/limit"])) == list(mutants_of(LIMIT))
    assert list(all_mutants(["deadlines/lim"])) == []


@pytest.mark.usefixtures("limit_restored")
def test_a_mutant_that_is_put_is_what_runs():
    limit.Limit(1, limit.Unit.MONTH)
    put(next(each for each in mutants_of(LIMIT) if "<=" in each.change))
    with pytest.raises(ValueError, match="at least one"):
        limit.Limit(1, limit.Unit.MONTH)


def test_the_report_names_what_lived_and_counts_by_package():
    mutants = list(mutants_of(LIMIT))
    states = (KILLED, TYPES, SURVIVED, NO_TESTS)
    lines = list(
        report([Fate(mutant=each, state=state) for each, state in zip(mutants, states, strict=False)])
    )
    lived = [line for line in lines if line.startswith(LIMIT)]
    assert [line.split(": ")[0].split(" ", 2)[2] for line in lived] == [
        state for state in states[: len(mutants)] if state not in (KILLED, TYPES)
    ]
    assert lines[-1].split()[0] == "all"
    assert lines[-1].split()[-1] == f"{min(2, len(mutants)) / min(4, len(mutants)):.1%}"
