import re
import time
from datetime import date
from uuid import UUID

from chalicelib.runtime.ids import SystemIds

IDS = SystemIds()


def test_a_case_number_is_county_day_and_eight_digits():
    assert re.fullmatch(r"HL261122[0-9]{8}", IDS.case_no("HL", date(2026, 11, 22)))


def test_a_name_is_a_uuid_of_version_7_and_tells_its_age():
    before = time.time_ns() // 1_000_000
    made = UUID(IDS.new())
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= after


def test_no_two_names_are_alike():
    assert len({IDS.new() for _ in range(1000)}) == 1000


def test_a_token_has_256_bits_and_a_code_its_digits():
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", IDS.token())
    assert all(re.fullmatch(r"[0-9]{6}", IDS.digits(6)) for _ in range(200))
