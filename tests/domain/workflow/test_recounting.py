"""A notice that moves a due tells everyone who relied on it; one that confirms it, its owner (A-47)."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.deadlines.amending import amended
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.notices.occasion import occasion_of
from chalicelib.domain.notices.texts import text_of
from chalicelib.domain.vocabulary import Action, DutyKind, Term
from chalicelib.domain.workflow.case import Owed
from chalicelib.domain.workflow.clock.recounting import move_in_words
from tests.support.calendars import (
    CN_DOCUMENT,
    CN_NX,
    NX_DOCUMENT,
    SECOND_OF_2020,
    a_notice,
    days,
    first_notice_of_2020_only,
)
from tests.support.life import CITIZEN, a_life

FIRST = (first_notice_of_2020_only(), NX_DOCUMENT)
BEFORE, AFTER = (
    calendar_of(FIRST[0], FIRST[1:]),
    calendar_of(amended(FIRST, "CN", SECOND_OF_2020)[0], FIRST[1:]),
)


def with_news(**changes):
    """The shipped calendar, into which a further notice has come."""
    documents = amended([CN_DOCUMENT, NX_DOCUMENT], "CN", a_notice(**changes))
    return calendar_of(documents[0], documents[1:])


def longer_spring(**changes):
    """A notice of 2026 that gives 13 to 17 March off."""
    given = {"document": "国办发明电〔2026〕9号", "published_on": "2026-03-10", "make_up_workdays": []}
    off = days("延长假期", "2026-03-13", "2026-03-16", "2026-03-17")
    return with_news(**({"year": 2026, "days_off": off} | given | changes))


def filed_in_january_2020():
    life = a_life("2020-01-20")
    life.calendar = BEFORE
    return life


def firmed(life):
    return life.entries(Action.FIRM_DUE)[-1]


@pytest.mark.obligation("A-47", "R-83")
def test_the_second_notice_of_2020_gives_time_and_everyone_concerned_is_told_the_reason():
    life = filed_in_january_2020().assigned().named()
    assert life.case.clock.due_on == date(2020, 2, 7)
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    moved = firmed(life)
    assert life.case.clock.due_on == date(2020, 2, 11)
    assert moved.basis == "A-47"
    assert dict(moved.data) == {
        "term": "handling",
        "was": "2020-02-07",
        "due_on": "2020-02-11",
        "calendar": "CN-2020.2+CN-NX-2022.1",
        "notice": "国办发明电〔2020〕1号",
    }
    assert life.told("N5", moved) == {"citizen", life.handler.post, life.leader.post}
    assert not life.told("N4", moved)
    assert move_in_words(moved) == (
        "根据放假通知“国办发明电〔2020〕1号”，期限从2020年2月7日顺延到2020年2月11日。"
    )


@pytest.mark.obligation("A-47", "H-13.3")
def test_the_short_messages_name_the_new_day():
    life = filed_in_january_2020().assigned().named()
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    texts = {
        owed.to: text_of(owed.notice, owed.to, occasion_of(life.case, firmed(life), owed, "HL-1"))
        for owed in firmed(life).owes
    }
    assert texts["citizen"] == "【一点通】您的投诉HL-1期限因放假安排变化顺延至2月11日，原因请登录查看。"
    assert texts[life.handler.post] == "【一点通】办件HL-1的期限因放假安排变化顺延至2月11日，请登录查看。"


@pytest.mark.obligation("A-47", "R-02")
def test_counted_again_by_the_same_calendar_nothing_happens_twice():
    life = filed_in_january_2020().assigned().named()
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    assert not life.sweep()
    assert not life.at("2020-01-28", "11:00").sweep()


@pytest.mark.obligation("A-47")
def test_a_notice_that_would_bring_a_due_forward_leaves_it():
    life = a_life().assigned().named()
    before = life.case.clock
    life.calendar = longer_spring(days_off=[], make_up_workdays=days("试", "2026-03-07", "2026-03-08"))
    life.at("2026-03-11", "11:00").sweep()
    assert life.case.clock.due_on == before.due_on == date(2026, 3, 16)
    assert Action.FIRM_DUE not in life.actions


@pytest.mark.obligation("R-81")
def test_a_due_that_becomes_firm_on_its_day_is_told_to_its_owner_alone():
    life = a_life("2026-12-25").assigned().named()
    assert life.case.clock.provisional
    life.calendar = with_news()
    life.at("2026-12-25", "11:00").sweep()
    assert (firmed(life).data["was"], firmed(life).data["due_on"]) == ("2027-01-11", "2027-01-11")
    assert firmed(life).data["notice"] == "国办发明电〔2026〕8号"
    assert [(owed.notice, owed.to) for owed in firmed(life).owes] == [("N4", life.handler.post)]
    assert firmed(life).basis == "R-81"
    assert not life.case.clock.provisional


@pytest.mark.obligation("A-47", "A-08")
def test_a_notice_about_the_first_stretch_moves_the_extension_counted_from_its_end():
    life = filed_in_january_2020().assigned().named().at("2020-01-21")
    life.do(life.handler, Action.REQUEST_EXTENSION, working_days=5, reason="等待鉴定")
    life.do(life.county, Action.GRANT_EXTENSION)
    assert (life.case.clock.counted_from, life.case.clock.due_on) == (date(2020, 2, 7), date(2020, 2, 14))
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    assert (life.case.clock.counted_from, life.case.clock.due_on) == (date(2020, 2, 11), date(2020, 2, 18))


@pytest.mark.obligation("A-47", "R-69")
def test_the_citizen_of_a_case_continued_ex_officio_hears_nothing_more():
    life = filed_in_january_2020().assigned().named()
    life.case = replace(life.case, ex_officio=True)
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    assert life.told("N5", firmed(life)) == {life.handler.post, life.leader.post}


@pytest.mark.obligation("A-47", "X-1")
def test_of_a_sealed_case_the_sealed_desk_alone_hears_of_a_calendar():
    life = filed_in_january_2020()
    life.do(life.body, Action.SEAL, reason="涉及违纪线索")
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    assert {owed.to for owed in firmed(life).owes} == {life.case.owner_post}


@pytest.mark.obligation("A-47")
def test_a_duty_that_moves_is_its_owners_business():
    life = filed_in_january_2020().assigned().named().at("2020-01-23")
    life.do(CITIZEN, Action.WITHDRAW)
    duty = life.case.duty(DutyKind.WITHDRAWAL)
    life.calendar = AFTER
    life.at("2020-01-28").sweep()
    main, beside = life.entries(Action.FIRM_DUE)
    assert (main.data["term"], beside.data["term"]) == (Term.HANDLING, duty.clock.term)
    assert beside.data["due_on"] > beside.data["was"] == duty.clock.due_on.isoformat()
    assert beside.owes == (Owed("N5", duty.owner_post),)


@pytest.mark.obligation("A-46", "A-47")
def test_a_regions_notice_is_the_reason_even_where_a_national_one_is_newer():
    life = a_life().assigned().named()
    off = days("开斋节", "2026-03-12", "2026-03-13")
    notice = a_notice(2026, document="宁政办发〔2026〕1号", published_on=None, days_off=off)
    documents = amended([CN_DOCUMENT, NX_DOCUMENT], "CN-NX", notice)
    life.calendar = calendar_of(documents[0], documents[1:])
    life.at("2026-03-11").sweep()
    assert (firmed(life).data["was"], firmed(life).data["due_on"]) == ("2026-03-16", "2026-03-18")
    assert firmed(life).data["notice"] == "宁政办发〔2026〕1号"


@pytest.mark.obligation("R-82", "A-46")
def test_without_a_date_of_publication_a_notice_excuses():
    life = a_life().assigned().named().at("2026-03-18", "12:00")
    life.sweep()
    notice = a_notice(
        2026, document="宁政办发〔2026〕1号", published_on=None, days_off=days("开斋节", "2026-03-12")
    )
    documents = amended([CN_DOCUMENT, NX_DOCUMENT], "CN-NX", notice)
    life.calendar = calendar_of(documents[0], documents[1:])
    life.sweep()
    assert life.verdict(Term.HANDLING).excused == "calendar_moved_later"


@pytest.mark.obligation("A-47")
def test_where_only_the_statutory_days_have_changed_no_notice_is_named():
    life = a_life("2026-12-25").assigned().named()
    year = {"year": 2027, "days_off": days("元旦", "2027-01-01", "2027-01-05")}
    statutory = CN_DOCUMENT["statutory"] | {"years": [year]}
    life.calendar = calendar_of({**CN_DOCUMENT, "version": "2026.2", "statutory": statutory}, [NX_DOCUMENT])
    life.at("2026-12-25", "11:00").sweep()
    assert "notice" not in firmed(life).data
    assert life.case.clock.provisional
    assert move_in_words(firmed(life)) == "放假安排有变化，期限从2027年1月11日顺延到2027年1月12日。"


def test_a_calendar_names_the_notices_that_a_version_did_not_have():
    documents = amended([CN_DOCUMENT, NX_DOCUMENT], "CN", a_notice())
    newer = calendar_of(documents[0], documents[1:])
    assert {notice.part for notice in newer.news_since(CN_NX.version)} == {"CN-2027.1"}
    assert newer.news_since(newer.version) == ()
