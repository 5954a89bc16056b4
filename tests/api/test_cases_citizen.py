"""A citizen's own cases: lists, the case itself, material, withdrawal, rating."""

import json

import pytest

from chalicelib.domain.vocabulary import Aspect, Grade
from tests.support.edge import faults_in, told
from tests.support.office import CONTENT, TITLE

GOOD = dict.fromkeys((aspect.value for aspect in Aspect), Grade.VERY_SATISFIED.value)
OTHER_PHONE = "+8613900000002"
NOBODYS = "HL26112399999999"


def mine(town, path="", token=None):
    return town.caller.get(f"/v1/my/cases{path}", token=token or town.citizen())


def do(town, case_no, what, body=None, *, key=None, token=None, **options):
    return town.caller.post(
        f"/v1/my/cases/{case_no}/{what}",
        body,
        token=token or town.citizen(),
        Idempotency_Key=key or town.key(),
        **options,
    )


def test_a_list_shows_the_newest_first_and_pages(office, town):
    filed = []
    for number in range(5):
        filed.append(town.file(title=f"第 {number} 件"))
        office.clock.pass_by(minutes=1)
    first = mine(town, "?limit=2").json_body
    second = mine(town, f"?limit=2&cursor={first['next']}").json_body
    third = mine(town, f"?limit=2&cursor={second['next']}").json_body
    shown = [item["case_no"] for page in (first, second, third) for item in page["items"]]
    assert shown == filed[::-1]
    assert third["next"] is None


def test_a_cursor_is_nobody_elses_and_cannot_be_changed(town):
    for _ in range(2):
        town.file()
    cursor = mine(town, "?limit=1").json_body["next"]
    other = town.citizen(OTHER_PHONE)
    assert told(mine(town, f"?limit=1&cursor={cursor}", other)) == (400, "cursor-refused")
    swapped = cursor[:-1] + ("A" if cursor[-1] != "A" else "B")
    assert told(mine(town, f"?limit=1&cursor={swapped}")) == (400, "cursor-refused")
    assert told(mine(town, "?limit=0&cursor=%20")) == (422, "invalid-input")


def test_a_case_shows_its_way_its_due_and_what_may_be_done(town):
    case_no = town.file()
    shown = mine(town, f"/{case_no}").json_body
    assert (shown["title"], shown["content"]) == (TITLE, CONTENT)
    assert shown["progress"]["step"] == "诉"
    assert shown["due"]["explanation"]
    assert {action["action"] for action in shown["open_actions"]} == {"add_material", "withdraw"}
    assert shown["reply"] is None
    printed = shown["printed"]
    assert mine(town, f"/{printed}").json_body == shown


def test_somebody_elses_case_answers_like_none_at_all(town):
    case_no = town.file()
    other = town.citizen(OTHER_PHONE)
    for number in (NOBODYS, "not-a-number", "HL261123-0000-0001-9"):
        absent, theirs = mine(town, f"/{number}", other), mine(town, f"/{case_no}", other)
        assert told(absent) == (404, "case-missing")
        assert (absent.status_code, absent.body, absent.headers) == (
            theirs.status_code,
            theirs.body,
            theirs.headers,
        )
    for what in ("materials", "withdrawal", "evaluation"):
        assert told(do(town, case_no, what, {}, token=other)) == (404, "case-missing")


@pytest.mark.obligation("H-14.2", "H-14.3")
def test_the_answer_is_read_and_rated(town):
    case_no = town.file()
    town.replied(case_no, "补贴已于昨日发放。")
    shown = mine(town, f"/{case_no}").json_body
    assert (shown["reply"]["text"], shown["reply"]["outcome"]) == ("补贴已于昨日发放。", "已解决")
    assert "evaluate" in {action["action"] for action in shown["open_actions"]}
    rated = do(town, case_no, "evaluation", {"aspects": GOOD, "comment": "谢谢 😀"}).json_body
    assert rated["state"] == "closed"
    assert rated["evaluation"]["aspects"] == GOOD
    assert rated["open_actions"] == []


@pytest.mark.parametrize(
    ("aspects", "pointers"),
    [
        pytest.param({**GOOD, "办理情况": "很好"}, {"/aspects/办理情况"}, id="no-such-grade"),
        pytest.param({**GOOD, "办理情况": 5}, {"/aspects/办理情况"}, id="a-number"),
        pytest.param(
            {name: grade for name, grade in GOOD.items() if name != "办理效果"},
            {"/aspects/办理效果"},
            id="three-of-four",
        ),
        pytest.param({**GOOD, "态度": "满意"}, {"/aspects/态度"}, id="five-of-four"),
        pytest.param([], {"/aspects"}, id="a-list"),
    ],
)
@pytest.mark.obligation("H-14.2", "H-14.3")
def test_a_wrong_grade_is_named_and_nothing_is_rated(office, town, aspects, pointers):
    case_no = town.file()
    town.replied(case_no)
    before = office.cases.get(case_no)
    answer = do(town, case_no, "evaluation", {"aspects": aspects})
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers
    assert office.cases.get(case_no) == before


def test_a_rating_before_the_answer_is_told_what_is_open(town):
    answer = do(town, town.file(), "evaluation", {"aspects": GOOD})
    assert told(answer) == (409, "action-not-open")
    assert set(answer.json_body["open"]) == {"add_material", "withdraw"}


def test_a_double_click_rates_once(office, town):
    case_no = town.file()
    town.replied(case_no)
    answers = [do(town, case_no, "evaluation", {"aspects": GOOD}, key="k") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(office.cases.get(case_no).ratings) == 1
    bad = dict.fromkeys(GOOD, "不满意")
    assert told(do(town, case_no, "evaluation", {"aspects": bad}, key="k")) == (422, "idempotency-key-reused")


def test_material_brings_words_and_files(town):
    case_no, token = town.file(), town.citizen()
    upload = town.upload(token)
    shown = do(town, case_no, "materials", {"text": "还有一张照片。", "uploads": [upload]}).json_body
    assert [message["text"] for message in shown["messages"]] == ["还有一张照片。"]
    assert town.show(case_no, town.body_of(case_no))["uploads"] == [upload]


def test_material_that_brings_nothing_or_a_strange_file_is_refused(office, town):
    case_no = town.file()
    strange = town.upload(town.citizen(OTHER_PHONE))
    before = office.cases.get(case_no)
    assert told(do(town, case_no, "materials", {})) == (422, "invalid-input")
    answer = do(town, case_no, "materials", {"uploads": [strange, "never-was"]})
    assert set(faults_in(answer)) == {"/uploads/0", "/uploads/1"}
    assert office.cases.get(case_no) == before


def test_material_whose_file_is_anothers_changes_nothing(office, town):
    one, two, token = town.file(), town.file(), town.citizen()
    upload = town.upload(token)
    do(town, one, "materials", {"uploads": [upload]})
    before = office.cases.get(two)
    answer = do(town, two, "materials", {"uploads": [upload]})
    assert told(answer) == (422, "invalid-input")
    assert office.cases.get(two) == before


@pytest.mark.obligation("A-45")
def test_a_withdrawal_is_asked_for_once(town):
    case_no = town.file()
    assert do(town, case_no, "withdrawal", {"reason": "已经解决了"}).status_code == 200
    answer = do(town, case_no, "withdrawal", {})
    assert told(answer) == (409, "action-not-open")


def test_a_citizens_act_without_key_or_session_is_refused(town):
    case_no = town.file()
    path = f"/v1/my/cases/{case_no}/materials"
    assert told(town.caller.post(path, {"text": "x"}, token=town.citizen())) == (
        422,
        "idempotency-key-missing",
    )
    assert told(town.caller.post(path, {"text": "x"}, Idempotency_Key="k")) == (401, "sign-in-needed")


def test_a_citizen_sees_no_official_and_no_inner_word(town):
    case_no = town.file()
    handler = town.assigned(case_no)
    text = json.dumps(mine(town, f"/{case_no}").json_body, ensure_ascii=False)
    assert handler not in text
    assert "helan." not in text


def test_what_the_clock_owes_is_shown_before_any_sweep_has_written_it(office, town):
    case_no = town.file()
    version = mine(town, f"/{case_no}").json_body["version"]
    office.clock.pass_by(days=30)
    shown = mine(town, f"/{case_no}").json_body
    assert shown["due"]["breached"] is True
    assert shown["version"] == version
