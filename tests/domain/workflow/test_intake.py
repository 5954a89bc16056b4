"""Intake: routed at once, decided within three working days, every way out with its words (H-10, H-11)."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Action, Role, SourceType, State, Term
from tests.support.life import (
    CITIZEN,
    CIVIL_AFFAIRS,
    COUNTY_BODY,
    EDUCATION,
    FARMING,
    a_life,
    is_open,
    post,
    refused,
)

OTHER_BODY = post("640122-pz1", Role.INTAKE)


@pytest.mark.obligation("H-10.1", "A-42", "A-07")
def test_a_filing_stands_on_the_right_desk_in_its_own_commit():
    life = a_life()
    assert life.case.state is State.INTAKE
    assert (life.case.owner_org, life.case.owner_post) == ("640122-pz2", "640122-pz2-intake-1")
    assert life.case.clock.due_on == date(2026, 3, 5)
    assert dict(life.case.tail[0].data) == {"route": "item", "body": "640122-pz2", "due_on": "2026-03-05"}
    assert life.told("N1") == {"citizen"}


@pytest.mark.obligation("H-10.2", "A-02")
@pytest.mark.parametrize(
    ("filed", "due"),
    [
        pytest.param("2022-07-08", date(2022, 7, 15), id="two-regional-holidays-between"),
        pytest.param("2022-07-09", date(2022, 7, 15), id="filed-on-a-rest-day"),
        pytest.param("2026-02-13", date(2026, 2, 25), id="worked-saturday-and-spring-festival"),
    ],
)
def test_intake_has_three_working_days_after_the_day_of_filing(filed, due):
    assert a_life(filed).case.clock.due_on == due


@pytest.mark.obligation("H-10.2", "A-03")
@pytest.mark.parametrize(
    ("clock", "on_time"),
    [pytest.param("23:59", True, id="last-minute"), pytest.param("00:00", False, id="after")],
)
def test_the_last_day_ends_at_midnight(clock, on_time):
    life = a_life().at("2026-03-05" if on_time else "2026-03-06", clock).assigned()
    assert life.verdict(Term.INTAKE).on_time is on_time
    assert life.verdict(Term.INTAKE).org == "640122-pz2"


@pytest.mark.obligation("H-10.2")
def test_looking_at_a_case_stops_nothing():
    life = a_life()
    before = life.case
    life.open_to(life.body)
    assert life.case == before


@pytest.mark.obligation("H-10.2", "R-07", "H-8.2")
def test_a_late_intake_stays_with_its_body_and_the_county_may_act_beside_it():
    life = a_life()
    assert not is_open(life, life.county, Action.ASSIGN)
    life.at("2026-03-06").sweep()
    assert life.case.owner_org == "640122-pz2"
    escalated = life.entries(Action.ESCALATE)[0]
    assert escalated.data["rung"] == "intake_late"
    assert {owed.to for owed in escalated.owes} == {"640122-pz2-intake-1", "640122-jw-county-1"}
    both = life.open_to(life.body) & life.open_to(life.county)
    assert {
        Action.ASSIGN,
        Action.ANSWER_DIRECTLY,
        Action.DECLINE,
        Action.TRANSFER_12345,
        Action.ADVISE_12345,
        Action.SEAL,
        Action.RECLASSIFY,
        Action.SET_OVERRIDE,
    } <= both
    life.do(life.county, Action.ASSIGN, unit=FARMING)
    assert not life.verdict(Term.INTAKE).on_time
    with pytest.raises(ActionNotOpenError):
        life.do(life.body, Action.ASSIGN, unit=FARMING)


@pytest.mark.obligation("R-03")
def test_nobody_else_steps_in():
    life = a_life().at("2026-03-06")
    life.sweep()
    with pytest.raises(NotYoursError):
        life.do(OTHER_BODY, Action.ASSIGN, unit=FARMING)


@pytest.mark.obligation("H-5.1")
def test_a_body_assigns_only_to_units_it_supervises():
    life = a_life()
    assert refused(life, life.body, Action.ASSIGN, unit=CIVIL_AFFAIRS, reason="由民政局主管") == ["/unit"]
    assert refused(life, life.body, Action.ASSIGN, unit=OrgId("640122-pz1"), reason="错了") == ["/unit"]
    assert refused(life, life.body, Action.ASSIGN, unit=OrgId("nobody"), reason="错了") == ["/unit"]


@pytest.mark.obligation("H-20.1")
def test_a_unit_without_a_leader_is_sent_no_work_order():
    life = a_life().without(Role.UNIT_LEADER)
    assert refused(life, life.body, Action.ASSIGN, unit=FARMING) == ["/unit"]


@pytest.mark.obligation("H-11.1", "H-9.1", "H-3.1")
def test_the_unit_of_the_item_needs_no_reason_and_gets_its_own_term():
    life = a_life().at("2026-03-03").assigned()
    assert life.case.state is State.ASSIGNED
    assert life.case.lead_unit == FARMING
    assert life.case.clock.term is Term.HANDLING
    assert life.case.clock.due_on == date(2026, 3, 17)
    assert life.told("N3") == {"citizen", "640122-nyj-unit-leader-1", "640122-nyj-handler-1"}


@pytest.mark.obligation("H-11.1")
def test_another_unit_than_the_item_s_needs_a_reason():
    life = a_life(item=None, complained_unit=None)
    life.do(life.body, Action.RECLASSIFY, kind="咨询", reason="是咨询")
    town = OrgId("640122100")
    assert refused(life, life.body, Action.ASSIGN, unit=town) == ["/reason"]


@pytest.mark.obligation("R-20", "H-9.3")
def test_a_matter_on_no_list_is_assigned_with_a_reason_to_a_unit_the_body_chooses():
    life = a_life(item=None)
    assert life.case.complaint.source.type is SourceType.OTHER
    assert life.case.supervising_org == "640122100-jw"
    life.do(life.body, Action.ASSIGN, unit=OrgId("640122100"), reason="事情发生在本镇")
    assert life.case.lead_unit == "640122100"


@pytest.mark.obligation("H-10.3", "R-19", "A-41", "X-9")
@pytest.mark.parametrize(
    ("action", "end"),
    [(Action.ANSWER_DIRECTLY, State.ANSWERED_DIRECTLY), (Action.DECLINE, State.DECLINED)],
)
def test_an_early_end_needs_reason_and_text_and_is_never_rated(action, end):
    life = a_life()
    assert refused(life, life.body, action) == ["/reason", "/text"]
    life.do(life.body, action, reason="没有实质内容", text="您反映的情况说明如下。")
    assert life.case.state is end
    assert life.told("N2") == {"citizen"}
    assert life.verdict(Term.INTAKE).on_time
    with pytest.raises(ActionNotOpenError):
        life.rated()


@pytest.mark.obligation("H-5.3", "H-11.5", "R-08", "H-8.2")
def test_referring_up_stops_the_first_segment_and_starts_the_county_s_own():
    life = a_life().at("2026-03-04")
    life.do(life.body, Action.REFER_UP, reason="不属于本组监督范围")
    assert life.case.supervising_org == COUNTY_BODY
    assert life.case.clock.due_on == date(2026, 3, 9)
    assert life.case.filed_at < life.case.clock.started_at
    assert life.verdict(Term.INTAKE).org == "640122-pz2"
    assert (life.told("N2"), life.told("N3")) == ({"citizen"}, {"640122-jw-county-1"})
    assert not is_open(life, life.county, Action.REFER_UP)


@pytest.mark.obligation("R-08", "H-5.3")
def test_the_county_reroutes_and_the_new_body_cannot_refer_up_again():
    life = a_life()
    assert not is_open(life, life.county, Action.REROUTE)
    life.do(life.body, Action.REFER_UP, reason="不属于本组监督范围")
    for body in ("640122-jtj", "nobody", COUNTY_BODY):
        assert refused(life, life.county, Action.REROUTE, body=body, reason="改由对口组") == ["/body"]
    life.do(life.county, Action.REROUTE, body="640122-pz1", reason="改由对口组")
    assert life.case.owner_post == "640122-pz1-intake-1"
    assert not is_open(life, life.body, Action.REFER_UP)
    assert is_open(life, life.body, Action.ASSIGN)


@pytest.mark.obligation("R-08")
def test_a_body_without_intake_is_sent_nothing():
    life = a_life()
    life.do(life.body, Action.REFER_UP, reason="不属于本组监督范围")
    life.without(Role.INTAKE)
    assert refused(life, life.county, Action.REROUTE, body="640122-pz1", reason="改由对口组") == ["/body"]


@pytest.mark.obligation("R-08")
def test_the_county_may_assign_any_unit_of_the_county_itself():
    life = a_life()
    life.do(life.body, Action.REFER_UP, reason="不属于本组监督范围")
    life.do(life.county, Action.ASSIGN, unit=EDUCATION, reason="由教育局主管")
    assert life.case.lead_unit == EDUCATION
    assert life.case.supervising_org == COUNTY_BODY


@pytest.mark.obligation("R-06", "H-10.1")
def test_a_case_that_nobody_can_take_in_calls_for_somebody_every_working_day_and_is_delivered_then():
    life = a_life()
    life.case = replace(
        life.case, state=State.FILED, clock=None, supervising_org=None, owner_org=COUNTY_BODY, owner_post=None
    )
    staffed = life.directory
    life.without(Role.INTAKE, Role.COUNTY)
    life.at("2026-03-04").sweep()
    assert [entry.action for entry in life.case.tail[1:]] == [Action.NAG]
    assert life.told("N4") == {"640122-jw-county-leader-1"}
    assert life.case.next_wake_at > life.now
    life.directory = staffed
    life.at("2026-03-10").sweep()
    delivered = life.entries(Action.DELIVER)[0]
    assert delivered.data["body"] == "640122-pz2"
    assert life.told("N10", delivered) == {"640122-pz2-intake-1"}
    assert life.case.clock.due_on == date(2026, 3, 13)


@pytest.mark.obligation("R-06")
@pytest.mark.parametrize("item", [True, False])
def test_what_finds_no_body_goes_to_the_county_pool_whose_own_days_start_then(item):
    life = a_life() if item else a_life(item=None)
    life.case = replace(life.case, state=State.FILED, clock=None, supervising_org=None)
    life.without(Role.INTAKE).at("2026-03-10").sweep()
    assert life.case.supervising_org == COUNTY_BODY
    assert life.case.clock.due_on == date(2026, 3, 13)


@pytest.mark.obligation("R-80")
def test_the_citizen_adds_material_and_moves_no_clock():
    life = a_life()
    due = life.case.clock
    assert refused(life, CITIZEN, Action.ADD_MATERIAL) == ["/text"]
    life.do(CITIZEN, Action.ADD_MATERIAL, text="补一张照片", uploads=("u-1",))
    assert life.case.clock == due
    assert life.told("N10") == {"640122-pz2-intake-1"}
    assert life.case.tail[-1].actor == "citizen"
    assert life.case.tail[-1].data == {"uploads": "u-1"}


@pytest.mark.obligation("H-4.3")
def test_the_county_annotates_and_that_is_all_it_writes():
    life = a_life().assigned()
    life.do(life.county, Action.ANNOTATE, text="请抓紧")
    assert life.case.tail[-1].action is Action.ANNOTATE
    for action in (Action.DRAFT_REPLY, Action.LOG_PROGRESS, Action.NAME_HANDLERS):
        with pytest.raises((NotYoursError, ActionNotOpenError)):
            life.do(life.county, action, text="代写", log_type="办理")


@pytest.mark.obligation("R-06", "H-10.1", "H-8.2")
def test_a_filing_that_finds_nobody_is_kept_with_an_owner_and_a_wake_up():
    life = a_life(vacant=(Role.INTAKE, Role.COUNTY))
    assert (life.case.state, life.case.clock, life.case.supervising_org) == (State.FILED, None, None)
    assert life.case.owner_org == COUNTY_BODY
    assert life.case.next_wake_at > life.now
    assert dict(life.case.tail[0].data) == {"route": "nobody"}
