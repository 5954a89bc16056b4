from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.case_number import case_number, check_digit, parse_case_no, printed
from chalicelib.domain.errors import CaseNumberMistypedError
from chalicelib.domain.identifiers import CaseNo

STORED = CaseNo("HL26112257152145")

codes = st.text(st.characters(min_codepoint=65, max_codepoint=90), min_size=2, max_size=4)
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
digits = st.text(st.characters(min_codepoint=48, max_codepoint=57), min_size=8, max_size=8)
numbers = st.builds(case_number, codes, days, digits)


def test_the_number_of_the_specification_is_printed_as_there():
    assert printed(STORED) == "HL261122-5715-2145-1"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("HL261122-5715-2145-1", id="as-printed"),
        pytest.param("hl261122571521451", id="lower-case-without-hyphens"),
        pytest.param("ＨＬ２６１１２２－５７１５－２１４５－１", id="full-width"),
        pytest.param("  HL261122 5715 2145 1\n", id="with-spaces"),
        pytest.param("HL261122–5715—2145−1", id="other-dashes"),
    ],
)
def test_a_number_is_read_however_people_type_it(typed):
    assert parse_case_no(typed) == STORED


@given(numbers)
def test_what_is_printed_is_read_again(number):
    assert parse_case_no(printed(number)) == number


@given(numbers, st.data())
def test_any_single_wrong_digit_is_seen(number, data):
    text = printed(number).replace("-", "")
    at = data.draw(st.sampled_from([at for at, sign in enumerate(text) if sign.isdigit()]))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    with pytest.raises(CaseNumberMistypedError):
        parse_case_no(text[:at] + wrong + text[at + 1 :])


@given(numbers)
def test_any_swap_of_two_neighbouring_digits_is_seen(number):
    text = printed(number).replace("-", "")
    for at in range(len(text) - 1):
        one, two = text[at], text[at + 1]
        if one != two and one.isdigit() and two.isdigit():
            with pytest.raises(CaseNumberMistypedError):
                parse_case_no(text[:at] + two + one + text[at + 2 :])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "HL261122-5715-2145",
        "H261122-5715-2145-1",
        "HELAN261122-5715-2145-1",
        "HL261122-5715-2145-12",
    ],
)
def test_what_has_another_form_is_told_how_a_number_looks(typed):
    with pytest.raises(CaseNumberMistypedError, match="例如 HL261122-5715-2145-1"):
        parse_case_no(typed)


def test_a_right_check_digit_does_not_make_a_day_of_none():
    no_day = CaseNo("HL26133257152145")
    with pytest.raises(CaseNumberMistypedError, match="抄错了一位"):
        parse_case_no(no_day + check_digit(no_day))


@pytest.mark.parametrize(("code", "random"), [("h", "57152145"), ("hl", "57152145"), ("HL", "1234")])
def test_a_number_of_wrong_parts_is_our_own_fault(code, random):
    with pytest.raises(ValueError, match="capital letters"):
        case_number(code, date(2026, 11, 22), random)


def test_only_a_stored_number_is_printed():
    with pytest.raises(ValueError, match="not a stored"):
        printed(CaseNo("HL261122-5715-2145-1"))
