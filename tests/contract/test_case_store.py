"""What every store of cases promises (storage §1, §6, §7)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.deadlines.terms import Verdict
from chalicelib.domain.errors import CaseMissingError, RequestReusedError, StaleCaseError
from chalicelib.domain.identifiers import AccountId, CaseNo, OrgId, PersonId, PostId, TextRef
from chalicelib.domain.vocabulary import Action, Aspect, DutyKind, Flag, Grade, Outcome, State, Term, Unit
from chalicelib.domain.workflow.case import (
    Counts,
    Draft,
    InCharge,
    Publication,
    PublicationState,
    Rating,
    ReplyType,
)
from chalicelib.domain.workflow.timeline import verify
from chalicelib.ports.case_store import CaseNumberTakenError
from chalicelib.ports.wake_shards import WAKE_SHARDS, wake_shard
from tests.support.decisions import (
    CASE_NO,
    CONTENT,
    FILED_AT,
    INTAKE_DESK,
    TITLE,
    acting,
    duty,
    filing,
    fingerprint,
    running,
)

PERSON = PersonId("person-1")
OTHER_NO = CaseNo("HL26112200000001")


@pytest.fixture
def cases(stores):
    return stores.cases


@pytest.fixture
def filed(cases):
    return cases.create(filing(cases), PERSON)


def test_what_was_filed_is_read_as_it_was_decided(cases, filed):
    assert filed.version == 1
    assert cases.get(CASE_NO) == filed
    assert cases.filed_by(CASE_NO) == PERSON


def test_a_case_that_is_not_there_is_missing(cases):
    with pytest.raises(CaseMissingError):
        cases.get(CASE_NO)
    with pytest.raises(CaseMissingError):
        cases.filed_by(CASE_NO)


@pytest.mark.obligation("S-20")
def test_of_purged_words_only_what_is_kept_is_left_and_the_case_stays(cases, filed):
    advice, more = cases.refer(CASE_NO, "请拨打12388。"), cases.refer(CASE_NO, "还有一句。")
    filed = cases.commit(acting(filed, texts={advice: "请拨打12388。", more: "还有一句。"}))
    for _ in range(2):
        cases.purge(filed, frozenset({advice}))
    asked = [filed.complaint.title, filed.complaint.content, more, advice]
    assert cases.texts(CASE_NO, asked) == {advice: "请拨打12388。"}
    assert cases.get(CASE_NO) == filed
    ((case, title),) = cases.get_titled([CASE_NO])
    assert (case, title) == (filed, "")
    entries, hashes = zip(*cases.timeline(filed), strict=True)
    assert verify(entries, hashes)


def test_every_field_survives_the_store(cases, filed):
    full = replace(
        running(Term.HANDLING),
        extended=(Limit(10, Unit.WORKING_DAY), Limit(1, Unit.MONTH)),
        provisional=True,
        acted=True,
        reminded=2,
        rungs=("half",),
        breached_at=FILED_AT,
        nagged_on=date(2026, 12, 1),
    )
    after = cases.commit(
        acting(
            filed,
            state=State.IN_REVIEW,
            round=2,
            work_order=1,
            review_step=1,
            lead_unit=OrgId("town-office"),
            former_units=(OrgId("village-1"), OrgId("office-2")),
            clock=full,
            duties=(duty(), duty(DutyKind.CO_HANDLING, org="office-2")),
            flags=frozenset({Flag.MAJOR, Flag.SPECIAL}),
            verdicts=(
                Verdict(
                    term=Term.INTAKE,
                    round=1,
                    work_order=0,
                    org=None,
                    on_time=False,
                    started_at=FILED_AT,
                    due_on=date(2026, 11, 25),
                    settled_at=FILED_AT,
                ),
            ),
            outcome=Outcome.PARTLY_SOLVED,
            draft=Draft(
                text=TextRef("ab" * 12), type=ReplyType.FINAL, outcome=None, drafter=AccountId("account-19")
            ),
            ratings=(Rating(round=1, grades={Aspect.REPLY: Grade.SATISFIED}, at=FILED_AT),),
            counts=Counts(objections=1, returns=2),
            recused=frozenset({PostId("leader")}),
            publication=Publication(
                title=TextRef("ab" * 12),
                text=TextRef("cd" * 12),
                state=PublicationState.PUBLIC,
                since=FILED_AT,
                writer=AccountId("account-19"),
                writer_post=None,
                approving_orgs=(OrgId("town"),),
            ),
            urged=(OrgId("town-office"),),
            in_charge=InCharge(post=PostId("main-leader"), org=OrgId("town")),
            tracking_since=date(2026, 12, 3),
            external_no="12345-6",
            number_released=True,
            complaint=replace(filed.complaint, happened_on=date(2026, 8, 1), uploads=("u-1", "u-2")),
        )
    )
    assert cases.get(CASE_NO) == after


def test_what_returns_to_its_default_is_read_as_such(cases, filed):
    flagged = cases.commit(acting(filed, flags=frozenset({Flag.MAJOR}), duties=(duty(),), round=2))
    plain = cases.commit(
        acting(flagged, flags=frozenset(), duties=(), round=1, clock=None, next_wake_at=None)
    )
    assert cases.get(CASE_NO) == plain
    assert cases.get(CASE_NO).flags == frozenset()


def test_the_same_filing_again_finds_its_own_case(cases, filed):
    assert cases.create(filing(cases), PERSON) == filed
    moved = cases.commit(acting(filed, request="a" * 16))
    assert cases.create(filing(cases), PERSON) == moved


def test_the_same_filing_with_another_body_is_refused(cases, filed):
    with pytest.raises(RequestReusedError):
        cases.create(filing(cases, body="0" * 16), PERSON)


def test_another_filing_with_a_taken_number_must_draw_again(cases, filed):
    with pytest.raises(CaseNumberTakenError):
        cases.create(filing(cases, request="0" * 16, title="别的事"), PersonId("person-2"))
    assert cases.get(CASE_NO) == filed
    assert cases.filed_by(CASE_NO) == PERSON


def test_the_second_of_two_writers_is_told(cases, filed):
    won = cases.commit(acting(filed, request="a" * 16, round=2))
    with pytest.raises(StaleCaseError):
        cases.commit(acting(filed, request="b" * 16, round=3))
    assert cases.get(CASE_NO) == won


def test_the_same_request_again_answers_as_the_first_time(cases, filed):
    won = cases.commit(acting(filed, request="a" * 16, body="1" * 16, entries=3))
    assert cases.commit(acting(filed, request="a" * 16, body="1" * 16, entries=3)) == won
    assert cases.get(CASE_NO).version == 4


def test_the_same_request_with_another_body_is_refused(cases, filed):
    cases.commit(acting(filed, request="a" * 16, body="1" * 16))
    with pytest.raises(RequestReusedError):
        cases.commit(acting(filed, request="a" * 16, body="2" * 16))


def test_the_clock_has_no_request_and_is_told_like_anybody(cases, filed):
    cases.commit(acting(filed))
    with pytest.raises(StaleCaseError):
        cases.commit(acting(filed))


def test_of_twelve_writers_at_once_one_wins_and_eleven_are_told(cases, filed):
    def commit(number):
        try:
            cases.commit(acting(filed, request=f"{number:016d}"))
        except StaleCaseError:
            return "told"
        return "won"

    with ThreadPoolExecutor(12) as officials:
        answers = sorted(officials.map(commit, range(12)))
    assert answers == ["told"] * 11 + ["won"]
    assert cases.get(CASE_NO).version == 2


def test_nothing_decided_writes_nothing(cases, filed):
    assert cases.commit(replace(acting(filed), after=filed, entries=())) == filed


def test_a_change_without_an_entry_is_our_own_fault(cases, filed):
    with pytest.raises(ValueError, match="numbered"):
        cases.commit(replace(acting(filed, round=2), entries=()))
    with pytest.raises(ValueError, match="created"):
        cases.commit(filing(cases))


@pytest.mark.obligation("H-8.1")
def test_two_hundred_entries_make_one_dense_timeline_whose_hashes_hold(cases, filed):
    case = filed
    while case.version < 200:
        request = fingerprint(case.version)
        case = cases.commit(acting(case, request=request, body=request[::-1], entries=1 + case.version % 3))
    stored = cases.get(CASE_NO)
    assert stored == case
    assert len(stored.tail) < 60
    timeline = cases.timeline(stored)
    entries, hashes = [entry for entry, _ in timeline], [each for _, each in timeline]
    assert [entry.seq for entry in entries] == list(range(1, case.version + 1))
    assert verify(entries, hashes)
    assert hashes[-1] == stored.last_hash
    for request in ("f00d000000000001", fingerprint(1), entries[-1].request):
        assert cases.find_entry(stored, request).request == request
    assert cases.find_entry(stored, "no such request") is None
    assert cases.find_entry(stored, "") is None


def test_a_request_is_known_again_after_its_entry_has_left_the_tail(cases, filed):
    mine = acting(filed, request="a" * 16)
    case = cases.commit(mine)
    while case.tail[0].seq < 4:
        case = cases.commit(acting(case, request=fingerprint(case.version)))
    assert cases.commit(mine) == case


def test_texts_open_again_under_their_references(cases, filed):
    refs = [filed.complaint.title, filed.complaint.content]
    assert cases.texts(CASE_NO, refs) == dict(zip(refs, (TITLE, CONTENT), strict=True))
    reply = cases.refer(CASE_NO, "已经补发。")
    cases.commit(acting(filed, texts={reply: "已经补发。"}, reply=reply))
    assert cases.texts(CASE_NO, [reply, reply, TextRef("00" * 12)]) == {reply: "已经补发。"}
    assert cases.texts(CASE_NO, []) == {}
    assert cases.texts(OTHER_NO, refs) == {}


def test_a_title_that_says_all_is_kept_as_title_and_as_content(cases):
    case = cases.create(filing(cases, title=CONTENT), PERSON)
    assert case.complaint.title == case.complaint.content
    assert cases.texts(CASE_NO, [case.complaint.content]) == {case.complaint.content: CONTENT}


def test_the_same_text_has_one_reference_in_one_case_and_another_elsewhere(cases):
    assert cases.refer(CASE_NO, TITLE) == cases.refer(CASE_NO, TITLE)
    assert cases.refer(CASE_NO, TITLE) != cases.refer(CASE_NO, CONTENT)
    assert cases.refer(CASE_NO, TITLE) != cases.refer(OTHER_NO, TITLE)


def test_a_prepared_case_keeps_its_references_when_it_is_prepared_again(cases):
    cases.prepare(CASE_NO)
    ref = cases.refer(CASE_NO, TITLE)
    cases.prepare(CASE_NO)
    assert cases.refer(CASE_NO, TITLE) == ref


def test_many_are_read_in_the_order_asked_without_the_absent(cases, filed):
    other = cases.create(filing(cases, OTHER_NO), PERSON)
    absent = CaseNo("HL26112299999999")
    assert [case for case, _ in cases.get_titled([OTHER_NO, absent, CASE_NO])] == [other, filed]
    assert cases.get_titled([]) == []


def test_a_desk_shows_its_cases_by_next_due_page_by_page(cases):
    days = (26, 24, 27, 25, 28)
    for number, day in enumerate(days):
        no = CaseNo(f"HL2611220000{number:04d}")
        cases.create(filing(cases, no, title=f"第{day}日", clock=running(due_on=date(2026, 11, day))), PERSON)
    cases.create(filing(cases, OTHER_NO, owner_org=OrgId("county-discipline")), PERSON)
    seen, after = [], None
    for _ in range(3):
        page = cases.list_desk(INTAKE_DESK, limit=2, after=after)
        seen += [(row.title, row.due_at) for row in page.rows]
        after = page.next_key
    assert after is None
    assert seen == [(f"第{day}日", datetime(2026, 11, day, 16, tzinfo=UTC)) for day in sorted(days)]
    assert cases.list_desk("helan:nobody#intake", limit=2, after=None).rows == []


def test_a_row_shows_what_a_list_needs_and_no_more(cases):
    cases.create(
        filing(cases, flags=frozenset({Flag.COLLECTIVE}), recused=frozenset({PostId("leader")}), clock=None),
        PERSON,
    )
    (row,) = cases.list_desk(INTAKE_DESK, limit=20, after=None).rows
    assert (row.case_no, row.title, row.place) == (CASE_NO, TITLE, "village-1")
    assert (row.flags, row.recused, row.due_at) == ({Flag.COLLECTIVE}, {"leader"}, None)


def test_rows_without_a_due_come_last(cases):
    cases.create(filing(cases, OTHER_NO, clock=None), PERSON)
    cases.create(filing(cases), PERSON)
    rows = cases.list_desk(INTAKE_DESK, limit=20, after=None).rows
    assert [row.case_no for row in rows] == [CASE_NO, OTHER_NO]


def test_a_case_moves_from_desk_to_desk_and_lies_on_one(cases, filed):
    moved = cases.commit(
        acting(filed, state=State.ASSIGNED, owner_org=OrgId("town-office"), lead_unit=OrgId("town-office"))
    )
    assert cases.list_desk(INTAKE_DESK, limit=20, after=None).rows == []
    assert len(cases.list_desk("helan:town-office#handling", limit=20, after=None).rows) == 1
    replied = cases.commit(
        acting(moved, state=State.REPLIED, replied_at=FILED_AT, clock=running(Term.EVALUATION))
    )
    cases.commit(
        acting(replied, state=State.CLOSED, state_entered_at=FILED_AT + timedelta(days=40), clock=None)
    )
    (row,) = cases.list_desk("helan:town-office#closed:202611", limit=20, after=None).rows
    assert row.due_at is None


def test_a_sealed_case_lies_on_no_desk(cases, filed):
    cases.commit(acting(filed, state=State.SEALED))
    assert cases.list_desk(INTAKE_DESK, limit=20, after=None).rows == []


def test_a_duty_lies_on_its_own_desk_until_it_is_settled(cases, filed):
    desk = "helan:county-discipline#extensions"
    pending = cases.commit(acting(filed, duties=(duty(org="county-discipline"),)))
    (row,) = cases.list_desk(desk, limit=20, after=None).rows
    assert (row.title, row.due_at) == (TITLE, datetime(2026, 11, 24, 16, tzinfo=UTC))
    flagged = cases.commit(acting(pending, flags=frozenset({Flag.MAJOR})))
    assert cases.list_desk(desk, limit=20, after=None).rows[0].flags == {Flag.MAJOR}
    assert len(cases.list_desk(INTAKE_DESK, limit=20, after=None).rows) == 1
    cases.commit(acting(flagged, duties=()))
    assert cases.list_desk(desk, limit=20, after=None).rows == []


@pytest.mark.obligation("K-3.1b")
def test_a_case_that_is_hard_from_its_filing_on_lies_in_a_box_of_its_own_at_once(cases):
    desk = "helan:town-discipline#hard"
    cases.create(filing(cases, flags=frozenset({Flag.HARD})), PERSON)
    (row,) = cases.list_desk(desk, limit=20, after=None).rows
    assert (row.case_no, row.title, row.flags) == (CASE_NO, TITLE, {Flag.HARD})
    with pytest.raises(CaseNumberTakenError):
        cases.create(filing(cases, request="f00d000000000002"), PERSON)
    assert len(cases.list_desk(desk, limit=20, after=None).rows) == 1


def test_a_filing_whose_number_is_taken_leaves_no_slip_behind(cases, filed):
    hard = frozenset({Flag.HARD})
    with pytest.raises(CaseNumberTakenError):
        cases.create(filing(cases, request="f00d000000000002", flags=hard, title="别的事"), PERSON)
    assert cases.list_desk("helan:town-discipline#hard", limit=20, after=None).rows == []


def test_a_slip_that_the_head_does_not_confirm_can_be_dropped(cases, filed):
    desk = "helan:county-discipline#extensions"
    pending = cases.commit(acting(filed, duties=(duty(org="county-discipline"),)))
    cases.drop_slip(filed, "helan:county-discipline#duties")
    assert len(cases.list_desk(desk, limit=20, after=None).rows) == 1
    cases.drop_slip(pending, desk)
    assert cases.list_desk(desk, limit=20, after=None).rows == []


def test_a_sweep_is_proposed_what_is_due_oldest_first(cases):
    numbers = [CaseNo(f"HL2611220000{number:04d}") for number in range(40)]
    shard = wake_shard(numbers[0])
    together = [no for no in numbers if wake_shard(no) == shard]
    for back, no in enumerate(together):
        cases.create(filing(cases, no, next_wake_at=FILED_AT - timedelta(hours=back)), PERSON)
    sleeping = next(no for no in numbers if no not in together)
    cases.create(filing(cases, sleeping, next_wake_at=None), PERSON)
    assert len(together) > 1
    assert cases.due(shard, FILED_AT, 100) == together[::-1]
    assert cases.due(shard, FILED_AT, 1) == together[-1:]
    assert cases.due(shard, FILED_AT - timedelta(days=2), 100) == []
    assert cases.due(wake_shard(sleeping), FILED_AT + timedelta(days=9), 100) == []


def test_every_shard_is_asked_for():
    assert {wake_shard(CaseNo(f"HL2611220000{n:04d}")) for n in range(400)} == set(range(WAKE_SHARDS))


def test_a_failing_case_is_put_off_but_keeps_its_true_wake_up(cases, filed):
    shard, wakes_at = wake_shard(CASE_NO), filed.next_wake_at
    for minutes in (5, 10):
        cases.put_off(CASE_NO, wakes_at + timedelta(minutes=minutes))
    cases.put_off(CASE_NO, wakes_at)
    assert cases.due(shard, wakes_at + timedelta(minutes=9), 100) == []
    assert cases.due(shard, wakes_at + timedelta(minutes=10), 100) == [CASE_NO]
    assert cases.get(CASE_NO) == filed
    cases.put_off(OTHER_NO, wakes_at)


def test_a_commit_that_moves_the_wake_up_ends_the_putting_off(cases, filed):
    cases.put_off(CASE_NO, filed.next_wake_at + timedelta(days=1))
    sooner = filed.next_wake_at + timedelta(minutes=1)
    moved = cases.commit(acting(filed, next_wake_at=sooner, action=Action.REMIND))
    assert cases.due(wake_shard(CASE_NO), sooner, 100) == [CASE_NO]
    assert cases.get(CASE_NO) == moved
