"""A case about minors: who files says as whom, and only who does something about it reads a word (S-15)."""

import json

import pytest

from chalicelib.domain.identifiers import CaseNo
from tests.support.edge import faults_in, told
from tests.support.life import COUNTY_BODY, FARMING
from tests.support.office import DEMAND, TITLE, a_complaint

ACCUSED = "李某某"
LINE = "去年的农机补贴一直没有到账。"
REPLY = "补贴已于昨日发放到卡，请查收。"
WORDS = (TITLE, LINE, DEMAND, ACCUSED, REPLY, "发票")
FLAGGED = {"minors_involved": True, "capacity": "监护人", "complained_of": {"person": ACCUSED}}
BOXES = ("intake", "handling", "review", "supervision", "closed")


def desk_of(town, post, path=""):
    return town.caller.get(f"/v1/desk/cases{path}", token=town.official(post))


def all_told(town, case_no, post):
    """Give everything a post is told of a case, words that nobody wrote aside."""
    paths = [f"/{case_no}", f"/{case_no}/timeline"]
    paths += [f"?box={box}&org={org}" for box in BOXES for org in (FARMING, "640122-pz2", COUNTY_BODY)]
    return "".join(desk_of(town, post, path).body.decode() for path in paths)


@pytest.fixture
def county(town):
    return town.post(COUNTY_BODY, "county")


@pytest.fixture
def answered(town):
    """A case that was handled: everybody has said something."""
    case_no = town.file(**FLAGGED)
    town.replied(case_no, REPLY)
    return case_no


@pytest.mark.obligation("S-15")
def test_who_files_about_minors_says_as_whom(town):
    token = town.citizen()
    body = a_complaint(minors_involved=True)
    answer = town.caller.post("/v1/cases", body, token=token, Idempotency_Key="k")
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/capacity"}
    wrong = town.caller.post("/v1/cases", body | {"capacity": "邻居"}, token=token, Idempotency_Key="k")
    assert [fault["pointer"] for fault in wrong.json_body["errors"]] == ["/capacity"]
    case_no = town.file(**FLAGGED)
    assert town.services.cases.get(CaseNo(case_no)).tail[0].data["capacity"] == "监护人"


@pytest.mark.obligation("S-15")
def test_who_files_about_anything_else_need_not(town):
    assert town.show(town.file(), town.post(COUNTY_BODY, "county"))["capacity"] is None
    assert town.show(town.file(capacity="代理人"), town.post(COUNTY_BODY, "county"))["capacity"] == "代理人"


@pytest.mark.obligation("S-15")
def test_who_helps_somebody_says_it_too(town):
    body = a_complaint(consent="当面", may_call=False, minors_involved=True)
    token = town.official(town.post(COUNTY_BODY, "county"))
    answer = town.caller.post("/v1/desk/filings", body, token=token, Idempotency_Key="k")
    assert set(faults_in(answer)) == {"/capacity"}


@pytest.mark.obligation("S-15")
def test_who_handles_it_reads_every_word(town, answered):
    committee = town.post(FARMING, "unit_party_committee")
    for post in (town.body_of(answered), town.post(FARMING, "handler"), committee):
        shown = town.show(answered, post)
        assert (shown["masked"], shown["title"], shown["demand"]) == (False, TITLE, DEMAND)
        assert (shown["complained_of"]["person"], shown["reply"]) == (ACCUSED, REPLY)
        assert LINE in shown["content"]
        assert shown["capacity"] == "监护人"
        entries = desk_of(town, post, f"/{answered}/timeline").json_body["items"]
        assert any(entry["texts"] for entry in entries)


@pytest.mark.obligation("S-15", "H-4.3")
def test_the_county_that_looks_on_sees_how_it_stands_and_no_word(town, answered, county):
    shown = town.show(answered, county)
    assert shown["masked"] is True
    assert (shown["title"], shown["kind"], shown["state"]) == ("非咨询", "非咨询", "replied")
    assert "未成年人" in shown["content"]
    assert (shown["draft"], shown["reply"], shown["demand"], shown["messages"]) == (None, None, None, [])
    assert (shown["uploads"], shown["complained_of"]) == ([], {"unit": None, "person": None})
    for post in (county, town.post(COUNTY_BODY, "county_leader")):
        everything = all_told(town, answered, post)
        assert answered in everything
        for word in WORDS:
            assert word not in everything


@pytest.mark.obligation("S-15")
def test_an_ordinary_case_is_read_by_the_county_as_before(town, county):
    shown = town.show(town.file(), county)
    assert (shown["masked"], shown["title"]) == (False, TITLE)


@pytest.mark.obligation("S-15")
def test_a_list_shows_the_title_on_the_desk_that_has_it_and_the_kind_elsewhere(town, county):
    case_no = town.file(**FLAGGED)
    body = town.body_of(case_no)
    org = town.services.cases.get(CaseNo(case_no)).supervising_org
    (own,) = desk_of(town, body, "?box=intake").json_body["items"]
    (others,) = desk_of(town, county, f"?box=intake&org={org}").json_body["items"]
    assert (own["title"], others["title"]) == (TITLE, "非咨询")


@pytest.mark.obligation("S-15")
def test_an_ended_case_has_no_title_on_any_list(town, answered):
    (line,) = desk_of(town, town.post(FARMING, "unit_leader"), "?box=closed").json_body["items"]
    assert (line["case_no"], line["title"]) == (answered, "非咨询")


@pytest.mark.obligation("S-15")
def test_files_of_a_minors_case_open_to_who_handles_it_alone(town, county):
    upload = town.upload(town.citizen())
    case_no = town.file(uploads=[upload], **FLAGGED)
    path = f"/{case_no}/uploads/{upload}"
    assert told(desk_of(town, county, path)) == (404, "evidence-missing")
    assert town.show(case_no, county)["uploads"] == []
    assert desk_of(town, town.body_of(case_no), path).status_code == 200


@pytest.mark.obligation("S-15")
def test_what_the_county_does_is_answered_without_a_word_too(town, answered, county):
    case_no = town.file(**FLAGGED)
    town.assigned(case_no)
    after = town.act(case_no, county, "annotate", text="请抓紧办理。")
    assert (after["masked"], after["title"]) == (True, "非咨询")


@pytest.mark.obligation("S-15", "X-11")
def test_nothing_public_tells_of_a_case(town, answered):
    for path in ("/v1/counties", "/v1/counties/helan", "/v1/counties/helan/checklist"):
        told_to_all = json.dumps(town.caller.get(path).json_body, ensure_ascii=False)
        for word in (answered, LINE, ACCUSED):
            assert word not in told_to_all


@pytest.mark.obligation("S-15", "A-44")
def test_who_else_complains_is_listed_without_a_title_to_who_looks_on(town, county):
    lead, other = town.file(**FLAGGED), town.file(**FLAGGED)
    body = town.body_of(lead)
    town.act(other, body, "merge", into=lead, people=2, amount=100)
    titles = {
        post: [each["title"] for each in desk_of(town, post, f"/{lead}/followers").json_body["items"]]
        for post in (body, county)
    }
    assert titles == {body: [TITLE], county: ["非咨询"]}
