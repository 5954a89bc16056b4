"""What an accusation leaves behind, on the packaged stack: two heads in one write, or none (A-20, K-4.2b)."""

import json

import pytest

from tools.client import Citizen, RefusedError
from tools.demo.play import invented_phone

pytestmark = pytest.mark.stack

CHARGE = "另外，村会计把三户的补贴打进了自己亲戚的卡里。"
REST = {
    "title": "低保金晚了三个月",
    "text": "低保金从八月起晚了三个月才到账，请说明原因。",
    "reason": "后一段反映村会计截留，属检举控告",
}


@pytest.fixture
def case(api):
    citizen = Citizen(api, invented_phone()).sign_in()
    filed = citizen.file(
        county="helan",
        kind="非咨询",
        source={"type": "other"},
        place="640122100200",
        title="低保金晚了三个月",
        content=f"低保金从八月起晚了三个月才到账。{CHARGE}",
    )
    return citizen, filed["case_no"]


def of_the_body(office, case_no):
    for org, role in (("640122100-jw", "intake"), ("640122-jw", "county")):
        try:
            official = office.at(org, role)
            official.case(case_no)
        except RefusedError:
            continue
        if official.case(case_no)["supervising_org"] == org:
            return official
    raise AssertionError("nobody holds the case")


@pytest.mark.obligation("A-20", "R-77", "X-1")
def test_a_mixed_complaint_goes_two_ways_and_the_ordinary_one_tells_of_no_other(case, office):
    citizen, case_no = case
    body, desk = of_the_body(office, case_no), office.at("640122-jw", "sealed_desk")
    before = {item["case_no"] for item in desk.call("GET", "/v1/desk/cases?box=sealed&limit=100")["items"]}
    version = body.case(case_no)["version"]
    once, twice = (
        body.call(
            "POST", f"/v1/desk/cases/{case_no}/actions/split", {"version": version, **REST}, key="split-once"
        )
        for _ in range(2)
    )
    assert once == twice
    assert (once["content"], once["state"]) == (REST["text"], "intake")
    timeline = body.call("GET", f"/v1/desk/cases/{case_no}/timeline")
    assert CHARGE not in json.dumps(timeline, ensure_ascii=False)
    after = {item["case_no"] for item in desk.call("GET", "/v1/desk/cases?box=sealed&limit=100")["items"]}
    (part,) = after - before
    assert CHARGE in desk.case(part)["content"]
    with pytest.raises(RefusedError, match="404"):
        body.case(part)
    assert {case_no, part} <= {item["case_no"] for item in citizen.call("GET", "/v1/my/cases")["items"]}
    assert CHARGE not in citizen.case(case_no)["content"]
    assert citizen.case(part)["state"] == "sealed"


@pytest.mark.obligation("C-M21", "J-3.2.4")
def test_a_suspicion_is_marked_registered_and_leaves_no_trace_in_its_case(case, office):
    _, case_no = case
    body, desk = of_the_body(office, case_no), office.at("640122-jw", "sealed_desk")
    before = {item["case_no"] for item in desk.call("GET", "/v1/desk/cases?box=sealed&limit=100")["items"]}
    shown = body.call("GET", f"/v1/desk/cases/{case_no}/timeline")
    body.act(case_no, "mark_clue", text="三户的账号同属一家。")
    assert body.call("GET", f"/v1/desk/cases/{case_no}/timeline") == shown
    after = {item["case_no"] for item in desk.call("GET", "/v1/desk/cases?box=sealed&limit=100")["items"]}
    (part,) = after - before
    today = desk.case(part)["filed_at"][:10]
    registered = {"done_on": today, "external_no": "备〔2026〕1号", "receiver": "县纪委监委案管室"}
    assert desk.act(part, "register_clue", **registered)["state"] == "sealed"
