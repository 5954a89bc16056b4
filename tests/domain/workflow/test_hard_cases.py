"""Which complaints of one person are about one matter (K-3.1b)."""

from dataclasses import replace

import pytest

from chalicelib.domain.workflow.effects.hard_cases import same_matter
from tests.support.life import EDUCATION, FARMING, a_life

LISTED = a_life().case.complaint
UNLISTED = replace(LISTED, item=None)
ABOUT_FARMING = replace(UNLISTED, complained_unit=FARMING)


@pytest.mark.obligation("K-3.1b", "K-1.1")
@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        pytest.param(LISTED, LISTED, True, id="one-item"),
        pytest.param(LISTED, replace(LISTED, item="another"), False, id="another-item"),
        pytest.param(LISTED, UNLISTED, False, id="listed-and-not"),
        pytest.param(UNLISTED, LISTED, False, id="not-listed-and-listed"),
        pytest.param(UNLISTED, UNLISTED, False, id="nothing-to-tell-by"),
        pytest.param(ABOUT_FARMING, ABOUT_FARMING, True, id="one-unit"),
        pytest.param(ABOUT_FARMING, replace(UNLISTED, complained_unit=EDUCATION), False, id="another-unit"),
        pytest.param(ABOUT_FARMING, replace(ABOUT_FARMING, place="elsewhere"), False, id="another-place"),
    ],
)
def test_one_matter_is_told_by_place_and_item_or_unit(one, other, is_same):
    assert same_matter(one, other, titled_alike=False) is is_same


@pytest.mark.obligation("K-3.1b")
def test_one_title_at_one_place_is_one_matter_and_elsewhere_another():
    assert same_matter(UNLISTED, UNLISTED, titled_alike=True)
    assert not same_matter(UNLISTED, replace(UNLISTED, place="elsewhere"), titled_alike=True)
