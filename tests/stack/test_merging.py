"""Three who complain of one matter, on the packaged stack: stream and sweep bring all the answer (A-44)."""

import time

import pytest

from tools.client import Citizen
from tools.demo.play import invented_phone

pytestmark = pytest.mark.stack

FARMING, BODY = "640122-nyj", "640122-pz2"
ITEM = "nongji-butie"
CHECKED = ["办理时限", "办理过程", "办理结果", "回复内容"]
GOOD = dict.fromkeys(("办理情况", "办理态度", "回复内容", "办理效果"), "满意")
ANSWER = "三户的补贴已经发放，请查收。"
PATIENCE_SECONDS = 60


def filed(api):
    citizen = Citizen(api, invented_phone()).sign_in()
    case = citizen.file(
        county="helan",
        kind="非咨询",
        source={"type": "checklist", "ref": ITEM},
        place="640122100",
        title="农机补贴没到账",
        content="全组的农机补贴都没有到账。",
    )
    return citizen, case["case_no"]


def state_after_sweeps(api, citizen, case_no, *, until):
    """Let stream and sweep run until it has come there, as they would by themselves."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (shown := citizen.case(case_no))["state"] != until:
        assert time.monotonic() < deadline, shown["state"]
        api.sweep()
    return shown


@pytest.mark.obligation("A-44", "R-71", "R-74", "S-16")
def test_one_work_order_answers_everybody_and_closes_when_all_have_rated(api, office):
    (first, lead), *others = (filed(api) for _ in range(3))
    body, leader, handler = (
        office.at(BODY, "intake"), office.at(FARMING, "unit_leader"), office.at(FARMING, "handler")
    )  # fmt: skip
    for _, each in others:
        assert body.act(each, "merge", into=lead, people=3)["state"] == "following"
    body.act(lead, "assign", unit=FARMING)
    leader.act(lead, "name_handlers", leader=leader.post, handler=handler.post)
    followers = handler.call("GET", f"/v1/desk/cases/{lead}/followers")["items"]
    assert [item["label"] for item in followers] == ["并案办理"] * 2
    handler.act(lead, "draft_reply", text=ANSWER)
    handler.act(lead, "submit_reply", outcome="已解决")
    body.act(lead, "pass_review", checked=CHECKED)
    office.at(FARMING, "unit_party_committee").act(lead, "pass_review", checked=CHECKED)
    for citizen, each in others:
        shown = state_after_sweeps(api, citizen, each, until="replied")
        assert shown["reply"]["text"] == ANSWER
        assert citizen.evaluate(each, GOOD)["state"] == "closed"
    assert first.evaluate(lead, GOOD)["state"] == "closed"
