import pytest

from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.identity.query_code import QueryCodes

CODES = QueryCodes(b"a secret")
CASE_NO, ANOTHER = CaseNo("HL26112257152145"), CaseNo("HL26112257152146")
CODE = CODES.of(CASE_NO)


def test_a_code_is_eight_signs_that_belong_to_one_number_and_one_secret():
    assert len(CODE) == 8
    assert set(CODE) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    assert CODES.of(CASE_NO) == CODE
    assert len({CODE, CODES.of(ANOTHER), QueryCodes(b"another secret").of(CASE_NO)}) == 3


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        f" {CODE[:4]}-{CODE[4:]} ",
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
    ],
    ids=["as-told", "small", "grouped", "full-width"],
)
def test_a_code_is_read_as_people_write_it(typed):
    assert CODES.is_right(CASE_NO, typed)


@pytest.mark.parametrize(
    "typed", ["", "-", CODE[:7], CODE + "A", CODES.of(ANOTHER), "查询码", CODE + " " * 40]
)
def test_any_other_is_wrong(typed):
    assert not CODES.is_right(CASE_NO, typed)


@pytest.mark.parametrize(("meant", "misread"), [("O", "0"), ("I", "1"), ("B", "8")])
def test_a_letter_taken_for_a_digit_is_read_as_the_letter(meant, misread):
    number = next(
        CaseNo(f"HL261122{n:08d}") for n in range(1000) if meant in CODES.of(CaseNo(f"HL261122{n:08d}"))
    )
    assert CODES.is_right(number, CODES.of(number).replace(meant, misread))


def test_the_secret_is_not_told_with_it():
    assert "a secret" not in repr(CODES)
