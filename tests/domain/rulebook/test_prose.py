"""The rules in words say what the numbers say, whatever the place."""

import pytest

from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.escalation_prose import TERM_WORDS
from chalicelib.domain.rulebook.prose import in_words
from chalicelib.domain.rulebook.reading import BASIS
from chalicelib.domain.vocabulary import Action, Term
from tests.support.rulebooks import ELSEWHERE, HELAN, SUPERVISED, changed, helan


def told(document):
    return {paragraph.title: paragraph for paragraph in in_words(rulebook_from(document))}


@pytest.mark.obligation("H-0.1")
@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("依据", "（贺党办〔2022〕78号），中共贺兰县委办公室，2022年7月1日印发，2022年7月4日公开发布，"),
        ("受理", "3个工作日内"),
        ("办理期限", "咨询类3个工作日；非咨询类10个工作日"),
        ("日子怎么算", "当天不算"),
        ("答复前的审核", "纪检监察机构审核，再承办单位党委（党组）审核"),
        ("延期", "由县纪委监委审批。每次不超过首次办理时限，不超过2次。"),
        ("延期", "由县纪委监委领导决定"),
        ("先行答复", "至少每30天跟进一次，3次没有按时跟进就督办；最多跟踪180天"),
        ("评价", "答复后10个工作日内"),
        ("评价", "不太满意、不满意，都算不满意"),
        ("二次办理", "3个工作日内决定"),
        ("提醒", "（17:30）提醒该办的人，同时告诉承办人、责任领导"),
        ("催办：蓝灯", "受理逾期满3个工作日，告诉县纪委监委、县纪委监委领导，县纪委监委可以代为办理"),
        ("催办：黄灯", "办理期限过半还没有动作，告诉承办人、责任领导、纪检监察机构"),
        ("催办：红灯", "第三次申请延期，告诉纪检监察机构、县纪委监委"),
        ("不属于本平台的", "转交 12345 等平台办理"),
        ("检举控告", "承办单位看不到内容"),
    ],
)
def test_helans_rules_are_told_in_words(title, words):
    assert words in told(HELAN)[title].text


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("依据", "暂行办法（试行）》，中共贺兰县委办公室，2022年7月1日起施行。由街道纪工委解释。"),
        ("受理哪些投诉", "补贴发放记录。投诉要留姓名。"),
        ("受理", "甄别前先开研判会"),
        ("办理期限", "信访类1个月。审核的时间也算在内。党纪法规等另有规定的，从其规定。"),
        ("日子怎么算", "收到当天不算，从第二天起算，最后一天到 24 时为止。工作日按国务院放假安排计算"),
        ("转办前的审批", "转给科室办理的，转办之前先由协调办公室提出拟办意见"),
        ("转办前的审批", "领导批示（街道主要领导 或 县纪委监委领导一方签）"),
        ("答复前的审核", "主要领导审签（只限重大事项）。村（社区）办理（村、社区）的：纪检监察机构审核，再"),
        ("反馈", "由承办人当面、电话或微信向您反馈，1个工作日内反馈。几个单位一起办的，联合反馈。"),
        ("答复前的审核", "纪检监察机构审核（分管领导、纪检监察机构都要签），再"),
        ("延期", "每次不超过15天，合计不超过15天。新的日期"),
        ("提醒", "提醒该办的人。到期"),
        ("检举控告", "12388"),
    ],
)
def test_another_place_is_told_by_its_own_numbers_and_names(title, words):
    assert words in told(ELSEWHERE)[title].text


def test_what_a_place_does_not_know_is_not_told():
    silent = {"先行答复", "评价", "二次办理", "不属于本平台的", "催办：黄灯"}
    assert silent.isdisjoint(told(ELSEWHERE))
    assert "转办前的审批" not in told(HELAN)
    assert "二次办理" not in told(changed(HELAN, {"/second_handling/max_rounds": 0}))


def test_a_place_without_extensions_says_so():
    changes = {"allowed": False, "max_count": None, "special_beyond": None, "approvers": []}
    document = changed(HELAN, {f"/extension/{key}": value for key, value in changes.items()})
    assert told(document)["延期"].text == "办理期限不能延长。"


@pytest.mark.parametrize("document", [HELAN, ELSEWHERE], ids=["helan", "elsewhere"])
def test_every_paragraph_names_its_clauses_once_and_ends_its_sentences(document):
    for paragraph in told(document).values():
        assert BASIS.fullmatch(paragraph.basis)
        clauses = paragraph.basis.split(", ")
        assert len(clauses) == len(set(clauses))
        assert paragraph.text.endswith("。")


@pytest.mark.parametrize(
    "way",
    [
        Action.TRANSFER_12345,
        Action.ADVISE_12345,
        Action.REFER_UP,
        Action.REFER_OUTSIDE,
        Action.PASS_UPWARD,
        Action.DECLINE,
    ],
)
def test_every_way_out_has_its_words(way):
    changes = {"/out_of_scope/actions": [way.value], "/upward/level_by_level": True}
    assert told(changed(HELAN, changes))["不属于本平台的"].text.endswith("。")


@pytest.mark.parametrize("mode", ["accept_sealed", "own_track", "sealed_ledger", "redirect"])
def test_every_way_with_accusations_has_its_words(mode):
    assert told(changed(HELAN, {"/accusation/mode": mode}))["检举控告"].text.endswith("。")


@pytest.mark.obligation("R-17")
def test_a_rung_over_a_term_that_runs_says_after_how_long():
    running = {"trigger": "running", "terms": ["intake"], "after": {"n": 2, "unit": "WD"}}
    first = {**HELAN["ladder"][0], **running}
    document = changed(HELAN, {"/ladder/-": {**first, "name": "intake_waits"}})
    assert "受理过了2个工作日还没有办，告诉纪检监察机构" in told(document)["催办：蓝灯"].text


@pytest.mark.parametrize("at", ["every_body", "top_body"])
def test_every_deliberation_has_its_words(at):
    assert "研判" in told(changed(HELAN, {"/deliberation/at": at}))["受理"].text


def test_every_term_has_its_words():
    assert TERM_WORDS.keys() == set(Term)


@pytest.mark.obligation("K-3.1b", "K-3.3b", "K-3.5")
@pytest.mark.parametrize(
    ("urges", "publishes", "told"),
    [
        (True, True, ["疑难件", "公开反馈", "督促整改", "问责"]),
        (True, False, ["疑难件", "督促整改", "问责"]),
        (False, True, ["疑难件", "公开反馈", "问责"]),
    ],
)
def test_what_a_place_does_beside_orders_is_told_as_far_as_it_does_it(urges, publishes, told):
    changes = {**SUPERVISED, "/supervision/urges": urges, "/supervision/publishes": publishes}
    titles = [paragraph.title for paragraph in in_words(helan(changes))]
    assert [title for title in titles if title in {"疑难件", "公开反馈", "督促整改", "问责"}] == told


@pytest.mark.obligation("J-4.3b")
@pytest.mark.parametrize(("added", "told"), [({}, False), ({"/accountability": {"basis": "J-4.3b"}}, True)])
def test_who_is_held_to_account_is_told_where_the_place_says_so(added, told):
    assert any(paragraph.title == "问责" for paragraph in in_words(helan(added))) is told
