"""The nightly check finds every promise that is broken, and only those (design §1 promise 2)."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.case import Owed
from chalicelib.ports.case_store import DeskPage
from chalicelib.ports.job_log import JobRun
from chalicelib.ports.messages import Mark
from chalicelib.ports.wake_shards import shard_key, wake_shard
from chalicelib.usecases import night_walks
from chalicelib.usecases.check_night import LONGEST
from chalicelib.usecases.late_jobs import NIGHTLY, PERIODS
from chalicelib.usecases.night_tally import MOST_TOLD, OPEN_CASES, SLIPS_DROPPED, Finding
from tests.support.decisions import acting, duty, filing
from tests.support.life import COUNTY_BODY, DIRECTORY, FARMING
from tests.support.office import OfficeServices
from tools.package import ROOT

BODY = DIRECTORY.discipline_body_of(FARMING)
INTAKE = DIRECTORY.posts_of(BODY, "intake")[0].id


@pytest.fixture
def services():
    made = OfficeServices()
    after(made)
    return made


def after(services, **time):
    """Let time pass, in which every job has run as it should."""
    services.clock.pass_by(**time)
    for job in PERIODS:
        services.dispatch.job_log.ran(JobRun(job=job, ran_at=services.clock.real_now()))


@pytest.fixture
def night(services):
    return services.dispatch.check_night


def number(n):
    return CaseNo(f"HL261123{n:08d}")


def filed(services, n=1, *, owes=(), **changes):
    """File a case that owes nobody a notice unless told otherwise."""
    now = services.clock.now()
    given = {
        "rulebook": "helan-2022@1",
        "filed_at": now,
        "owner_org": BODY,
        "owner_post": INTAKE,
        "supervising_org": BODY,
        "next_wake_at": now + timedelta(days=1),
    }
    decision = filing(services.cases, number(n), **(given | changes))
    entry = replace(decision.entries[0], at=now, owes=owes)
    return services.cases.create(replace(decision, entries=(entry,)), PersonId("p"))


def owing(services):
    return filed(services, owes=(Owed("N1", "citizen"),))


def spoiled(services, case, **changes):
    """Break a promise behind the store's back: no commit could."""
    folder = services.cases._folders[case.case_no]
    folder.case = replace(folder.case, **changes)


def found(run):
    return {finding.value: lines for finding in Finding if (lines := run.findings[finding])}


def test_a_healthy_night_finds_nothing_and_says_how_much_it_saw(services, night):
    for n in range(7):
        filed(services, n)
    run = night()
    assert found(run) == {}
    assert run.figures[OPEN_CASES] == 7
    assert services.dispatch.job_log.last_runs([NIGHTLY]) == {NIGHTLY: replace(run, first_ran_at=run.ran_at)}


@pytest.mark.obligation("H-8.2")
def test_a_case_without_owner_and_one_with_nobody_at_the_post_are_found(services, night):
    spoiled(services, filed(services, 1), owner_org=None, owner_post=None)
    spoiled(services, filed(services, 2), owner_post=None)
    assert found(night()) == {"without_owner": [number(1)], "vacant": [f"{number(2)} {BODY}"]}


@pytest.mark.obligation("H-8.2")
def test_a_case_without_wake_up_is_found_on_its_desk(services, night):
    spoiled(services, filed(services), next_wake_at=None)
    assert found(night()) == {"without_wake_up": [number(1)]}


def test_a_case_that_has_ended_needs_neither(services, night):
    spoiled(services, filed(services, 1), state=State.CLOSED, next_wake_at=None, owner_org=None)
    spoiled(services, filed(services, 2), state=State.CLOSED, owner_org=None)
    assert found(night()) == {}


def test_a_notice_without_a_mark_is_queued_and_listed(services, night):
    case = owing(services)
    after(services, hours=1)
    assert found(night()) == {"unsent": [f"{case.case_no}:1:citizen"]}
    assert [envelope.to for envelope in services.dispatch.notice_queue.take()] == ["citizen"]


def test_the_last_notice_of_a_case_that_has_ended_is_found_on_the_desk_of_closed_ones(services, night):
    spoiled(services, owing(services), state=State.CLOSED, next_wake_at=None)
    after(services, hours=1)
    assert found(night()) == {"unsent": [f"{number(1)}:1:citizen"]}


@pytest.mark.parametrize(
    ("hours", "lists"),
    [pytest.param(1, 1, id="of-the-last-day"), pytest.param(30, 0, id="of-days-ago")],
)
def test_a_receiver_whom_nobody_reaches_is_listed_for_a_day(services, night, hours, lists):
    case = owing(services)
    services.dispatch.messages.mark(
        Mark(case_no=case.case_no, seq=1, to="citizen", at=services.clock.now(), answer="unreachable")
    )
    after(services, hours=hours)
    assert len(night().findings[Finding.UNREACHABLE]) == lists


@pytest.mark.obligation("R-03")
def test_a_silent_top_body_is_found(services, night):
    case = filed(services)
    late = replace(case.clock, breached_at=services.clock.now())
    spoiled(services, case, owner_org=COUNTY_BODY, clock=late)
    assert found(night()) == {"silent_top_bodies": [f"{case.case_no} intake"]}


class WithAStrangeRow:
    """A desk index that shows a case where its head does not confirm it."""

    def __init__(self, cases, desk, case_no):
        self._cases, self._desk, self._case_no = cases, desk, case_no
        self.dropped = []

    def __getattr__(self, name):
        return getattr(self._cases, name)

    def list_desk(self, desk, **options):
        page = self._cases.list_desk(desk, **options)
        if desk != self._desk:
            return page
        row = self._cases._row(desk, self._cases.get(self._case_no).filed_at, self._case_no)
        return DeskPage(rows=[*page.rows, row], next_key=page.next_key)

    def drop_slip(self, case, desk):
        self.dropped.append((case.case_no, desk))
        return True


def test_a_slip_that_no_head_confirms_is_dropped(services):
    filed(services)
    strange = f"helan:{FARMING}#extensions"
    services.cases = WithAStrangeRow(services.cases, strange, number(1))
    run = services.dispatch.check_night()
    assert services.cases.dropped == [(number(1), strange)]
    assert run.figures[SLIPS_DROPPED] == 1
    assert found(run) == {}


def test_a_row_that_is_no_slip_is_not_counted_as_one(services):
    filed(services)
    strange = f"helan:{FARMING}#extensions"

    class Lagging(WithAStrangeRow):
        def drop_slip(self, case, desk):
            return False

    services.cases = Lagging(services.cases, strange, number(1))
    assert SLIPS_DROPPED not in services.dispatch.check_night().figures


def test_a_slip_that_its_head_confirms_stays(services, night):
    case = filed(services)
    services.cases.commit(acting(case, duties=(duty(org=COUNTY_BODY),)))
    run = night()
    assert SLIPS_DROPPED not in run.figures
    assert [row.case_no for row in desk(services, f"helan:{COUNTY_BODY}#extensions").rows] == [case.case_no]


def desk(services, key):
    return services.cases.list_desk(key, limit=10, after=None)


def test_a_row_older_than_its_head_is_no_finding(services):
    filed(services)
    stale = services.cases.get(number(1))

    class Lagging(WithAStrangeRow):
        def get_many(self, case_nos):
            return [replace(stale, next_wake_at=None) for _ in case_nos]

    services.cases = Lagging(services.cases, "nowhere", number(1))
    assert found(services.dispatch.check_night()) == {}


def test_a_case_that_nobody_can_look_at_is_listed_and_the_others_are_looked_at(services):
    for n in (1, 2, 3):
        filed(services, n)
    spoiled(services, services.cases.get(number(2)), county="nowhere")

    class Unreadable(WithAStrangeRow):
        def get_many(self, case_nos):
            if number(3) in case_nos:
                raise ValueError("a head of another world")
            return self._cases.get_many(case_nos)

        def get(self, case_no):
            if case_no == number(3):
                raise ValueError("a head of another world")
            return self._cases.get(case_no)

    services.cases = Unreadable(services.cases, "nowhere", number(1))
    run = services.dispatch.check_night()
    lines = set(run.findings[Finding.UNREADABLE])
    assert lines == {f"{number(2)} CountyMissingError", f"{number(3)} ValueError"}
    assert run.figures[OPEN_CASES] == 2


def test_late_jobs_are_found(services, night):
    services.clock.pass_by(hours=1)
    assert found(night()) == {"late_jobs": ["sweep", "release"]}


def test_of_a_long_list_the_first_are_kept_and_all_are_counted(services, night):
    for n in range(500):
        spoiled(services, filed(services, n), owner_org=None, owner_post=None)
    run = night()
    assert len(run.findings[Finding.WITHOUT_OWNER]) == MOST_TOLD
    assert run.length_of(Finding.WITHOUT_OWNER) == 500


def test_a_shard_larger_than_a_page_is_walked_to_its_end(services, night, monkeypatch):
    monkeypatch.setattr(night_walks, "PAGE", 2)
    for n in range(50):
        filed(services, n)
    spoiled(services, services.cases.get(number(49)), next_wake_at=None)
    run = night()
    assert run.figures[OPEN_CASES] == 50
    assert found(run) == {"without_wake_up": [number(49)]}


class Hurried:
    """A clock that lets a while pass at each reading of the real time."""

    def __init__(self, clock, step):
        self._clock, self._step = clock, step

    def now(self):
        return self._clock.now()

    def real_now(self):
        self._clock.pass_by(seconds=self._step)
        return self._clock.real_now()


@pytest.mark.parametrize("step", [20, 100, 300])
def test_a_check_that_runs_out_of_time_goes_on_at_the_next_tick(services, monkeypatch, step):
    monkeypatch.setattr(night_walks, "PAGE", 2)
    for n in range(40):
        filed(services, n)
    lonely = number(39)
    spoiled(services, services.cases.get(lonely), owner_org=None, owner_post=None)
    night = services.dispatch.check_night
    hurried = replace(night, clock=Hurried(services.clock, step))
    ticks = 0
    while (run := hurried()).findings[Finding.UNCHECKED]:
        services.clock.at = services.clock.at.replace(hour=1)
        ticks += 1
        assert ticks < 1000
    assert ticks > 0
    assert run.figures[OPEN_CASES] == 40
    assert run.findings[Finding.WITHOUT_OWNER] == [lonely]


def test_a_part_that_a_store_does_not_answer_for_is_begun_anew(services):
    for n in range(20):
        filed(services, n)

    class Faltering(WithAStrangeRow):
        falters = True

        def list_waking(self, shard, **options):
            if self.falters and shard == 3:
                raise UnavailableError("请稍后再试。")
            return self._cases.list_waking(shard, **options)

        def get_many(self, case_nos):
            if self.falters and number(5) in case_nos:
                raise UnavailableError("请稍后再试。")
            return self._cases.get_many(case_nos)

    services.cases = Faltering(services.cases, "nowhere", number(1))
    first = services.dispatch.check_night()
    assert "nightly#W03" in first.findings[Finding.UNCHECKED]
    assert "nightly#helan" in first.findings[Finding.UNCHECKED]
    services.cases.falters = False
    second = services.dispatch.check_night()
    assert found(second) == {}
    assert second.figures[OPEN_CASES] == 20


def test_a_store_that_falters_in_the_middle_of_a_page_is_no_fault_of_the_case(services):
    filed(services)

    class Faltering:
        def marks_of(self, case_no):
            raise UnavailableError("请稍后再试。")

    services.dispatch.messages = Faltering()
    run = services.dispatch.check_night()
    assert run.findings[Finding.UNREADABLE] == []
    assert run.findings[Finding.UNCHECKED] == [f"nightly#{shard_key(wake_shard(number(1)))}"]


def test_an_answered_case_is_looked_at_where_it_waits_for_its_rating(services, night):
    spoiled(services, owing(services), state=State.REPLIED, replied_at=services.clock.now())
    after(services, hours=1)
    # Once, by its wake-up; on the desk of closed ones it only lies.
    assert found(night()) == {"unsent": [f"{number(1)}:1:citizen"]}


def test_the_next_night_begins_anew(services, night):
    filed(services)
    night()
    spoiled(services, services.cases.get(number(1)), owner_post=None)
    assert found(night()) == {}
    after(services, days=1)
    assert found(night()) == {"vacant": [f"{number(1)} {BODY}"]}


def test_a_tick_ends_before_the_function_would_be_stopped():
    configured = json.loads((ROOT / ".chalice" / "config.json").read_text())
    function_seconds = configured["lambda_functions"][NIGHTLY]["lambda_timeout"]
    # The page that is under way, and the sum of the night, take no two minutes.
    assert LONGEST + timedelta(minutes=2) <= timedelta(seconds=function_seconds)
