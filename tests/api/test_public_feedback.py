"""What a county tells in public: read by anybody, without a way back to a case (K-3.3b)."""

import json

import pytest

from tests.api.test_cases_citizen import GOOD, do
from tests.api.test_cases_desk import lying
from tests.support.counties import HELAN_FILES, shelves_with
from tests.support.edge import faults_in, told
from tests.support.life import COUNTY_BODY
from tests.support.office import CONTENT, NAME, PHONE, TITLE
from tests.support.rulebooks import SUPERVISED, changed

pytestmark = pytest.mark.obligation("K-3.3b")

WORDS = {"public_title": "补贴发放慢的问题已经解决", "public_text": "补贴已经发放到户，今后按月公示。"}
TICKED = {"names_removed": True, "numbers_removed": True, "homes_removed": True}
PAGE = "/v1/counties/helan/feedback"


@pytest.fixture(scope="module")
def shelves():
    rulebook = changed(json.loads(HELAN_FILES["rulebook.json"]), SUPERVISED)
    return shelves_with({**HELAN_FILES, "rulebook.json": json.dumps(rulebook).encode()})


@pytest.fixture(autouse=True)
def publishing(office, shelves):
    office.shelves = shelves


def leader(town):
    return town.post(COUNTY_BODY, "county_leader")


def closed(town, **filed):
    case_no = town.file(**filed)
    town.replied(case_no)
    do(town, case_no, "evaluation", {"aspects": GOOD})
    return case_no


def proposed(town, title=WORDS["public_title"]):
    case_no = closed(town)
    inputs = {**WORDS, "public_title": title, **TICKED}
    town.act(case_no, town.body_of(case_no), "publish_feedback", **inputs)
    return case_no


def published(town, title=WORDS["public_title"]):
    case_no = proposed(town, title)
    town.act(case_no, leader(town), "approve_publication")
    return case_no


def read(town, query="", **headers):
    return town.caller.get(f"{PAGE}{query}", **headers)


def titles(answer):
    assert answer.status_code == 200, answer.body
    return [item["title"] for item in answer.json_body["items"]]


def test_anybody_reads_what_was_approved_and_nothing_of_whom_it_was_about(town):
    case_no = published(town)
    answer = read(town)
    assert answer.json_body == {
        "items": [
            {
                "published_on": "2026-11-23",
                "kind": "非咨询",
                "place": "习岗镇",
                "title": WORDS["public_title"],
                "text": WORDS["public_text"],
            }
        ],
        "next": None,
    }
    for secret in (case_no, TITLE, CONTENT, NAME, PHONE, "640122"):
        assert secret.encode() not in answer.body


def test_nothing_is_public_before_a_second_person_has_approved(town):
    case_no = proposed(town)
    assert titles(read(town)) == []
    assert lying(town, leader(town), "publication") == [case_no]
    refused = town.try_to(case_no, town.body_of(case_no), "approve_publication")
    assert told(refused) == (403, "not-yours")
    shown = town.show(case_no, leader(town))["publication"]
    assert (shown["state"], shown["label"], shown["text"]) == ("proposed", "待审批", WORDS["public_text"])
    town.act(case_no, leader(town), "refuse_publication", reason="再写简单些")
    assert titles(read(town)) == []
    assert lying(town, leader(town), "publication") == []


def test_what_is_taken_down_is_read_no_more(town):
    case_no = published(town)
    town.act(case_no, town.body_of(case_no), "withdraw_publication", reason="有一处写错")
    assert titles(read(town)) == []
    assert town.show(case_no, leader(town))["publication"]["label"] == "已撤下"


def test_the_newest_come_first_page_by_page_and_a_cursor_is_of_this_list(town):
    named = ["第一篇反馈", "第二篇反馈", "第三篇反馈"]
    for title in named:
        published(town, title)
        town.services.clock.pass_by(minutes=1)
    first = read(town, "?limit=2")
    rest = read(town, f"?limit=2&cursor={first.json_body['next']}")
    assert [*titles(first), *titles(rest)] == named[::-1]
    assert told(read(town, "?cursor=AAAA")) == (400, "cursor-refused")


def test_a_faulty_query_and_an_unknown_county_are_told(town):
    assert told(read(town, "?limit=0&page=2")) == (422, "invalid-input")
    assert told(town.caller.get("/v1/counties/nowhere/feedback")) == (404, "county-missing")


def test_it_may_be_kept_for_a_minute(town):
    published(town)
    answer = read(town)
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    again = read(town, If_None_Match=answer.headers["ETag"])
    assert again.status_code == 304


def test_the_citizens_own_words_are_refused_in_one_answer_with_what_else_is_wrong(town):
    case_no = closed(town)
    inputs = {**WORDS, **TICKED, "public_title": TITLE, "homes_removed": False}
    refused = town.try_to(case_no, town.body_of(case_no), "publish_feedback", **inputs)
    assert set(faults_in(refused)) == {"/public_title", "/homes_removed"}


@pytest.mark.obligation("S-15")
def test_what_concerns_minors_is_not_offered(town):
    for case_no, is_offered in (
        (closed(town, minors_involved=True, capacity="监护人"), False),
        (closed(town), True),
    ):
        offered = {each["action"] for each in town.show(case_no, town.body_of(case_no))["open_actions"]}
        assert ("publish_feedback" in offered) is is_offered


def test_a_text_that_was_purged_is_left_out(town):
    case_no = published(town)
    town.services.cases._folders[case_no].texts.clear()
    assert titles(read(town)) == []


def test_a_row_that_the_case_does_not_confirm_tells_nothing(town):
    case_no = published(town)
    folder = town.services.cases._folders[case_no]
    slips = dict(folder.slips)
    town.act(case_no, leader(town), "withdraw_publication", reason="有一处写错")
    folder.slips = slips
    assert titles(read(town)) == []
