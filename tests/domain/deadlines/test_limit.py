import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.vocabulary import Unit


@pytest.mark.parametrize("n", [0, -1])
def test_a_term_of_no_days_is_refused(n):
    with pytest.raises(ValueError, match="at least one"):
        Limit(n, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(3, Unit.WORKING_DAY), "3个工作日"),
        (Limit(15, Unit.CALENDAR_DAY), "15天"),
        (Limit(1, Unit.MONTH), "1个月"),
    ],
)
def test_a_limit_speaks_as_the_clauses_do(limit, words):
    assert limit.in_words() == words
