"""Words leave a case over HTTP: who still reads what, and that nobody can tell (A-20, K-4.2b, C-M21)."""

import json

import pytest

from tests.api.test_cases_privacy import everything_at_desks
from tests.support.edge import faults_in, told
from tests.support.life import COUNTY_BODY, FARMING
from tests.support.office import CONTENT, TITLE, a_complaint

ACCUSED = "李某某"
CHARGE = "会计把三户的补贴打进了自己亲戚的卡里。"
REST = {"title": "农机补贴没有到账", "text": "去年的农机补贴没有到账。", "reason": "其中一段反映会计截留"}


@pytest.fixture
def case_no(town):
    return town.file(content=CONTENT + CHARGE, complained_of={"person": ACCUSED})


def listed(town):
    answer = town.caller.get("/v1/my/cases", token=town.citizen())
    return {item["case_no"]: item for item in answer.json_body["items"]}


def sealed_desk(town):
    post = town.post(COUNTY_BODY, "sealed_desk")
    answer = town.caller.get("/v1/desk/cases?box=sealed", token=town.official(post))
    return post, [item["case_no"] for item in answer.json_body["items"]]


@pytest.mark.obligation("A-20", "R-77", "X-1")
def test_after_a_split_no_ordinary_desk_reads_the_accusation_or_finds_the_part(town, case_no):
    handler = town.assigned(case_no)
    town.caller.post(
        f"/v1/my/cases/{case_no}/materials", {"text": f"还有：{CHARGE}"}, token=town.citizen(),
        Idempotency_Key=town.key(),
    )  # fmt: skip
    shown = town.act(case_no, town.body_of(case_no), "split", **REST)
    assert (shown["title"], shown["content"]) == (REST["title"], REST["text"])
    desk, (part,) = sealed_desk(town)
    for post, path, body in everything_at_desks(town, case_no):
        is_sealed_desk = "sealed-desk" in post
        assert is_sealed_desk or not any(each in body for each in (CHARGE, ACCUSED, part)), (post, path)
        assert "其中一段" not in body, (post, path)
    assert town.show(case_no, handler)["content"] == REST["text"]
    opened = town.show(part, desk)
    assert CHARGE in opened["content"]
    assert opened["complained_of"]["person"] == ACCUSED
    assert opened["origin"] is not None
    assert opened["title"] == TITLE
    actions = [item["action"] for item in timeline(town, case_no, handler)]
    assert "redact" in actions
    assert "split" not in actions


def timeline(town, case_no, post):
    path = f"/v1/desk/cases/{case_no}/timeline"
    return town.caller.get(path, token=town.official(post)).json_body["items"]


@pytest.mark.obligation("A-20")
def test_the_citizen_finds_both_and_reads_in_the_part_what_was_written(town, case_no):
    town.act(case_no, town.body_of(case_no), "split", **REST)
    _, (part,) = sealed_desk(town)
    both = listed(town)
    assert {case_no, part} == set(both)
    assert both[part]["state"] == "sealed"
    answer = town.caller.get(f"/v1/my/cases/{part}", token=town.citizen()).json_body
    assert CHARGE in answer["content"]
    assert answer["due"] is None


@pytest.mark.obligation("A-20", "R-77")
def test_the_same_request_again_makes_no_second_part(town, case_no):
    body, key = town.body_of(case_no), town.key()
    version = town.services.cases.get(case_no).version
    answers = [town.try_to(case_no, body, "split", key=key, version=version, **REST) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(sealed_desk(town)[1]) == 1
    other = town.try_to(case_no, body, "split", key=key, version=version, **{**REST, "reason": "别的"})
    assert told(other) == (422, "idempotency-key-reused")


@pytest.mark.obligation("K-4.2b", "X-1")
def test_a_clue_goes_to_the_sealed_desk_and_nobody_else_can_tell_that_there_is_one(town, case_no):
    handler, key = town.assigned(case_no), town.key()
    before = everything_at_desks(town, case_no)
    version = town.services.cases.get(case_no).version
    for _ in range(2):
        answer = town.try_to(case_no, handler, "transfer_clue", key=key, version=version, text=CHARGE * 2)
        assert answer.status_code == 200, answer.body
    desk, (part,) = sealed_desk(town)
    sealed = [post for post, path, _ in before if "sealed-desk" in post]
    after = everything_at_desks(town, case_no)
    assert [seen for seen in after if seen[0] not in sealed] == [
        seen for seen in before if seen[0] not in sealed
    ]
    assert set(listed(town)) == {case_no}
    opened = town.show(part, desk)
    assert CHARGE * 2 in opened["content"]
    other = town.try_to(case_no, handler, "transfer_clue", key=key, version=version, text="别的")
    assert told(other) == (422, "idempotency-key-reused")
    # Whatever has become of the case since, the lost answer is given again, and no second clue made.
    town.act(case_no, handler, "log_progress", log_type="核实", text="已核实。")
    again = town.try_to(case_no, handler, "transfer_clue", key=key, version=version, text=CHARGE * 2)
    assert again.status_code == 200
    assert len(sealed_desk(town)[1]) == 1


@pytest.mark.obligation("C-M21")
def test_a_marked_suspicion_is_in_the_sealed_ledger_alone(town, case_no):
    handler = town.assigned(case_no)
    shown = timeline(town, case_no, handler)
    town.act(case_no, town.post(COUNTY_BODY, "county"), "mark_clue", text="三户的账号同属一家。")
    assert timeline(town, case_no, handler) == shown
    assert len(sealed_desk(town)[1]) == 1


@pytest.mark.obligation("J-3.2.4")
def test_the_sealed_desk_registers_a_clue_with_date_number_and_receiver(town, case_no):
    town.act(case_no, town.body_of(case_no), "split", **REST)
    desk, (part,) = sealed_desk(town)
    missing = town.try_to(part, desk, "register_clue")
    assert set(faults_in(missing)) == {"/done_on", "/external_no", "/receiver"}
    today = town.services.clock.now().date().isoformat()
    town.act(part, desk, "register_clue", done_on=today, external_no="备1号", receiver="区纪委监委")
    (entry,) = [each for each in timeline(town, part, desk) if each["action"] == "register_clue"]
    assert entry["data"] == {"done_on": today, "external_no": "备1号"}
    assert entry["texts"]["receiver"] == "区纪委监委"


@pytest.mark.obligation("K-5.3b", "X-10")
def test_a_body_takes_a_neighbours_number_out_of_the_words_and_loses_nothing(town):
    number = "身份证号640122199001010011"
    case_no = town.file(content=f"邻居{number}也没有收到。")
    handler = town.assigned(case_no)
    assert number in town.show(case_no, handler)["content"]
    body = town.body_of(case_no)
    town.act(case_no, body, "redact", title=a_complaint()["title"], text="邻居也没有收到。")
    assert not any(number in told_ for _, _, told_ in everything_at_desks(town, case_no))
    case = town.services.cases.get(case_no)
    kept = town.services.cases.texts(case.case_no, case.withheld)
    assert any(number in words for words in kept.values())
    assert json.dumps(town.show(case_no, handler), ensure_ascii=False).count("邻居也没有收到") >= 1


@pytest.mark.obligation("A-20")
def test_who_is_not_the_body_cannot_split(town, case_no):
    handler = town.assigned(case_no)
    assert told(town.try_to(case_no, handler, "split", **REST)) == (403, "not-yours")
    leader = town.post(FARMING, "unit_leader")
    assert told(town.try_to(case_no, leader, "redact", **REST))[0] in {403, 422}
