"""A running term, field by field: what it begins with, what an extension and a new calendar change in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.terms import RunningTerm, extend, recounted, start, start_until
from chalicelib.domain.identifiers import OrgId
from chalicelib.domain.vocabulary import Term
from tests.support.calendars import CN, CN_NX, calendar_days, first_notice_of_2020_only, working_days

ORG = OrgId("o-1")
BEFORE_THE_SECOND_NOTICE = calendar_of(first_notice_of_2020_only())
LATER = datetime(2022, 7, 12, 3, tzinfo=UTC)


def opened(calendar, day, limit=None):
    at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    return start(Term.HANDLING, org=ORG, at=at, limit=limit or working_days(3), calendar=calendar)


def far_gone(term):
    """Give a term after everything that can happen to one has happened."""
    return replace(
        term,
        reminded=3,
        acted=False,
        held=True,
        warned=True,
        breached_at=LATER - timedelta(hours=1),
        rungs=("yellow", "red"),
        nagged_on=date(2022, 7, 11),
    )


@pytest.mark.obligation("A-02", "A-14")
def test_a_term_says_what_it_began_with():
    at = datetime(2022, 7, 8, 2, tzinfo=UTC)
    assert start(Term.HANDLING, org=ORG, at=at, limit=working_days(3), calendar=CN) == RunningTerm(
        term=Term.HANDLING,
        org=ORG,
        started_at=at,
        limit=working_days(3),
        calendar_version=CN.version,
        counted_from=date(2022, 7, 8),
        due_on=date(2022, 7, 13),
    )


def test_a_term_that_follows_another_counts_on_from_its_last_day():
    at = datetime(2022, 7, 8, 2, tzinfo=UTC)
    following = start(
        Term.HANDLING, org=ORG, at=at, limit=working_days(3), calendar=CN, after=date(2022, 7, 11)
    )
    assert (following.counted_from, following.due_on) == (date(2022, 7, 11), date(2022, 7, 14))
    assert following.started_at == at


@pytest.mark.obligation("S-5", "A-28")
@pytest.mark.parametrize(
    ("day", "until", "counted"),
    [
        pytest.param(date(2022, 7, 11), date(2022, 7, 13), 2, id="workdays-without-the-first"),
        pytest.param(date(2022, 9, 30), date(2022, 10, 10), 3, id="over-a-holiday-and-a-worked-weekend"),
        pytest.param(date(2022, 7, 8), date(2022, 7, 10), 1, id="only-rest-days-are-still-one"),
        pytest.param(date(2022, 7, 11), date(2022, 7, 12), 1, id="the-next-day"),
        pytest.param(date(2022, 7, 11), date(2022, 7, 11), 1, id="the-same-day"),
    ],
)
def test_a_day_somebody_has_set_is_the_last_one_whatever_calendars_say(day, until, counted):
    at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    assert start_until(Term.SUPERVISION_ANSWER, org=ORG, at=at, until=until, calendar=CN) == RunningTerm(
        term=Term.SUPERVISION_ANSWER,
        org=ORG,
        started_at=at,
        limit=working_days(counted),
        calendar_version=CN.version,
        counted_from=day,
        due_on=until,
        dated=True,
    )


@pytest.mark.obligation("S-5", "A-28")
def test_a_day_somebody_has_set_beyond_the_published_calendars_is_certain():
    at = datetime(2026, 12, 30, 2, tzinfo=UTC)
    set_day = start_until(Term.SUPERVISION_ANSWER, org=ORG, at=at, until=date(2027, 1, 20), calendar=CN)
    assert not set_day.provisional
    assert recounted(set_day, CN_NX, LATER) is set_day


@pytest.mark.obligation("A-08", "R-83")
def test_an_extended_term_runs_afresh_from_the_due_day_that_stood():
    running = far_gone(opened(CN, date(2022, 7, 6), working_days(2)))
    assert extend(running, working_days(3), CN_NX, LATER) == RunningTerm(
        term=Term.HANDLING,
        org=ORG,
        started_at=running.started_at,
        limit=working_days(2),
        extended=(working_days(3),),
        calendar_version=CN_NX.version,
        counted_from=date(2022, 7, 8),
        due_on=date(2022, 7, 15),
        moved_at=LATER,
        acted=True,
    )


@pytest.mark.obligation("R-81")
def test_an_extension_beyond_the_published_calendars_is_provisional_and_one_within_them_is_not():
    running = opened(CN, date(2026, 12, 28), working_days(2))
    beyond = extend(running, working_days(5), CN, LATER)
    assert (running.provisional, beyond.provisional) == (False, True)
    assert not extend(replace(running, provisional=True), working_days(1), CN, LATER).provisional


def test_the_stretch_that_runs_is_the_last_extension():
    running = opened(CN, date(2022, 7, 6))
    assert running.stretch == working_days(3)
    twice = extend(extend(running, working_days(2), CN, LATER), calendar_days(4), CN, LATER)
    assert (twice.limit, twice.stretch) == (working_days(3), calendar_days(4))
    assert twice.extended == (working_days(2), calendar_days(4))


@pytest.mark.obligation("R-82", "R-83", "A-47")
def test_a_term_that_a_new_calendar_moves_runs_afresh():
    running = far_gone(opened(BEFORE_THE_SECOND_NOTICE, date(2020, 1, 23), working_days(1)))
    assert running.due_on == date(2020, 1, 31)
    assert recounted(running, CN, LATER) == RunningTerm(
        term=Term.HANDLING,
        org=ORG,
        started_at=running.started_at,
        limit=working_days(1),
        calendar_version=CN.version,
        counted_from=date(2020, 1, 23),
        due_on=date(2020, 2, 3),
        moved_at=LATER,
    )


@pytest.mark.obligation("A-08", "A-47")
def test_of_a_term_extended_twice_every_stretch_is_counted_again():
    running = opened(BEFORE_THE_SECOND_NOTICE, date(2020, 1, 23), working_days(1))
    for _ in range(2):
        running = extend(running, working_days(1), BEFORE_THE_SECOND_NOTICE, LATER)
    assert (running.counted_from, running.due_on) == (date(2020, 2, 1), date(2020, 2, 3))
    moved = recounted(running, CN, LATER)
    assert (moved.counted_from, moved.due_on) == (date(2020, 2, 4), date(2020, 2, 5))


@pytest.mark.obligation("R-81")
def test_a_due_that_becomes_firm_where_it_stood_may_be_warned_of_anew_and_says_by_which_calendar():
    foretold = calendar_of(first_notice_of_2020_only())
    running = replace(far_gone(opened(foretold, date(2021, 3, 1))), acted=True)
    assert running.provisional
    assert recounted(running, CN, LATER) == replace(
        running, provisional=False, warned=False, calendar_version=CN.version
    )


@pytest.mark.obligation("R-81", "R-83")
def test_a_term_never_moves_earlier_and_not_at_all_by_the_calendar_it_was_counted_with():
    running = opened(CN, date(2022, 7, 8))
    later = replace(running, due_on=date(2022, 7, 20))
    assert recounted(later, CN_NX, LATER) is later
    sooner = replace(running, due_on=date(2022, 7, 12))
    assert recounted(sooner, CN, LATER) is sooner
