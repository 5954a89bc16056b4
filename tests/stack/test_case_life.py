"""One complaint from the phone to its close, over HTTP on the packaged stack."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from tools.client import Citizen, RefusedError
from tools.demo.play import invented_phone

pytestmark = pytest.mark.stack

ITEM = "nongji-butie"
FARMING = "640122-nyj"
BODY = "640122-pz2"
CHECKED = ["办理时限", "办理过程", "办理结果", "回复内容"]
GOOD = dict.fromkeys(("办理情况", "办理态度", "回复内容", "办理效果"), "满意")
CONTENT = "去年申请的农机购置补贴到现在没有到账，请查一查。"
PATIENCE_SECONDS = 60


@pytest.fixture
def clock(api):
    """Move the clock for one test."""
    yield api.set_clock
    api.set_clock(None)


@pytest.fixture
def citizen(api):
    return Citizen(api, invented_phone()).sign_in()


def filed(citizen, key=None):
    source = {"type": "checklist", "ref": ITEM}
    complaint = {"kind": "非咨询", "place": "640122100", "title": "农机补贴没到账", "content": CONTENT}
    return citizen.file(key=key, county="helan", source=source, **complaint)


def refusal(ask, *given, **more):
    with pytest.raises(RefusedError) as caught:
        ask(*given, **more)
    return caught.value.status, caught.value.code


def messages_about(citizen, printed, *, until):
    """Wait for a message with these words, and give all about this case."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        texts = [each["text"] for each in citizen.api.messages(citizen.phone) if printed in each["text"]]
        if any(until in text for text in texts):
            return texts
    pytest.fail(f"no message said “{until}”")


@pytest.mark.obligation("H-8.1", "H-10.1", "H-12.5", "H-13.2", "H-13.3", "H-14.2")
def test_a_complaint_travels_from_the_phone_to_its_close(citizen, office, clock):
    # Notices leave in office hours, and this test may run at night.
    tomorrow = datetime.fromisoformat(clock(None)).date() + timedelta(days=1)
    clock(f"{tomorrow}T10:00:00+08:00")
    receipt = filed(citizen)
    case_no = receipt["case_no"]
    body, committee = office.at(BODY, "intake"), office.at(FARMING, "unit_party_committee")
    leader, handler = office.at(FARMING, "unit_leader"), office.at(FARMING, "handler")
    assert body.act(case_no, "assign", unit=FARMING)["state"] == "assigned"
    assert handler.act(case_no, "sign_in")["state"] == "handling"
    leader.act(case_no, "name_handlers", leader=leader.post, handler=handler.post)
    handler.act(case_no, "draft_reply", text="补贴已打入一卡通，请查收。")
    handler.act(case_no, "submit_reply", outcome="已解决")
    assert citizen.case(case_no)["reply"] is None
    assert body.act(case_no, "pass_review", checked=CHECKED)["state"] == "in_review"
    committee.act(case_no, "pass_review", checked=CHECKED)
    shown = citizen.case(case_no)
    assert (shown["state"], shown["reply"]["text"]) == ("replied", "补贴已打入一卡通，请查收。")
    closed = citizen.evaluate(case_no, GOOD)
    assert closed["state"] == "closed"
    assert [each["state"] for each in closed["progress"]["states"]] == [
        "投诉",
        "受理",
        "转办",
        "办理",
        "拟制答复意见",
        "审核答复意见",
        "答复",
        "评价",
        "办结",
    ]
    texts = messages_about(citizen, receipt["printed"], until="已有办理结果")
    assert len(texts) == len(set(texts)) == 3
    assert not any("农机" in text for text in texts)


@pytest.mark.obligation("H-12.5", "R-21")
def test_the_same_key_is_the_same_request_however_often_it_comes(citizen, office):
    key = secrets.token_hex()
    with ThreadPoolExecutor(4) as at_once:
        receipts = list(at_once.map(lambda _: filed(citizen, key), range(4)))
    assert all(receipt == receipts[0] for receipt in receipts)
    case_no = receipts[0]["case_no"]
    assert [each["case_no"] for each in citizen.call("GET", "/v1/my/cases")["items"]] == [case_no]
    body, key = office.at(BODY, "intake"), secrets.token_hex()
    first = body.act(case_no, "assign", key=key, version=1, unit=FARMING)
    again = body.act(case_no, "assign", key=key, version=1, unit=FARMING)
    assert again["version"] == first["version"]
    assert again["work_order"] == 1
    other = refusal(body.act, case_no, "assign", key=key, version=1, unit="640122-mzj", reason="由该单位主管")
    assert other == (422, "idempotency-key-reused")


def test_whoever_comes_second_is_told(citizen, office):
    case_no = filed(citizen)["case_no"]
    body = office.at(BODY, "intake")
    body.act(case_no, "assign", version=1, unit=FARMING)
    assert refusal(body.act, case_no, "decline", version=1, reason="不在范围", text="请拨打12345。") == (
        409,
        "case-changed",
    )


@pytest.mark.obligation("H-5.1")
def test_the_wrong_person_is_refused_and_a_stranger_finds_nothing(api, citizen, office):
    case_no = filed(citizen)["case_no"]
    office.at(BODY, "intake").act(case_no, "assign", unit=FARMING)
    handler, stranger = office.at(FARMING, "handler"), office.at("640122-mzj", "handler")
    elsewhere = office.at("640122-pz1", "intake")
    assert refusal(handler.act, case_no, "reassign", unit="640122-mzj", reason="不归我们") == (
        403,
        "not-yours",
    )
    assert refusal(handler.act, case_no, "pass_review", checked=CHECKED) == (409, "action-not-open")
    for somebody in (stranger, elsewhere):
        assert refusal(somebody.case, case_no) == (404, "case-missing")
        assert refusal(somebody.act, case_no, "annotate", version=2, text="看看") == (404, "case-missing")
    neighbour = Citizen(api, invented_phone()).sign_in()
    assert refusal(neighbour.case, case_no) == (404, "case-missing")
    assert refusal(neighbour.case, "HL26010100000000") == (404, "case-missing")


@pytest.mark.obligation("H-11.2")
def test_sealing_may_be_sent_again_and_shows_no_word_any_more(citizen, office):
    case_no = filed(citizen)["case_no"]
    body, key = office.at(BODY, "intake"), secrets.token_hex()
    for _ in range(2):
        sealed = body.act(case_no, "seal", key=key, version=1, reason="属检举控告")
        assert (sealed["state"], sealed["title"], sealed["content"]) == ("sealed", "", "")
    assert refusal(body.case, case_no) == (404, "case-missing")
    assert refusal(body.act, case_no, "seal", version=1, reason="属检举控告") == (404, "case-missing")


@pytest.mark.obligation("H-10.2", "H-12.3", "R-02")
def test_a_due_that_passes_is_raised_once_and_dated_when_it_became_true(api, citizen, office, clock):
    case_no = filed(citizen)["case_no"]
    due = citizen.case(case_no)["due"]
    clock((datetime.fromisoformat(due["at"]) + timedelta(days=1, hours=9)).isoformat())
    with ThreadPoolExecutor(2) as at_once:
        list(at_once.map(lambda _: api.sweep(), range(2)))
    api.sweep()
    entries = office.at(BODY, "intake").call("GET", f"/v1/desk/cases/{case_no}/timeline")["items"]
    (breach,) = [entry for entry in entries if entry["action"] == "breach"]
    assert datetime.fromisoformat(breach["at"]) == datetime.fromisoformat(due["at"])
    assert breach["data"]["due_on"] == due["on"]
    assert citizen.case(case_no)["due"]["breached"]


def test_the_clock_is_where_it_was_put_and_runs_on(clock):
    set_to = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    assert timedelta(0) <= datetime.fromisoformat(clock(set_to.isoformat())) - set_to < timedelta(minutes=1)
