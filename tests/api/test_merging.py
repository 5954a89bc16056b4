"""Many who complain of one matter, over HTTP: one work order, everybody answered (A-44, S-16)."""

import pytest

from tests.support.edge import faults_in, told
from tests.support.life import FARMING
from tests.support.office import a_complaint

ANSWER = "补偿款已于今日全部发放到卡，请查收。"
GOOD = dict.fromkeys(("办理情况", "办理态度", "回复内容", "办理效果"), "满意")


@pytest.fixture
def crowd(town):
    """Four people of one hamlet, each on their own phone."""
    phones = [f"+861390000100{nth}" for nth in range(4)]
    return {
        town.file(token=town.citizen(phone), title=f"七组拆迁补偿款没有发（{nth}）"): town.citizen(phone)
        for nth, phone in enumerate(phones)
    }


@pytest.fixture
def merged(town, crowd):
    lead, *others = crowd
    body = town.body_of(lead)
    for each in others:
        town.act(each, body, "merge", into=lead, people=268, amount=170_000)
    return lead, others


def mine(town, case_no, token):
    return town.caller.get(f"/v1/my/cases/{case_no}", token=token).json_body


def sweep_followers(town, lead):
    """Do what stream and sweep do."""
    for each in town.services.cases.followers_of(lead):
        town.services.cases.call_up(each, town.services.clock.now())
    for shard in range(16):
        town.services.sweep(shard)


@pytest.mark.obligation("A-44", "R-71", "S-16")
def test_each_of_many_keeps_a_number_and_gets_the_answer_to_rate(town, crowd, merged):
    lead, others = merged
    for each in others:
        shown = mine(town, each, crowd[each])
        assert (shown["state"], shown["label"]) == ("following", "并案办理")
        assert shown["due"]["on"] == mine(town, lead, crowd[lead])["due"]["on"]
    town.replied(lead, ANSWER)
    sweep_followers(town, lead)
    for each in others:
        shown = mine(town, each, crowd[each])
        assert shown["state"] == "replied"
        assert shown["reply"]["text"] == ANSWER
        assert {"evaluate"} <= {action["action"] for action in shown["open_actions"]}
        answer = town.caller.post(
            f"/v1/my/cases/{each}/evaluation",
            {"aspects": GOOD},
            token=crowd[each],
            Idempotency_Key=town.key(),
        )
        assert answer.json_body["state"] == "closed"


@pytest.mark.obligation("A-44", "S-16")
def test_the_unit_sees_who_else_complains_page_by_page(town, merged):
    lead, others = merged
    handler = town.assigned(lead)
    sweep_followers(town, lead)
    shown = town.show(lead, handler)
    assert (shown["leading"], shown["people"], shown["amount"]) == (True, 268, 170_000)
    path = f"/v1/desk/cases/{lead}/followers"
    first = town.caller.get(f"{path}?limit=2", token=town.official(handler)).json_body
    rest = town.caller.get(f"{path}?limit=2&cursor={first['next']}", token=town.official(handler)).json_body
    assert [item["case_no"] for item in (*first["items"], *rest["items"])] == sorted(others)
    assert rest["next"] is None
    assert {item["label"] for item in first["items"]} == {"并案办理"}
    assert town.show(others[0], handler)["lead"] is not None
    stranger = town.post("640122-jtj", "handler")
    assert told(town.caller.get(path, token=town.official(stranger))) == (404, "case-missing")


@pytest.mark.obligation("A-44")
def test_followers_lie_in_a_tray_of_their_own_and_not_on_the_units_desk(town, merged):
    lead, others = merged
    handler, body = town.assigned(lead), town.body_of(lead)

    def lying(post, box):
        answer = town.caller.get(f"/v1/desk/cases?box={box}", token=town.official(post))
        return [item["case_no"] for item in answer.json_body["items"]]

    assert sorted(lying(body, "following")) == sorted(others)
    assert lying(handler, "handling") == [lead]


@pytest.mark.obligation("R-71", "R-72")
def test_a_number_that_leads_nowhere_is_refused_and_tells_nothing_of_other_cases(town, crowd):
    lead, other, *_ = crowd
    body = town.body_of(lead)
    for into in ("HL26112399999999", "没有", lead):
        answer = town.try_to(lead, body, "merge", into=into)
        assert told(answer) == (422, "invalid-input")
        assert faults_in(answer).keys() == {"/into"}
    town.act(lead, body, "seal", reason="属检举控告")
    sealed = faults_in(town.try_to(other, body, "merge", into=lead))
    absent = faults_in(town.try_to(other, body, "merge", into="HL26112399999999"))
    assert sealed == absent


@pytest.mark.obligation("R-73", "A-45")
def test_the_next_in_line_leads_when_the_first_takes_theirs_back(town, crowd, merged):
    lead, others = merged
    handler = town.assigned(lead)
    town.act(lead, handler, "draft_reply", text=ANSWER)
    token = crowd[lead]
    town.caller.post(f"/v1/my/cases/{lead}/withdrawal", {}, token=token, Idempotency_Key=town.key())
    town.act(lead, town.body_of(lead), "accept_withdrawal")
    heir = min(others)
    shown = town.show(heir, handler)
    assert (shown["state"], shown["draft"], shown["lead_unit"]) == ("drafting", ANSWER, FARMING)
    sweep_followers(town, lead)
    for each in set(others) - {heir}:
        assert town.services.cases.get(each).lead == heir
    assert set(town.services.cases.followers_of(heir)) == set(others) - {heir}


@pytest.mark.obligation("A-44")
def test_what_a_merge_asks_for_is_told_with_its_limits(town, crowd):
    lead, other, *_ = crowd
    shown = town.show(other, town.body_of(other))
    offered = {each["action"]: each["inputs"] for each in shown["open_actions"]}
    assert offered["merge"]["required"] == ["version", "into"]
    answer = town.try_to(other, town.body_of(other), "merge", into=lead, people=1, amount=0)
    assert faults_in(answer).keys() == {"/people", "/amount"}
    assert a_complaint()["county"] == "helan"


@pytest.mark.obligation("S-16", "A-44", "R-74")
def test_a_hamlet_of_268_people_is_one_work_order_and_268_answers(town):
    lead, *others = (town.file(token=town.citizen(f"+86139{nth:08d}")) for nth in range(268))
    body = town.body_of(lead)
    for each in others:
        town.act(each, body, "merge", into=lead, people=268, amount=170_000)
    town.replied(lead, ANSWER)
    sweep_followers(town, lead)
    cases = town.services.cases.get_many([lead, *others])
    assert {case.state for case in cases} == {"replied"}
    assert {case.work_order for case in cases} == {1}
    told_of_it = [
        entry for case in cases for entry in case.tail for owed in entry.owes
        if (owed.notice, owed.to) == ("N7", "citizen")
    ]  # fmt: skip
    assert len(told_of_it) == 268
