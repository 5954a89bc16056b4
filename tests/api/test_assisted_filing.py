"""`POST /v1/desk/filings`: somebody helps a citizen to file, and neither files nor reads in their place."""

import re

import pytest

from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.personal import Personal
from tests.support.edge import faults_in, told
from tests.support.office import PHONE, a_complaint

VILLAGE = "640122100200"


def code_for(town, phone=PHONE):
    """Let a code go to a phone, and read it there."""
    town.services.clock.pass_by(minutes=2)
    town.caller.post("/v1/phone-codes", {"phone": phone})
    return re.search(r"\d{6}", town.services.messenger.sent[-1][1])[0]


def helped(town, *, post=None, code=None, key="key", **changes):
    """File for the citizen, who stands beside and reads the code aloud."""
    body = a_complaint(phone=PHONE, code=code or code_for(town), consent="当面", may_call=False, **changes)
    post = post or town.post(VILLAGE, "assistant")
    return town.caller.post("/v1/desk/filings", body, token=town.official(post), Idempotency_Key=key)


def stored(town):
    return list(town.services.cases._folders)


@pytest.mark.obligation("S-18", "C-M10a", "A-18")
def test_who_helped_and_how_the_citizen_agreed_stand_in_the_first_entry(town):
    answer = helped(town)
    assert answer.status_code == 201
    case = town.services.cases.get(CaseNo(answer.json_body["case_no"]))
    first = case.tail[0]
    assert first.actor == f"helan.{town.post(VILLAGE, 'assistant')}"
    assert first.data["consent"] == "当面"


@pytest.mark.obligation("S-18")
def test_the_case_is_the_citizens_own(town):
    case_no = helped(town).json_body["case_no"]
    mine = town.caller.get("/v1/my/cases", token=town.citizen()).json_body["items"]
    assert [each["case_no"] for each in mine] == [case_no]


@pytest.mark.obligation("S-18")
def test_the_query_code_goes_to_the_citizens_phone_and_not_to_who_helped(town):
    receipt = helped(town).json_body
    to, text = town.services.messenger.sent[-1]
    assert to == PHONE
    assert receipt["printed"] in text
    assert re.search(r"查询码[A-Z2-7]{8}", text)
    assert len(text) <= 70
    assert receipt.pop("query_code") is None
    assert set(receipt) == {"case_no", "printed", "state", "label", "filed_at"}


def test_who_helped_cannot_look_at_the_case_afterwards(town):
    case_no = helped(town).json_body["case_no"]
    token = town.official(town.post(VILLAGE, "assistant"))
    assert told(town.caller.get(f"/v1/desk/cases/{case_no}", token=token)) == (404, "case-missing")


@pytest.mark.obligation("A-18")
def test_without_the_code_of_that_phone_nothing_is_filed(town):
    code_for(town)
    assert told(helped(town, code="999999")) == (401, "phone-code-refused")
    assert stored(town) == []
    assert town.services.people.find_person(Personal(PHONE)) is None


@pytest.mark.obligation("C-M10a", "S-18")
@pytest.mark.parametrize(
    ("org", "role", "status"),
    [
        ("640122100-jw", "intake", 201),
        ("640122-jw", "county", 201),
        (VILLAGE, "handler", 403),
        (VILLAGE, "unit_leader", 403),
        ("640122-jw", "sealed_desk", 403),
    ],
)
def test_only_those_who_receive_people_file_for_them(town, org, role, status):
    assert helped(town, post=town.post(org, role)).status_code == status


def test_the_same_request_again_is_the_same_case_though_its_code_is_used(town):
    code = code_for(town)
    first, again = (helped(town, code=code) for _ in range(2))
    assert again.status_code == 201
    assert again.json_body == first.json_body
    assert len(stored(town)) == 1


def test_the_same_key_with_other_words_is_refused(town):
    code = code_for(town)
    helped(town, code=code)
    assert told(helped(town, code=code, title="另一件事")) == (422, "idempotency-key-reused")


def test_a_try_that_a_store_broke_off_goes_on_with_the_same_code(town, monkeypatch):
    code = code_for(town)

    def break_off(*_):
        raise UnavailableError("请稍后再试。")

    with monkeypatch.context() as broken:
        broken.setattr(town.services.cases, "create", break_off)
        assert helped(town, code=code).status_code == 503
    assert helped(town, code=code).status_code == 201
    assert len(stored(town)) == 1


def test_a_phone_that_takes_no_messages_does_not_undo_the_filing(town):
    code = code_for(town)
    town.services.messenger.unreachable = frozenset({PHONE})
    assert helped(town, code=code).status_code == 201


def test_every_fault_of_the_form_is_named_at_once(town):
    answer = helped(
        town,
        code="12",
        county="elsewhere",
        uploads=["file-1"],
        notices_accepted=False,
    )
    assert set(faults_in(answer)) >= {"/code", "/county", "/uploads", "/notices_accepted"}
    assert stored(town) == []


def test_a_number_that_is_none_is_a_fault_of_the_form(town):
    body = a_complaint(phone="123", code="123456", consent="书面")
    token = town.official(town.post(VILLAGE, "assistant"))
    answer = town.caller.post("/v1/desk/filings", body, token=token, Idempotency_Key="key")
    assert set(faults_in(answer)) == {"/phone"}
