"""The wrong person never sees it (design §1 promise 3): no person at a desk, nothing of what is sealed."""

import json

import pytest

from tests.support.edge import told
from tests.support.life import COUNTY_BODY, FARMING
from tests.support.office import CONTENT, DEMAND, NAME, PHONE, TITLE, a_complaint

BOXES = (
    "intake", "proposal", "handling", "review", "extensions", "duties", "supervision", "decision",
    "tracking", "closed", "sealed",
)  # fmt: skip
ACCUSED = "李某某"
SECRETS = (TITLE, CONTENT.split("\n", maxsplit=1)[0], DEMAND, ACCUSED)
OF_THE_PERSON = (PHONE, PHONE.removeprefix("+86"), NAME)


@pytest.fixture
def case_no(town):
    return town.file(complained_of={"person": ACCUSED})


def everything_at_desks(town, case_no):
    """Give all that any post of the county is ever told, list by list and case by case."""
    told_so_far = []
    for post in town._directory().posts.values():
        token = town.official(post.id)
        paths = [f"/v1/desk/cases?box={box}" for box in BOXES]
        paths += [f"/v1/desk/cases/{case_no}", f"/v1/desk/cases/{case_no}/timeline"]
        told_so_far += [(post.id, path, town.caller.get(path, token=token).body.decode()) for path in paths]
    return told_so_far


@pytest.mark.obligation("H-14.1", "A-19")
def test_no_answer_to_a_desk_names_the_person(town, case_no):
    handler = town.assigned(case_no)
    town.act(case_no, handler, "message_citizen", text="请补充银行流水。")
    told_so_far = everything_at_desks(town, case_no)
    assert any(CONTENT.split("\n", maxsplit=1)[0] in body for _, _, body in told_so_far)
    for post, path, body in told_so_far:
        for word in (*OF_THE_PERSON, town.services.cases.filed_by(case_no)):
            assert word not in body, (post, path)


@pytest.mark.obligation("A-19")
def test_a_number_is_released_to_the_handling_unit_alone(town, case_no):
    handler, body = town.assigned(case_no), town.body_of(case_no)
    assert town.show(case_no, handler)["contact"] is None
    town.act(case_no, body, "release_number")
    assert town.show(case_no, handler)["contact"] == {"phone": PHONE}
    assert town.show(case_no, town.post(FARMING, "unit_leader"))["contact"] == {"phone": PHONE}
    assert town.show(case_no, body)["contact"] is None
    assert town.show(case_no, town.post(COUNTY_BODY, "county"))["contact"] is None


@pytest.mark.obligation("A-19")
def test_a_number_that_was_not_offered_cannot_be_released(town):
    case_no = town.file(may_call=False)
    town.assigned(case_no)
    assert told(town.try_to(case_no, town.body_of(case_no), "release_number")) == (409, "action-not-open")


@pytest.mark.obligation("H-11.2", "X-1")
def test_a_sealed_case_is_nowhere_for_ordinary_eyes(town, case_no):
    body = town.body_of(case_no)
    town.try_to(case_no, body, "seal", reason="反映的是违纪问题")
    keepers = {town.post(COUNTY_BODY, "sealed_desk", number) for number in (0, 1)}
    for post, path, answer in everything_at_desks(town, case_no):
        for word in OF_THE_PERSON:
            assert word not in answer, (post, path)
        if post in keepers:
            continue
        assert case_no not in answer, (post, path)
        for word in SECRETS:
            assert word not in answer, (post, path)


@pytest.mark.obligation("R-76", "A-21", "X-1")
def test_the_sealed_desk_finds_what_is_sealed_and_brings_it_to_its_end(town, case_no):
    town.try_to(case_no, town.body_of(case_no), "seal", reason="反映的是违纪问题")
    keeper = town.post(COUNTY_BODY, "sealed_desk")
    listed = town.caller.get("/v1/desk/cases?box=sealed", token=town.official(keeper)).json_body["items"]
    assert [each["case_no"] for each in listed] == [case_no]
    shown = town.show(case_no, keeper)
    assert shown["content"].startswith(SECRETS[1])
    assert {each["action"] for each in shown["open_actions"]} >= {"seal_accept", "return_to_ordinary"}
    town.act(case_no, keeper, "seal_accept")
    town.act(case_no, keeper, "seal_conclude", text="经核查属实，已依规处理。", outcome="移送")
    today = town.services.clock.now().date().isoformat()
    town.act(case_no, keeper, "seal_feedback", method="当面", done_on=today, text="已向举报人反馈。")
    assert not town.caller.get("/v1/desk/cases?box=sealed", token=town.official(keeper)).json_body["items"]


@pytest.mark.obligation("X-1", "R-76")
def test_the_citizen_of_a_sealed_case_is_shown_no_day_of_the_sealed_desk(town, case_no):
    citizen = town.citizen()
    assert town.caller.get(f"/v1/my/cases/{case_no}", token=citizen).json_body["due"]
    town.try_to(case_no, town.body_of(case_no), "seal", reason="反映的是违纪问题")
    assert town.caller.get(f"/v1/my/cases/{case_no}", token=citizen).json_body["due"] is None


@pytest.mark.obligation("H-20.1", "K-5.3b")
def test_a_colleague_who_may_not_open_a_case_does_not_find_it_on_the_desk_either(town, case_no):
    handler = town.assigned(case_no)
    colleague = town.post(FARMING, "handler", 1)
    paths = {
        post: f"/v1/desk/cases?box={box}" for post, box in ((handler, "handling"), (colleague, "handling"))
    }
    found = {
        post: [
            each["case_no"] for each in town.caller.get(path, token=town.official(post)).json_body["items"]
        ]
        for post, path in paths.items()
    }
    assert found == {handler: [case_no], colleague: []}


@pytest.mark.obligation("H-11.2")
def test_whoever_seals_is_shown_no_more_than_that(town, case_no):
    answer = town.try_to(case_no, town.body_of(case_no), "seal", reason="反映的是违纪问题")
    assert answer.status_code == 200
    for word in SECRETS:
        assert word not in answer.body.decode()
    assert answer.json_body["open_actions"] == []


@pytest.mark.obligation("H-11.2")
def test_nobody_acts_on_what_is_sealed(office, town, case_no):
    body = town.body_of(case_no)
    town.try_to(case_no, body, "seal", reason="反映的是违纪问题")
    sealed = office.cases.get(case_no)
    absent = town.try_to("HL26112399999999", body, "assign", version=2, unit=FARMING)
    for post in (body, town.post(COUNTY_BODY, "county"), town.post(FARMING, "handler")):
        answer = town.try_to(case_no, post, "assign", version=2, unit=FARMING)
        assert (answer.status_code, answer.body, answer.headers) == (404, absent.body, absent.headers)
    assert office.cases.get(case_no) == sealed


@pytest.mark.obligation("H-11.2")
def test_the_citizen_of_a_sealed_case_learns_that_it_went_its_way(town, case_no):
    town.try_to(case_no, town.body_of(case_no), "seal", reason="反映的是违纪问题")
    answer = town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen())
    assert answer.status_code == 200
    assert answer.json_body["state"] == "sealed"
    assert "违纪" not in json.dumps(answer.json_body, ensure_ascii=False)


def test_a_recused_post_sees_nothing_more(town, case_no):
    body = town.body_of(case_no)
    answer = town.try_to(case_no, body, "recuse", reason="与当事人是亲属")
    assert answer.status_code == 200
    for word in SECRETS:
        assert word not in answer.body.decode()
    assert told(town.caller.get(f"/v1/desk/cases/{case_no}", token=town.official(body))) == (
        404,
        "case-missing",
    )
    rows = town.caller.get("/v1/desk/cases?box=intake", token=town.official(body)).json_body["items"]
    assert rows == []


def test_a_refusal_repeats_nothing_of_what_was_sent(town):
    body = a_complaint(title=NAME + "\n" + PHONE, name="\x00" + NAME, county=PHONE.removeprefix("+"))
    answer = town.caller.post("/v1/cases", body, token=town.citizen(), Idempotency_Key="k")
    assert answer.status_code == 422
    for word in OF_THE_PERSON:
        assert word not in answer.body.decode()


@pytest.mark.obligation("H-11.2")
def test_a_sealing_that_is_sent_again_is_answered_and_shows_no_word(town, case_no):
    body = town.body_of(case_no)
    answers = [
        town.try_to(case_no, body, "seal", key="k", version=1, reason="反映的是违纪问题") for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    for word in SECRETS:
        assert word not in answers[1].body.decode()
