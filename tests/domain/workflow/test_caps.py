"""Where a number of the rulebook ends something: how long, how often, from which time on (R-33 … R-36)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import Action, DutyKind, Flag, Role, State, Term, Unit
from chalicelib.domain.workflow.act import Act, Inputs
from chalicelib.domain.workflow.case import Rating
from chalicelib.domain.workflow.conditions import main_line as conditions
from chalicelib.domain.workflow.effects import duties as duty_effects
from chalicelib.domain.workflow.effects import orders as order_effects
from chalicelib.domain.workflow.effects.laying import owed_by
from chalicelib.domain.workflow.extending import longest_extension, used_up
from chalicelib.domain.workflow.guards import extensions as extension_guards
from chalicelib.domain.workflow.seats.desks import is_closed_desk
from chalicelib.domain.workflow.seats.ownership import COUNTY, INTAKE_BODY
from chalicelib.domain.workflow.work import Work
from tests.support.calendars import calendar_days, working_days
from tests.support.life import (
    ALL_TICKED,
    CITIZEN,
    CIVIL_AFFAIRS,
    COUNTY_BODY,
    EDUCATION,
    FARMING,
    RULEBOOK,
    VERY_GOOD,
    a_life,
    is_open,
    post,
)


@pytest.fixture
def life():
    return a_life().assigned().named().at("2026-03-03")


def asking(actor=CITIZEN, **inputs):
    return Act(action=Action.REQUEST_EXTENSION, actor=actor, inputs=Inputs(**inputs))


def by_the_rule(life, **extension):
    """Let another rule of extensions hold."""
    life.rulebook = replace(RULEBOOK, extension=replace(RULEBOOK.extension, **extension))
    return life


def said(guard, life, **inputs):
    fault = guard(life.case, asking(**inputs), life.around)
    return fault and (fault.pointer, fault.detail)


@pytest.mark.obligation("H-12.7", "X-7")
def test_one_extension_may_be_as_long_as_the_first_limit_and_not_a_day_longer(life):
    guard = extension_guards.extension_within_first_limit
    assert said(guard, life, working_days=10) is None
    assert said(guard, life, working_days=11) == (
        "/working_days",
        "每次延期不能超过首次办理时限（10个工作日）。",
    )
    assert longest_extension(replace(life.case, clock=None), RULEBOOK) == working_days(10)


@pytest.mark.obligation("K-4.4b", "R-34")
def test_a_rulebooks_own_longest_extension_and_sum_say_what_is_left(life):
    by_the_rule(life, per_extension_max=calendar_days(15), max_total=calendar_days(20))
    one, total = extension_guards.extension_within_first_limit, extension_guards.extension_within_total
    assert said(one, life, calendar_days=15) is None
    assert said(one, life, calendar_days=16) == ("/calendar_days", "每次延期不能超过15天。")
    assert said(total, life, calendar_days=20) is None
    life.case = replace(life.case, clock=replace(life.case.clock, extended=(calendar_days(12),)))
    assert used_up(life.case) == 12
    assert said(total, life, calendar_days=8) is None
    assert said(total, life, calendar_days=9) == (
        "/calendar_days",
        "延期合计不能超过20天，还可以申请8天。",
    )
    life.case = replace(life.case, clock=None)
    assert said(total, life, calendar_days=20) is None
    assert used_up(life.case) == 0


@pytest.mark.obligation("H-12.8", "R-33", "R-36")
def test_from_which_application_on_it_must_be_special(life):
    guard = extension_guards.extension_beyond_count_is_special
    two_and_a_category = {"special": True, "special_category": "自然灾害"}

    def decided(times, *flags):
        counts = replace(life.case.counts, extensions_decided=times)
        life.case = replace(life.case, counts=counts, flags=frozenset(flags))

    decided(1)
    assert said(guard, life) is None
    assert said(guard, life, special=True) == ("/special_category", "特殊情况请选择类别。")
    decided(2)
    assert said(guard, life, **two_and_a_category) is None
    assert said(guard, life) == (
        "/special",
        "已经申请过2次延期；确有特殊情况的，请勾选并写明类别和理由。",
    )
    decided(0, Flag.ELEVATED)
    assert said(guard, life) == ("/special", "提级办理的件只有特殊情况才能延期。")
    assert said(guard, life, **two_and_a_category) is None
    by_the_rule(life, special_beyond=None)
    assert said(guard, life, **two_and_a_category) == ("/special", "本办法没有特殊延期。")
    by_the_rule(life, max_count=None)
    decided(9)
    assert said(guard, life) is None


@pytest.mark.obligation("R-33", "K-4.4b")
def test_from_the_rulebooks_own_count_on_a_category_is_asked_for(life):
    by_the_rule(life, category_from=2, max_count=None)
    guard = extension_guards.extension_beyond_count_is_special
    assert said(guard, life) is None
    life.case = replace(life.case, counts=replace(life.case.counts, extensions_decided=1))
    assert said(guard, life) == ("/special_category", "特殊情况请选择类别。")
    assert said(guard, life, special_category="自然灾害") is None


TWO_LEVELS = (Seat(Role.UNIT_LEADER, Of.UNIT), COUNTY)


@pytest.mark.obligation("R-35", "H-12.6")
def test_a_special_application_goes_past_the_levels_and_an_ordinary_one_begins_at_the_lowest(life):
    by_the_rule(life, approvers=TWO_LEVELS, special_beyond=Seat(Role.COUNTY_LEADER, Of.COUNTY))
    special = Work(life.case, life.around)
    duty_effects.ask_extension(special, asking(life.handler, working_days=5, special=True))
    (duty,) = special.case.duties
    assert (duty.special, duty.level, duty.asked, duty.owner_post) == (True, 0, 5, life.county_leader.post)
    ordinary = Work(life.case, life.around)
    duty_effects.ask_extension(ordinary, asking(life.handler, working_days=5))
    (duty,) = ordinary.case.duties
    assert (duty.special, duty.level, duty.opened_by) == (False, 0, life.handler.post)
    assert duty.owner_post == life.leader.post


@pytest.mark.obligation("R-35", "R-36")
def test_whoever_sits_at_the_lowest_level_asks_the_next_and_whoever_sits_at_all_of_them_the_first(life):
    by_the_rule(life, approvers=TWO_LEVELS)
    work = Work(life.case, life.around)
    duty_effects.ask_extension(work, asking(life.leader, working_days=5))
    (duty,) = work.case.duties
    assert (duty.level, duty.owner_org) == (1, COUNTY_BODY)
    by_the_rule(life, approvers=(TWO_LEVELS[0], TWO_LEVELS[0]))
    work = Work(life.case, life.around)
    duty_effects.ask_extension(work, asking(life.leader, working_days=5))
    assert work.case.duties[0].level == 0


@pytest.mark.obligation("R-35")
def test_the_next_approver_decides_on_the_same_application(life):
    by_the_rule(life, approvers=TWO_LEVELS)
    work = Work(life.case, life.around)
    duty_effects.ask_extension(work, asking(life.handler, working_days=5))
    duty_effects.pass_to_next_approver(work, asking(life.leader))
    (duty,) = work.case.duties
    assert (duty.level, duty.asked, duty.opened_by) == (1, 5, life.handler.post)
    assert (duty.owner_org, duty.clock.started_at) == (COUNTY_BODY, life.now)


@pytest.mark.obligation("R-33")
@pytest.mark.parametrize(("decided", "climbs"), [(0, False), (1, False), (2, True), (3, True)])
def test_the_third_application_is_a_rung_of_its_own(life, decided, climbs):
    life.case = replace(life.case, counts=replace(life.case.counts, extensions_decided=decided))
    work = Work(life.case, life.around)
    duty_effects.ask_extension(work, asking(life.handler, working_days=5, special=True))
    work.follow_up()
    rungs = [entry for entry in work.entries if entry.action is Action.ESCALATE]
    assert bool(rungs) is climbs
    assert all(set(rung.data) == {"rung", "colour"} for rung in rungs)


@pytest.mark.obligation("R-31", "R-33")
def test_a_refusal_is_counted_and_lets_go_of_a_term_that_was_held(life):
    work = Work(life.case, life.around)
    duty_effects.ask_extension(work, asking(life.handler, working_days=5))
    work.change(clock=replace(work.case.clock, held=True))
    duty_effects.refuse_extension(work, asking(life.county))
    assert work.case.clock == life.case.clock
    assert (work.case.duties, work.case.counts.extensions_decided) == ((), 1)


@pytest.mark.obligation("R-29", "A-43")
def test_each_co_handler_answers_for_its_own_part_alone(life):
    life.do(life.county, Action.FLAG_SPECIAL, reason="牵涉几个部门")
    work = Work(life.case, life.around)
    for unit in (EDUCATION, CIVIL_AFFAIRS):
        duty_effects.add_co_handler(work, asking(life.body, unit=unit))
    _, first, second = work.case.duties
    assert (first.opened_by, first.unit, second.unit) == (life.body.post, EDUCATION, CIVIL_AFFAIRS)
    assert first.clock.limit == working_days(5)
    duty_effects.answer_as_co_handler(work, asking(post(CIVIL_AFFAIRS, Role.UNIT_LEADER)))
    assert [duty.unit for duty in work.case.duties] == [None, EDUCATION]


@pytest.mark.obligation("A-25", "R-29")
@pytest.mark.parametrize(
    ("limit", "half"),
    [
        (working_days(10), working_days(5)),
        (working_days(5), working_days(3)),
        (Limit(1, Unit.MONTH), calendar_days(15)),
        (Limit(2, Unit.MONTH), calendar_days(30)),
    ],
)
def test_half_a_limit_is_rounded_up_and_half_a_month_has_fifteen_days(limit, half):
    assert duty_effects._half_of(limit) == half


@pytest.mark.obligation("R-01")
def test_a_duty_says_whose_it_is_and_who_opened_it(life):
    work = Work(life.case, life.around)
    duty = owed_by(work, INTAKE_BODY, DutyKind.OBJECTION, Term.OBJECTION_RULING, asking(life.leader))
    assert (duty.owner_org, duty.seat_org, duty.owner_role) == (life.body.org, life.body.org, Role.INTAKE)
    assert (duty.opened_by, duty.clock.org) == (life.leader.post, life.body.org)


@pytest.mark.obligation("R-56", "R-57", "A-14")
def test_an_order_is_the_units_and_its_settlement_remembers_who_gave_it(life):
    work = Work(life.case, life.around)
    order_effects.supervise(work, asking(life.county, until=date(2026, 3, 9)))
    (order,) = work.case.duties
    assert (order.clock.org, order.unit, order.opened_by) == (FARMING, FARMING, life.county.post)
    order_effects.answer_order(work, asking(life.leader))
    (settling,) = work.case.duties
    assert (settling.opened_by, settling.unit, settling.answered) == (life.county.post, FARMING, True)


@pytest.mark.obligation("R-38", "R-40")
def test_the_clocks_own_order_says_until_when(life):
    work = Work(life.case, life.around)
    order_effects.order_unit(work, "R-40")
    (order,) = work.case.duties
    assert (order.clock.org, order.opened_by) == (FARMING, None)
    assert work.entries[-1].data == {"until": order.clock.due_on.isoformat()}
    order_effects.order_unit(work, "R-40")
    assert len(work.entries) == 1


@pytest.mark.obligation("A-10", "R-30")
def test_more_time_may_be_asked_for_until_the_very_instant_of_the_due(life):
    may_ask = conditions.BEFORE_DUE_NONE_PENDING.holds
    due = life.case.clock.due_at
    life.now = due - timedelta(microseconds=1)
    assert may_ask(life.case, life.around)
    for changed in (
        replace(life.case, clock=None),
        replace(life.case, clock=replace(life.case.clock, term=Term.INTAKE)),
        replace(life.case, clock=replace(life.case.clock, breached_at=due)),
        replace(life.case, interim_sent=True),
    ):
        assert not may_ask(changed, life.around)
    life.now = due
    assert not may_ask(life.case, life.around)


@pytest.mark.obligation("R-46", "R-47", "A-13")
def test_a_term_is_reckoned_anew_only_while_it_stands_as_it_began(life):
    may_reckon = conditions.RECKONED_ANEW.holds
    clock = life.case.clock
    life.now = clock.due_at - timedelta(microseconds=1)
    assert may_reckon(life.case, life.around)
    assert may_reckon(replace(life.case, state=State.INTAKE, clock=None), life.around)
    pending = a_life().assigned().named()
    pending.do(pending.handler, Action.REQUEST_EXTENSION, working_days=5, reason="等待鉴定结论")
    for changed in (
        replace(life.case, clock=None),
        replace(life.case, clock=replace(clock, term=Term.FOLLOW_UP)),
        replace(life.case, clock=replace(clock, breached_at=clock.due_at)),
        replace(life.case, clock=replace(clock, held=True)),
        replace(life.case, clock=replace(clock, extended=(working_days(1),))),
        pending.case,
    ):
        assert not may_reckon(changed, life.around)
    life.now = clock.due_at
    assert not may_reckon(life.case, life.around)


@pytest.mark.obligation("R-69", "R-70", "R-52")
def test_the_first_rating_tells_a_withdrawal_before_the_reply_from_one_after_it(life):
    before, after = conditions.BEFORE_FINAL_REPLY.holds, conditions.AFTER_FINAL_REPLY.holds
    rated = replace(life.case, ratings=(Rating(round=1, grades=VERY_GOOD, at=life.now),))
    assert [before(life.case, life.around), after(life.case, life.around)] == [True, False]
    assert [before(rated, life.around), after(rated, life.around)] == [False, True]
    assert not before(replace(life.case, ex_officio=True), life.around)
    deciding = replace(life.case, state=State.DECISION)
    assert not before(deciding, life.around)
    assert before(replace(deciding, tracking_since=date(2026, 3, 1)), life.around)


@pytest.mark.obligation("R-64", "R-09")
def test_news_from_outside_is_awaited_only_from_where_the_case_was_sent(life):
    outcome, receipt = conditions.AWAITING_OUTCOME.holds, conditions.AWAITING_RECEIPT.holds
    chased = conditions._waits_for(Term.CHASE, outside=False)
    assert chased(replace(life.case, clock=replace(life.case.clock, term=Term.CHASE)), life.around)
    assert not chased(life.case, life.around)
    for term, waits in ((Term.CHASE, True), (Term.CHASE_AGAIN, True), (Term.JUDGEMENT, False)):
        for outside in (False, True):
            case = replace(life.case, clock=replace(life.case.clock, term=term), referred_outside=outside)
            assert outcome(case, life.around) is (waits and not outside)
            assert receipt(case, life.around) is (waits and outside)
    assert not outcome(replace(life.case, clock=None), life.around)


@pytest.mark.obligation("R-69")
@pytest.mark.parametrize(
    ("evaluates", "feeds_back", "ex_officio", "unrated"),
    [
        (True, False, False, False),
        (False, True, False, False),
        (False, False, False, True),
        (True, False, True, True),
    ],
)
def test_a_reply_goes_unrated_where_nobody_asks_the_citizen(evaluates, feeds_back, ex_officio, unrated):
    life = a_life().assigned().named().drafted().submitted()
    life.do(life.body, Action.PASS_REVIEW, checked=ALL_TICKED)
    around = replace(
        life.around,
        rulebook=replace(
            RULEBOOK,
            evaluation=RULEBOOK.evaluation if evaluates else None,
            feedback=object() if feeds_back else None,
        ),
    )
    case = replace(life.case, ex_officio=ex_officio)
    assert conditions.LAST_OF_UNRATED.holds(case, around) is unrated


def test_a_desk_is_closed_by_its_box_alone():
    assert is_closed_desk("helan:640122-nyj#closed:202603")
    assert not is_closed_desk("helan:640122-nyj#handling")
    assert not is_closed_desk("helan:closed#handling")


@pytest.mark.obligation("R-30")
def test_an_application_is_open_to_the_unit_alone(life):
    assert is_open(life, life.handler, Action.REQUEST_EXTENSION)
    assert not is_open(life, life.county, Action.REQUEST_EXTENSION)
