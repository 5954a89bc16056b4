"""The officials' desk: who finds which case where, what they may do, and how they are refused."""

import json

import pytest

from chalicelib.ports.gate import Session
from tests.support.edge import faults_in, told
from tests.support.life import CIVIL_AFFAIRS, COUNTY_BODY, FARMING
from tests.support.office import CONTENT, TITLE, later

NOBODYS = "HL26112399999999"
TICKS = ["办理时限", "办理过程", "办理结果", "回复内容"]


@pytest.fixture
def case_no(town):
    return town.file()


def desk(town, post, box, **asked):
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    return town.caller.get(f"/v1/desk/cases?box={box}{query}", token=town.official(post))


def lying(town, post, box, **asked):
    answer = desk(town, post, box, **asked)
    assert answer.status_code == 200, answer.body
    return [item["case_no"] for item in answer.json_body["items"]]


def test_a_case_wanders_from_desk_to_desk(town, case_no):
    body, leader = town.body_of(case_no), town.post(FARMING, "unit_leader")
    signer = town.post(FARMING, "unit_party_committee")
    assert lying(town, body, "intake") == [case_no]
    handler = town.assigned(case_no)
    assert lying(town, body, "intake") == []
    assert lying(town, handler, "handling") == lying(town, leader, "handling") == [case_no]
    town.act(case_no, handler, "draft_reply", text="已办。")
    town.act(case_no, handler, "submit_reply", outcome="已解决")
    assert lying(town, body, "review") == [case_no]
    town.act(case_no, body, "pass_review", checked=TICKS)
    assert lying(town, signer, "review") == [case_no]
    town.act(case_no, signer, "pass_review", checked=TICKS)
    assert lying(town, handler, "closed") == lying(town, handler, "closed", month="2026-11") == [case_no]
    assert lying(town, handler, "closed", month="2026-10") == []


def test_an_application_lies_on_the_approvers_desk(town, case_no):
    handler = town.assigned(case_no)
    town.act(case_no, handler, "request_extension", working_days=3, reason="需要核实")
    case = town.services.cases.get(case_no)
    (duty,) = case.duties
    assert lying(town, duty.owner_post, "extensions") == [case_no]
    assert lying(town, handler, "handling") == [case_no]


def test_a_tray_that_is_not_of_this_role_is_empty(town, case_no):
    assert lying(town, town.post(FARMING, "handler"), "intake") == []
    assert lying(town, town.post(COUNTY_BODY, "sealed_desk"), "intake") == []
    assert lying(town, town.post(COUNTY_BODY, "system_admin"), "intake") == []
    assert lying(town, town.body_of(case_no), "sealed") == []


@pytest.mark.obligation("H-4.3")
def test_the_county_looks_into_the_trays_of_others_and_nobody_else_does(town, case_no):
    org = town.services.cases.get(case_no).supervising_org
    county = town.post(COUNTY_BODY, "county")
    assert lying(town, county, "intake", org=org) == [case_no]
    assert lying(town, town.post(CIVIL_AFFAIRS, "unit_leader"), "handling", org=org) == []


def test_a_desk_pages_by_next_due_and_its_cursor_is_this_readers(office, town):
    filed = []
    for _ in range(5):
        filed.append(town.file())
        office.clock.pass_by(days=1)
    body = town.body_of(filed[0])
    first = desk(town, body, "intake", limit=2).json_body
    rest = desk(town, body, "intake", limit=100, cursor=first["next"]).json_body
    shown = [item["case_no"] for page in (first, rest) for item in page["items"]]
    assert sorted(shown) == sorted(filed)
    dues = [item["due_at"] for page in (first, rest) for item in page["items"]]
    assert dues == sorted(dues)
    colleague = town.post(town.services.cases.get(filed[0]).supervising_org, "intake", 1)
    assert told(desk(town, colleague, "intake", cursor=first["next"])) == (400, "cursor-refused")
    assert told(desk(town, body, "handling", cursor=first["next"])) == (400, "cursor-refused")


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        ("", {"/box"}),
        ("box=attic", {"/box"}),
        ("box=intake&limit=101", {"/limit"}),
        ("box=closed&month=2026-13&page=2", {"/month", "/page"}),
    ],
)
def test_every_fault_of_a_query_is_named(town, case_no, query, pointers):
    answer = town.caller.get(f"/v1/desk/cases?{query}", token=town.official(town.body_of(case_no)))
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers


def test_what_is_open_is_told_with_what_it_asks_for(town, case_no):
    shown = town.show(case_no, town.body_of(case_no))
    offered = {action["action"]: action for action in shown["open_actions"]}
    assert {"assign", "decline", "refer_up", "seal"} <= set(offered)
    schema = offered["assign"]["inputs"]
    assert schema["type"] == "object"
    assert set(schema["required"]) == {"version", "unit"}
    assert shown["version"] == 1


@pytest.mark.obligation("H-12.7", "K-4.4b")
def test_an_action_asks_for_what_this_place_needs_and_for_nothing_that_only_another_one_knows(town, case_no):
    handler = town.assigned(case_no)
    offered = {each["action"]: each["inputs"] for each in town.show(case_no, handler)["open_actions"]}
    extension = offered["request_extension"]
    assert set(extension["required"]) == {"version", "working_days", "reason"}
    assert extension["properties"]["working_days"]["type"] == "integer"
    assert "calendar_days" not in extension["properties"]
    assert set(offered["draft_reply"]["required"]) == {"version", "text"}


@pytest.mark.obligation("R-01")
def test_of_two_officials_the_second_is_told(office, town, case_no):
    body = town.body_of(case_no)
    town.act(case_no, body, "assign", unit=FARMING)
    answer = town.try_to(case_no, body, "decline", version=1, reason="不属于本级", text="请向县里反映。")
    assert told(answer) == (409, "case-changed")
    assert answer.json_body["version"] == office.cases.get(case_no).version
    assert office.cases.get(case_no).state == "assigned"


def test_an_action_that_is_not_open_is_told_with_what_is(town, case_no):
    body = town.body_of(case_no)
    answer = town.try_to(case_no, body, "reassign", unit=CIVIL_AFFAIRS, reason="换一个")
    assert told(answer) == (409, "action-not-open")
    assert {"assign", "decline"} <= set(answer.json_body["open"])


def test_an_open_action_of_somebody_else_is_not_yours(town, case_no):
    handler = town.assigned(case_no)
    leader_only = town.try_to(
        case_no, handler, "name_handlers", leader=town.post(FARMING, "unit_leader"), handler=handler
    )
    assert told(leader_only) == (403, "not-yours")
    assert told(town.try_to(case_no, town.body_of(case_no), "draft_reply", text="x")) == (403, "not-yours")


def test_an_unknown_action_is_missing(town, case_no):
    body = town.body_of(case_no)
    for action in ("explode", "breach", "file", "%20"):
        assert told(town.try_to(case_no, body, action)) == (404, "action-unknown")


def answers_alike(one, other):
    return (one.status_code, one.body, one.headers) == (other.status_code, other.body, other.headers)


STRANGERS = [
    (CIVIL_AFFAIRS, "handler"),
    (CIVIL_AFFAIRS, "unit_leader"),
    (FARMING, "handler"),
    (FARMING, "editor"),
    (COUNTY_BODY, "sealed_desk"),
    (COUNTY_BODY, "system_admin"),
    (COUNTY_BODY, "auditor"),
    ("640100-jw", "city_readonly"),
    ("640122-pz1", "intake"),
]


@pytest.mark.parametrize(("org", "role"), STRANGERS)
def test_a_forbidden_case_answers_byte_for_byte_like_an_absent_one(office, town, case_no, org, role):
    post = town.post(org, role)
    for path in ("", "/timeline", "/uploads/x"):
        theirs, absent = (
            town.caller.get(f"/v1/desk/cases/{number}{path}", token=town.official(post))
            for number in (case_no, NOBODYS)
        )
        assert told(absent) == (404, "case-missing")
        assert answers_alike(theirs, absent)
    theirs, absent = (
        town.try_to(number, post, "assign", version=1, unit=FARMING) for number in (case_no, NOBODYS)
    )
    assert answers_alike(theirs, absent)
    assert [event.why for event in office.audit_log.events].count("not_theirs") == 4
    assert [event.why for event in office.audit_log.events].count("absent") == 4


@pytest.mark.parametrize(
    ("action", "inputs", "pointers"),
    [
        pytest.param("assign", {"version": "1"}, {"/version", "/unit"}, id="a-text-for-a-version"),
        pytest.param("assign", {"unit": "nobody"}, {"/unit", "/reason"}, id="unknown-unit-and-no-reason"),
        pytest.param(
            "assign", {"unit": CIVIL_AFFAIRS, "reason": "由其主管"}, {"/unit"}, id="a-unit-of-another-body"
        ),
        pytest.param(
            "assign", {"unit": "a b", "more": 1}, {"/unit", "/more"}, id="no-id-and-a-strange-field"
        ),
        pytest.param("decline", {"reason": "\x00", "text": " "}, {"/reason", "/text"}, id="nul-and-blanks"),
        pytest.param("decline", {"reason": "长" * 501, "text": "x"}, {"/reason"}, id="too-long"),
        pytest.param(
            "set_override", {"working_days": "5", "basis": "某条"}, {"/working_days"}, id="days-as-text"
        ),
        pytest.param("set_override", {"working_days": 0, "basis": "某条"}, {"/working_days"}, id="no-days"),
        pytest.param("reclassify", {"kind": "举报", "reason": "x"}, {"/kind"}, id="unknown-kind"),
    ],
)
def test_every_fault_of_an_act_is_named_and_the_case_stays(office, town, action, inputs, pointers):
    case_no = town.file()
    before = office.cases.get(case_no)
    answer = town.caller.post(
        f"/v1/desk/cases/{case_no}/actions/{action}",
        {"version": 1} | inputs,
        token=town.official(town.body_of(case_no)),
        Idempotency_Key="k",
    )
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers
    assert office.cases.get(case_no) == before


@pytest.mark.obligation("H-13.2")
def test_a_review_asks_for_all_four_items(office, town, case_no):
    handler = town.assigned(case_no)
    town.act(case_no, handler, "draft_reply", text="已办。")
    town.act(case_no, handler, "submit_reply", outcome="已解决")
    for checked in (TICKS[:3], [*TICKS[:3], "别的"], "全部"):
        answer = town.try_to(case_no, town.body_of(case_no), "pass_review", checked=checked)
        assert told(answer) == (422, "invalid-input")
    assert office.cases.get(case_no).review_step == 1


def test_an_act_in_the_future_is_refused(town, case_no):
    handler = town.assigned(case_no)
    answer = town.try_to(
        case_no, handler, "record_contact", method="电话", done_on="2026-11-24", text="已联系"
    )
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/done_on"}


def test_the_same_key_acts_once_and_answers_as_the_case_now_stands(office, town, case_no):
    body = town.body_of(case_no)
    first = town.try_to(case_no, body, "assign", key="k", version=1, unit=FARMING)
    again = town.try_to(case_no, body, "assign", key="k", version=1, unit=FARMING)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json_body == again.json_body
    assert office.cases.get(case_no).work_order == 1
    other = town.try_to(case_no, body, "assign", key="k", version=1, unit=CIVIL_AFFAIRS, reason="换")
    assert told(other) == (422, "idempotency-key-reused")


def test_a_replay_is_known_before_its_version_is_looked_at(town, case_no):
    handler = town.assigned(case_no)
    acted = town.try_to(case_no, handler, "log_progress", key="k", log_type="核实", text="已到村里核实。")
    town.act(case_no, handler, "log_progress", log_type="沟通", text="已打电话。")
    again = town.try_to(
        case_no, handler, "log_progress", key="k", version=acted.json_body["version"] - 1,
        log_type="核实", text="已到村里核实。",
    )  # fmt: skip
    assert again.status_code == 200


def test_refusals_of_an_act_come_in_their_order(town, case_no):
    handler, stranger = town.assigned(case_no), town.post(CIVIL_AFFAIRS, "handler")
    large = json.dumps({"version": 1, "text": "x" * 70_000}).encode()
    version = town.services.cases.get(case_no).version

    def status(action, raw, *, post=handler, key="k", token=None):
        path = f"/v1/desk/cases/{case_no}/actions/{action}"
        headers = {"Idempotency_Key": key} if key else {}
        return told(town.caller.post(path, raw=raw, token=token or town.official(post), **headers))

    assert status("draft_reply", b"{", token="nobody", key=None) == (401, "sign-in-needed")
    assert status("draft_reply", b"{", post=stranger, key=None) == (404, "case-missing")
    assert status("nothing", b"{", key=None) == (404, "action-unknown")
    assert status("draft_reply", b"{", key=None) == (400, "unreadable")
    assert status("draft_reply", large, key=None) == (413, "too-large")
    assert status("draft_reply", b"{}", key=None) == (422, "idempotency-key-missing")
    assert status("draft_reply", b"{}") == (422, "invalid-input")
    stale = json.dumps({"version": 1, "text": "x"}).encode()
    assert status("draft_reply", stale) == (409, "case-changed")
    signing = json.dumps({"version": version, "unit": FARMING, "reason": "x"}).encode()
    assert status("reassign", signing) == (403, "not-yours")
    elsewhere = json.dumps({"version": version, "checked": TICKS}).encode()
    assert status("pass_review", elsewhere) == (409, "action-not-open")


def test_an_account_with_two_posts_says_which_acts(office, town, case_no):
    one, two = town.body_of(case_no), town.post(FARMING, "handler")
    account = town.seated(one, two)
    session = Session(account=account, county="helan", started_at=later(), expires_at=later(hours=8))
    office.gate.open_session("b" * 24, session)
    path = f"/v1/desk/cases/{case_no}"
    assert told(town.caller.get(path, token="b" * 24)) == (422, "choose-post")
    assert town.caller.get(path, token="b" * 24, Acting_Post=one).status_code == 200
    assert told(town.caller.get(path, token="b" * 24, Acting_Post=two)) == (404, "case-missing")


def test_the_timeline_tells_everything_with_its_hashes(town, case_no):
    town.assigned(case_no)
    answer = town.caller.get(f"/v1/desk/cases/{case_no}/timeline", token=town.official(town.body_of(case_no)))
    items = answer.json_body["items"]
    assert [item["action"] for item in items] == ["file", "assign", "sign_in", "name_handlers"]
    assert [item["seq"] for item in items] == [1, 2, 3, 4]
    assert len({item["hash"] for item in items}) == 4
    assert all(item["basis"] for item in items)


def test_evidence_is_led_to_when_it_is_clean_and_of_this_case(town):
    token = town.citizen()
    clean, waiting = town.upload(token), town.upload(token, state="announced")
    case_no = town.file(uploads=[clean, waiting])
    body = town.official(town.body_of(case_no))

    def link(upload):
        return town.caller.get(f"/v1/desk/cases/{case_no}/uploads/{upload}", token=body)

    assert link(clean).status_code == 200
    assert told(link(waiting)) == (404, "evidence-missing")
    assert told(link("of-nobody")) == (404, "evidence-missing")


def test_texts_are_shown_to_those_who_handle_the_matter(town, case_no):
    shown = town.show(case_no, town.assigned(case_no))
    assert (shown["title"], shown["content"]) == (TITLE, CONTENT)
