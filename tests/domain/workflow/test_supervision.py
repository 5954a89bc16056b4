"""Orders with a deadline, answered by the unit, settled by the issuer; special matters (H-21.1, H-4.4)."""

from datetime import date

import pytest

from chalicelib.domain.errors import NotYoursError
from chalicelib.domain.vocabulary import Action, DutyKind, Flag, Role, State, Term
from tests.support.life import BAD, CITIZEN, FARMING, a_life, is_open, post, refused

ORDER = {"reason": "办理迟缓", "requirement": "尽快办结", "until": date(2026, 3, 9)}


def order_of(life):
    return life.case.duty(DutyKind.SUPERVISION)


@pytest.mark.obligation("H-21.1", "R-56", "S-5")
def test_an_order_names_its_deadline_and_never_moves_the_main_due():
    life = a_life().assigned()
    due = life.case.clock
    assert refused(life, life.body, Action.SUPERVISE, **{**ORDER, "until": None}) == ["/until"]
    for day in (date(2026, 3, 2), date(2027, 3, 2)):
        assert refused(life, life.body, Action.SUPERVISE, **{**ORDER, "until": day}) == ["/until"]
    life.do(life.body, Action.SUPERVISE, **ORDER)
    assert life.case.clock == due
    assert order_of(life).clock.due_on == date(2026, 3, 9)
    assert life.told("N10") == {life.leader.post, life.handler.post}


@pytest.mark.obligation("R-56")
def test_an_order_s_day_is_the_day_it_names_even_if_the_office_rests():
    life = a_life().assigned().supervised("2026-03-08")
    assert order_of(life).clock.due_on == date(2026, 3, 8)
    assert life.at("2026-03-08", "23:00").sweep()
    assert order_of(life).clock.breached_at is None


@pytest.mark.obligation("R-56")
def test_before_a_unit_leads_nobody_is_ordered():
    life = a_life()
    assert not is_open(life, life.county, Action.SUPERVISE)


@pytest.mark.obligation("R-56")
def test_a_second_order_amends_the_first_and_stays_its_issuer_s():
    life = a_life().assigned().supervised()
    life.do(life.body, Action.SUPERVISE, **{**ORDER, "until": date(2026, 3, 12)})
    assert len(life.case.duties) == 1
    assert (order_of(life).clock.due_on, order_of(life).opened_by) == (date(2026, 3, 12), life.county.post)
    assert life.case.counts.orders == 1


@pytest.mark.obligation("H-21.1", "R-57")
@pytest.mark.parametrize(
    ("issuer", "settler"),
    [("county", "640122-jw-county-1"), ("body", "640122-pz2-intake-1")],
)
def test_the_unit_answers_and_the_issuer_settles_within_a_working_day(issuer, settler):
    life = a_life().assigned()
    life.do(getattr(life, issuer), Action.SUPERVISE, **ORDER)
    for stranger in (life.body, life.county, CITIZEN):
        with pytest.raises(NotYoursError):
            life.do(stranger, Action.ANSWER_SUPERVISION, text="已整改")
    life.do(life.handler, Action.ANSWER_SUPERVISION, text="已整改")
    assert (order_of(life).owner_post, order_of(life).clock.due_on) == (settler, date(2026, 3, 3))
    assert life.told("N10") == {settler}
    assert life.verdict(Term.SUPERVISION_ANSWER).on_time
    with pytest.raises(NotYoursError):
        life.do(life.leader, Action.SETTLE_SUPERVISION, settled=True, text="好")
    life.do(getattr(life, issuer), Action.SETTLE_SUPERVISION, settled=True, text="同意")
    assert life.case.duties == ()


@pytest.mark.obligation("R-57")
def test_an_unsettled_order_is_issued_again_with_a_new_date():
    life = a_life().assigned().supervised()
    life.do(life.leader, Action.ANSWER_SUPERVISION, text="已整改")
    inputs = {"settled": False, "text": "不到位"}
    assert refused(life, life.county, Action.SETTLE_SUPERVISION, **inputs) == ["/until"]
    life.do(life.county, Action.SETTLE_SUPERVISION, until=date(2026, 3, 20), **inputs)
    assert (order_of(life).answered, order_of(life).clock.due_on) == (False, date(2026, 3, 20))
    assert life.told("N10") == {life.leader.post, life.handler.post}
    assert life.case.counts.orders == 1


@pytest.mark.obligation("R-57", "H-21.1")
def test_an_unanswered_order_is_settled_by_the_county_never_by_the_unit():
    life = a_life().assigned()
    life.do(life.body, Action.SUPERVISE, **ORDER)
    assert not is_open(life, life.county, Action.SETTLE_SUPERVISION)
    life.at("2026-03-10")
    assert not is_open(life, life.leader, Action.SETTLE_SUPERVISION)
    assert not is_open(life, life.body, Action.SETTLE_SUPERVISION)
    rung = life.sweep()[-1]
    assert rung.action is Action.ESCALATE
    assert {owed.to for owed in rung.owes} == {life.leader.post, life.body.post, life.county.post}
    life.do(life.county, Action.SETTLE_SUPERVISION, settled=False, text="限期", until=date(2026, 3, 16))
    assert order_of(life).clock.breached_at is None
    life.at("2026-03-17")
    life.do(life.county, Action.SETTLE_SUPERVISION, settled=True, text="约谈后了结")
    assert life.case.duties == ()


@pytest.mark.obligation("R-03", "R-57")
def test_a_silent_issuer_is_helped_out():
    life = a_life().assigned()
    life.do(life.body, Action.SUPERVISE, **ORDER)
    life.do(life.leader, Action.ANSWER_SUPERVISION, text="已整改")
    life.at("2026-03-04")
    assert is_open(life, life.county, Action.SETTLE_SUPERVISION)


@pytest.mark.obligation("R-56", "H-21.1")
def test_the_third_order_on_a_case_tells_the_county():
    life = a_life().assigned()
    for _ in range(3):
        life.do(life.body, Action.SUPERVISE, **ORDER)
        life.do(life.leader, Action.ANSWER_SUPERVISION, text="已整改")
        life.do(life.body, Action.SETTLE_SUPERVISION, settled=True, text="同意")
    told = life.entries(Action.ESCALATE)
    assert [entry.data["rung"] for entry in told] == ["third_order"]
    assert life.told("N4", told[0]) == {life.body.post, life.county.post}


@pytest.mark.obligation("R-59", "S-5")
def test_a_finding_of_evasion_opens_an_order():
    life = a_life().assigned()
    assert not is_open(life, life.county, Action.RECORD_EVASION)
    life.do(life.body, Action.RECORD_EVASION, reason="推诿", until=date(2026, 3, 9))
    assert order_of(life).unit == FARMING
    assert life.told("N10") == {life.leader.post, life.handler.post}


@pytest.mark.obligation("R-58", "R-04", "R-49")
def test_an_order_outlives_reply_and_rating_and_holds_back_only_the_close():
    life = a_life().assigned().supervised("2026-03-30").named().drafted().submitted().passed().rated()
    assert life.case.state is State.CLOSING
    assert (life.case.owner_org, life.case.owner_post) == (FARMING, life.leader.post)
    assert life.case.clock is None
    life.do(life.leader, Action.ANSWER_SUPERVISION, text="已整改")
    assert life.case.owner_post == life.county.post
    life.do(life.county, Action.SETTLE_SUPERVISION, settled=True, text="同意")
    assert life.case.state is State.CLOSED
    assert life.actions[-1] is Action.CLOSE


@pytest.mark.obligation("R-04", "A-14")
def test_an_order_stays_with_the_unit_it_was_laid_upon_when_another_takes_over():
    life = a_life(item=None)
    life.do(life.body, Action.ASSIGN, unit="640122100", reason="本镇")
    first = life.leader
    life.supervised().do(life.body, Action.REASSIGN, unit="640122100200", reason="改由村里办理")
    with pytest.raises(NotYoursError):
        life.do(life.leader, Action.ANSWER_SUPERVISION, text="不是我们")
    life.do(first, Action.ANSWER_SUPERVISION, text="已整改")
    assert order_of(life).answered


@pytest.mark.obligation("H-15.2", "R-60", "H-4.3")
def test_a_taken_over_case_leaves_the_unit_nothing_to_do():
    life = a_life().assigned().named().drafted().supervised()
    handler, leader, draft = life.handler, life.leader, life.case.draft.text
    life.do(handler, Action.REQUEST_EXTENSION, working_days=3, reason="等待鉴定")
    life.at("2026-03-04").do(life.county, Action.ELEVATE, reason="影响较大")
    assert (life.case.lead_unit, life.case.supervising_org) == ("640122-jw", "640122-jw")
    assert (life.case.clock.due_on, life.case.former_draft) == (date(2026, 3, 18), draft)
    assert life.case.duties == ()
    assert set(life.case.tail[-1].data["lapsed"].split(",")) == {"supervision", "extension"}
    assert life.open_to(handler) == life.open_to(leader) == set()
    assert life.told("N10") == {"640122-jw-county-1", leader.post, "citizen"}
    assert Flag.ELEVATED in life.case.flags
    assert not is_open(life, life.county, Action.REASSIGN)


@pytest.mark.obligation("R-60")
@pytest.mark.parametrize(
    ("road", "elevated"),
    [
        (a_life, False),
        (lambda: a_life().assigned().named().drafted().submitted(), True),
        (lambda: a_life().interim(), True),
        (lambda: a_life().replied(), False),
        (lambda: a_life().replied().rated(BAD), True),
    ],
    ids=["intake", "in-review", "tracking", "replied", "decision"],
)
def test_where_the_county_may_take_over(road, elevated):
    life = road()
    assert is_open(life, life.county, Action.ELEVATE) is elevated
    assert not is_open(life, life.body, Action.ELEVATE)


@pytest.mark.obligation("H-4.4", "R-62", "R-49")
def test_a_special_matter_needs_its_coordination_record_before_the_close():
    life = a_life().replied().coordinated()
    assert Flag.SPECIAL in life.case.flags
    assert life.case.duty(DutyKind.COORDINATION).clock.due_on == date(2026, 3, 16)
    assert life.told("N10") == {life.county.post}
    assert not is_open(life, life.body, Action.FLAG_SPECIAL)
    life.rated()
    assert (life.case.state, life.case.owner_post) == (State.CLOSING, life.county.post)
    record = {"participants": "县纪委、农业农村局", "text": "月底前补发", "until": date(2026, 3, 31)}
    with pytest.raises(NotYoursError):
        life.do(life.body, Action.COORDINATE, **record)
    for name in record:
        missing = {**record, name: None if name == "until" else ""}
        assert refused(life, life.county, Action.COORDINATE, **missing) == [f"/{name}"]
    life.do(life.county, Action.COORDINATE, **record)
    assert life.case.state is State.CLOSED


@pytest.mark.obligation("R-62", "R-03")
def test_a_silent_coordination_calls_on_the_county_leader():
    life = a_life().assigned().coordinated().at("2026-03-17")
    life.sweep()
    late = [entry for entry in life.entries(Action.ESCALATE) if entry.data["term"] == "coordination"]
    assert life.county_leader.post in {owed.to for owed in late[0].owes}
    assert is_open(life, life.county_leader, Action.COORDINATE)


@pytest.mark.obligation("R-56")
def test_a_case_pushed_elsewhere_and_explained_has_no_unit_to_order():
    life = a_life()
    life.do(life.body, Action.FLAG_SPECIAL, reason="牵涉几个部门")
    life.do(life.body, Action.TRANSFER_12345, target="12345", external_no="W1")
    life.at("2026-03-25").sweep()
    explained = {"text": "已说明", "method": "电话", "done_on": date(2026, 3, 25), "done_by": "受理岗"}
    life.do(life.body, Action.EXPLAIN_AND_CLOSE, **explained)
    assert life.case.state is State.CLOSING
    assert not is_open(life, life.county, Action.SUPERVISE)
    assert not is_open(life, life.body, Action.RECORD_EVASION)


@pytest.mark.obligation("R-01")
def test_an_order_on_the_county_itself_is_answered_by_the_leader_it_names():
    life = a_life().assigned()
    life.do(life.county, Action.ELEVATE, reason="影响较大")
    life.supervised()
    first, second = (post("640122-jw", Role.COUNTY_LEADER, number) for number in (0, 1))
    assert order_of(life).owner_post == first.post
    life.do(first, Action.NAME_HANDLERS, leader=second.post, handler=life.county.post)
    assert order_of(life).owner_post == second.post


@pytest.mark.obligation("R-05", "R-56")
def test_a_new_order_over_an_answered_one_leaves_the_settlement_with_its_verdict():
    life = a_life().assigned().supervised("2026-03-20")
    life.do(life.leader, Action.ANSWER_SUPERVISION, text="已经整改，附照片。")
    life.supervised("2026-03-24")
    verdict = life.verdict(Term.SUPERVISION_SETTLEMENT)
    assert verdict.on_time
