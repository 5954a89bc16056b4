"""People whose phone is gone, or who never had one, on the packaged stack (A-17, A-18, A-19)."""

from datetime import UTC, datetime, timedelta

import pytest

from tools.client import Citizen, RefusedError
from tools.demo.play import invented_phone

pytestmark = pytest.mark.stack

BODY = "640122-pz2"
HELPER = "640122100200-assistant-1"
COMPLAINT = {
    "county": "helan",
    "kind": "非咨询",
    "place": "640122100",
    "source": {"type": "checklist", "ref": "nongji-butie"},
    "title": "农机补贴没到账",
    "content": "去年申请的农机购置补贴到现在没有到账，请查一查。",
}


@pytest.fixture
def clock(api):
    """Move the clock for one test."""
    yield api.set_clock
    api.set_clock(None)


@pytest.mark.obligation("A-17")
def test_half_a_year_after_its_end_a_case_asks_for_its_code(api, office, clock):
    citizen = Citizen(api, invented_phone()).sign_in()
    receipt = citizen.file(**COMPLAINT)
    path = f"/v1/my/cases/{receipt['case_no']}"
    office.at(BODY, "intake").act(
        receipt["case_no"], "answer_directly", text="补贴已于上周发放到卡，请您查收。", reason="已当面说明"
    )
    assert citizen.case(receipt["case_no"])["state"] == "answered_directly"
    clock((datetime.now(UTC) + timedelta(days=181)).isoformat())  # noqa: TID251 - the stack's own clock
    (line,) = citizen.call("GET", "/v1/my/cases")["items"]
    assert (line["needs_code"], line["title"], line["state"]) == (True, None, None)
    with pytest.raises(RefusedError, match="403 query-code-needed"):
        citizen.call("GET", path)
    bearer = {"Authorization": f"Bearer {citizen.token}"}
    opened = api.must("GET", path, headers=bearer | {"Query-Code": receipt["query_code"]})
    assert opened["title"] == COMPLAINT["title"]
    with pytest.raises(RefusedError, match="403 query-code-refused"):
        api.must("GET", path, headers=bearer | {"Query-Code": "AAAAAAAA"})
    for _ in range(2):
        citizen.call("POST", f"{path}/hiding", key="once")
    assert citizen.call("GET", "/v1/my/cases")["items"] == []


@pytest.mark.obligation("A-18", "A-19", "S-18")
def test_who_has_no_phone_files_and_asks_at_a_reception_point(office):
    helper = office.holding(HELPER)
    complaint = COMPLAINT | {
        "confidential": True,
        "may_call": False,
        "notices_accepted": True,
        "consent": "当面",
    }
    first, again = (helper.call("POST", "/v1/desk/filings", complaint, key="without-phone") for _ in range(2))
    assert again == first
    paper = {"case_no": first["printed"], "query_code": first["query_code"]}
    shown = helper.call("POST", "/v1/desk/lookups", paper)
    assert (shown["title"], shown["open_actions"]) == (COMPLAINT["title"], [])
    with pytest.raises(RefusedError, match="404 lookup-refused"):
        helper.call("POST", "/v1/desk/lookups", paper | {"query_code": "AAAAAAAA"})
    with pytest.raises(RefusedError, match="404 case-missing"):
        helper.call("GET", f"/v1/desk/cases/{first['case_no']}")
