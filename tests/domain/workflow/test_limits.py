"""The first limit hangs on the kind, unless another rule sets one for the matter or the case (H-12.4)."""

from datetime import date

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.vocabulary import Action, Unit
from chalicelib.domain.workflow.limits import first_limit, handling_limit
from tests.support.life import BAD, CIVIL_ITEM, FARMING_ITEM, a_life, refused
from tests.support.rulebooks import HELAN, changed

LAND = {"item": FARMING_ITEM.id, "limit": {"n": 30, "unit": "D"}, "basis": "《土地管理法》第十四条"}
SHORT = {**LAND, "limit": {"n": 7, "unit": "WD"}}


def under(override, **filed):
    life = a_life(**filed)
    life.rulebook = rulebook_from(changed(HELAN, {"/overrides/-": override}))
    return life


@pytest.mark.obligation("H-12.4", "J-3.3.5")
def test_a_matter_under_another_rule_has_that_rules_limit():
    assert under(LAND).assigned().case.clock.limit == Limit(30, Unit.CALENDAR_DAY)
    assert under(LAND, item=CIVIL_ITEM).assigned(CIVIL_ITEM.responsible_unit).case.clock.limit.n == 10


@pytest.mark.obligation("H-12.4", "A-37")
def test_a_limit_set_for_the_case_goes_before_and_a_second_handling_may_have_less():
    life = under(SHORT).assigned()
    life.do(life.body, Action.SET_OVERRIDE, working_days=15, basis="《信访工作条例》第三十四条")
    assert first_limit(life.case, life.rulebook) == Limit(15, Unit.WORKING_DAY)
    life.named().drafted().submitted().passed().rated(BAD)
    assert refused(life, life.body, Action.REHANDLE, reason="没有办好", working_days=16) == ["/working_days"]
    life.do(life.body, Action.REHANDLE, reason="没有办好", working_days=4)
    assert handling_limit(life.case, life.rulebook) == Limit(4, Unit.WORKING_DAY)


@pytest.mark.obligation("H-12.4", "A-13")
def test_another_kind_does_not_change_what_another_rule_has_set():
    life = under(LAND, kind="非咨询").assigned()
    due = life.case.clock.due_on
    life.at("2026-03-09").do(life.body, Action.RECLASSIFY, kind="咨询", reason="实为咨询")
    assert life.case.clock.due_on == due == date(2026, 4, 1)
