"""The number a citizen writes down: printed with hyphens and a check digit, stored without (storage §5)."""

import re
import unicodedata
from datetime import date
from hashlib import sha256
from typing import Final

from chalicelib.domain.errors import CaseNumberMistypedError
from chalicelib.domain.identifiers import CaseNo

_QUASIGROUP: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""Damm's totally anti-symmetric quasigroup: no single digit and no two neighbours can be mistaken unseen."""

_STORED: Final = re.compile(r"([A-Z]{2,4})(\d{2})(\d{2})(\d{2})(\d{4})(\d{4})", re.ASCII)
_TYPED: Final = re.compile(r"([A-Z]{2,4}\d{14})(\d)", re.ASCII)
_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fc_.]+")
_CENTURY: Final = 2000
_NUMBERS: Final = 10**8


def case_number(county_code: str, on: date, digits: str) -> CaseNo:
    """Put a number together from the county's code, the civil day and eight random digits.

    Raises:
        ValueError: A part does not have the form that `printed` and `parse_case_no` expect.
    """
    number = f"{county_code}{on:%y%m%d}{digits}"
    if not _STORED.fullmatch(number):
        raise ValueError("a case number is 2-4 capital letters, a day and 8 digits")
    return CaseNo(number)


def case_number_of(county_code: str, on: date, seed: str) -> CaseNo:
    """Give the number that a seed stands for: the same again each time, and no other seed's by design.

    For a case that an act makes out of another: whoever repeats the act must meet what it made (A-20).
    """
    drawn = int.from_bytes(sha256(seed.encode()).digest()) % _NUMBERS
    return case_number(county_code, on, f"{drawn:08d}")


def check_digit(case_no: CaseNo) -> str:
    """Give the Damm digit of a stored number; each letter counts as two digits, A = 10 to Z = 35."""
    row = 0
    for sign in case_no:
        for digit in str(int(sign, 36)):
            row = int(_QUASIGROUP[row][int(digit)])
    return str(row)


def printed(case_no: CaseNo) -> str:
    """Write a number as people see it: HL261122-5715-2145-1.

    Raises:
        ValueError: It is no stored case number.
    """
    parts = _STORED.fullmatch(case_no)
    if parts is None:
        raise ValueError("not a stored case number")
    code, year, month, day, first, second = parts.groups()
    return f"{code}{year}{month}{day}-{first}-{second}-{check_digit(case_no)}"


def parse_case_no(text: str) -> CaseNo:
    """Read a number as people type it: any hyphens and spaces, lower case, full-width signs.

    Raises:
        CaseNumberMistypedError: The form, the day or the check digit is wrong.
    """
    typed = _TYPED.fullmatch(_SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper())
    if typed is None:
        raise CaseNumberMistypedError(
            "编号由字母、14 位数字和 1 位校验码组成，例如 HL261122-5715-2145-1，请对照短信核对。"
        )
    case_no, check = CaseNo(typed[1]), typed[2]
    if check != check_digit(case_no) or not _has_a_day(case_no):
        raise CaseNumberMistypedError("编号可能抄错了一位，请对照短信或打印单逐位核对后再试。")
    return case_no


def case_no_of(text: str) -> CaseNo:
    """Read a number as it stands in an address: as it is stored, or as people type it.

    Raises:
        CaseNumberMistypedError: It is neither.
    """
    return CaseNo(text) if _STORED.fullmatch(text) else parse_case_no(text)


def _has_a_day(case_no: CaseNo) -> bool:
    year, month, day = (int(case_no[at : at + 2]) for at in range(len(case_no) - 14, len(case_no) - 8, 2))
    try:
        date(_CENTURY + year, month, day)
    except ValueError:
        return False
    return True
