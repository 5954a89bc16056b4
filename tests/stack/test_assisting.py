"""Somebody at a reception point files for a citizen, on the packaged stack (S-18, C-M10a)."""

import json
import re

import pytest

from tools.client import CODE, Api, Office, RefusedError

pytestmark = pytest.mark.stack

PHONE = "13900007788"
HELPER = "640122100200-assistant-1"


@pytest.mark.obligation("S-18", "C-M10a", "A-18")
def test_a_reception_point_files_and_only_the_citizen_holds_what_opens_the_case(stack):
    told = json.loads(stack.folder.stack_file.read_text())
    api = Api(told["api"])
    helper = Office(api, told["accounts"]).holding(HELPER)
    api.must("POST", "/v1/phone-codes", {"phone": PHONE})
    complaint = {
        "county": "helan",
        "kind": "咨询",
        "source": {"type": "other"},
        "place": "640122100200",
        "title": "高龄津贴怎样申请",
        "content": "老人今年满八十岁，想问高龄津贴在哪里申请、要带什么材料。",
        "confidential": True,
        "may_call": True,
        "notices_accepted": True,
        "phone": PHONE,
        "code": CODE.findall(api.messages(PHONE)[-1]["text"])[-1],
        "consent": "当面",
    }
    first, again = (helper.call("POST", "/v1/desk/filings", complaint, key="once") for _ in range(2))
    assert again == first
    assert first["state"] == "intake"
    texts = [message["text"] for message in api.messages(PHONE)]
    assert any(re.search(rf"{re.escape(first['printed'])}，查询码[A-Z2-7]{{8}}", text) for text in texts)
    with pytest.raises(RefusedError, match="404"):
        helper.call("GET", f"/v1/desk/cases/{first['case_no']}")
