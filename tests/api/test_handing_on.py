"""What the sealed desk gives to a body above is deleted here but for its receipt, over HTTP (X-2)."""

import pytest

from tests.support.life import COUNTY_BODY
from tests.support.office import CONTENT

RECEIPT = {"external_no": "市收〔2026〕5号", "receiver": "市纪委监委信访室"}


@pytest.mark.obligation("X-2")
def test_the_words_are_gone_the_next_day_and_the_receipt_is_still_read(town, office):
    case_no = town.file()
    desk = town.post(COUNTY_BODY, "sealed_desk")
    town.act(case_no, town.body_of(case_no), "seal", reason="属检举控告")
    today = town.services.clock.now().date().isoformat()
    town.act(case_no, desk, "seal_hand_over", done_on=today, **RECEIPT)
    case = town.services.cases.get(case_no)
    assert town.services.cases.texts(case_no, [case.complaint.content])
    office.clock.pass_by(days=1)
    for shard in range(16):
        town.services.sweep(shard)
    assert not town.services.cases.texts(case_no, [case.complaint.content, case.complaint.title])
    path = f"/v1/desk/cases/{case_no}/timeline"
    items = town.caller.get(path, token=town.official(desk)).json_body["items"]
    (receipt,) = [item for item in items if item["action"] == "seal_hand_over"]
    assert receipt["texts"]["receiver"] == RECEIPT["receiver"]
    assert receipt["data"] == {"done_on": today, "external_no": RECEIPT["external_no"]}
    assert items[-1]["action"] == "purge"
    shown = town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen()).json_body
    assert CONTENT.split()[0] not in shown["content"]
    assert shown["content"] == "这件已经移送上级机关，您提交的文字和附件已按规定删除。"
    assert shown["state"] == "sealed"


@pytest.mark.obligation("X-2", "K-5.3a", "A-20")
def test_files_that_the_ordinary_case_still_shows_stay_when_a_part_of_it_is_handed_on(town, office):
    uploads = [town.upload(town.citizen()) for _ in range(2)]
    case_no = town.file(uploads=uploads)
    body, desk = town.body_of(case_no), town.post(COUNTY_BODY, "sealed_desk")
    rest = {"title": "补贴", "text": "只说补贴的事。", "reason": "部分属检举控告", "kept": uploads[:1]}
    town.act(case_no, body, "split", **rest)
    listed = town.caller.get("/v1/desk/cases?box=sealed", token=town.official(desk)).json_body["items"]
    purged = []
    office.dispatch.files.purge = purged.append
    today = town.services.clock.now().date().isoformat()
    town.act(listed[0]["case_no"], desk, "seal_hand_over", done_on=today, **RECEIPT)
    office.clock.pass_by(days=1)
    for shard in range(16):
        town.services.sweep(shard)
    assert purged == uploads[1:]
    assert town.show(case_no, body)["uploads"] == uploads[:1]
