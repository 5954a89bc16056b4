"""The order of refusal (design §6) and the guard, on an app with a route of every kind."""

import base64
import json
from typing import Annotated

import msgspec
import pytest
from chalice.app import Chalice

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.fields import PageLimit, a_line, a_text
from chalicelib.api.operation import Callers
from chalicelib.api.problems import reclothe
from chalicelib.domain.errors import (
    CaseMissingError,
    Fault,
    NotYoursError,
    StaleCaseError,
    UnavailableError,
)
from chalicelib.ports.gate import Session
from tests.support.edge import MORNING, Caller, an_account, faults_in, told

sample = ApiBlueprint(__name__)


class Note(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    title: Annotated[str, a_line(10)]
    content: Annotated[str, a_text(50_000)] = "无"
    version: int = 0


class Told(msgspec.Struct, kw_only=True):
    said: dict


class Page(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    limit: PageLimit = 20
    box: str = ""


@sample.operation("POST /v1/notes", summary="", callers=Callers.PUBLIC, takes=Note, gives=Told, status=201)
def take_note(call):
    note = call.body(
        Note, lambda sound: [Fault("/title", "不能叫这个")] if sound.get("title") == "bad" else []
    )
    return Told(said=msgspec.to_builtins(note))


@sample.operation(
    "POST /v1/cases/{case_no}/notes",
    summary="",
    callers=Callers.CITIZEN,
    takes=Note,
    gives=Told,
    needs_key=True,
)
def take_note_of_case(call, case_no):
    if case_no == "absent":
        raise CaseMissingError
    note = call.body(Note)
    if note.version == 1:
        raise StaleCaseError
    if note.version == 2:
        raise NotYoursError("x")
    return Told(said={"fingerprint": call.fingerprint, "digest": call.digest, "person": call.person})


@sample.operation("POST /v1/drafts", summary="", callers=Callers.CITIZEN, takes=Page, gives=Told)
def keep_draft(call):
    call.body(Page)
    return Told(said={"key": call.key})


@sample.operation("GET /v1/notes", summary="", callers=Callers.PUBLIC, asks=Page, gives=Told, kept_seconds=60)
def list_notes(call):
    return Told(said=msgspec.to_builtins(call.query(Page)))


@sample.operation("GET /v1/desk", summary="", callers=Callers.STAFF, gives=Told)
def show_desk(call):
    return Told(said={"post": call.actor.post, "role": call.actor.role, "county": call.county})


@sample.operation("GET /v1/times", summary="", callers=Callers.PUBLIC)
def tell_time(call):
    return {"at": MORNING, "list": [MORNING], "words": "中文"}


@sample.operation("GET /v1/broken/{case_no}", summary="", callers=Callers.PUBLIC)
def break_down(call, case_no):
    if case_no == "store":
        raise UnavailableError("请稍后再试。")
    if case_no == "wrong-answer":
        return ["a list"]
    raise ValueError("张三 13800138000")


@sample.operation("GET /v1/careless/{what}", summary="", callers=Callers.PUBLIC)
def ask_too_much(call, what):
    if what in {"body", "query"}:
        return getattr(call, what)(Note)
    return {"got": str(getattr(call, what))}


app = Chalice("sample", configure_logs=False)
app.register_middleware(reclothe, "http")
app.register_blueprint(sample)


@pytest.fixture
def edge(services):
    return Caller(app)


@pytest.fixture
def citizen(services):
    services.gate.open_session(
        "t" * 43, Session(person="p-1", started_at=MORNING, expires_at=MORNING.replace(hour=2))
    )
    return "t" * 43


def official(services, *posts):
    token = "s" * 43
    services.accounts.save(an_account("helan.one", "helan", posts))
    services.gate.open_session(
        token,
        Session(
            account="helan.one",
            county="helan",
            started_at=MORNING,
            expires_at=MORNING.replace(hour=9),
        ),
    )
    return token


UNREADABLE = {
    "nothing": b"",
    "blanks": b"  \n",
    "half": b'{"title": ',
    "two-values": b"{} {}",
    "not-utf-8": '{"title": "中"}'.encode("gbk"),
    "utf-16": '{"title": "x"}'.encode("utf-16"),
    "byte-order-mark": b'\xef\xbb\xbf{"title": "x"}',
    "raw-nul": b'{"title": "a\x00b"}',
    "duplicate-key": b'{"title": "x", "title": "y"}',
    "duplicate-key-deep-down": b'{"title": "x", "more": [{"a": 1, "a": 1}]}',
    "duplicate-key-written-otherwise": b'{"title": "x", "t\\u0069tle": "y"}',
    "nan": b'{"title": "x", "version": NaN}',
    "infinity": b'{"title": "x", "version": -Infinity}',
    "number-beyond-all": b'{"title": "x", "version": 1e999}',
    "number-without-end": b'{"title": "x", "version": ' + b"1" * 5000 + b"}",
    "nested-without-end": b"[" * 100_000,
    "nested-deep": b'{"title": ' + b"[" * 40 + b"]" * 40 + b"}",
}


@pytest.mark.parametrize("raw", [pytest.param(raw, id=name) for name, raw in UNREADABLE.items()])
def test_what_cannot_be_read_as_one_thing_is_unreadable(edge, raw):
    assert told(edge.post("/v1/notes", raw=raw)) == (400, "unreadable")


def test_a_body_is_read_before_it_is_measured(edge):
    large = b'{"title": "x", "content": "' + b"a" * 70_000
    assert told(edge.post("/v1/notes", raw=large)) == (400, "unreadable")
    assert told(edge.post("/v1/notes", raw=large + b'"}')) == (413, "too-large")


def test_every_fault_is_named_at_once(edge):
    answer = edge.post("/v1/notes", {"title": " ", "content": "", "version": "1", "what/ever~": 1})
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/title", "/content", "/version", "/what~1ever~0"}


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        pytest.param([], {""}, id="a-list"),
        pytest.param("x", {""}, id="a-text"),
        pytest.param(None, {""}, id="null"),
        pytest.param({}, {"/title"}, id="nothing-given"),
        pytest.param({"title": 5}, {"/title"}, id="a-number-for-a-text"),
        pytest.param({"title": "x", "version": 1.0}, {"/version"}, id="a-fraction-for-a-whole"),
        pytest.param({"title": "x", "version": True}, {"/version"}, id="a-claim-for-a-number"),
        pytest.param({"title": "x" * 11}, {"/title"}, id="too-long"),
        pytest.param({"title": "a\nb"}, {"/title"}, id="two-lines"),
        pytest.param({"title": "a\x00b"}, {"/title"}, id="nul"),
        pytest.param({"title": "a\u202eb"}, {"/title"}, id="reordered-title"),
        pytest.param({"title": "x", "content": "a\x07b"}, {"/content"}, id="bell"),
        pytest.param({"title": "x", "content": "a\x85b"}, {"/content"}, id="c1"),
        pytest.param({"title": "x", "content": "\ud800"}, {"/content"}, id="half-a-character"),
        pytest.param(
            {"title": "x", "content": ["a", "\x00"]}, {"/content", "/content/1"}, id="nul-in-a-list"
        ),
        pytest.param({"title": "x", "a\x00": 1}, {"/a\ufffd"}, id="nul-in-a-name"),
        pytest.param({"title": "bad"}, {"/title"}, id="fault-of-meaning"),
        pytest.param({"title": "bad", "version": "1"}, {"/title", "/version"}, id="meaning-and-form"),
    ],
)
def test_faults_are_told_where_they_stand(edge, body, pointers):
    raw = json.dumps(body).encode()
    answer = edge.post("/v1/notes", raw=raw)
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers


@pytest.mark.parametrize("body", ["not base64", "\ud800"])
def test_what_the_gateway_garbled_is_unreadable(services, body):
    answer = app(gateway_event(body, is_base64=body.isascii()), None)
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (400, "unreadable")


def test_a_body_may_come_in_base64(services):
    answer = app(gateway_event(base64.b64encode(b'{"title": "x"}').decode(), is_base64=True), None)
    assert answer["statusCode"] == 201


def gateway_event(body, *, is_base64):
    return {
        "requestContext": {"httpMethod": "POST", "resourcePath": "/v1/notes"},
        "multiValueQueryStringParameters": None,
        "headers": {"content-type": "application/json"},
        "pathParameters": None,
        "stageVariables": None,
        "body": body,
        "isBase64Encoded": is_base64,
    }


@pytest.mark.parametrize(
    "content",
    [
        "第一行\r\n第二行\t。",
        "😀👨‍👩‍👧‍👦",
        "𠮷野家 㐂 䶮",
        "\u202bعربي\u202c",
        "a\u2028b",
        "' OR 1=1 --",
        "{{7*7}}",
        "\\u0000",
    ],
)
def test_what_people_write_is_kept_as_it_is(edge, content):
    answer = edge.post("/v1/notes", {"title": "题", "content": content})
    assert answer.json_body["said"]["content"] == content


def test_of_a_flood_of_faults_the_first_hundred_are_told(edge):
    answer = edge.post("/v1/notes", {"title": "x"} | {f"f{n}": 1 for n in range(500)})
    assert len(answer.json_body["errors"]) == 100


def test_refusals_come_in_their_order(edge, citizen):
    def status(path, raw, token=citizen, key="k"):
        headers = {"Idempotency_Key": key} if key else {}
        return told(edge.post(path, raw=raw, token=token, **headers))

    of_case, large = "/v1/cases/HL1/notes", b'{"a": "' + b"x" * 70_000 + b'"}'
    assert status("/v1/cases/absent/notes", b"{", token=None, key=None) == (401, "sign-in-needed")
    assert status("/v1/cases/absent/notes", b"{", key=None) == (404, "case-missing")
    assert status(of_case, b"{", key=None) == (400, "unreadable")
    assert status(of_case, large, key=None) == (413, "too-large")
    assert status(of_case, b"{}", key=None) == (422, "idempotency-key-missing")
    assert status(of_case, b"{}") == (422, "invalid-input")
    assert status(of_case, b'{"title": "x", "version": 1}') == (409, "case-changed")
    assert status(of_case, b'{"title": "x", "version": 2}') == (403, "not-yours")


@pytest.mark.parametrize("key", ["", "a b", "k" * 129, "钥匙", "a\tb"])
def test_an_unusable_key_is_as_good_as_none(edge, citizen, key):
    answer = edge.post("/v1/cases/HL1/notes", {"title": "x"}, token=citizen, Idempotency_Key=key)
    assert told(answer) == (422, "idempotency-key-missing")


def test_a_key_that_is_not_required_may_be_absent_but_not_unusable(edge, citizen):
    assert edge.post("/v1/drafts", {}, token=citizen).json_body["said"] == {"key": ""}
    assert edge.post("/v1/drafts", {}, token=citizen, Idempotency_Key="k").json_body["said"] == {"key": "k"}
    answer = edge.post("/v1/drafts", {}, token=citizen, Idempotency_Key="a b")
    assert told(answer) == (422, "idempotency-key-missing")


def test_the_same_request_has_the_same_name_whatever_its_blanks(edge, citizen):
    def names(path, raw, key):
        return edge.post(path, raw=raw, token=citizen, Idempotency_Key=key).json_body["said"]

    first = names("/v1/cases/HL1/notes", b'{"title": "x", "version": 0}', "k")
    assert names("/v1/cases/HL1/notes", b'{ "version":0,\n"title":"x"}', "k") == first
    other_body = names("/v1/cases/HL1/notes", b'{"title": "y"}', "k")
    assert other_body["fingerprint"] == first["fingerprint"]
    assert other_body["digest"] != first["digest"]
    assert names("/v1/cases/HL2/notes", b'{"title": "x"}', "k")["fingerprint"] != first["fingerprint"]
    assert names("/v1/cases/HL1/notes", b'{"title": "x"}', "l")["fingerprint"] != first["fingerprint"]
    assert len(first["fingerprint"]) == len(first["digest"]) == 16


def test_a_query_is_read_with_its_numbers(edge):
    assert edge.get("/v1/notes").json_body["said"] == {"limit": 20, "box": ""}
    assert edge.get("/v1/notes?limit=5&box=intake").json_body["said"] == {"limit": 5, "box": "intake"}


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        ("limit=0", {"/limit"}),
        ("limit=101", {"/limit"}),
        ("limit=abc", {"/limit"}),
        ("limit=-1", {"/limit"}),
        ("limit=1&limit=2", {"/limit"}),
        ("limit=x&curser=1", {"/limit", "/curser"}),
        ("box=a%00b", {"/box"}),
    ],
)
def test_every_fault_of_a_query_is_named(edge, query, pointers):
    answer = edge.get(f"/v1/notes?{query}")
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers


def test_an_official_with_one_post_acts_at_it(edge, services):
    answer = edge.get("/v1/desk", token=official(services, "pz-1"))
    assert answer.json_body["said"] == {"post": "pz-1", "role": "intake", "county": "helan"}


def test_an_official_with_several_posts_chooses(edge, services):
    token = official(services, "pz-1", "d-h", "gone")
    answer = edge.get("/v1/desk", token=token)
    assert told(answer) == (422, "choose-post")
    assert [post["post"] for post in answer.json_body["posts"]] == ["pz-1", "d-h"]
    assert edge.get("/v1/desk", token=token, Acting_Post="d-h").json_body["said"]["post"] == "d-h"
    for foreign in ("c-1", "gone", ""):
        assert told(edge.get("/v1/desk", token=token, Acting_Post=foreign)) == (422, "choose-post")


def test_an_official_without_a_post_is_told(edge, services):
    assert told(edge.get("/v1/desk", token=official(services, "gone"))) == (403, "no-post")


def test_a_session_of_the_other_kind_is_none(edge, services, citizen):
    assert told(edge.get("/v1/desk", token=citizen)) == (401, "sign-in-needed")
    answer = edge.post("/v1/cases/HL1/notes", {"title": "x"}, token=official(services, "pz-1"))
    assert told(answer) == (401, "sign-in-needed")


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer short", "Basic " + "t" * 43, "Bearer " + "t" * 200])
def test_what_is_no_token_is_no_session(edge, citizen, given):
    answer = edge.get("/v1/desk", Authorization=given)
    assert told(answer) == (401, "sign-in-needed")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_instants_are_told_by_the_office_clock_and_chinese_stays_chinese(edge):
    answer = edge.get("/v1/times")
    assert answer.json_body["at"] == answer.json_body["list"][0] == "2026-11-23T09:30:00+08:00"
    assert "中文".encode() in answer.body


def test_an_answer_for_everybody_may_be_kept_and_no_other(edge):
    assert edge.get("/v1/notes").headers["Cache-Control"] == "public, max-age=60"
    assert edge.get("/v1/times").headers["Cache-Control"] == "no-store"


def test_a_store_that_does_not_answer_asks_to_come_again(edge):
    answer = edge.get("/v1/broken/store")
    assert told(answer) == (503, "try-again")
    assert int(answer.headers["Retry-After"]) > 0


@pytest.mark.parametrize("what", ["HL26112257152145", "wrong-answer"])
def test_what_nobody_foresaw_tells_nothing(edge, what):
    answer = edge.get(f"/v1/broken/{what}")
    assert told(answer) == (500, "internal-error")
    assert "张三" not in answer.body.decode()
    assert "detail" not in answer.json_body


@pytest.mark.parametrize("what", ["actor", "person", "county", "token", "body", "query"])
def test_a_view_that_asks_for_more_than_its_route_promises_is_our_own_fault(edge, what):
    assert told(edge.get(f"/v1/careless/{what}")) == (500, "internal-error")


def test_the_framework_is_never_seen_in_its_own_clothes(edge):
    assert told(edge.call("PUT", "/v1/notes", {})) == (405, "method-not-allowed")
    assert "POST" in edge.call("PUT", "/v1/notes", {}).headers["Allow"]
    assert told(edge.post("/v1/notes", raw=b"x", Content_Type="text/xml")) == (
        415,
        "media-type-unsupported",
    )


def test_every_answer_bears_the_headers_of_a_careful_house(edge):
    for answer in (edge.get("/v1/times"), edge.get("/v1/broken/x"), edge.call("PUT", "/v1/notes", {})):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
