"""A replay that could not fail would prove nothing: each promise is broken here once, and is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.case_number import printed
from chalicelib.domain.notices.hours import OfficeHours, leaves_at
from chalicelib.domain.vocabulary import Action, Term
from chalicelib.domain.workflow.case import Entry
from chalicelib.domain.workflow.timeline import chain
from tests.support.calendars import CN_NX
from tests.support.life import BAD, CITIZEN, RULEBOOK, Life, a_life
from tools.replay.evidence import Evidence, Filing, Message, StoredCase, StoredMark
from tools.replay.lateness import recounted_breaches
from tools.replay.promises import verify

NAME = "回放群众00001号"
WORDS = "去年的农机补贴一直没有到账，请查一查。"


def a_late_life() -> Life:
    """Intake late, taken in by the county; an extension; a bad rating; the second handling late and open."""
    life = a_life("2026-03-02")
    life.at("2026-03-10").sweep()
    life.assigned().named()
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=5, reason="需要逐户核对")
    life.at("2026-03-11").do(life.county, Action.GRANT_EXTENSION)
    life.at("2026-03-20").sweep()
    life.drafted().submitted().passed().rated(BAD)
    life.at("2026-03-23").do(life.body, Action.REHANDLE, reason="没有办好", working_days=3)
    life.at("2026-04-02").sweep()
    return life


def evidence_of(life: Life) -> Evidence:
    """What a flawless store would hold of this life, with every message delivered."""
    case = life.case
    owed = [
        (entry, notice)
        for entry in case.tail
        for notice in entry.owes
        if leaves_at(notice.notice, entry.at, OfficeHours()) <= life.now
    ]
    return Evidence(
        now=life.now,
        rulebook=RULEBOOK,
        calendar=CN_NX,
        filings=[
            Filing(
                case_no=case.case_no, kind="非咨询", title="补贴没到账", content=WORDS, name=NAME, phone="1"
            )
        ],
        heads=[
            StoredCase(
                case=case,
                entries=case.tail,
                hashes=tuple(chain(case.tail)[:2]),
                wake_ups=(case.next_wake_at,) if case.next_wake_at else (),
            )
        ],
        marks=[
            StoredMark(case_no=case.case_no, seq=entry.seq, to=notice.to, answer="sent", receipts=("r",))
            for entry, notice in owed
        ],
        waiting=[],
        messages=[Message(to="1", text=f"办件{printed(case.case_no)}，请登录查看。") for _ in owed],
    )


@pytest.fixture(scope="module")
def sound():
    return evidence_of(a_late_life())


def with_head(evidence: Evidence, **changes) -> Evidence:
    (stored,) = evidence.heads
    return replace(evidence, heads=[replace(stored, **changes)])


def with_case(evidence: Evidence, **changes) -> Evidence:
    return with_head(evidence, case=replace(evidence.heads[0].case, **changes))


def with_entries(evidence: Evidence, entries: tuple[Entry, ...]) -> Evidence:
    """Store other entries, numbered and chained as if they were the true ones."""
    case = replace(evidence.heads[0].case, version=len(entries), last_hash=chain(entries)[-1])
    return with_head(evidence, case=case, entries=entries, hashes=())


def broken(evidence: Evidence) -> set[str]:
    return {violation.promise for violation in verify(evidence)}


def breach_of(evidence: Evidence) -> Entry:
    return next(entry for entry in evidence.heads[0].entries if entry.action is Action.BREACH)


def test_a_sound_store_breaks_nothing(sound):
    assert verify(sound) == []
    assert recounted_breaches(sound) == (2, 2)


def test_an_extension_and_a_reclassification_are_counted_again():
    life = a_life("2026-03-02", kind="咨询").assigned().named()
    life.at("2026-03-04").do(life.body, Action.RECLASSIFY, kind="非咨询", reason="不是咨询")
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=2, reason="需要核对")
    life.at("2026-03-05").do(life.county, Action.GRANT_EXTENSION)
    life.at("2026-04-20").sweep()
    evidence = evidence_of(life)
    evidence = replace(evidence, filings=[replace(evidence.filings[0], kind="咨询")])
    assert verify(evidence) == []
    assert recounted_breaches(evidence) == (1, 1)


def test_orders_objections_and_co_handlers_are_counted_again():
    life = a_life("2026-03-02").assigned().named().supervised("2026-03-09")
    life.do(life.handler, Action.ADD_CO_HANDLER, unit="640122-jtj", reason="涉及学校")
    life.do(life.leader, Action.OBJECT, reason="不属本单位")
    life.coordinated().at("2026-04-20").sweep()
    evidence = evidence_of(life)
    assert verify(evidence) == []
    terms = {entry.data["term"] for entry in life.entries(Action.BREACH)}
    assert terms == {"handling", "supervision_answer", "co_handling", "objection_ruling", "coordination"}


def test_a_term_extended_after_its_breach_may_be_late_again_under_one_verdict():
    life = a_life("2026-03-02").assigned().named().at("2026-03-16")
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=2, reason="需要核对")
    life.at("2026-03-18").do(life.county, Action.GRANT_EXTENSION)
    life.at("2026-04-20").sweep()
    handling = [entry for entry in life.entries(Action.BREACH) if entry.data["term"] == "handling"]
    assert [entry.data["due_on"] for entry in handling] == ["2026-03-16", "2026-03-18"]
    assert verify(evidence_of(life)) == []


def test_a_final_draft_out_of_tracking_runs_under_the_follow_up_term():
    life = a_life("2026-03-02").interim().at("2026-03-10").drafted()
    life.at("2026-05-20").sweep()
    (breach,) = life.entries(Action.BREACH)
    assert breach.data["term"] == "follow_up"
    assert verify(evidence_of(life)) == []


def test_a_held_term_may_be_breached_a_working_day_later():
    life = a_life("2026-03-02").assigned().named().at("2026-03-13")
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=2, reason="需要核对")
    life.at("2026-04-20").sweep()
    assert life.entries(Action.HOLD)
    assert verify(evidence_of(life)) == []


def test_a_lost_filing_is_told(sound):
    lost = replace(sound.filings[0], case_no="HL26030299999999")
    assert broken(replace(sound, filings=[*sound.filings, lost])) == {"every 2xx filing has exactly one head"}


def test_a_filing_kept_twice_is_told(sound):
    (stored,) = sound.heads
    double = replace(stored, case=replace(stored.case, case_no="HL26030200000002"))
    assert "every 2xx filing has exactly one head" in broken(replace(sound, heads=[stored, double]))


@pytest.mark.parametrize("field", ["owner_org", "owner_post"])
def test_a_removed_owner_is_told(sound, field):
    assert broken(with_case(sound, **{field: None})) == {"every open case has one owner"}


def test_a_gap_in_the_sequence_is_told(sound):
    (stored,) = sound.heads
    gap = (*stored.entries[:3], *stored.entries[4:])
    assert "every timeline is dense and its chain holds" in broken(with_head(sound, entries=gap))


def test_a_changed_entry_is_told(sound):
    (stored,) = sound.heads
    forged = (replace(stored.entries[0], actor="somebody-else"), *stored.entries[1:])
    assert "every timeline is dense and its chain holds" in broken(with_head(sound, entries=forged))


def test_a_changed_hash_in_a_chunk_is_told(sound):
    assert broken(with_head(sound, hashes=("0" * 64,))) == {"every timeline is dense and its chain holds"}


@pytest.mark.parametrize(
    "wake_ups",
    [
        pytest.param(lambda wake: (), id="none"),
        pytest.param(lambda wake: (wake, wake), id="two"),
        pytest.param(lambda wake: (wake + timedelta(days=1),), id="another"),
    ],
)
def test_a_wake_up_that_is_lost_doubled_or_moved_is_told(sound, wake_ups):
    wake = sound.heads[0].case.next_wake_at
    assert broken(with_head(sound, wake_ups=wake_ups(wake))) == {"every open case has one wake-up"}


def test_a_wake_up_nobody_swept_is_told(sound):
    past = sound.now - timedelta(days=1)
    late = with_head(with_case(sound, next_wake_at=past), wake_ups=(past,))
    assert broken(late) == {"every open case has one wake-up"}


def test_an_open_case_that_sleeps_beyond_its_due_is_told():
    evidence = evidence_of(a_life("2026-03-02"))
    beyond = evidence.heads[0].case.clock.due_at + timedelta(days=1)
    asleep = with_head(with_case(evidence, next_wake_at=beyond), wake_ups=(beyond,))
    assert broken(asleep) == {"every open case has one wake-up"}


def test_a_closed_case_that_is_still_woken_is_told():
    evidence = evidence_of(a_life("2026-03-02").replied().rated())
    assert verify(evidence) == []
    assert broken(with_head(evidence, wake_ups=(evidence.now,))) == {"every open case has one wake-up"}


def test_a_breach_on_the_wrong_date_is_told(sound):
    right = breach_of(sound)
    wrong = replace(right, at=right.at + timedelta(days=1))
    entries = tuple(wrong if entry is right else entry for entry in sound.heads[0].entries)
    assert "each breach dated when it became true" in broken(with_entries(sound, entries))


def test_a_breach_of_the_wrong_due_is_told_by_both_counts(sound):
    right = breach_of(sound)
    wrong = replace(right, at=right.at + timedelta(days=1), data={**right.data, "due_on": "2026-03-06"})
    entries = tuple(wrong if entry is right else entry for entry in sound.heads[0].entries)
    said = [v.what for v in verify(with_entries(sound, entries)) if v.promise.startswith("each breach")]
    assert len(said) == 2
    assert "the domain counts" in said[0]
    assert "counted again" in said[1]


def test_a_breach_of_a_term_that_never_began_is_told(sound):
    right = breach_of(sound)
    wrong = replace(right, data={**right.data, "term": Term.COORDINATION.value})
    entries = tuple(wrong if entry is right else entry for entry in sound.heads[0].entries)
    assert "each breach dated when it became true" in broken(with_entries(sound, entries))


def test_a_provisional_due_must_not_be_breached(sound):
    right = breach_of(sound)
    wrong = replace(right, data={**right.data, "due_on": "2031-03-05"})
    entries = tuple(wrong if entry is right else entry for entry in sound.heads[0].entries)
    told = [violation.what for violation in verify(with_entries(sound, entries))]
    assert any("provisional" in what for what in told)


def test_what_another_platform_sends_back_begins_intake_anew():
    life = a_life("2026-03-02")
    life.do(life.body, Action.TRANSFER_12345, target="12345", external_no="1")
    life.at("2026-03-04").do(life.body, Action.RECORD_12345_OUTCOME, settled=False, text="退单")
    life.at("2026-03-20").sweep()
    (breach,) = life.entries(Action.BREACH)
    assert breach.data["due_on"] == "2026-03-09"
    assert verify(evidence_of(life)) == []


def test_a_day_that_somebody_named_is_firm_in_any_year():
    life = a_life("2026-12-28").assigned().named().supervised("2027-01-12")
    life.at("2027-01-15").sweep()
    (breach,) = life.entries(Action.BREACH)
    assert breach.data["due_on"] == "2027-01-12"
    assert verify(evidence_of(life)) == []


def test_a_silence_that_accepts_a_withdrawal_explains_its_verdict():
    life = a_life("2026-03-02")
    life.do(CITIZEN, Action.WITHDRAW, reason="已经解决")
    life.at("2026-03-05").sweep()
    assert life.entries(Action.LAPSE)
    assert verify(evidence_of(life)) == []


def test_a_missing_breach_is_told():
    """The due passes, and nothing is written: what a broken sweep would leave."""
    evidence = evidence_of(a_life("2026-03-02"))
    later = replace(evidence, now=evidence.now + timedelta(days=30))
    assert {"no breach missing", "every open case has one wake-up"} <= broken(later)


def test_a_thawed_verdict_is_told(sound):
    verdicts = tuple(replace(verdict, on_time=True) for verdict in sound.heads[0].case.verdicts)
    assert "verdicts fit the breaches" in broken(with_case(sound, verdicts=verdicts))


def test_a_late_verdict_that_no_entry_explains_is_told():
    evidence = evidence_of(a_life("2026-03-02").assigned())
    (verdict,) = evidence.heads[0].case.verdicts
    assert broken(with_case(evidence, verdicts=(replace(verdict, on_time=False),))) == {
        "verdicts fit the breaches"
    }


def test_a_doubled_mark_is_told(sound):
    double = replace(sound, marks=[*sound.marks, sound.marks[0]])
    assert "each owed notice is settled once" in broken(double)


def test_a_notice_never_sent_is_told(sound):
    assert "each owed notice is settled once" in broken(replace(sound, marks=sound.marks[1:]))


def test_a_notice_that_still_waits_in_office_hours_is_told(sound):
    first = sound.marks[0]
    waiting = replace(sound, marks=sound.marks[1:], waiting=[(first.case_no, first.seq, first.to)])
    assert any("still waits" in violation.what for violation in verify(waiting))


def test_a_notice_that_nobody_owed_is_told(sound):
    stray = StoredMark(case_no=sound.heads[0].case.case_no, seq=1, to="somebody", answer="withheld")
    assert broken(replace(sound, marks=[*sound.marks, stray])) == {"each owed notice is settled once"}


def test_a_message_sent_twice_is_told(sound):
    double = replace(sound, messages=[*sound.messages, sound.messages[0]])
    assert broken(double) == {"each message is sent once"}


@pytest.mark.parametrize("leak", [WORDS[:12], NAME], ids=["words", "name"])
def test_a_message_that_says_too_much_is_told(sound, leak):
    first, *others = sound.messages
    leaking = replace(sound, messages=[replace(first, text=first.text + leak), *others])
    assert broken(leaking) == {"no message says what it is about"}


def test_an_act_done_twice_by_one_request_is_told(sound):
    (stored,) = sound.heads
    twice = (*stored.entries, replace(stored.entries[0], seq=len(stored.entries) + 1))
    assert "a request acts once, however often it arrives" in broken(with_entries(sound, twice))
