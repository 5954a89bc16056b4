"""One story for each of the four other places: what only its rule knows."""

from tools.demo.play import Play, StoryError, Tale
from tools.demo.steps import (
    assigned,
    closed,
    fed_back,
    named,
    named_at,
    rate,
    reply,
    reviewed,
    told_in_public,
)


def signed_by_two(play: Play) -> Tale:
    """Deliberated upon, proposed by the party committee's operator, signed twice, answered, rated (J)."""
    unit = play.unit_like("500104102-")
    tale = play.file_about(
        unit,
        kind="非咨询",
        title="临时救助申请交上去一直没有消息",
        content="家里老人住院，临时救助的申请交到镇里已经一个多月，不知道办到哪一步了。",
        demand="请告知办理进度，符合条件的尽快发放。",
    )
    body = tale.whose_turn()
    tale.act(
        body,
        "record_deliberation",
        done_on=play.now.date().isoformat(),
        venue="镇政府二楼会议室",
        meeting="群众投诉研判会",
        chaired_by="镇纪委书记",
        recorded_by="镇纪委受理岗",
        participants="镇纪委、镇党委专人、有关科室",
        text="反映临时救助办理情况，属业务范围内，非检举控告。",
        leaders_opinion="同意受理，按程序拟办。",
        groups_opinion="同意。",
    )
    tale.act(body, "hand_over")
    tale.act(tale.whose_turn(), "propose", unit=unit, text="拟由该科室核实后五个工作日内答复。")
    while tale.case["state"] == "proposal":
        tale.act(tale.whose_turn(), "sign_proposal", opinion="同意")
    tale.must_be("assigned")
    tale.must_have_told("已转有关单位办理")
    handler = named_at(play, tale, unit)
    play.next_day()
    reply(tale, handler, "经核实，您家的临时救助已经审批，救助金今天打入一卡通，请查收。")
    rate(tale, "满意")
    return closed(tale)


def one_level_up(play: Play) -> Tale:
    """The village passes it up to the town within a day; the town's office answers in person (C)."""
    unit = play.unit_like("350424100-")
    tale = play.file_about(
        unit,
        kind="求助",
        place="350424100202",
        title="村口的路灯坏了半年",
        content="村口的三盏路灯坏了半年，晚上老人出门不方便，村里说没有这笔经费。",
        demand="请尽快修好路灯。",
    )
    village = tale.whose_turn()
    tale.act(village, "pass_upward", reason="维修经费超出村里能力，需要镇里统筹")
    tale.must_have_told("已报上一级受理")
    tale.act(tale.whose_turn(), "assign", unit=unit, reason="由镇里有关办公室统筹维修")
    handler = named_at(play, tale, unit)
    play.next_day()
    day = play.now.date().isoformat()
    tale.act(handler, "record_contact", method="电话", done_on=day, text="已电话告知当天派人维修。")
    tale.act(handler, "log_progress", log_type="办理", text="电工到现场更换三盏路灯。")
    reviewed(tale, handler, "三盏路灯今天已经全部更换，晚上恢复照明。")
    fed_back(
        tale,
        handler,
        text="到村口当面反馈，群众满意。",
        course="当天联系供电所，派电工更换三盏路灯并检查线路。",
        effect="当晚全部恢复照明，群众现场确认。",
    )
    return closed(tale)


def a_month_and_a_report(play: Play) -> Tale:
    """Triaged, proposed, instructed by a leader, investigated in four steps, fed back, told in public (K)."""
    unit = play.unit_like("330282003-")
    tale = play.file_about(
        unit,
        kind="非检举控告",
        title="小区垃圾房异味扰民",
        content="小区门口的垃圾房夏天异味很大，多次反映没有改善，请街道协调处理。",
        demand="请增加清运次数，并做除臭处理。",
    )
    tale.act(tale.whose_turn(), "hand_over", reason="属纪检监察业务范围外，按归口交办")
    tale.act(tale.whose_turn(), "propose", unit=unit, text="拟由该办公室调查处理，一个月内报结。")
    play.next_day()
    tale.act(tale.whose_turn(), "sign_proposal", opinion="同意交办，请按期报结。")
    tale.must_have_told("已转有关单位办理")
    handler = named_at(play, tale, unit)
    for step, words in (
        ("初步摸底", "到现场查看，走访周边住户。"),
        ("制定调查计划", "确定调取清运记录、约谈保洁单位。"),
        ("调查取证", "清运记录显示夏季每日一次，确有不足。"),
        ("撰写调查报告", "形成调查报告，提出整改意见。"),
    ):
        play.next_day()
        tale.act(handler, "log_progress", log_type=step, text=words)
    reviewed(tale, handler, "情况属实。即日起夏季每日清运两次，并加装除臭设备。")
    if tale.citizen.case(tale.case_no)["reply"] is not None:
        raise StoryError(f"{tale.printed} 还没有反馈，群众已经看到答复。")
    fed_back(tale, handler, text="已当面向信访人反馈调查结果和整改措施。")
    closed(tale)
    told_in_public(
        play, tale, "垃圾房异味问题已经整改", "夏季每日清运两次，并加装除臭设备；整改情况每月检查。"
    )
    return closed(tale)


def ordered_again(play: Play) -> Tale:
    """A bad rating: the supervisor orders it again and says by when (S-5)."""
    item = play.first_item()
    tale = play.file(
        item,
        kind="投诉",
        place=play.place_of(item),
        title="惠农补贴少发了一笔",
        content="一卡通里今年的补贴只到了一笔，邻居家都是两笔，请查一查。",
        demand="请核实并补发。",
    )
    handler = assigned(play, tale, item)
    play.next_day()
    reply(tale, handler, "补贴已按批次发放。", outcome="已解释")
    rate(tale, "不满意", comment="没有说清楚第二笔为什么没有发。")
    tale.must_be("decision")
    tale.act(tale.whose_turn(), "rehandle", reason="答复没有说明原因，请核实并整改", working_days=5)
    tale.must_have_told("已安排重新办理")
    handler = named(play, tale, item)
    play.next_day()
    reply(tale, handler, "经核实，第二笔因账号变更退回，今天已重新发放，请查收。")
    rate(tale, "满意")
    return closed(tale)
