"""A complaint about a child on the packaged stack: read by those who handle it (S-15)."""

import json

import pytest

from tools.client import Api, Citizen, Office, RefusedError
from tools.demo.play import invented_phone

pytestmark = pytest.mark.stack

TITLE = "事实无人抚养儿童的银行卡办不下来"
COMPLAINT = {
    "county": "helan",
    "kind": "非咨询",
    "place": "640122101",
    "source": {"type": "checklist", "ref": "wuren-fuyang-ertong"},
    "title": TITLE,
    "content": "我是孩子的监护人，银行说手续不全，卡办不下来，生活补贴发不到手。",
    "minors_involved": True,
}


@pytest.mark.obligation("S-15")
def test_the_county_that_looks_on_reads_no_word_of_a_childs_case(stack):
    told = json.loads(stack.folder.stack_file.read_text())
    api = Api(told["api"])
    office, citizen = Office(api, told["accounts"]), Citizen(api, invented_phone()).sign_in()
    with pytest.raises(RefusedError, match="/capacity"):
        citizen.file(**COMPLAINT)
    case_no = citizen.file(**COMPLAINT, capacity="监护人")["case_no"]
    county = office.at("640122-jw", "county")
    masked = county.case(case_no)
    body = masked["supervising_org"]
    assert (masked["masked"], masked["title"], masked["flags"]) == (True, "非咨询", ["minors_involved"])
    lines = county.call("GET", f"/v1/desk/cases?box=intake&org={body}&limit=100")["items"]
    assert {line["title"] for line in lines if line["case_no"] == case_no} <= {"非咨询"}
    assert office.at(body, "intake").case(case_no)["title"] == TITLE
    assert citizen.case(case_no)["title"] == TITLE
