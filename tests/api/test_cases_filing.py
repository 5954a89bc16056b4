"""`POST /v1/cases`: what is taken, what is refused and how, and that nothing is ever half written."""

import json
from dataclasses import replace

import pytest

from chalicelib.api.parsing import FILING_LIMIT
from chalicelib.domain.checklist.item import ItemStatus
from chalicelib.domain.errors import UnavailableError
from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.vocabulary import State
from chalicelib.domain.workflow.inputs import LONGEST_TEXT, MOST_FILES
from tests.support.edge import faults_in, told
from tests.support.life import FARMING, FARMING_ITEM
from tests.support.office import PHONE, a_complaint
from tests.support.rulebooks import ELSEWHERE


def filing(town, body=None, *, token=None, key="key", **options):
    """Try to file."""
    headers = {"Idempotency_Key": key} if key else {}
    return town.caller.post("/v1/cases", body, token=token or town.citizen(), **headers, **options)


def stored(office):
    """Give the numbers of all cases there are."""
    return list(office.cases._folders)


def guards(office):
    return list(office.people._filings)


@pytest.mark.obligation("H-10.1", "H-14.1")
def test_a_complaint_is_routed_and_owned_from_its_first_instant(office, town):
    answer = filing(town, a_complaint())
    receipt = answer.json_body
    assert answer.status_code == 201
    assert set(receipt) == {"case_no", "printed", "query_code", "state", "label", "filed_at"}
    assert receipt["state"] == "intake"
    assert receipt["filed_at"] == "2026-11-23T09:30:00+08:00"
    assert len(receipt["query_code"]) == 8
    case = office.cases.get(CaseNo(receipt["case_no"]))
    assert case.state is State.INTAKE
    assert case.owner_post is not None
    assert case.next_wake_at is not None
    assert case.complaint.responsible_unit == FARMING


def test_only_what_must_be_is_asked_for(town):
    least = {
        "county": "helan",
        "kind": "非咨询",
        "source": {"type": "other"},
        "place": a_complaint()["place"],
        "title": "路灯不亮",
        "content": "村口的路灯坏了一个月。",
        "confidential": False,
        "may_call": False,
        "notices_accepted": True,
    }
    assert filing(town, least).status_code == 201


def test_every_fault_of_a_body_is_named_in_one_answer(office, town):
    body = {
        "county": "atlantis",
        "kind": 7,
        "source": {"type": "rumour", "more": 1},
        "title": "两\n行",
        "content": "   ",
        "complained_of": {"unit": "a b", "person": ""},
        "happened_on": "2026-02-30",
        "name": "\x00",
        "confidential": "true",
        "may_call": None,
        "uploads": ["unknown", "no id"],
        "notices_accepted": False,
        "phone": PHONE,
    }
    answer = filing(town, body)
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {
        "/county", "/kind", "/source/type", "/source/more", "/place", "/title", "/content",
        "/complained_of/unit", "/complained_of/person", "/happened_on", "/name", "/confidential",
        "/may_call", "/uploads/1", "/notices_accepted", "/phone",
    }  # fmt: skip
    assert all(detail.endswith("。") for detail in faults_in(answer).values())
    assert stored(office) == guards(office) == []


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        pytest.param({"county": "atlantis"}, {"/county"}, id="unknown-county"),
        pytest.param({"kind": "举报"}, {"/kind"}, id="kind-of-another-place"),
        pytest.param({"source": {"type": "checklist"}}, {"/item"}, id="a-list-without-an-item"),
        pytest.param({"source": {"type": "checklist", "ref": "nothing"}}, {"/item"}, id="unknown-item"),
        pytest.param({"place": "640199"}, {"/place"}, id="unknown-place"),
        pytest.param({"complained_of": {"unit": "nobody"}}, {"/complained_of/unit"}, id="unknown-unit"),
        pytest.param({"happened_on": "2026-11-24"}, {"/happened_on"}, id="tomorrow"),
        pytest.param({"happened_on": "24.11.2026"}, {"/happened_on"}, id="no-date"),
        pytest.param({"happened_on": 20261101}, {"/happened_on"}, id="a-number-for-a-date"),
        pytest.param({"title": "字" * 81}, {"/title"}, id="a-title-too-long"),
        pytest.param({"title": "\u202egnp.exe"}, {"/title"}, id="a-title-that-reorders-itself"),
        pytest.param({"title": 12345}, {"/title"}, id="a-number-for-a-title"),
        pytest.param({"content": "a\x00b"}, {"/content"}, id="nul"),
        pytest.param({"content": "\ud800"}, {"/content"}, id="half-a-character"),
        pytest.param({"content": "字" * (LONGEST_TEXT + 1)}, {"/content"}, id="a-text-too-long"),
        pytest.param({"confidential": 1}, {"/confidential"}, id="a-number-for-a-claim"),
        pytest.param({"notices_accepted": "true"}, {"/notices_accepted"}, id="a-text-for-a-claim"),
        pytest.param({"uploads": ["x"] * (MOST_FILES + 1)}, {"/uploads"}, id="too-many-files"),
        pytest.param({"uploads": "x"}, {"/uploads"}, id="a-text-for-a-list"),
        pytest.param({"uploads": ["unknown"]}, {"/uploads/0"}, id="unknown-upload"),
        pytest.param({"who": "me"}, {"/who"}, id="a-field-nobody-knows"),
    ],
)
def test_a_fault_is_named_where_it_stands_and_nothing_is_written(office, town, changes, pointers):
    answer = filing(town, a_complaint(**changes))
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == pointers
    assert stored(office) == guards(office) == []


def test_a_checklist_item_that_is_closed_is_refused(office, town, monkeypatch):
    version = office.shelves.county("helan").checklist
    checklist = office.shelves.checklist(version)
    closed = replace(FARMING_ITEM, status=ItemStatus.CLOSED)
    kept = replace(checklist, items={**checklist.items, closed.id: closed})
    monkeypatch.setattr(type(office.shelves), "checklist", lambda self, ref: kept)
    answer = filing(town, a_complaint())
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/item"}


UPLOADS = {
    "expired": {"hours": -1},
    "refused": {"state": "refused"},
    "of-another-case": {"claimed_by": CaseNo("HL26112200000001")},
}


@pytest.mark.parametrize("upload", [pytest.param(of, id=name) for name, of in UPLOADS.items()])
def test_an_upload_that_cannot_be_claimed_is_named_and_the_others_stay_free(office, town, upload):
    token = town.citizen()
    good, bad = town.upload(token), town.upload(token, **upload)
    answer = filing(town, a_complaint(uploads=[good, bad]), token=token)
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/uploads/1"}
    assert stored(office) == []
    again = filing(town, a_complaint(uploads=[good]), token=token, key="another")
    assert again.status_code == 201


def test_an_upload_of_somebody_else_is_as_unknown_as_one_that_never_was(town):
    theirs = town.upload(town.citizen("+8613900000002"))
    answers = [filing(town, a_complaint(uploads=[each])) for each in (theirs, "never-was")]
    assert {told(answer) for answer in answers} == {(422, "invalid-input")}
    assert answers[0].body == answers[1].body


def test_an_upload_is_used_once(town):
    token = town.citizen()
    upload = town.upload(token)
    assert filing(town, a_complaint(uploads=[upload]), token=token, key="one").status_code == 201
    answer = filing(town, a_complaint(uploads=[upload]), token=token, key="two")
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/uploads/0"}


def test_the_same_key_gives_the_same_receipt_and_one_case(office, town):
    token = town.citizen()
    body = a_complaint(uploads=[town.upload(token)])
    first = filing(town, body, token=token)
    office.clock.pass_by(hours=1)
    again = filing(town, body, token=token)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.body == again.body
    assert len(stored(office)) == 1


def test_the_same_key_with_another_body_is_refused(office, town):
    filing(town, a_complaint())
    assert told(filing(town, a_complaint(title="另一件事"))) == (422, "idempotency-key-reused")
    assert len(stored(office)) == 1


def test_the_same_key_of_another_person_is_another_request(office, town):
    filing(town, a_complaint())
    assert filing(town, a_complaint(), token=town.citizen("+8613900000002")).status_code == 201
    assert len(stored(office)) == 2


@pytest.mark.parametrize(
    "key", [None, "", " ", "a b", "k" * 129], ids=["none", "empty", "blank", "two", "long"]
)
def test_without_a_usable_key_nothing_is_filed(office, town, key):
    assert told(filing(town, a_complaint(), key=key)) == (422, "idempotency-key-missing")
    assert stored(office) == []


def test_a_body_too_large_is_refused_whatever_it_says(office, town):
    answer = filing(town, a_complaint(content="字" * (1024 * 1024 // 3)))
    assert told(answer) == (413, "too-large")
    assert answer.json_body["most_bytes"] == FILING_LIMIT
    assert stored(office) == []


def test_the_longest_text_that_is_taken_is_kept_whole(town):
    case_no = town.file(content="字" * LONGEST_TEXT)
    assert len(town.show(case_no, town.body_of(case_no))["content"]) == LONGEST_TEXT


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b'{"title": "a", "title": "b"}', id="duplicate-keys"),
        pytest.param(json.dumps(a_complaint()).encode()[:-1], id="cut-off"),
        pytest.param(json.dumps(a_complaint(), ensure_ascii=False).encode("gbk"), id="another-encoding"),
    ],
)
def test_what_cannot_be_read_is_unreadable(office, town, raw):
    assert told(filing(town, raw=raw)) == (400, "unreadable")
    assert stored(office) == []


@pytest.mark.parametrize(
    "content",
    [
        "😀👨‍👩‍👧‍👦 ok",
        "𠮷野家 㐂 䶮 𪚥",
        "\u202bعربي\u202c 混排",
        "第一行\r\n第二行\t完",
        "<script>alert(1)</script> ' OR 1=1 -- {{7*7}}",
        "ａ\u0301é ﷽",
    ],
)
def test_what_people_write_is_kept_as_they_wrote_it(town, content):
    case_no = town.file(content=content, title="题 😀𠮷")
    shown = town.show(case_no, town.body_of(case_no))
    assert (shown["content"], shown["title"]) == (content, "题 😀𠮷")


def test_refusals_of_a_filing_come_in_their_order(town):
    large = json.dumps(a_complaint(content="x" * 300_000)).encode()
    assert told(town.caller.post("/v1/cases", raw=b"{")) == (401, "sign-in-needed")
    assert told(filing(town, raw=b"{", key=None)) == (400, "unreadable")
    assert told(filing(town, raw=large, key=None)) == (413, "too-large")
    assert told(filing(town, {}, key=None)) == (422, "idempotency-key-missing")
    assert told(filing(town, {})) == (422, "invalid-input")


def test_an_official_files_nothing(town):
    assert told(filing(town, a_complaint(), token=town.official(town.post(FARMING, "handler")))) == (
        401,
        "sign-in-needed",
    )


def test_a_number_that_is_taken_is_drawn_again(office, town):
    town.file(key="one")
    office.ids._codes = iter([1, 77])
    assert town.file(key="two").endswith("00000077")


def test_where_every_number_is_taken_the_filing_asks_to_come_again(office, town):
    first = town.file(key="one")
    office.ids.digits = lambda count: first[-count:]
    answer = filing(town, a_complaint(), key="two")
    assert told(answer) == (503, "try-again")
    assert len(stored(office)) == 1


def test_a_retry_is_answered_as_the_first_time_though_its_upload_has_expired(office, town):
    body = a_complaint(uploads=[town.upload(town.citizen(), hours=2)])
    first = filing(town, body)
    office.clock.pass_by(hours=3)
    assert filing(town, body).body == first.body
    assert told(filing(town, body | {"title": "另一件事"})) == (422, "idempotency-key-reused")
    assert len(stored(office)) == 1


def test_another_place_has_other_kinds_and_sources_and_may_ask_for_a_name(office, town, monkeypatch):
    rules = rulebook_from(ELSEWHERE)
    monkeypatch.setattr(type(office.shelves), "rulebook", lambda self, ref: rules)
    answer = filing(town, a_complaint(name=None))
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/kind", "/source/type", "/name"}


def test_a_filing_that_died_and_whose_file_has_expired_since_says_so(office, town):
    body = a_complaint(uploads=[town.upload(town.citizen(), hours=2)])

    def die(decision, filed_by):
        raise UnavailableError("请稍后再试。")

    office.cases.create = die
    assert told(filing(town, body)) == (503, "try-again")
    office.clock.pass_by(hours=3)
    answer = filing(town, body)
    assert told(answer) == (422, "invalid-input")
    assert set(faults_in(answer)) == {"/uploads/0"}


def test_a_filing_that_died_after_its_claim_goes_on_with_the_same_files(office, town):
    token = town.citizen()
    body = a_complaint(uploads=[town.upload(token), town.upload(token)])
    create = office.cases.create

    def die(decision, filed_by):
        raise UnavailableError("请稍后再试。")

    office.cases.create = die
    assert told(filing(town, body)) == (503, "try-again")
    office.cases.create = create
    assert filing(town, body).status_code == 201
    assert len(stored(office)) == 1
