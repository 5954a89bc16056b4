"""Whatever call to AWS fails in the middle of a request, coming again gives one case and one answer.

Each call fails once before it happened and once after; all that is ever told is to come again (storage §6).
"""

from itertools import count

import pytest
from moto import mock_aws

from app import app
from chalicelib.domain.identifiers import PersonId
from chalicelib.domain.workflow.timeline import verify
from chalicelib.runtime.wiring import use
from tests.support.cloud import a_cloud
from tests.support.edge import Caller
from tests.support.faults import FaultyAws
from tests.support.life import FARMING
from tests.support.office import Town, a_complaint

REGION = "us-east-1"


@pytest.fixture
def cloud(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        yield a_cloud(REGION)


@pytest.fixture
def aws(cloud, monkeypatch):
    return FaultyAws(monkeypatch)


def every_fault(aws):
    """Let each call of a request fail in turn, before it happened and after; the last one meets none."""
    for after in (False, True):
        for nth in count():
            yield lambda nth=nth, after=after: aws.fail(nth, after=after)
            if not aws.met:
                break


def asked_to_come_again(answer):
    assert answer.status_code == 503, answer.body
    assert answer.json_body["code"] == "try-again"
    assert int(answer.headers["Retry-After"]) > 0


def test_a_filing_is_one_case_and_one_receipt_whatever_call_fails(cloud, aws):
    told_to_come_again = tries = 0
    warm = cloud.process()
    for number, break_one in enumerate(every_fault(aws)):
        with use(warm):
            town = Town(warm, Caller(app))
            token = town.citizen(f"+86139{number:08d}")
            body = a_complaint(uploads=[town.upload(token)])
            # A cold process: keys and secrets are fetched within the request, too.
            with use(cloud.process()):
                break_one()
                tried = town.caller.post("/v1/cases", body, token=token, Idempotency_Key="k")
                aws.met = aws.heal()
        with use(warm):
            again = [town.caller.post("/v1/cases", body, token=token, Idempotency_Key="k") for _ in range(2)]
            assert [answer.status_code for answer in again] == [201, 201]
            assert again[0].body == again[1].body
            if tried.status_code == 201:
                assert tried.body == again[0].body
            else:
                asked_to_come_again(tried)
                told_to_come_again += 1
            person = warm.gate.find_session(token, cloud.clock.real_now()).person
            (case,) = warm.cases.get_many(warm.people.cases_of(PersonId(person)))
            assert case.case_no == again[0].json_body["case_no"]
            entries, hashes = zip(*warm.cases.timeline(case), strict=True)
            assert [entry.action for entry in entries] == ["file"]
            assert verify(entries, hashes)
            other = town.caller.post("/v1/cases", body | {"title": "另"}, token=token, Idempotency_Key="k")
            assert other.json_body["code"] == "idempotency-key-reused"
        tries += 1
    # Two runs met no fault: they ended the counting.
    assert told_to_come_again >= 20
    assert tries - told_to_come_again <= 12


def filed(town, case_no):
    return "assign", town.body_of(case_no), {"unit": FARMING}


def in_hand(town, case_no):
    return "draft_reply", town.assigned(case_no), {"text": "补贴已于昨日发放到卡。"}


def asking_for_time(town, case_no):
    return "request_extension", town.assigned(case_no), {"working_days": 3, "reason": "需要核实"}


def about_to_be_sealed(town, case_no):
    return "seal", town.body_of(case_no), {"reason": "反映的是违纪问题"}


@pytest.mark.parametrize("stage", [filed, in_hand, asking_for_time, about_to_be_sealed])
def test_an_act_is_one_entry_whatever_call_fails(cloud, aws, stage):
    told_to_come_again = 0
    warm = cloud.process()
    town = Town(warm, Caller(app))
    for break_one in every_fault(aws):
        with use(warm):
            case_no = town.file()
            action, post, inputs = stage(town, case_no)
            request = {"version": warm.cases.get(case_no).version, **inputs}
            token = town.official(post)
        path = f"/v1/desk/cases/{case_no}/actions/{action}"
        with use(cloud.process()):
            break_one()
            tried = town.caller.post(path, request, token=token, Idempotency_Key="k")
            aws.met = aws.heal()
        if tried.status_code != 200:
            asked_to_come_again(tried)
            told_to_come_again += 1
        with use(warm):
            again = [town.caller.post(path, request, token=token, Idempotency_Key="k") for _ in range(2)]
            assert [answer.status_code for answer in again] == [200, 200], again[0].body
            assert again[0].json_body == again[1].json_body
            case = warm.cases.get(case_no)
            entries, hashes = zip(*warm.cases.timeline(case), strict=True)
            assert verify(entries, hashes)
            assert [entry.action for entry in entries].count(action) == 1
            assert [entry.seq for entry in entries] == list(range(1, case.version + 1))
    assert told_to_come_again >= 6


def test_material_is_added_once_whatever_call_fails(cloud, aws):
    told_to_come_again = 0
    warm = cloud.process()
    town = Town(warm, Caller(app))
    for break_one in every_fault(aws):
        with use(warm):
            case_no, token = town.file(), town.citizen()
            body = {"text": "还有一张照片。", "uploads": [town.upload(token)]}
        path = f"/v1/my/cases/{case_no}/materials"
        with use(cloud.process()):
            break_one()
            tried = town.caller.post(path, body, token=token, Idempotency_Key="k")
            aws.met = aws.heal()
        if tried.status_code != 200:
            asked_to_come_again(tried)
            told_to_come_again += 1
        with use(warm):
            again = town.caller.post(path, body, token=token, Idempotency_Key="k")
            assert again.status_code == 200
            assert [message["text"] for message in again.json_body["messages"]] == ["还有一张照片。"]
            assert warm.cases.get(case_no).version == 2
    assert told_to_come_again >= 6


def test_whoever_reads_is_asked_to_come_again(cloud, aws):
    with use(cloud.process()) as services:
        town = Town(services, Caller(app))
        case_no = town.file()
        citizen, body = town.citizen(), town.official(town.body_of(case_no))
    reads = {
        "/v1/my/cases": citizen,
        f"/v1/my/cases/{case_no}": citizen,
        "/v1/desk/cases?box=intake": body,
        f"/v1/desk/cases/{case_no}": body,
        f"/v1/desk/cases/{case_no}/timeline": body,
    }
    for path, token in reads.items():
        for break_one in every_fault(aws):
            with use(cloud.process()):
                break_one()
                answer = town.caller.get(path, token=token)
                aws.met = aws.heal()
            if aws.met:
                asked_to_come_again(answer)
            else:
                assert answer.status_code == 200
