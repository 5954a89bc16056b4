"""What a merge, a mirror, a succession and a part leave behind, field by field (A-44, R-71 to R-73, A-20)."""

from dataclasses import replace

import pytest

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.vocabulary import Action, DutyKind, Flag, Role, SourceType, State
from chalicelib.domain.workflow.case import Counts, Source
from chalicelib.domain.workflow.conditions.leading import Stage, is_news, said_in, stage_of
from tests.support.life import (
    BAD,
    CITIZEN,
    CONTENT,
    COUNTY_BODY,
    FARMING,
    TITLE,
    Life,
    a_crowd,
    a_life,
    post,
    refer,
    refer_in_part,
    refused,
)

DESK = post(COUNTY_BODY, Role.SEALED_DESK)
REPLY, OWN_INTERIM = refer("补贴已发放。"), refer("正在核实。")
ELSEWHERE = "HL26030200000077"


def merged(lead, one):
    one.do(one.body, Action.MERGE, into=lead.case.case_no)
    return one.case


@pytest.mark.obligation("R-71", "A-44")
def test_a_follower_takes_from_its_lead_who_has_it_in_hand_and_what_was_said():
    lead, one = a_crowd(2)
    lead.assigned().named()
    lead.case = replace(lead.case, track="village", reply=REPLY, reads_from=(ELSEWHERE,))
    one.case = replace(one.case, handed_over=True, reply=OWN_INTERIM)
    case = merged(lead, one)
    assert (case.supervising_org, case.lead_unit) == (lead.case.supervising_org, lead.case.lead_unit)
    assert (case.leader_post, case.handler_post) == (lead.case.leader_post, lead.case.handler_post)
    assert (case.track, case.handed_over) == ("village", False)
    assert (case.reply, case.lead_reply) == (REPLY, REPLY)
    assert case.reads_from == (lead.case.case_no, ELSEWHERE)


@pytest.mark.obligation("R-71")
def test_what_it_was_told_itself_stays_until_the_lead_says_something():
    lead, one = a_crowd(2)
    one.case = replace(one.case, reply=OWN_INTERIM)
    case = merged(lead, one)
    assert (case.reply, case.lead_reply) == (OWN_INTERIM, None)
    assert one.sweep() == ()


@pytest.mark.obligation("A-44", "S-16")
def test_what_the_lead_hears_of_a_merge():
    lead, one, other = a_crowd(3)
    lead.case = replace(lead.case, flags=frozenset({Flag.SPECIAL}))
    one.do(one.body, Action.MERGE, into=lead.case.case_no, reason="同一块地", people=12, amount=900)
    (entry,) = lead.entries(Action.MERGE)
    assert entry.data == {"follower": one.case.case_no}
    assert (entry.basis, entry.request, entry.body, entry.owes) == ("A-44, R-71", "", "", ())
    assert entry.texts == {"reason": refer("同一块地")}
    assert entry.post == one.body.post
    assert lead.case.flags == {Flag.SPECIAL, Flag.COLLECTIVE}
    # A later merge that names no figures leaves those that are there.
    merged(lead, other)
    assert (lead.case.people, lead.case.amount) == (12, 900)


@pytest.mark.obligation("R-71")
def test_what_a_mirror_writes_down():
    lead, one = a_crowd(2)
    merged(lead, one)
    lead.assigned()
    (entry,) = one.sweep()
    assert entry.data == {"stage": "going_on", "due_on": lead.case.clock.due_on.isoformat()}
    assert (entry.basis, entry.actor, entry.texts) == ("R-71", "clock", {})
    lead.named().drafted().submitted().passed()
    lead.case = replace(lead.case, reads_from=(ELSEWHERE,))
    one.at("2026-03-03")
    (entry,) = one.sweep()
    assert entry.data == {"stage": "answered"}
    assert one.case.replied_at == one.now
    assert (one.case.work_order, one.case.lead_reply) == (1, lead.case.reply)
    assert one.case.reads_from == (lead.case.case_no, ELSEWHERE)


@pytest.mark.obligation("R-73")
def test_who_follows_another_lead_says_which():
    lead, one = a_crowd(2)
    another = a_life("2026-03-02", number="HL26030200000099")
    another.crowd, another.now = lead.crowd, lead.now
    lead.crowd[another.case.case_no] = another
    merged(lead, one)
    lead.do(lead.body, Action.MERGE, into=another.case.case_no)
    (entry,) = one.sweep()
    assert entry.data == {"stage": "moved", "lead": another.case.case_no}
    assert entry.owes == ()


@pytest.mark.obligation("R-73")
def test_left_alone_it_follows_nobody_in_anything():
    lead, one = a_crowd(2)
    lead.assigned().named()
    lead.case = replace(lead.case, track="village", reply=REPLY)
    merged(lead, one)
    lead.do(lead.body, Action.SEAL, reason="属检举控告")
    (entry,) = one.sweep()
    case = one.case
    assert (case.lead, case.lead_due, case.lead_reply) == (None, None, None)
    assert (case.lead_unit, case.leader_post, case.handler_post, case.track) == (None, None, None, "")
    assert entry.data["stage"] == "alone"
    assert one.told("N2", entry) == {"citizen"}


@pytest.mark.obligation("R-71", "R-72")
def test_what_the_state_of_a_lead_means():
    lead, _ = a_crowd(2)
    lead.replied()
    answered = lead.case
    assert stage_of(answered) is Stage.ANSWERED
    lead.rated(BAD)
    assert stage_of(lead.case) is Stage.ANSWERED
    # In a second handling the answer stands; a case may have been rated long ago, or not yet in this round.
    assert stage_of(replace(lead.case, state=State.HANDLING, round=2, ratings=())) is Stage.ANSWERED
    assert stage_of(replace(lead.case, state=State.HANDLING, round=1)) is Stage.ANSWERED
    assert said_in(answered) is None


@pytest.mark.obligation("A-44")
def test_followers_are_called_for_whatever_they_mirror():
    lead, _ = a_crowd(2)
    lead.assigned()
    case = lead.case
    later = replace(case.clock, due_on=case.clock.due_on.replace(day=case.clock.due_on.day + 1))
    for changes in (
        {"clock": later},
        {"clock": None},
        {"reply": REPLY},
        {"handler_post": "somebody"},
        {"state": State.REPLIED},
    ):
        assert is_news(case, replace(case, **changes)), changes
    assert not is_news(case, replace(case, contacted=True, version=9))


@pytest.mark.obligation("R-73", "A-45")
def test_what_is_handed_on_with_a_work_order():
    lead, one = a_crowd(2)
    lead.assigned().named().drafted().supervised()
    lead.case = replace(lead.case, counts=Counts(returns=1), people=268, logged=frozenset({"核实"}))
    one.case = replace(one.case, flags=frozenset({Flag.MINORS_INVOLVED}))
    merged(lead, one)
    lead.do(CITIZEN, Action.WITHDRAW)
    before = lead.case
    lead.do(lead.body, Action.ACCEPT_WITHDRAWAL)
    case = one.case
    assert [duty.kind for duty in case.duties] == [DutyKind.SUPERVISION]
    assert (case.counts, case.people, case.logged) == (before.counts, 268, {"核实"})
    assert case.flags == {Flag.MINORS_INVOLVED, Flag.COLLECTIVE}
    assert (case.lead_due, case.lead_reply, case.leading) == (None, None, True)
    assert case.owner_post == before.owner_post
    (entry,) = one.entries(Action.SUCCEED)
    assert entry.data == {"of": before.case_no}
    assert {(owed.notice, owed.to) for owed in entry.owes} == {("N2", "citizen"), ("N10", case.owner_post)}
    assert entry.basis == "R-73"


@pytest.mark.obligation("R-73")
def test_the_one_who_has_waited_longest_leads_whatever_the_order_they_are_found_in():
    lead, one, other = a_crowd(3)
    for each in (other, one):
        merged(lead, each)
    found = list(lead.crowd.items())
    lead.crowd.clear()
    lead.crowd.update(reversed(found))
    lead.do(CITIZEN, Action.WITHDRAW)
    lead.do(lead.body, Action.ACCEPT_WITHDRAWAL)
    assert lead.case.successor == one.case.case_no


REST = {"title": "农机补贴", "text": "去年的农机补贴一直没有到账，请查一查。", "reason": "部分属检举控告"}


@pytest.mark.obligation("A-20", "R-77")
def test_what_the_rest_and_the_part_of_a_split_consist_of():
    life = a_life(complained_person=refer("李会计"), may_call=True)
    life.texts = {refer("李会计"): "李会计"}
    whole = life.case.complaint
    life.do(life.body, Action.SPLIT, **REST)
    rest, part = life.case.complaint, life.part.after
    assert rest == replace(
        whole, title=refer(REST["title"]), content=refer(REST["text"]), complained_person=None
    )
    assert set(life.case.tail[-1].texts) == {"title", "text"}
    assert life.case.withheld == (refer(TITLE), refer(CONTENT), refer("李会计"))
    assert life.part.texts[part.complaint.title] == TITLE
    (entry,) = part.tail
    assert entry.data == {"due_on": part.clock.due_on.isoformat()}
    assert entry.texts == {"reason": refer_in_part(REST["reason"])}
    assert (entry.action, entry.basis) == (Action.SPLIT, "A-20")
    assert part.state_entered_at == life.now
    # What was there is not lost: the old title now stands among the texts.
    assert life.texts[refer(TITLE)] == TITLE


@pytest.mark.obligation("K-4.2b")
def test_what_a_reported_clue_consists_of():
    life = a_life(
        demand=refer("退还补贴"), complained_person=refer("李会计"), may_call=True, uploads=("u-1",)
    )
    life.texts = {refer(word): word for word in ("退还补贴", "李会计")}
    life.assigned().named().at("2026-03-04")
    life.do(life.handler, Action.TRANSFER_CLUE, text="账对不上。")
    part, complaint = life.part.after, life.part.after.complaint
    assert part.filed_at == life.now
    assert (complaint.demand, complaint.complained_person, complaint.may_call) == (None, None, False)
    assert life.part.texts[complaint.title] == "办理中发现的问题线索"
    told = life.part.texts[complaint.content].split("\n\n")
    assert told == ["账对不上。", "（以下是原投诉的内容）", TITLE, CONTENT, "退还补贴", "李会计"]
    assert set(part.tail[0].texts) == set()
    marked = Life(case=life.case, now=life.now, texts=life.texts)
    marked.do(marked.body, Action.MARK_CLUE, text="账对不上。")
    assert marked.part.texts[marked.part.after.complaint.title] == "监督中发现的疑似线索"


@pytest.mark.obligation("R-76")
def test_the_terms_of_a_part_are_counted_from_when_it_begins():
    life = a_life().at("2026-03-04")
    life.do(life.body, Action.SPLIT, **REST)
    clock = life.part.after.clock
    assert (clock.started_at, civil_day(clock.started_at)) == (life.now, clock.counted_from)
    assert life.part.after.owner_post == DESK.post
    assert life.part.after.next_wake_at is not None


@pytest.mark.obligation("A-19", "R-71")
def test_a_number_that_was_released_to_one_unit_is_not_the_next_ones():
    lead, one = a_crowd(2)
    one.case = replace(one.case, complaint=replace(one.case.complaint, may_call=True))
    one.assigned().named()
    one.do(one.body, Action.RELEASE_NUMBER)
    assert merged(lead, one).number_released is False


@pytest.mark.obligation("R-27", "A-30", "R-73")
def test_who_complains_of_a_unit_does_not_follow_a_case_that_this_unit_has_in_hand():
    lead, one = a_crowd(2)
    conduct = replace(one.case.complaint, source=Source(type=SourceType.OTHER), item=None)
    one.case = replace(one.case, complaint=replace(conduct, complained_unit=FARMING))
    merged(lead, one)
    lead.assigned(FARMING)
    (entry,) = one.sweep()
    assert (one.case.state, entry.data["stage"]) == (State.INTAKE, "alone")
    assert refused(one, one.county, Action.MERGE, into=lead.case.case_no) == ["/into"]
