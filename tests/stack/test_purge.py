"""An accusation that was led to 12388 is deleted on its day, on the packaged stack (S-20)."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest

from tools.client import Api, Citizen, Office
from tools.demo.play import invented_phone

pytestmark = pytest.mark.stack

ADVICE = "请拨打12388或登录举报网站，也可以通过廉洁四川反映。"
PHOTO = b"a photo of the list"


@pytest.fixture(scope="module")
def told(stack):
    return json.loads(stack.folder.stack_file.read_text())


@pytest.fixture
def api(told):
    api = Api(told["api"])
    yield api
    api.set_clock(None)


def in_store(stack, case_no):
    """Give the keys of a case's texts, and whether its head has a title."""
    found = stack.aws.client("dynamodb").query(
        TableName=stack.settings()["TABLE_CASES"],
        KeyConditionExpression="pk = :case",
        ExpressionAttributeValues={":case": {"S": case_no}},
    )["Items"]
    texts = [item["sk"]["S"] for item in found if item["sk"]["S"].startswith("B#")]
    return len(texts), any("title" in item for item in found)


@pytest.mark.obligation("S-20", "X-1")
def test_thirty_days_later_only_the_answer_and_the_course_are_left(stack, api, told):
    citizen, office = Citizen(api, invented_phone()).sign_in(), Office(api, told["accounts"])
    announced = {
        "filename": "名单.jpg",
        "content_type": "image/jpeg",
        "size": len(PHOTO),
        "sha256": hashlib.sha256(PHOTO).hexdigest(),
    }
    upload = citizen.call("POST", "/v1/uploads", announced)["upload_id"]
    case_no = citizen.file(
        county="yanting",
        kind="投诉",
        place="510723001019",
        title="村会计截留补贴",
        content="去年冬天的补贴被截留了。",
        demand="请查处。",
        uploads=[upload],
    )["case_no"]
    files, evidence = stack.aws.client("s3"), stack.settings()["BUCKET_EVIDENCE"]
    for place in ("original", "clean"):
        files.put_object(Bucket=evidence, Key=f"{place}/{upload}", Body=PHOTO)
    ended = office.at("510723001-jw", "intake").act(case_no, "redirect_12388", text=ADVICE)
    assert ended["state"] == "redirected_12388"
    assert in_store(stack, case_no) == (3, True)
    later = datetime.fromisoformat(citizen.case(case_no)["filed_at"]) + timedelta(days=32)
    api.set_clock(later.isoformat())
    assert not [line for line in api.sweep()["failed"] if case_no in line]
    assert in_store(stack, case_no) == (1, False)
    left = files.list_object_versions(Bucket=evidence)
    assert not [each for each in left.get("Versions", ()) if upload in each["Key"]]
    shown = citizen.case(case_no)
    assert (shown["title"], shown["state"]) == ("", "redirected_12388")
    assert [message["text"] for message in shown["messages"]] == [ADVICE]
