"""The clock at its edges: the very instant of a due, of an opening, of a move; and what it writes down."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.deadlines.calendar import HolidayNotice
from chalicelib.domain.deadlines.instants import at, end_of
from chalicelib.domain.vocabulary import Action, DutyKind, State, Term
from chalicelib.domain.workflow.case import Entry, Owed
from chalicelib.domain.workflow.clock.clockwork import _send_gravest_only, next_event
from chalicelib.domain.workflow.clock.expiring import expiry
from chalicelib.domain.workflow.clock.happening import Subject, next_call
from chalicelib.domain.workflow.clock.overdue import _held_by
from chalicelib.domain.workflow.clock.recounting import _notice_behind, _was_out_before, recount
from chalicelib.domain.workflow.clock.reminding import reminders
from chalicelib.domain.workflow.work import Work
from tests.support.calendars import CN, CN_NX, working_days
from tests.support.life import EDUCATION, a_life, beijing

ASK = {"working_days": 5, "reason": "等待鉴定结论"}


@pytest.fixture
def life():
    return a_life().assigned().named()


def asked(life, day="2026-03-03"):
    life.at(day).do(life.handler, Action.REQUEST_EXTENSION, **ASK)
    return life


def working(life, **changes):
    return Work(replace(life.case, **changes), life.around)


def main_term(work, **changes):
    """Let the main line's term be otherwise, and give it as the clock sees it."""
    running = replace(work.case.clock, **changes)
    work.change(clock=running)
    return Subject(running, None)


def test_where_no_term_runs_nothing_is_owed(life):
    assert next_event(working(life, state=State.DECISION, clock=None)) is None
    life.case = replace(life.case, state=State.DECISION, clock=None)
    life.at("2026-03-05").sweep()
    assert life.case.next_wake_at is None


@pytest.mark.obligation("R-02")
def test_an_act_that_settles_the_clock_first_is_itself_dated_now():
    life = a_life().assigned().at("2026-03-20").named()
    assert life.entries(Action.BREACH)[0].at == beijing("2026-03-17", "00:00")
    assert life.entries(Action.NAME_HANDLERS)[0].at == life.now


@pytest.mark.obligation("R-38", "A-39")
def test_tracking_that_has_run_out_is_said_to_have_and_only_while_it_is_tracked():
    life = a_life().interim()
    until = life.case.tracking_until
    life.at("2026-12-01").sweep()
    (out,) = [entry for entry in life.entries(Action.NUDGE_FOLLOW_UP) if "tracked_out" in entry.data]
    assert (out.at, out.data["tracked_out"]) == (end_of(until), True)
    drafting = a_life().interim().at("2026-03-05").drafted()
    drafting.case = replace(drafting.case, tracking_until=date(2026, 3, 6), clock=None)
    assert next_event(working(drafting)) is None


def entry(seq, action, *told):
    owes = tuple(Owed("N4", post) for post in told)
    return Entry(seq=seq, at=beijing("2026-03-02"), actor="clock", action=action, basis="R-03", owes=owes)


@pytest.mark.obligation("R-03")
def test_of_what_is_caught_up_each_hears_the_gravest_and_of_what_an_act_owed_nothing_is_lost(life):
    work = working(life)
    work.entries = [
        entry(1, Action.ESCALATE, "p-1"),  # owed by the act itself
        entry(2, Action.HOLD, "p-1", "p-2", "p-3"),
        entry(3, Action.NAG, "p-2", "p-5"),
        entry(4, Action.HOLD, "p-5"),
        entry(5, Action.REMIND, "p-1", "p-2", "p-3"),
        entry(6, Action.ESCALATE, "p-4"),
        entry(7, Action.BREACH, "p-4"),
    ]
    _send_gravest_only(work, 1)
    told = [(each.action, [owed.to for owed in each.owes]) for each in work.entries]
    assert told == [
        (Action.ESCALATE, ["p-1"]),
        (Action.HOLD, ["p-1", "p-3"]),
        (Action.NAG, ["p-2", "p-5"]),
        (Action.HOLD, []),
        (Action.REMIND, []),
        (Action.ESCALATE, ["p-4"]),
        (Action.BREACH, []),
    ]


@pytest.mark.obligation("R-38", "R-39")
@pytest.mark.parametrize(
    ("term", "state", "is_breach"),
    [
        (Term.FOLLOW_UP, State.TRACKING, False),
        (Term.FOLLOW_UP, State.DRAFTING, True),
        (Term.HANDLING, State.TRACKING, True),
        (Term.HANDLING, State.HANDLING, True),
        (Term.EVALUATION, State.REPLIED, False),
        (Term.CHASE, State.TRACKING_12345, False),
    ],
)
def test_the_end_of_a_term_is_a_breach_or_a_step_of_its_own(life, term, state, is_breach):
    work = working(life, state=state)
    event = expiry(work, main_term(work, term=term))
    assert (event.at, event.is_breach) == (work.case.clock.due_at, is_breach)


@pytest.mark.obligation("R-31", "A-10")
def test_a_pending_application_holds_the_term_once_and_then_gives_its_approver_a_working_day(life):
    asked(life)
    work = working(life)
    held = expiry(work, main_term(work))
    assert (held.at, held.is_breach) == (end_of(date(2026, 3, 16)), False)
    late = expiry(work, main_term(work, held=True))
    assert (late.at, late.is_breach) == (end_of(date(2026, 3, 17)), True)
    of_the_duty = Subject(work.case.duties[0].clock, work.case.duties[0])
    assert expiry(work, of_the_duty).at == work.case.duties[0].clock.due_at


@pytest.mark.obligation("R-31", "R-03")
def test_what_the_clock_writes_names_the_term_and_its_due(life):
    asked(life, "2026-03-16").at("2026-04-01").sweep()
    of_the_term = {"term": "handling", "due_on": "2026-03-16"}
    assert life.entries(Action.HOLD)[0].data == of_the_term
    assert [entry.data for entry in life.entries(Action.NAG) if entry.data["term"] == "handling"] == [
        of_the_term
    ]
    assert (life.case.clock.held, life.case.clock.breached_at) == (False, end_of(date(2026, 3, 16)))


@pytest.mark.obligation("R-64")
def test_each_chase_says_the_how_manieth_it_is():
    life = a_life()
    life.do(life.body, Action.TRANSFER_12345, target="12345", external_no="W-1")
    life.at("2026-03-31").sweep()
    assert [entry.data["chase"] for entry in life.entries(Action.CHASE)] == [1, 2, 3]


@pytest.mark.obligation("R-44", "R-24")
def test_a_reviewer_holds_the_term_only_from_the_moment_after_it_came(life):
    since = life.now - timedelta(microseconds=1)
    signing = {"state": State.IN_REVIEW, "owner_post": "p-1", "owner_org": "o-1"}
    assert _held_by(working(life, step_since=since, **signing)) == "p-1"
    assert _held_by(working(life, step_since=life.now, **signing)) == ""
    assert _held_by(working(life, step_since=None, **signing)) == ""
    assert _held_by(working(life, step_since=since, **signing | {"state": State.HANDLING})) == ""
    assert _held_by(working(life, step_since=since, **signing | {"owner_post": None})) == "o-1"
    nobodys = signing | {"owner_post": None, "owner_org": None}
    assert _held_by(working(life, step_since=since, **nobodys)) == ""


@pytest.mark.obligation("A-36")
def test_a_citizens_window_is_reminded_of_once():
    life = a_life().replied()
    work = working(life)
    first = main_term(work, term=Term.EVALUATION)
    assert len(list(reminders(work, first))) == 1
    assert list(reminders(work, main_term(work, reminded=1))) == []


@pytest.mark.obligation("R-83", "H-20.2")
def test_a_reminder_that_falls_on_the_very_move_of_its_term_is_dropped_and_the_lamp_with_it(life):
    work = working(life)
    subject = main_term(work, acted=False)
    half, lamp = list(reminders(work, subject))
    assert half.at == lamp.at
    before = main_term(work, acted=False, moved_at=half.at - timedelta(microseconds=1))
    assert [event.at for event in reminders(work, before)] == [half.at, half.at]
    (one_left,) = reminders(work, main_term(work, acted=False, moved_at=half.at))
    assert one_left.at > half.at
    assert len(list(reminders(work, main_term(work, acted=True, moved_at=None)))) == 1


@pytest.mark.obligation("R-03")
@pytest.mark.parametrize(
    ("day", "clock", "called"),
    [
        pytest.param("2026-03-20", "08:30", "2026-03-20", id="the-very-opening"),
        pytest.param("2026-03-20", "08:29", "2026-03-19", id="before-the-opening"),
        pytest.param("2026-03-21", "12:00", "2026-03-20", id="a-saturday"),
        pytest.param("2026-03-22", "12:00", "2026-03-20", id="a-sunday"),
        pytest.param("2026-03-16", "12:00", "2026-03-17", id="the-last-day-itself"),
        pytest.param("2026-03-10", "12:00", "2026-03-17", id="before-the-last-day"),
    ],
)
def test_the_newest_opening_counts_or_else_the_next_one(life, day, clock, called):
    work = Work(life.case, life.at(day, clock).around)
    assert next_call(work, date(2026, 3, 16)) == at(date.fromisoformat(called), "08:30")


def notice(document, published_on, *days, year=2026):
    return HolidayNotice(
        part=document,
        year=year,
        document=document,
        source="",
        published_on=published_on,
        days_off=dict.fromkeys(days[:1], "试"),
        make_up_workdays=dict.fromkeys(days[1:], "试"),
    )


@pytest.mark.obligation("R-82", "A-47")
def test_the_notice_behind_a_move_is_the_newest_about_its_days_or_else_of_its_year(life):
    old = life.case.clock
    new = replace(old, due_on=date(2026, 3, 18))

    def behind(*notices):
        found = _notice_behind(old, new, replace(CN, notices=notices))
        return found and found.document

    on_the_start = notice("start", None, old.counted_from, year=2025)
    after_the_start = notice("after", None, old.counted_from + timedelta(days=1), year=2025)
    on_the_due = notice("due", None, date(2026, 5, 1), new.due_on, year=2025)
    beyond = notice("beyond", None, new.due_on + timedelta(days=1), year=2025)
    of_the_year = notice("year", None, date(2026, 10, 1))
    assert behind(on_the_start, beyond) is None
    assert behind(after_the_start, beyond) == "after"
    assert behind(on_the_due, beyond) == "due"
    assert behind(after_the_start, on_the_due, of_the_year) == "due"
    assert behind(of_the_year, beyond) == "year"
    assert behind() is None


@pytest.mark.obligation("R-82")
@pytest.mark.parametrize(
    ("published_on", "was_out"),
    [(date(2026, 3, 15), True), (date(2026, 3, 16), True), (date(2026, 3, 17), False), (None, False)],
)
def test_a_notice_of_the_due_day_itself_was_out_before_the_due_was_over(life, published_on, was_out):
    assert _was_out_before(life.case.clock, notice("n", published_on)) is was_out
    assert not _was_out_before(life.case.clock, None)


@pytest.mark.obligation("R-81")
def test_a_calendar_that_changes_no_term_is_no_change_and_each_term_is_looked_at(life):
    asked(life)
    assert recount(working(life)) is False
    (duty,) = life.case.duties
    foretold = replace(duty.clock, provisional=True, calendar_version=CN.version)
    work = working(life, duties=(replace(duty, clock=foretold),))
    assert recount(work) is True
    (fact,) = work.entries
    assert (fact.action, fact.basis, fact.data["term"]) == (Action.FIRM_DUE, "R-81", "extension_decision")
    assert [owed.to for owed in fact.owes] == [duty.owner_post]
    assert work.case.duties[0].clock == replace(foretold, provisional=False, calendar_version=CN_NX.version)


def judged(life, now, **changes):
    """Stop a term that is otherwise, and give the verdicts that stand then."""
    life.now = now
    work = working(life)
    work.judge(main_term(work, **changes).running)
    return [(verdict.on_time, verdict.settled_at) for verdict in work.case.verdicts[1:]]


@pytest.mark.obligation("A-03", "R-05", "R-32", "R-81")
def test_a_term_is_judged_when_it_stops_late_from_the_very_end_of_its_last_day(life):
    due = life.case.clock.due_at
    just_before = due - timedelta(microseconds=1)
    assert [verdict.term for verdict in life.case.verdicts] == [Term.INTAKE]
    assert judged(life, just_before) == [(True, just_before)]
    assert judged(life, due) == [(False, due)]
    assert judged(life, due, provisional=True) == [(True, due)]
    assert judged(life, due, provisional=True, held=True) == [(False, due)]
    assert judged(life, just_before, held=True) == [(False, due)]
    for term in (Term.EVALUATION, Term.ADVICE_WINDOW, Term.CHASE, Term.CHASE_AGAIN, Term.TRACKING):
        assert judged(life, due, term=term) == []


@pytest.mark.obligation("R-05", "R-31", "R-24")
def test_one_term_has_one_late_verdict_which_names_nobody_unless_told(life):
    life.now = life.case.clock.due_at
    work = working(life)
    breached = work.breach(work.case.clock)
    assert breached == replace(life.case.clock, breached_at=life.now)
    (_, late) = work.case.verdicts
    assert (late.on_time, late.held_by, late.org) == (False, "", life.case.lead_unit)
    work.breach(work.case.clock, "p-1")
    work.judge(work.case.clock)
    assert work.case.verdicts[1:] == (late,)
    other = replace(work.case.clock, org=EDUCATION)
    work.breach(other, "p-1")
    work.judge(replace(other, org="o-2", limit=working_days(1)))
    assert [verdict.held_by for verdict in work.case.verdicts[1:]] == ["", "p-1", ""]


@pytest.mark.obligation("R-04")
def test_what_lapses_is_named_once_in_the_entry_that_says_why(life):
    asked(life)
    life.do(life.county, Action.FLAG_SPECIAL, reason="牵涉几个部门")
    work = working(life)
    work.drop_duties(work.case.duties)
    assert work.case.duties == ()
    assert work.take_lapsed() == {"lapsed": f"{DutyKind.EXTENSION},{DutyKind.COORDINATION}"}
    assert work.take_lapsed() == {}
