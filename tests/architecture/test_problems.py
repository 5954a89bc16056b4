"""Kinds and statuses, codes and their register (house style §7)."""

from collections import Counter
from pathlib import Path

import pytest

from chalicelib.api import problem_codes
from chalicelib.api.problems import FRAMEWORK, STATUS
from chalicelib.domain.errors import ErrorKind


def test_every_kind_has_a_status_of_its_own():
    assert set(STATUS) == set(ErrorKind)
    assert len(set(STATUS.values())) == len(STATUS)


def test_codes_are_unique():
    counted = Counter(problem_codes.codes())
    assert [code for code, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("refusal", problem_codes.refusals(), ids=lambda each: each.code)
def test_a_code_is_ascii_and_its_title_is_chinese(refusal):
    assert refusal.code.replace("-", "").isalpha()
    assert refusal.code.isascii()
    assert refusal.code.islower()
    assert not refusal.title.isascii()
    assert not refusal.title.endswith("。")


def test_what_the_framework_answers_says_what_to_do_except_our_own_fault():
    assert [each.status for each in FRAMEWORK.values() if each.detail is None] == [500]


def test_the_page_of_codes_is_up_to_date():
    page = Path("docs/problems.md").read_text(encoding="utf-8")
    assert page == problem_codes.register(), "run: python -m tools.export_problems"
