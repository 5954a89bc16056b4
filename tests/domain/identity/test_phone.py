import json
from pathlib import Path

import pytest

from chalicelib.domain.identity.phone import NumberingPlan

SHIPPED = Path("chalicelib/data/phone/cn_mobile_prefixes.json")
PLAN = NumberingPlan.of(json.loads(SHIPPED.read_text(encoding="utf-8"))["prefixes"])


@pytest.mark.parametrize(
    "written",
    [
        "13800138000",
        "+86 138 0013 8000",
        "0086-13800138000",
        "８６１３８００１３８０００",
        "１３８００１３８０００",
        "138-0013-8000",
        "138—0013—8000",
        "013800138000",
        "8613800138000",
        "＋８６ 138 0013 8000",
        " 13800138000\n",
        "(138) 0013.8000",
    ],
)
def test_every_written_form_is_one_number(written):
    assert PLAN.read(written) == "+8613800138000"


@pytest.mark.parametrize(
    "number", ["19912345678", "17012345678", "16612345678", "14512345678", "16101234567"]
)
def test_every_open_range_is_taken(number):
    assert PLAN.read(number) == f"+86{number}"


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("12345678901", id="no-mobile-range"),
        pytest.param("17412345678", id="range-only-partly-open"),
        pytest.param("16112345678", id="another-range-only-partly-open"),
        pytest.param("10648123456", id="machine-number"),
        pytest.param("1380013800", id="a-digit-short"),
        pytest.param("138001380000", id="a-digit-long"),
        pytest.param("02885551234", id="landline"),
        pytest.param("4008001234", id="service-number"),
        pytest.param("+1 13800138000", id="another-country"),
        pytest.param("1380013800a", id="letter"),
        pytest.param("13800138000;13900139000", id="two-numbers"),
        pytest.param("१३८००१३८०००", id="digits-of-another-script"),
    ],
)
def test_what_is_no_mobile_number_of_the_mainland_is_none(written):
    assert PLAN.read(written) is None
