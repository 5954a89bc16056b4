"""When another calendar is in force every open case is counted again, whoever is asleep (A-47)."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from app import app
from chalicelib.adapters.cached_shelves import POINTERS_LAST_SECONDS
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.vocabulary import Action
from chalicelib.ports.wake_shards import WAKE_SHARDS, wake_shard
from chalicelib.runtime.wiring import use
from chalicelib.usecases import recount_shard
from chalicelib.usecases.import_county import ImportCounty
from chalicelib.usecases.recount_shard import FIRST_WAIT, LONGEST, progress
from tests.support.calendars import a_notice, days
from tests.support.edge import Caller
from tests.support.notices_out import LONGER_NOVEMBER, CalendarOffice, mou_files
from tests.support.office import Town
from tests.usecases.test_sweep import Store

NO_WEDNESDAY = LONGER_NOVEMBER | {"days_off": days("临时放假", "2026-11-25")}
WAS, IS = date(2026, 12, 7), date(2026, 12, 9)


@pytest.fixture
def office():
    with use(CalendarOffice()) as services:
        yield services


@pytest.fixture
def town(office):
    return Town(office, Caller(app))


@pytest.fixture
def case_no(town):
    """A case in handling: the citizen was told a day, and for a week nobody need look at it."""
    number = town.file()
    town.assigned(number)
    return number


def firmed(office, case_no):
    return [entry for entry in office.cases.get(case_no).tail if entry.action is Action.FIRM_DUE]


def settled(office):
    """Let rounds pass until no shard has anything left to do."""
    office.a_round_later()
    for _ in range(60):
        if not any(each.looked_at for each in office.a_round_later()):
            return
    raise AssertionError("the walk never ends")


def has_begun(office, file=LONGER_NOVEMBER):
    """Take a notice in, and let the rounds pass until the walk may begin."""
    office.import_notice(file)
    office.a_round_later()
    office.clock.pass_by(minutes=5)


@pytest.mark.obligation("A-47")
def test_a_case_that_sleeps_is_counted_again_and_its_people_are_told(office, case_no):
    settled(office)
    before = office.cases.get(case_no)
    assert before.clock.due_on == WAS
    office.import_notice()
    settled(office)
    after = office.cases.get(case_no)
    assert office.clock.now() < before.next_wake_at
    assert after.clock.due_on == IS
    (moved,) = firmed(office, case_no)
    assert (moved.data["notice"], moved.data["calendar"]) == (
        "国办发明电〔2026〕9号",
        "CN-2026.2+CN-NX-2022.1",
    )
    assert "citizen" in {owed.to for owed in moved.owes if owed.notice == "N5"}


@pytest.mark.obligation("R-81")
def test_a_provisional_due_becomes_firm_while_its_case_sleeps(office, town):
    office.clock.pass_by(days=32)
    case_no = town.file()
    town.assigned(case_no)
    assert office.cases.get(case_no).clock.provisional
    office.import_notice(a_notice())
    settled(office)
    assert not office.cases.get(case_no).clock.provisional
    assert len(firmed(office, case_no)) == 1


def test_repeated_nothing_is_looked_at_again(office, case_no):
    office.import_notice()
    settled(office)
    version = office.cases.get(case_no).version
    office.import_notice()
    settled(office)
    assert not any(each.looked_at for each in office.a_round_later())
    assert office.cases.get(case_no).version == version


def test_what_another_process_files_by_the_calendar_before_is_met_too(office, town):
    office.shelves.county(CountyId("helan"))
    office.import_notice()
    for shard in range(WAKE_SHARDS):
        replace(office.recount_shard, shelves=office.as_another_process_reads())(shard)
    case_no = town.file()
    town.assigned(case_no)
    assert office.cases.get(case_no).clock.due_on == WAS
    office.clock.pass_by(seconds=FIRST_WAIT.total_seconds() - 1)
    assert not any(each.looked_at for each in office.recount())
    office.clock.pass_by(seconds=1)
    office.recount()
    assert office.cases.get(case_no).clock.due_on == IS


def test_the_wait_outlasts_the_pointers_that_a_process_has_read():
    assert FIRST_WAIT.total_seconds() > POINTERS_LAST_SECONDS


@pytest.mark.obligation("A-46", "A-47")
def test_only_the_county_that_counts_by_a_region_moves_with_it(office, town, case_no):
    ImportCounty(office.library, office.register)(mou_files())
    other_no = town.file()
    town.assigned(other_no)
    folder = office.cases._folders[other_no]
    folder.case = replace(folder.case, county=CountyId("mou"))
    regional = LONGER_NOVEMBER | {"document": "宁政办发〔2026〕9号"}
    office.import_notice(regional, "CN-NX")
    settled(office)
    assert (office.calendar_in_force("mou"), office.calendar_in_force()) == (
        "CN-2026.1",
        "CN-2026.1+CN-NX-2026.1",
    )
    assert office.cases.get(case_no).clock.due_on == IS
    assert office.cases.get(other_no).clock.due_on == WAS
    office.import_notice(LONGER_NOVEMBER)
    settled(office)
    assert office.cases.get(other_no).clock.due_on == IS
    assert len(firmed(office, case_no)) == len(firmed(office, other_no)) == 1


class CrashError(BaseException):
    """The process is gone: nothing of ours can catch that."""


@contextmanager
def dying_at(office, nth, *, after):
    """Let the process die at the nth call of a store, before it happened or after."""
    calls = count()

    def dying(really):
        def call(*given, **named):
            is_it = next(calls) == nth
            if is_it and not after:
                raise CrashError
            answer = really(*given, **named)
            if is_it:
                raise CrashError
            return answer

        return call

    cases, log = office.cases, office.dispatch.job_log
    there = {name: dying(getattr(cases, name)) for name in ("get", "commit", "list_waking")}
    logged = {name: dying(getattr(log, name)) for name in ("ran", "last_runs")}
    yield replace(office.recount_shard, cases=Store(cases, **there), job_log=Store(log, **logged))


def has_died(walk, shards):
    try:
        for shard in shards:
            walk(shard)
    except CrashError:
        return True
    return False


@pytest.mark.obligation("A-47")
@pytest.mark.parametrize("after", [False, True], ids=["before-it-happened", "after-it-happened"])
def test_wherever_a_walk_breaks_off_it_is_gone_on_with_and_nothing_is_doubled(town, office, after):
    town.file()
    filed = [town.file() for _ in range(8)]
    shards = sorted({wake_shard(case_no) for case_no in filed})
    untouched = {case_no: office.cases.get(case_no) for case_no in filed}
    office.import_notice(NO_WEDNESDAY)
    office.a_round_later()
    begun = dict(office.dispatch.job_log._runs)
    office.clock.pass_by(minutes=5)
    for nth in count():
        for case_no, case in untouched.items():
            folder = office.cases._folders[case_no]
            folder.case, folder.entries[:] = case, folder.entries[: case.version]
        office.dispatch.job_log._runs = dict(begun)
        with dying_at(office, nth, after=after) as walk:
            was_met = has_died(walk, shards)
        settled(office)
        for case_no in filed:
            (moved,) = firmed(office, case_no)
            assert (moved.data["was"], moved.data["due_on"]) == ("2026-11-26", "2026-11-27")
        if not was_met:
            break
    assert nth > 3 * len(filed)


def test_a_walk_stops_at_its_bounds_and_goes_on_where_it_was(town, office, monkeypatch):
    filed = [town.file() for _ in range(40)]
    monkeypatch.setattr(recount_shard, "PAGE", 2)
    monkeypatch.setattr(recount_shard, "MOST_CASES", 1)
    has_begun(office, NO_WEDNESDAY)
    first = office.recount()
    assert any(each.is_cut_short for each in first)
    assert all(each.looked_at <= 1 for each in first)
    settled(office)
    assert all(len(firmed(office, case_no)) == 1 for case_no in filed)
    known = progress(office.dispatch.job_log, office.shelves.counties())
    assert (known.finished, known.shards, known.moved, known.put_off) == (16, 16, 40, ())
    # A case whose wake-up moves lies further on, and may be met a second time; it owes nothing then.
    assert known.looked_at >= 40


class Hurried:
    """Whoever looks at this clock has just used up the time of a call."""

    def __init__(self, clock):
        self._clock = clock
        self.now = clock.now

    def real_now(self):
        self._clock.pass_by(seconds=LONGEST.total_seconds() + 1)
        return self._clock.real_now()


def test_a_walk_stops_when_its_time_is_over(office, case_no):
    has_begun(office)

    done = replace(office.recount_shard, clock=Hurried(office.clock))(wake_shard(case_no))
    assert (done.is_cut_short, done.looked_at, done.has_come_to_the_end) == (True, 1, False)
    assert office.recount_shard(wake_shard(case_no)).has_come_to_the_end


def failing(office, *case_nos):
    """Give the walk, to which these cases cannot be read."""

    def get(case_no):
        if case_no in case_nos:
            raise UnavailableError("请稍后再试。")
        return office.cases.get(case_no)

    return replace(office.recount_shard, cases=Store(office.cases, get=get))


def of_one_shard(town, number):
    """File until some shard has so many cases, and give them as a walk meets them."""
    shards = {}
    while True:
        case_no = town.file()
        found = shards.setdefault(wake_shard(case_no), [])
        found.append(case_no)
        if len(found) == number:
            return sorted(found)


def test_a_case_that_fails_is_put_off_and_listed_and_the_others_go_on(town, office):
    first, second, third = of_one_shard(town, 3)
    shard = wake_shard(first)
    has_begun(office, NO_WEDNESDAY)
    done = failing(office, second)(shard)
    assert (done.failed, done.is_cut_short, done.has_come_to_the_end) == (
        {second: "UnavailableError"},
        False,
        False,
    )
    assert [len(firmed(office, each)) for each in (first, second, third)] == [1, 0, 1]
    known = progress(office.dispatch.job_log, office.shelves.counties())
    assert (known.finished, known.put_off) == (0, (f"{second} UnavailableError",))
    assert failing(office, second)(shard).looked_at == 1
    mended = office.recount_shard(shard)
    assert (mended.moved, mended.has_come_to_the_end) == (1, True)
    assert not office.recount_shard(shard).looked_at


def test_where_too_many_fail_the_walk_waits_and_passes_nobody_over(town, office, monkeypatch):
    first, second, third = of_one_shard(town, 3)
    shard = wake_shard(first)
    monkeypatch.setattr(recount_shard, "MOST_PUT_OFF", 2)
    has_begun(office, NO_WEDNESDAY)
    for _ in range(2):
        done = failing(office, first, second)(shard)
        assert (len(done.failed), done.is_cut_short) == (2, False)
    assert not firmed(office, third)
    office.recount_shard(shard)
    assert [len(firmed(office, each)) for each in (first, second, third)] == [1, 1, 1]


def test_those_put_off_do_not_use_up_the_function_s_time(town, office):
    first, second = of_one_shard(town, 2)
    shard = wake_shard(first)
    has_begun(office)
    failing(office, first, second)(shard)

    done = replace(office.recount_shard, clock=Hurried(office.clock))(shard)
    assert (done.looked_at, list(done.failed)) == (0, [first, second])
    assert not done.is_cut_short


def test_a_walk_and_a_sweep_at_once_write_one_entry(town, office):
    filed = [town.file() for _ in range(6)]
    has_begun(office, NO_WEDNESDAY)

    def commit(decision):
        """Another walk, and whoever acts, are always a moment faster."""
        for shard in range(WAKE_SHARDS):
            replace(slower, cases=office.cases)(shard)
        return office.cases.commit(decision)

    slower = replace(office.recount_shard, cases=Store(office.cases, commit=commit))
    done = [slower(shard) for shard in range(WAKE_SHARDS)]
    assert not any(each.failed for each in done)
    assert all(len(firmed(office, case_no)) == 1 for case_no in filed)
