"""One matter, many who complain of it: one work order, and every one of them answered (A-44, S-16)."""

from datetime import date

import pytest

from chalicelib.domain.errors import ActionNotOpenError, NotYoursError
from chalicelib.domain.notices.occasion import occasion_of
from chalicelib.domain.notices.texts import LONGEST, text_of
from chalicelib.domain.progress import Milestone, reached
from chalicelib.domain.vocabulary import Action, Flag, Outcome, Role, State, Term
from tests.support.life import (
    BAD,
    CITIZEN,
    CIVIL_AFFAIRS,
    COUNTY_BODY,
    EDUCATION,
    FARMING,
    a_crowd,
    a_life,
    is_open,
    post,
    refer,
    refused,
)


def merged(count=3, **inputs):
    """A lead that a unit has in hand, and all others of its crowd behind it."""
    lead, *others = a_crowd(count)
    lead.assigned().named()
    for each in others:
        each.do(each.body, Action.MERGE, into=lead.case.case_no, **inputs)
    return lead, others


def at(lives, day, clock="10:00"):
    for life in lives:
        life.at(day, clock)


def swept(lives):
    for life in lives:
        life.sweep()


@pytest.mark.obligation("A-44", "R-71", "S-16")
def test_a_follower_keeps_its_intake_verdict_and_waits_with_the_lead():
    lead, (one, other) = merged(people=268, amount=170_000)
    for each in (one, other):
        case = each.case
        assert (case.state, case.lead, case.clock) == (State.FOLLOWING, lead.case.case_no, None)
        assert each.verdict(Term.INTAKE).on_time
        assert (case.lead_unit, case.handler_post) == (FARMING, lead.case.handler_post)
        assert case.lead_due == lead.case.clock.due_on
        assert case.owner_post == each.body.post
        assert case.next_wake_at is not None
        assert [(owed.notice, owed.to) for owed in case.tail[-1].owes] == [("N2", "citizen")]
    assert Flag.COLLECTIVE in lead.case.flags
    assert (lead.case.people, lead.case.amount, lead.case.leading) == (268, 170_000, True)
    told = [entry.data["follower"] for entry in lead.entries(Action.MERGE)]
    assert told == [one.case.case_no, other.case.case_no]


@pytest.mark.obligation("R-71", "H-12.6")
def test_the_citizen_of_a_follower_hears_the_leads_day_at_once_and_every_later_one():
    lead, (one, _) = merged()
    entry = one.case.tail[-1]
    text = _said(one, entry)
    assert f"{lead.case.clock.due_on.month}月{lead.case.clock.due_on.day}日" in text
    lead.do(lead.handler, Action.REQUEST_EXTENSION, working_days=3, reason="需要核实")
    lead.do(lead.county, Action.GRANT_EXTENSION)
    (entry,) = one.sweep()
    assert (entry.action, one.told("N5", entry)) == (Action.MIRROR, {"citizen"})
    assert one.case.lead_due == lead.case.clock.due_on
    assert one.sweep() == ()


def _said(life, entry):
    (owed,) = entry.owes
    text = text_of(owed.notice, owed.to, occasion_of(life.case, entry, owed, life.case.case_no))
    assert len(text) <= LONGEST
    return text


@pytest.mark.obligation("A-44", "R-71", "S-16")
def test_each_gets_the_answer_a_window_and_a_rating_of_its_own():
    lead, others = merged()
    lead.drafted().submitted().passed()
    swept(others)
    for each in others:
        case = each.case
        assert (case.state, case.reply, case.outcome) == (State.REPLIED, lead.case.reply, Outcome.SOLVED)
        assert case.reads_from == (lead.case.case_no,)
        assert case.clock.term is Term.EVALUATION
        assert each.told("N7") == {"citizen"}
        assert "已有办理结果" in _said(each, case.tail[-1])
        steps = {step.state for step in reached(case.tail)}
        assert {Milestone.ACCEPTED, Milestone.REPLIED} <= steps
    one, other = others
    one.rated()
    assert one.case.state is State.CLOSED
    other.rated(BAD)
    assert other.case.state is State.DECISION


@pytest.mark.obligation("R-74", "S-16")
def test_a_second_handling_is_for_those_alone_who_are_dissatisfied():
    lead, (one, other) = merged()
    lead.drafted().submitted().passed()
    swept((one, other))
    lead.rated()
    one.rated(BAD)
    one.do(one.body, Action.REHANDLE, reason="没有办好")
    assert (one.case.state, one.case.round, one.case.lead_unit) == (State.ASSIGNED, 2, FARMING)
    assert (lead.case.round, other.case.round) == (1, 1)
    one.named().drafted("已补发。").submitted().passed().rated()
    assert one.case.state is State.CLOSED


@pytest.mark.obligation("R-74")
def test_the_lead_closes_when_everybody_has_rated_or_let_the_days_go_by():
    lead, (one, other) = merged()
    lead.drafted().submitted().passed()
    lead.rated()
    assert lead.case.state is State.CLOSING
    assert lead.case.owner_post == lead.body.post
    swept((one, other))
    one.rated()
    at((lead, one, other), "2026-03-05")
    lead.sweep()
    assert lead.case.state is State.CLOSING
    at((lead, one, other), "2026-04-20")
    other.sweep()
    assert other.case.state is State.CLOSED
    lead.sweep()
    assert lead.case.state is State.CLOSED


@pytest.mark.obligation("R-74")
def test_who_is_dissatisfied_has_had_their_say_and_holds_the_lead_no_longer():
    lead, (one, other) = merged()
    lead.drafted().submitted().passed()
    lead.rated()
    swept((one, other))
    one.rated()
    other.rated(BAD)
    at((lead,), "2026-03-04")
    lead.sweep()
    assert lead.case.state is State.CLOSED


@pytest.mark.obligation("R-71", "R-37")
def test_an_interim_reply_of_the_lead_is_told_to_all_and_answers_nobody_for_good():
    lead, (one, _) = merged()
    lead.do(lead.handler, Action.REPLY_INTERIM, text="正在等批复。", reason="需要批复")
    lead.passed()
    (entry,) = one.sweep()
    assert (one.case.state, one.case.reply) == (State.FOLLOWING, lead.case.reply)
    assert "阶段性答复" in _said(one, entry)
    assert Milestone.REPLIED not in {step.state for step in reached(one.case.tail)}


@pytest.mark.obligation("A-44")
@pytest.mark.parametrize(
    ("action", "state", "words"),
    [
        (Action.ANSWER_DIRECTLY, State.ANSWERED_DIRECTLY, "已有答复"),
        (Action.DECLINE, State.DECLINED, "未能受理"),
    ],
)
def test_what_a_lead_at_intake_is_told_is_told_to_all(action, state, words):
    lead, one = a_crowd(2)
    one.do(one.body, Action.MERGE, into=lead.case.case_no)
    lead.do(lead.body, action, reason="无实质内容", text="补贴政策已经公布，请看公告。")
    (entry,) = one.sweep()
    assert one.case.state is state
    assert words in _said(one, entry)
    assert entry.texts["text"] == refer("补贴政策已经公布，请看公告。")
    assert one.case.has_ended


@pytest.mark.obligation("A-44", "H-15.3")
def test_what_cannot_be_solved_is_explained_to_all():
    lead, (one, _) = merged()
    lead.do(lead.handler, Action.REPLY_INTERIM, text="正在等批复。", reason="需要批复")
    lead.passed()
    explained = {"text": "地块在红线内，不能补。", "method": "当面", "done_by": "组长"}
    lead.do(lead.body, Action.EXPLAIN_AND_CLOSE, **explained, done_on=lead.now.date())
    entries = one.sweep()
    assert one.case.state is State.CLOSED
    assert entries[0].texts["text"] == refer("地块在红线内，不能补。")
    assert one.told("N7", entries[0]) == {"citizen"}


@pytest.mark.obligation("R-72")
def test_unmerged_before_the_answer_it_gets_a_verdict_of_its_own():
    _, (one, _) = merged()
    assert refused(one, one.body, Action.UNMERGE) == ["/reason"]
    one.do(one.body, Action.UNMERGE, reason="不是同一件事")
    assert (one.case.state, one.case.lead, one.case.lead_unit) == (State.INTAKE, None, None)
    assert one.case.clock.term is Term.INTAKE
    assert one.told("N2") == {"citizen"}
    one.assigned().named()
    assert one.case.state is State.HANDLING


@pytest.mark.obligation("R-72")
def test_after_the_answer_nobody_is_unmerged():
    lead, (one, _) = merged()
    lead.drafted().submitted().passed()
    with pytest.raises(ActionNotOpenError):
        one.do(one.body, Action.UNMERGE, reason="不是同一件事")


@pytest.mark.obligation("R-71", "R-72", "A-44")
def test_a_case_is_merged_only_with_another_that_is_open_and_leads():
    lead, one, other = a_crowd(3)
    body = one.body
    assert refused(one, body, Action.MERGE, into="HL26030200009999") == ["/into"]
    assert refused(one, body, Action.MERGE, into=one.case.case_no) == ["/into"]
    other.do(body, Action.MERGE, into=lead.case.case_no)
    assert refused(one, body, Action.MERGE, into=other.case.case_no) == ["/into"]
    lead.replied()
    assert refused(one, body, Action.MERGE, into=lead.case.case_no) == ["/into"]
    with pytest.raises(NotYoursError):
        one.do(post(EDUCATION, Role.HANDLER), Action.MERGE, into=lead.case.case_no)


@pytest.mark.obligation("R-71")
def test_cases_of_two_bodies_are_merged_by_the_county_alone():
    lead, one = a_crowd(2)
    one.do(one.body, Action.REFER_UP, reason="不属本机构")
    one.do(one.county, Action.REROUTE, body="640122-pz1", reason="由该组受理")
    assert one.case.supervising_org != lead.case.supervising_org
    assert refused(one, one.body, Action.MERGE, into=lead.case.case_no) == ["/into"]
    one.do(one.county, Action.MERGE, into=lead.case.case_no)
    assert one.case.supervising_org == lead.case.supervising_org


@pytest.mark.obligation("R-72")
def test_what_was_answered_is_never_merged_away():
    lead, one = a_crowd(2)
    one.replied()
    assert not is_open(one, one.body, Action.MERGE)
    one.rated(BAD).do(one.body, Action.REHANDLE, reason="没有办好")
    assert not is_open(one, one.body, Action.MERGE)
    assert lead.case.leading is False


@pytest.mark.obligation("R-73", "A-45")
@pytest.mark.parametrize("by_silence", [False, True], ids=["accepted", "by-silence"])
def test_when_the_lead_is_withdrawn_the_oldest_follower_leads_with_the_same_order_and_due(by_silence):
    lead, (one, other) = merged()
    lead.drafted()
    before = lead.case
    lead.do(CITIZEN, Action.WITHDRAW)
    if by_silence:
        at((lead, one, other), "2026-03-05")
        lead.sweep()
    else:
        lead.do(lead.body, Action.ACCEPT_WITHDRAWAL)
    assert (lead.case.state, lead.case.successor) == (State.WITHDRAWN, one.case.case_no)
    case = one.case
    assert (case.state, case.clock, case.draft) == (before.state, before.clock, before.draft)
    assert (case.lead, case.leading, case.reads_from) == (None, True, (before.case_no,))
    assert {entry.action for entry in case.tail[-2:]} >= {Action.SUCCEED}
    assert one.told("N2", one.entries(Action.SUCCEED)[0]) == {"citizen"}
    other.sweep()
    assert other.case.lead == one.case.case_no
    one.submitted().passed()
    other.sweep()
    assert (other.case.state, other.case.reply) == (State.REPLIED, case.draft.text)


@pytest.mark.obligation("R-73")
def test_a_lead_that_nobody_follows_any_more_is_withdrawn_alone():
    lead, (one,) = merged(2)
    one.do(one.body, Action.UNMERGE, reason="不是同一件事")
    lead.do(CITIZEN, Action.WITHDRAW)
    lead.do(lead.body, Action.ACCEPT_WITHDRAWAL)
    assert (lead.case.state, lead.case.successor) == (State.WITHDRAWN, None)


@pytest.mark.obligation("R-73", "X-1")
@pytest.mark.parametrize("way", [Action.SEAL, Action.TRANSFER_12345])
def test_where_followers_cannot_follow_each_gets_a_verdict_of_its_own(way):
    lead, one = a_crowd(2)
    one.do(one.body, Action.MERGE, into=lead.case.case_no)
    inputs = {"reason": "属检举控告"} if way is Action.SEAL else {"target": "12345", "external_no": "1"}
    lead.do(lead.body, way, **inputs)
    (entry,) = one.sweep()
    assert (one.case.state, one.case.clock.term, one.case.lead) == (State.INTAKE, Term.INTAKE, None)
    assert "单独办理" in _said(one, entry)


@pytest.mark.obligation("R-73", "H-11.2")
def test_a_follower_may_be_sealed_by_itself():
    lead, (one, other) = merged()
    one.do(one.body, Action.SEAL, reason="属检举控告")
    assert (one.case.state, one.case.lead) == (State.SEALED, None)
    lead.drafted().submitted().passed()
    other.sweep()
    assert other.case.state is State.REPLIED


@pytest.mark.obligation("R-73")
def test_a_lead_that_is_merged_away_takes_its_followers_along():
    lead, (one, other) = merged()
    another = a_life("2026-03-02", number="HL26030200000099")
    another.crowd, another.now = lead.crowd, lead.now
    lead.crowd[another.case.case_no] = another
    lead.do(lead.body, Action.MERGE, into=another.case.case_no)
    swept((one, other))
    assert {each.case.lead for each in (lead, one, other)} == {another.case.case_no}
    another.replied()
    swept((lead, one, other))
    assert {each.case.state for each in (lead, one, other)} == {State.REPLIED}


@pytest.mark.obligation("A-44", "A-45")
def test_one_of_many_takes_back_what_is_theirs_alone():
    lead, (one, other) = merged()
    one.do(CITIZEN, Action.WITHDRAW)
    one.do(one.body, Action.ACCEPT_WITHDRAWAL)
    assert (one.case.state, lead.case.state, other.case.state) == (
        State.WITHDRAWN,
        State.HANDLING,
        State.FOLLOWING,
    )


@pytest.mark.obligation("R-69", "A-44")
def test_who_is_continued_ex_officio_hears_and_rates_nothing():
    lead, (one, _) = merged()
    one.do(CITIZEN, Action.WITHDRAW)
    one.do(one.body, Action.CONTINUE_EX_OFFICIO, reason="涉及多人")
    lead.drafted().submitted().passed()
    entries = one.sweep()
    assert one.case.state is State.CLOSED
    assert not any(entry.owes for entry in entries)


@pytest.mark.obligation("A-44", "A-19")
def test_whoever_has_the_matter_in_hand_reads_and_writes_to_every_one_of_them():
    lead, (one, _) = merged()
    one.do(lead.handler, Action.MESSAGE_CITIZEN, text="请补充您家的面积。")
    one.do(CITIZEN, Action.ADD_MATERIAL, text="三亩二分。")
    assert not is_open(one, post(CIVIL_AFFAIRS, Role.HANDLER), Action.MESSAGE_CITIZEN)
    lead.taken_over()
    (entry,) = one.sweep()
    assert entry.owes == ()
    assert one.case.lead_unit == COUNTY_BODY
    assert is_open(one, one.county, Action.MESSAGE_CITIZEN)


@pytest.mark.obligation("R-71", "R-04")
def test_a_work_order_of_its_own_is_recalled_and_what_ran_beside_it_lapses():
    lead, one = a_crowd(2)
    one.assigned().named().drafted()
    one.do(one.handler, Action.REQUEST_EXTENSION, working_days=3, reason="核实")
    one.do(one.body, Action.MERGE, into=lead.case.case_no)
    assert (one.case.draft, one.case.duties, one.case.clock) == (None, (), None)
    assert one.verdict(Term.HANDLING).on_time
    assert one.case.former_units == (FARMING,)
    assert one.case.tail[-1].data["lapsed"] == "extension"
    assert one.case.lead_due is not None


@pytest.mark.obligation("R-71")
def test_nobody_is_told_of_a_day_that_the_lead_does_not_have():
    lead, (one, _) = merged()
    at((lead, one), "2026-03-03")
    assert one.sweep() == ()
    assert one.case.lead_due == lead.case.clock.due_on != date(2026, 3, 3)


@pytest.mark.obligation("R-73", "H-12.4")
def test_another_rules_limit_comes_with_the_work_order_that_is_handed_on():
    lead, one = a_crowd(2)
    one.do(one.body, Action.SET_OVERRIDE, working_days=30, basis="另一规定")
    one.do(one.body, Action.MERGE, into=lead.case.case_no)
    lead.do(lead.body, Action.SET_OVERRIDE, working_days=20, basis="某规定")
    lead.do(CITIZEN, Action.WITHDRAW)
    lead.do(lead.body, Action.ACCEPT_WITHDRAWAL)
    (entry,) = one.entries(Action.SUCCEED)
    assert entry.data == {"of": lead.case.case_no, "working_days": 20}
    assert one.case.limit_override == 20
