"""A phone number comes back from the carrier to somebody else: what it still opens, and what not (A-17)."""

import json

import pytest

from chalicelib.domain.identifiers import CaseNo
from chalicelib.ports.audit_log import Audited
from tests.support.edge import told
from tests.support.office import CONTENT, TITLE, a_complaint

GOOD = dict.fromkeys(("办理情况", "办理态度", "回复内容", "办理效果"), "非常满意")
OTHER_PHONE = "+8613900000002"
LONG_AGO = {"days": 181}


def mine(town, path="", *, token=None, **headers):
    return town.caller.get(f"/v1/my/cases{path}", token=token or town.citizen(), **headers)


def do(town, case_no, what, body=None, *, token=None, key=None, **headers):
    return town.caller.post(
        f"/v1/my/cases/{case_no}/{what}",
        body,
        token=token or town.citizen(),
        Idempotency_Key=key or town.key(),
        **headers,
    )


def filed(town):
    """File a complaint, and give number and query code."""
    receipt = town.caller.post(
        "/v1/cases", a_complaint(), token=town.citizen(), Idempotency_Key=town.key()
    ).json_body
    return receipt["case_no"], receipt["query_code"]


@pytest.fixture
def closed(town):
    """A case that was answered and rated well."""
    case_no, code = filed(town)
    town.replied(case_no)
    assert do(town, case_no, "evaluation", {"aspects": GOOD}).json_body["state"] == "closed"
    return case_no, code


@pytest.fixture
def old(town, closed):
    """The same, half a year later."""
    town.services.clock.pass_by(**LONG_AGO)
    return closed


@pytest.mark.obligation("A-17")
def test_a_list_shows_of_an_old_case_no_more_than_number_county_and_day(town, old):
    newer, _ = filed(town)
    items = mine(town).json_body["items"]
    assert [each["case_no"] for each in items] == [newer, old[0]]
    assert (items[0]["needs_code"], items[0]["title"]) == (False, TITLE)
    told_of = {name for name, value in items[1].items() if value is not None}
    assert told_of == {"case_no", "printed", "county", "filed_at", "needs_code"}
    assert items[1]["needs_code"] is True


@pytest.mark.obligation("A-17")
def test_until_the_180th_day_the_phone_is_enough(town, closed):
    town.services.clock.pass_by(days=180)
    assert mine(town, f"/{closed[0]}").status_code == 200
    assert mine(town).json_body["items"][0]["title"] == TITLE


@pytest.mark.obligation("A-17")
def test_an_old_case_asks_for_its_code_and_says_so(town, old):
    answer = mine(town, f"/{old[0]}")
    assert told(answer) == (403, "query-code-needed")
    assert "查询码" in answer.json_body["detail"]
    assert CONTENT not in json.dumps(answer.json_body, ensure_ascii=False)
    for what in ("materials", "withdrawal", "evaluation"):
        assert told(do(town, old[0], what, {})) == (403, "query-code-needed")


@pytest.mark.obligation("A-17")
def test_its_code_opens_it(town, old):
    case_no, code = old
    assert mine(town, f"/{case_no}", Query_Code=code).json_body["content"] == CONTENT
    assert mine(town, f"/{case_no}", Query_Code=code.lower()).status_code == 200
    late = do(town, case_no, "materials", {"text": "还有一件事。"}, Query_Code=code)
    assert told(late) == (409, "action-not-open")


@pytest.mark.obligation("A-17")
def test_another_cases_code_does_not_and_the_try_is_written_down(town, old):
    _, another = filed(town)
    assert told(mine(town, f"/{old[0]}", Query_Code=another)) == (403, "query-code-refused")
    noted = [(event.what, event.case_no, event.why) for event in town.services.audit_log.events]
    assert noted[-1] == (Audited.CASE_REFUSED, old[0], "code")


@pytest.mark.obligation("A-17", "K-5.3b")
def test_a_code_opens_nothing_to_somebody_elses_phone(town, old):
    case_no, code = old
    other = town.citizen(OTHER_PHONE)
    assert told(mine(town, f"/{case_no}", token=other, Query_Code=code)) == (404, "case-missing")


@pytest.mark.obligation("A-17")
def test_wrong_codes_are_counted_and_after_five_not_even_the_right_one_is_looked_at(town, old):
    case_no, code = old
    for _ in range(5):
        assert told(mine(town, f"/{case_no}", Query_Code="AAAAAAAA")) == (403, "query-code-refused")
    refused = mine(town, f"/{case_no}", Query_Code=code)
    assert told(refused) == (429, "too-often")
    assert int(refused.headers["Retry-After"]) <= 3600
    town.services.clock.pass_by(hours=1)
    assert mine(town, f"/{case_no}", Query_Code=code).status_code == 200


@pytest.mark.obligation("A-17")
def test_twenty_wrong_codes_a_day_are_all(town, old):
    case_no, code = old
    town.services.clock.at = town.services.clock.at.replace(hour=0, minute=5)  # the first hour of a window
    answers = []
    for _ in range(4):
        answers += [mine(town, f"/{case_no}", Query_Code="AAAAAAAA").status_code for _ in range(5)]
        town.services.clock.pass_by(hours=1)
    assert answers == [403] * 20
    assert told(mine(town, f"/{case_no}", Query_Code=code)) == (429, "too-often")


def test_a_right_code_forgets_the_wrong_ones_before_it(town, old):
    case_no, code = old
    for _ in range(6):
        for _ in range(4):
            mine(town, f"/{case_no}", Query_Code="AAAAAAAA")
        assert mine(town, f"/{case_no}", Query_Code=code).status_code == 200


@pytest.mark.obligation("A-17", "K-5.3a")
def test_an_ended_case_is_taken_off_the_list_and_nothing_is_deleted(town, closed):
    case_no, _ = closed
    kept, _ = filed(town)
    assert do(town, case_no, "hiding").status_code == 204
    assert [each["case_no"] for each in mine(town).json_body["items"]] == [kept]
    assert mine(town, f"/{case_no}").json_body["content"] == CONTENT
    assert town.show(case_no, town.body_of(case_no))["content"] == CONTENT


@pytest.mark.obligation("A-17")
def test_whoever_holds_the_number_now_may_take_an_old_case_off_without_its_code(town, old):
    answers = [do(town, old[0], "hiding", key="k") for _ in range(2)]
    assert [(answer.status_code, answer.body) for answer in answers] == [(204, b"")] * 2
    assert mine(town).json_body["items"] == []
    assert told(mine(town, f"/{old[0]}")) == (403, "query-code-needed")


def test_a_case_that_runs_is_not_hidden(town):
    case_no, _ = filed(town)
    assert told(do(town, case_no, "hiding")) == (409, "case-still-open")
    assert len(mine(town).json_body["items"]) == 1


def test_nobody_hides_a_case_of_somebody_else(town, closed):
    assert told(do(town, closed[0], "hiding", token=town.citizen(OTHER_PHONE))) == (404, "case-missing")
    path = f"/v1/my/cases/{closed[0]}/hiding"
    assert told(town.caller.post(path, token=town.citizen())) == (422, "idempotency-key-missing")
    assert len(mine(town).json_body["items"]) == 1


def test_a_list_goes_on_after_a_case_that_was_hidden_meanwhile(town):
    numbers = []
    for _ in range(3):
        numbers.append(filed(town)[0])
        town.services.clock.pass_by(minutes=1)
    first = mine(town, "?limit=2").json_body
    person = town.services.cases.filed_by(CaseNo(numbers[1]))
    town.services.people.hide(person, CaseNo(numbers[1]))
    second = mine(town, f"?limit=2&cursor={first['next']}").json_body
    assert [each["case_no"] for each in second["items"]] == numbers[:1]


def test_half_a_year_is_counted_from_the_end_and_not_from_the_filing(town):
    case_no, _ = filed(town)
    town.services.clock.pass_by(days=200)
    assert mine(town, f"/{case_no}").status_code == 200
