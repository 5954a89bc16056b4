"""A new password is long and not the first guess; what is wrong is told all at once."""

import pytest

from chalicelib.domain.identity.passwords import (
    FEWEST_DIFFERENT,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    password_faults,
)


def faults(new, username="helan.intake1", present="wuyue de yu"):
    return [fault.detail for fault in password_faults(new, username=username, present=present)]


@pytest.mark.parametrize(
    "new",
    [
        "九月的雨落在新平路上",
        "correct horse battery staple",
        "abcdz12398",  # the longest runs have five signs
        "x" * (LONGEST_PASSWORD - 4) + "yzab",
    ],
)
def test_what_is_long_and_not_the_first_guess_is_taken_whatever_signs_it_is_made_of(new):
    assert faults(new) == []


@pytest.mark.parametrize(
    ("new", "word"),
    [
        ("ab1 cd2 e", str(SHORTEST_PASSWORD)),
        ("a1 b2 c3 d4" * 12, str(LONGEST_PASSWORD)),
        ("wuyue de yu", "一样"),
        ("aab1aab1aa", str(FEWEST_DIFFERENT)),
        ("xx123456yy", "连着"),
        ("xx654321yy", "连着"),
        ("XXQwertYyy", "连着"),
        ("my Intake1 door", "用户名"),
    ],
)
def test_each_fault_is_told(new, word):
    (told,) = faults(new)
    assert word in told


def test_all_faults_are_told_at_once():
    assert len(faults("111111", present="111111")) == 3


def test_a_username_without_a_name_forbids_nothing():
    assert faults("九月的雨落在新平路上", username="helan.") == []
