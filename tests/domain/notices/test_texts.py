import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.case_number import printed
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.notices.occasion import Occasion, occasion_of
from chalicelib.domain.notices.owing import NOTICES, OWNER, REPLY_SENT
from chalicelib.domain.notices.texts import LONGEST, ONE_SEGMENT, SIGN, TO_CITIZEN, TO_OFFICIAL, text_of
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.case import CITIZEN, Owed
from tests.support.owing import NUMBER, a_case, an_entry

POST = "d-h"
NUMBERS = [f"N{number}" for number in range(1, 14)]
LONGEST_NUMBER = printed(CaseNo("WXYZ26123199999999"))
LATE_IN_THE_YEAR = date(2026, 12, 31)
EVERY = list(product(NUMBERS, [CITIZEN, POST], Action, [None, LATE_IN_THE_YEAR]))


def told(notice: str, to: str, action: Action = Action.FILE, due_on: date | None = None) -> str:
    return text_of(notice, to, Occasion(number=printed(NUMBER), action=action, due_on=due_on))


@pytest.mark.obligation("H-13.3", "X-1", "X-11")
def test_a_text_is_made_of_the_sign_the_number_a_day_and_nothing_else_of_the_case():
    for notice, to, action, due_on in EVERY:
        text = text_of(notice, to, Occasion(number="甲", action=action, due_on=due_on))
        assert text.startswith(SIGN)
        # A blank that nobody fills would be read as it stands.
        assert not re.search(r"[{}]|None", text)
        # Every digit is the day's or a hotline's: no phone, no card, no sum can stand there.
        assert set(re.findall(r"\d+", text)) <= {"12", "31", "12345", "12388"}


@pytest.mark.obligation("H-13.3")
def test_every_text_fits_into_one_short_message_even_with_the_longest_number():
    for notice, to, action, due_on in EVERY:
        text = text_of(notice, to, Occasion(number=LONGEST_NUMBER, action=action, due_on=due_on))
        assert len(text) <= ONE_SEGMENT <= LONGEST, text


@pytest.mark.obligation("H-13.3", "X-1")
@given(
    words=st.text(st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=6),
    action=st.sampled_from(Action),
    notice=st.sampled_from(NUMBERS),
    to=st.sampled_from([CITIZEN, POST]),
)
def test_no_word_that_stands_in_the_case_s_timeline_reaches_a_text(words, action, notice, to):
    # Whatever an entry carries by mistake: words in its data, its references, its basis, its post.
    entry = an_entry(2, action, owes=[(notice, to)], data={"title": words, "name": words}, post=words)
    text = text_of(notice, to, occasion_of(a_case(entry), entry, Owed(notice, to), printed(NUMBER)))
    assert words not in text


@pytest.mark.obligation("H-14.1")
def test_n1_tells_the_number_and_how_to_ask():
    text = told("N1", CITIZEN)
    assert printed(NUMBER) in text
    assert "本手机号" in text
    assert "查询" in text


@pytest.mark.obligation("H-10.2", "H-10.3", "H-11.3", "S-20")
@pytest.mark.parametrize(
    ("action", "words"),
    [
        pytest.param(Action.ASSIGN, "已受理", id="accepted"),
        pytest.param(Action.DECLINE, "未能受理，理由请登录查看", id="not-accepted-with-reason"),
        pytest.param(Action.ANSWER_DIRECTLY, "已有答复，请登录查阅", id="answered"),
        pytest.param(Action.TRANSFER_12345, "12345", id="pushed-to-12345"),
        pytest.param(Action.ADVISE_12345, "请拨打12345", id="advised-to-call-12345"),
        pytest.param(Action.REDIRECT_12388, "12388", id="redirected-to-12388"),
        pytest.param(Action.ACCEPT_WITHDRAWAL, "撤回", id="withdrawn"),
    ],
)
def test_n2_says_what_became_of_the_complaint_and_where_else_to_turn(action, words):
    assert words in told("N2", CITIZEN, action)


@pytest.mark.obligation("X-1")
def test_n2_of_a_sealing_names_neither_accusation_nor_discipline():
    assert not re.search("检举|控告|举报|违纪|纪委|信访|12388", told("N2", CITIZEN, Action.SEAL))


def test_n3_tells_the_citizen_the_status_and_the_unit_the_day():
    assert "已转有关单位办理" in told("N3", CITIZEN, Action.ASSIGN)
    assert "12月31日" in told("N3", POST, Action.ASSIGN, LATE_IN_THE_YEAR)


@pytest.mark.obligation("H-20.2")
@pytest.mark.parametrize(
    ("action", "words"),
    [
        pytest.param(Action.REMIND, "期限至12月31日", id="half-one-left-due"),
        pytest.param(Action.BREACH, "已超过期限（12月31日）", id="overdue"),
        pytest.param(Action.ESCALATE, "督促", id="a-body-above-is-told"),
        pytest.param(Action.NAG, "逾期仍未办结", id="every-day-after"),
        pytest.param(Action.HOLD, "延期申请尚未审批", id="held"),
        pytest.param(Action.NUDGE_FOLLOW_UP, "回访跟踪", id="follow-up"),
    ],
)
def test_n4_says_what_is_due_and_when(action, words):
    assert words in told("N4", POST, action, LATE_IN_THE_YEAR)


@pytest.mark.obligation("H-12.6")
def test_n5_asks_the_approver_tells_the_handler_and_gives_the_citizen_the_new_day_and_the_way_to_the_reason():
    assert "待审批" in told("N5", POST, Action.REQUEST_EXTENSION, LATE_IN_THE_YEAR)
    assert "新的期限为12月31日" in told("N5", POST, Action.GRANT_EXTENSION, LATE_IN_THE_YEAR)
    assert "仍为12月31日" in told("N5", POST, Action.REFUSE_EXTENSION, LATE_IN_THE_YEAR)
    citizen = told("N5", CITIZEN, Action.GRANT_EXTENSION, LATE_IN_THE_YEAR)
    assert "延长至12月31日" in citizen
    assert "原因请登录查看" in citizen


@pytest.mark.obligation("H-13.4")
def test_n6_says_that_the_day_stays():
    assert "期限仍为12月31日" in told("N6", POST, Action.RETURN_REVIEW, LATE_IN_THE_YEAR)


@pytest.mark.obligation("H-13.3")
def test_n7_asks_to_sign_in_and_read_and_never_says_what():
    assert "您的投诉已有办理结果，请登录查阅" in told("N7", CITIZEN, Action.PASS_REVIEW)
    assert "阶段性答复" in told("N7", CITIZEN, Action.REPLY_INTERIM)


@pytest.mark.obligation("H-14.2", "X-12")
def test_n8_asks_for_a_rating_and_suggests_none():
    text = told("N8", CITIZEN)
    assert "评价" in text
    assert "满意" not in text


@pytest.mark.obligation("H-15.1", "H-21.1")
def test_n9_and_n10_tell_the_bodies_above_and_the_unit():
    assert "不满意" in told("N9", POST, Action.EVALUATE)
    assert "督办，请在12月31日前" in told("N10", POST, Action.SUPERVISE, LATE_IN_THE_YEAR)
    assert "提级办理" in told("N10", POST, Action.ELEVATE)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        pytest.param(Action.SUBMIT_REPLY, "待您审核", id="the-first-reviewer"),
        pytest.param(Action.PASS_REVIEW, "待您审核", id="the-next-reviewer"),
        pytest.param(Action.WITHDRAW, "申请撤回", id="a-withdrawal-to-decide"),
        pytest.param(Action.OBJECT, "提出异议", id="an-objection-to-rule-on"),
        pytest.param(Action.FLAG_SPECIAL, "特殊事项", id="a-coordination-to-hold"),
    ],
)
def test_n10_tells_whoever_owes_the_next_step_what_it_is(action, words):
    assert words in told("N10", POST, action, LATE_IN_THE_YEAR)


@pytest.mark.obligation("A-19")
def test_a_message_of_the_unit_is_told_as_a_message_and_not_as_a_result():
    assert "给您留言" in told("N7", CITIZEN, Action.MESSAGE_CITIZEN)


def test_whatever_the_workflow_owes_has_words_of_its_own():
    for action, owed in {**NOTICES, Action.PASS_REVIEW: (*REPLY_SENT, ("N10", (OWNER,)))}.items():
        for notice, addresses in owed:
            for to in {CITIZEN if address == CITIZEN else POST for address in addresses}:
                text = told(notice, to, action)
                news = told("N99", to)
                # A lapse that ended nothing the citizen asked for is news and no more.
                assert text != news or action is Action.LAPSE, (notice, to, action)


def test_a_notice_nobody_has_words_for_still_says_that_something_has_happened():
    assert "新的进展" in told("N99", CITIZEN)
    assert "新的事项" in told("N99", POST)


def test_every_wording_that_names_a_day_also_reads_without_one():
    for wording in [*TO_CITIZEN.values(), *TO_OFFICIAL.values()]:
        assert bool(wording.undated) == ("{due}" in wording.text)
