"""A unit that says it is not the right one, and a lead that wants out (H-12.1, R-22 … R-27)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Action, DutyKind, Role, State, Term
from tests.support.life import (
    ALL_TICKED,
    BAD,
    CIVIL_AFFAIRS,
    EDUCATION,
    FARMING,
    a_life,
    is_open,
    post,
    refused,
)

TOWN = OrgId("640122100")
VILLAGE = OrgId("640122100200")


def objected(day="2026-03-02"):
    life = a_life(item=None).at(day)
    life.do(life.body, Action.ASSIGN, unit=TOWN, reason="事情发生在本镇")
    life.do(life.leader, Action.OBJECT, reason="由村里办理更合适")
    return life


@pytest.mark.obligation("R-22", "H-6.1")
def test_an_objection_is_the_body_s_duty_for_one_working_day_and_signs_nothing_in():
    life = objected()
    duty = life.case.duty(DutyKind.OBJECTION)
    assert (duty.owner_org, duty.clock.due_on) == ("640122100-jw", date(2026, 3, 3))
    assert life.case.state is State.ASSIGNED
    assert life.told("N10") == {"640122100-jw-intake-1"}
    assert not is_open(life, life.leader, Action.OBJECT)


@pytest.mark.obligation("R-22")
def test_a_unit_objects_until_its_first_draft_and_the_draft_ends_a_pending_objection():
    life = objected().named()
    assert life.case.state is State.HANDLING
    life.drafted()
    assert life.case.duties == ()
    assert life.case.tail[-1].data == {"lapsed": "objection"}
    assert not is_open(life, life.leader, Action.OBJECT)
    life.submitted()
    life.do(life.body, Action.RETURN_REVIEW, reason="请补充")
    assert life.case.state is State.HANDLING
    assert not is_open(life, life.leader, Action.OBJECT)


@pytest.mark.obligation("R-22")
def test_no_objection_in_a_second_handling_nor_against_the_county():
    again = a_life().replied().rated(BAD)
    again.do(again.body, Action.REHANDLE, reason="没有办好")
    assert not is_open(again, again.leader, Action.OBJECT)
    taken = a_life().assigned()
    taken.do(taken.county, Action.ELEVATE, reason="影响较大")
    assert not is_open(taken, taken.county, Action.OBJECT)


@pytest.mark.obligation("R-23", "A-14", "H-12.1")
def test_an_objection_that_stands_makes_a_new_work_order_with_a_fresh_term():
    life = objected().at("2026-03-03")
    assert refused(life, life.body, Action.RULE_ON_OBJECTION, upheld=True, reason="对") == ["/unit"]
    assert refused(life, life.body, Action.RULE_ON_OBJECTION, upheld=True, reason="对", unit=TOWN) == [
        "/unit"
    ]
    life.do(life.body, Action.RULE_ON_OBJECTION, upheld=True, unit=VILLAGE, reason="村里负责")
    assert (life.case.state, life.case.lead_unit, life.case.work_order) == (State.ASSIGNED, VILLAGE, 2)
    assert life.case.former_units == (TOWN,)
    assert life.case.clock.due_on == date(2026, 3, 17)
    assert (life.verdict(Term.HANDLING).org, life.verdict(Term.HANDLING).on_time) == (TOWN, True)
    assert "lapsed" not in life.case.tail[-1].data
    assert life.told("N3") == {"citizen", "640122100200-unit-leader-1", "640122100200-handler-1"}


@pytest.mark.obligation("R-23", "A-10")
def test_an_objection_that_falls_gives_nothing_back():
    life = objected()
    due = life.case.clock.due_on
    life.at("2026-03-03")
    life.do(life.body, Action.RULE_ON_OBJECTION, upheld=False, reason="就是你们的")
    assert (life.case.clock.due_on, life.case.lead_unit, life.case.duties) == (due, TOWN, ())
    assert life.told("N10") == {"640122100-unit-leader-1", "640122100-handler-1"}


@pytest.mark.obligation("R-24")
@pytest.mark.parametrize(
    ("objected_on", "held_by"),
    [
        pytest.param("2026-03-13", "640122100-jw-intake-1", id="ruler-had-his-day"),
        pytest.param("2026-03-16", "", id="ruler-still-in-time"),
    ],
)
def test_a_breach_during_an_objection_names_the_ruler_only_if_his_day_was_over(objected_on, held_by):
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit=TOWN, reason="事情发生在本镇")
    life.at(objected_on)
    life.do(life.leader, Action.OBJECT, reason="由村里办理更合适")
    life.at("2026-03-20").sweep()
    verdict = life.verdict(Term.HANDLING)
    assert (verdict.on_time, verdict.settled_at.isoformat()) == (False, "2026-03-16T16:00:00+00:00")
    assert verdict.held_by == held_by


@pytest.mark.obligation("R-25", "H-12.1")
def test_the_second_objection_goes_to_the_county_and_binds_all():
    life = objected()
    life.do(life.body, Action.RULE_ON_OBJECTION, upheld=True, unit=VILLAGE, reason="村里负责")
    life.do(life.leader, Action.OBJECT, reason="应由民政局办理")
    assert life.case.duty(DutyKind.OBJECTION).owner_org == "640122-jw"
    with pytest.raises(NotYoursError):
        life.do(life.body, Action.RULE_ON_OBJECTION, upheld=False, reason="不行")
    life.do(life.county, Action.RULE_ON_OBJECTION, upheld=True, unit=CIVIL_AFFAIRS, reason="归民政")
    assert life.case.lead_unit == CIVIL_AFFAIRS
    assert life.case.supervising_org == "640122-pz1"
    assert not is_open(life, life.leader, Action.OBJECT)


@pytest.mark.obligation("R-03", "R-23", "R-25")
def test_a_silent_ruler_is_helped_out_by_the_county_and_a_silent_county_by_its_leader():
    life = objected().at("2026-03-04")
    assert is_open(life, life.county, Action.RULE_ON_OBJECTION)
    assert not is_open(life, life.county_leader, Action.RULE_ON_OBJECTION)
    life.at("2026-03-07")
    assert is_open(life, life.county_leader, Action.RULE_ON_OBJECTION)


@pytest.mark.obligation("R-26", "A-14")
@pytest.mark.parametrize("shown", [True, False])
def test_a_lead_is_relieved_by_the_body_alone_and_its_draft_goes_along_only_if_the_body_says_so(shown):
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit=TOWN, reason="事情发生在本镇")
    life.named().drafted("初稿")
    draft = life.case.draft.text
    life.do(life.handler, Action.REQUEST_REASSIGNMENT, reason="人手不足")
    life.drafted("二稿")
    assert life.case.duty(DutyKind.OBJECTION).reassignment
    draft = life.case.draft.text
    with pytest.raises(NotYoursError):
        life.do(life.leader, Action.REASSIGN, unit=VILLAGE, reason="换")
    life.at("2026-03-17")
    assert refused(life, life.body, Action.REASSIGN, unit=TOWN, reason="换") == ["/unit"]
    life.do(life.body, Action.REASSIGN, unit=VILLAGE, reason="改由村里办理", show_draft=shown)
    assert life.case.former_draft == (draft if shown else None)
    assert life.case.draft is None
    assert not life.verdict(Term.HANDLING).on_time
    assert life.verdict(Term.HANDLING).org == TOWN
    assert life.case.former_units == (TOWN,)
    assert is_open(life, life.leader, Action.OBJECT)


@pytest.mark.obligation("R-26")
def test_a_wish_to_be_relieved_is_refused_like_an_objection_and_asked_once_at_a_time():
    life = a_life().assigned().named().drafted()
    life.do(life.handler, Action.REQUEST_REASSIGNMENT, reason="人手不足")
    assert not is_open(life, life.handler, Action.REQUEST_REASSIGNMENT)
    life.do(life.body, Action.RULE_ON_OBJECTION, upheld=False, reason="继续办理")
    assert life.case.state is State.DRAFTING
    assert is_open(life, life.handler, Action.REQUEST_REASSIGNMENT)


@pytest.mark.obligation("R-27", "A-30")
def test_a_matter_of_conduct_never_goes_to_the_unit_it_is_about():
    life = a_life(item=None, complained_unit=TOWN)
    assert refused(life, life.body, Action.ASSIGN, unit=TOWN, reason="本镇") == ["/unit"]
    life.do(life.body, Action.ASSIGN, unit=VILLAGE, reason="先由村里说明")
    assert refused(life, life.body, Action.REASSIGN, unit=TOWN, reason="换") == ["/unit"]
    life.named()
    assert refused(life, life.handler, Action.ADD_CO_HANDLER, unit=TOWN, reason="协办") == ["/unit"]


@pytest.mark.obligation("R-27", "R-28", "H-11.1")
def test_the_unit_complained_of_does_not_sign_either_but_a_service_matter_still_goes_to_it():
    conduct = a_life(item=None, complained_unit=TOWN)
    conduct.do(conduct.body, Action.ASSIGN, unit=VILLAGE, reason="先由村里说明")
    conduct.named().drafted().submitted()
    conduct.do(conduct.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    assert conduct.case.owner_org == "640122-jw"
    with pytest.raises((NotYoursError, ActionNotOpenError)):
        conduct.do(post(TOWN, Role.UNIT_PARTY_COMMITTEE), Action.PASS_REVIEW, checked=ALL_TICKED)
    service = a_life(complained_unit=FARMING).assigned()
    assert service.case.lead_unit == FARMING
    assert service.case.complaint.accused is None


@pytest.mark.obligation("R-27")
def test_nobody_above_the_county_body_exists_so_a_complaint_about_it_bars_nobody():
    life = a_life(item=None, complained_unit=OrgId("640122-jw"))
    assert life.case.supervising_org == "640122-jw"
    life.do(life.county, Action.ASSIGN, unit=EDUCATION, reason="先由教育局说明")
    assert life.case.lead_unit == EDUCATION


@pytest.mark.obligation("R-26", "R-08")
def test_a_case_the_county_holds_stays_the_county_s_when_another_unit_takes_over():
    life = a_life(item=None, complained_unit=OrgId("640122-jw"))
    life.do(life.county, Action.ASSIGN, unit=EDUCATION, reason="先由教育局说明")
    life.do(life.county, Action.REASSIGN, unit=CIVIL_AFFAIRS, reason="改由民政局说明")
    assert life.case.supervising_org == "640122-jw"
    assert life.case.lead_unit == CIVIL_AFFAIRS
