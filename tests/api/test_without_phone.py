"""Somebody who has no phone files at a reception point, and asks there with the paper (A-18, A-19, S-18)."""

import json
from dataclasses import replace

import pytest

from chalicelib.domain.identifiers import CaseNo, CountyId
from chalicelib.domain.notices.outbox import envelopes_of
from chalicelib.domain.vocabulary import State
from chalicelib.ports.audit_log import Audited
from chalicelib.usecases.check_night import CheckNight
from chalicelib.usecases.night_walks import NightWalks
from chalicelib.usecases.send_notice import Delivery
from tests.support.edge import faults_in, told
from tests.support.life import COUNTY_BODY, FARMING
from tests.support.office import CONTENT, NAME, PHONE, TITLE, a_complaint

VILLAGE = "640122100200"
NOBODYS = "HL26112399999999"
REPLY = "补贴已于昨日发放到卡，请查收。"


def helped(town, *, post=None, key="key", **changes):
    body = a_complaint(**({"consent": "当面", "may_call": False} | changes))
    post = post or town.post(VILLAGE, "assistant")
    return town.caller.post("/v1/desk/filings", body, token=town.official(post), Idempotency_Key=key)


def looked_up(town, case_no, query_code, post=None):
    post = post or town.post(VILLAGE, "assistant")
    body = {"case_no": case_no, "query_code": query_code}
    return town.caller.post("/v1/desk/lookups", body, token=town.official(post))


def spoiled(town, case_no, **changes):
    folder = town.services.cases._folders[CaseNo(case_no)]
    folder.case = replace(folder.case, **changes)


@pytest.fixture
def paper(town):
    """What is printed for the citizen."""
    receipt = helped(town).json_body
    return receipt["case_no"], receipt["query_code"]


@pytest.fixture
def by_phone(town):
    """The same of somebody who filed with a phone of their own."""
    receipt = town.caller.post(
        "/v1/cases", a_complaint(), token=town.citizen(), Idempotency_Key=town.key()
    ).json_body
    return receipt["case_no"], receipt["query_code"]


def noted(town):
    return [(event.what, event.case_no, event.post, event.why) for event in town.services.audit_log.events]


@pytest.mark.obligation("A-19", "S-18")
def test_who_has_no_phone_gets_number_and_code_on_paper_and_no_message(town):
    answer = helped(town)
    assert answer.status_code == 201
    receipt = answer.json_body
    assert len(receipt["query_code"]) == 8
    assert town.services.messenger.sent == []
    first = town.services.cases.get(CaseNo(receipt["case_no"])).tail[0]
    assert (first.data["consent"], first.data["without_phone"]) == ("当面", True)


@pytest.mark.obligation("A-19")
def test_no_phone_finds_the_case(town, paper):
    person = town.services.cases.filed_by(CaseNo(paper[0]))
    assert town.services.people.phone_of(person) is None
    assert town.caller.get("/v1/my/cases", token=town.citizen()).json_body["items"] == []
    answer = town.caller.get(f"/v1/my/cases/{paper[0]}", token=town.citizen(), Query_Code=paper[1])
    assert told(answer) == (404, "case-missing")


@pytest.mark.obligation("A-19")
def test_the_same_request_again_is_the_same_case_and_two_are_two_peoples(town):
    first, again, other = helped(town), helped(town), helped(town, key="another")
    assert again.json_body == first.json_body
    persons = {town.services.cases.filed_by(CaseNo(answer.json_body["case_no"])) for answer in (first, other)}
    assert len(persons) == 2
    assert told(helped(town, title="另一件事")) == (422, "idempotency-key-reused")


@pytest.mark.obligation("A-19", "S-18")
@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        pytest.param({"consent": "电话"}, {"/consent"}, id="nobody-agrees-by-a-phone-they-have-not"),
        pytest.param({"consent": None}, {"/consent"}, id="consent-is-always-asked"),
        pytest.param({"may_call": True}, {"/may_call"}, id="nobody-can-be-called"),
        pytest.param({"code": "123456"}, {"/phone"}, id="a-code-without-its-phone"),
        pytest.param({"phone": PHONE}, {"/code"}, id="a-phone-without-its-code"),
        pytest.param({"phone": "123", "may_call": True, "code": "123456"}, {"/phone"}, id="no-number"),
        pytest.param({"phone": "", "consent": "电话", "code": "1"}, {"/phone", "/code"}, id="no-form"),
    ],
)
def test_what_does_not_go_together_is_named(town, changes, pointers):
    answer = helped(town, **changes)
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers
    assert town.services.cases._folders == {}


@pytest.mark.obligation("A-19")
def test_what_is_owed_to_them_is_settled_unsent_and_nobody_is_alarmed(town, paper):
    services = town.services
    case = services.cases.get(CaseNo(paper[0]))
    owed = [each for each in envelopes_of(case.case_no, case.tail) if each.to == "citizen"]
    assert owed
    for _ in range(2):
        settled = [services.dispatch.send_notice(each) for each in owed]
    assert set(settled) == {Delivery.ALREADY_SETTLED}
    assert {mark.answer for mark in services.dispatch.messages.marks_of(case.case_no)} == {"no_phone"}
    services.clock.pass_by(hours=1)
    assert services.dispatch.heal_notices(case) == [
        each for each in envelopes_of(case.case_no, case.tail) if each.to != "citizen"
    ]
    walks = NightWalks(
        cases=services.cases,
        messages=services.dispatch.messages,
        heal_notices=services.dispatch.heal_notices,
        shelves=services.shelves,
        clock=services.clock,
    )
    run = CheckNight(walks=walks, job_log=services.dispatch.job_log, clock=services.clock)()
    assert not run.findings["unreachable"]
    assert not [line for line in run.findings["unsent"] if line.endswith("citizen")]
    assert not run.findings["unreadable"]


@pytest.mark.obligation("A-19")
def test_there_is_no_number_to_release(town, paper):
    handler = town.assigned(paper[0])
    answer = town.try_to(paper[0], town.body_of(paper[0]), "release_number")
    assert told(answer) == (409, "action-not-open")
    spoiled(town, paper[0], number_released=True)  # as nothing can make it, and harmless all the same
    assert town.show(paper[0], handler)["contact"] is None


@pytest.mark.obligation("A-18", "A-19")
def test_number_and_code_show_at_a_reception_point_what_the_citizen_would_see(town, by_phone):
    case_no, code = by_phone
    town.replied(case_no, REPLY)
    on_the_phone = town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen()).json_body
    on_paper = looked_up(town, case_no, code).json_body
    assert on_paper["reply"]["text"] == REPLY
    assert on_paper == on_the_phone | {"open_actions": []}
    assert NAME not in json.dumps(on_paper, ensure_ascii=False)
    assert looked_up(town, on_paper["printed"], code.lower()).json_body == on_paper


@pytest.mark.obligation("A-18", "K-5.3b")
def test_a_lookup_is_a_reading_and_written_down(town, paper):
    assert looked_up(town, *paper).json_body["content"] == CONTENT
    assert noted(town)[-1] == (Audited.CASE_READ, paper[0], town.post(VILLAGE, "assistant"), "query_code")


@pytest.mark.obligation("A-18", "K-5.3b")
def test_a_wrong_code_and_a_case_that_is_not_there_answer_alike(town, paper):
    wrong, absent = looked_up(town, paper[0], "AAAAAAAA"), looked_up(town, NOBODYS, paper[1])
    assert told(wrong) == (404, "lookup-refused")
    assert (wrong.status_code, wrong.body, wrong.headers) == (absent.status_code, absent.body, absent.headers)
    post = town.post(VILLAGE, "assistant")
    assert noted(town)[-2:] == [
        (Audited.CASE_REFUSED, paper[0], post, "code"),
        (Audited.CASE_REFUSED, NOBODYS, post, "absent"),
    ]


@pytest.mark.obligation("A-18")
def test_tries_are_limited_for_a_case_that_is_there_and_one_that_is_not(town, paper):
    for number in (paper[0], NOBODYS):
        answers = [looked_up(town, number, "AAAAAAAA").status_code for _ in range(6)]
        assert answers == [404] * 5 + [429]
    assert told(looked_up(town, *paper)) == (429, "too-often")
    town.services.clock.pass_by(hours=1)
    assert looked_up(town, *paper).status_code == 200


@pytest.mark.obligation("A-18")
def test_sixty_lookups_an_hour_are_all_that_one_account_makes(town, paper):
    assert [looked_up(town, *paper).status_code for _ in range(60)] == [200] * 60
    assert told(looked_up(town, *paper)) == (429, "too-often")
    assert looked_up(town, *paper, town.post(COUNTY_BODY, "county")).status_code == 200


@pytest.mark.obligation("S-18", "A-18")
@pytest.mark.parametrize(
    ("org", "role", "status"),
    [
        ("640122100-jw", "intake", 200),
        (COUNTY_BODY, "county", 200),
        (FARMING, "handler", 403),
        (VILLAGE, "unit_leader", 403),
        (COUNTY_BODY, "sealed_desk", 403),
    ],
)
def test_only_those_who_receive_people_look_up(town, paper, org, role, status):
    assert looked_up(town, *paper, town.post(org, role)).status_code == status


def test_a_number_copied_wrongly_is_told_as_that(town, paper):
    answer = looked_up(town, "HL261123-0000-0001-9", paper[1])
    assert set(faults_in(answer)) == {"/case_no"}
    assert set(faults_in(looked_up(town, "", ""))) == {"/case_no", "/query_code"}


@pytest.mark.obligation("A-30", "X-10")
def test_who_is_complained_of_learns_nothing_from_the_paper(town):
    receipt = helped(
        town,
        post=town.post(COUNTY_BODY, "county"),
        source={"type": "other"},
        complained_of={"unit": VILLAGE},
    ).json_body
    asked = receipt["case_no"], receipt["query_code"]
    assert told(looked_up(town, *asked)) == (404, "lookup-refused")
    assert noted(town)[-1][-1] == "not_theirs"
    assert looked_up(town, *asked, town.post(COUNTY_BODY, "county")).status_code == 200


@pytest.mark.obligation("K-5.3b")
def test_another_county_is_another_office(town, paper):
    spoiled(town, paper[0], county=CountyId("elsewhere"))
    assert told(looked_up(town, *paper)) == (404, "lookup-refused")


@pytest.mark.obligation("X-1", "H-11.2")
def test_of_a_sealed_case_a_reception_point_reads_no_word(town, by_phone):
    case_no, code = by_phone
    handler = town.assigned(case_no)
    town.act(case_no, handler, "message_citizen", text="请补充购机发票。")
    town.try_to(case_no, town.body_of(case_no), "seal", reason="反映的是违纪问题")
    answer = looked_up(town, case_no, code)
    assert answer.json_body["label"]
    for word in (TITLE, CONTENT.split("\n", maxsplit=1)[0], "发票", "违纪"):
        assert word not in answer.body.decode()


@pytest.mark.obligation("X-1")
def test_an_answer_given_before_the_sealing_is_not_read_there_either(town, by_phone):
    case_no, code = by_phone
    town.replied(case_no, REPLY)
    spoiled(town, case_no, state=State.SEALED)
    assert looked_up(town, case_no, code).json_body["reply"] is None


@pytest.mark.obligation("A-17", "A-18")
def test_the_paper_opens_an_old_case_too(town, by_phone):
    case_no, code = by_phone
    spoiled(town, case_no, state=State.CLOSED, clock=None, next_wake_at=None)
    town.services.clock.pass_by(days=181)
    assert looked_up(town, case_no, code).json_body["title"] == TITLE
