from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.notices.occasion import occasion_of
from chalicelib.domain.vocabulary import Action, DutyKind, State
from chalicelib.domain.workflow.case import Owed
from tests.support.owing import a_case, a_duty, an_entry

TO_POST = Owed("N5", "c-1")
MAIN_DUE = date(2026, 7, 8)
DUTY_DUE = date(2026, 7, 2)


def test_a_day_that_the_entry_names_is_the_day_that_is_told():
    entry = an_entry(4, Action.GRANT_EXTENSION, data={"due_on": "2026-07-20"})
    assert occasion_of(a_case(), entry, TO_POST, "X").due_on == date(2026, 7, 20)


@pytest.mark.obligation("A-03")
def test_a_breach_is_about_the_last_day_that_was_over_when_it_became_true():
    entry = an_entry(4, Action.BREACH, at=datetime(2026, 7, 8, 16, 0, tzinfo=UTC))
    assert occasion_of(a_case(clock=None), entry, TO_POST, "X").due_on == MAIN_DUE


def test_an_act_that_lays_a_duty_speaks_of_the_duty_s_day():
    case = a_case(duties=(a_duty(DutyKind.SUPERVISION, DUTY_DUE),))
    assert occasion_of(case, an_entry(4, Action.SUPERVISE), TO_POST, "X").due_on == DUTY_DUE


def test_a_duty_that_is_settled_by_now_names_no_day():
    assert occasion_of(a_case(), an_entry(4, Action.SUPERVISE), TO_POST, "X").due_on is None


def test_any_other_act_speaks_of_the_main_line_s_day_if_there_is_one():
    assert occasion_of(a_case(), an_entry(4, Action.REMIND), TO_POST, "X").due_on == MAIN_DUE
    assert occasion_of(a_case(clock=None), an_entry(4, Action.REMIND), TO_POST, "X").due_on is None


@pytest.mark.obligation("R-35")
def test_the_next_approver_is_asked_though_the_entry_says_that_one_has_agreed():
    case = a_case(duties=(a_duty(DutyKind.EXTENSION, DUTY_DUE, owner="c-1"),))
    entry = an_entry(5, Action.GRANT_EXTENSION)
    asked = occasion_of(case, entry, TO_POST, "X")
    assert (asked.action, asked.due_on) == (Action.REQUEST_EXTENSION, DUTY_DUE)
    assert occasion_of(case, entry, Owed("N5", "d-h"), "X").action is Action.GRANT_EXTENSION


@pytest.mark.obligation("R-69")
def test_a_withdrawal_accepted_by_silence_is_told_as_one_accepted():
    lapsed = an_entry(6, Action.LAPSE)
    assert occasion_of(a_case(state=State.WITHDRAWN), lapsed, TO_POST, "X").action is Action.ACCEPT_WITHDRAWAL
    assert occasion_of(a_case(), lapsed, TO_POST, "X").action is Action.LAPSE


@pytest.mark.obligation("R-37")
def test_an_interim_reply_is_not_told_as_a_result():
    signed = an_entry(6, Action.PASS_REVIEW)
    assert occasion_of(a_case(state=State.TRACKING), signed, TO_POST, "X").action is Action.REPLY_INTERIM
    assert occasion_of(a_case(state=State.REPLIED), signed, TO_POST, "X").action is Action.PASS_REVIEW
