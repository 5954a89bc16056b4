"""Helan's four stories: each is played through HTTP by the people it tells of, and insists on its own ending.

Matters and figures are those of the broadcast (S-14, S-15, S-16); places are the demonstration county's, and
nobody in them has a name.
"""

from datetime import timedelta

from tools.demo.play import Play, StoryError, Tale
from tools.demo.steps import assigned, closed, must_show, named, rate, reply


def machinery_subsidy(play: Play) -> Tale:
    """A subsidy waits for approval, is paid the next day, and the farmer is content (S-14)."""
    item = "nongji-butie"
    tale = play.file(
        item,
        kind="非咨询",
        place="640122100",
        title="农机购置补贴迟迟没有到账",
        content="今年春天买了一台拖拉机，农机购置补贴的材料早就交齐了，一直说在等审批，到现在还没有到账。",
        demand="请告知补贴到哪一步了，什么时候能到账。",
        happened_on=play.begins_on.isoformat(),
    )
    handler = assigned(play, tale, item)
    tale.act(
        handler,
        "log_progress",
        log_type="核实",
        text="经核查，该户补贴列入本批次，材料齐全，正在等待资金审批。",
    )
    play.next_day()
    tale.act(handler, "log_progress", log_type="办理", text="审批已通过，补贴资金今天上午打入一卡通。")
    reply(tale, handler, "您反映的农机购置补贴属于本批次，昨天尚在审批环节，今天已打入您的一卡通，请查收。")
    rate(tale, "非常满意")
    return closed(tale)


def childs_bank_card(play: Play) -> Tale:
    """A child without care has no bank card for the allowance; the guardian speaks for it (S-15)."""
    item = "wuren-fuyang-ertong"
    tale = play.file(
        item,
        kind="非咨询",
        place="640122101",
        title="事实无人抚养儿童的银行卡办不下来",
        content="我是孩子的监护人。孩子已认定为事实无人抚养儿童，但银行说手续不全，卡办不下来，生活补贴发不到手。",
        demand="请帮孩子把银行卡办好，把补贴补发到位。",
        minors_involved=True,
        capacity="监护人",
        may_call=False,
    )
    if "minors_involved" not in tale.case["flags"]:
        raise StoryError("涉及未成年人的投诉没有标记。")
    handler = assigned(play, tale, item)
    tale.act(
        handler, "message_citizen", text="请补充说明是哪家银行、缺哪一项手续，不用提供孩子的姓名和证件号码。"
    )
    tale.must_have_told("给您留言")
    play.next_day()
    tale.citizen.call(
        "POST",
        f"/v1/my/cases/{tale.case_no}/materials",
        {"text": "是镇上的信用社，说需要民政部门出具监护关系证明。"},
    )
    tale.look()
    tale.act(
        handler,
        "record_contact",
        method="当面",
        done_on=play.now.date().isoformat(),
        text="陪同监护人到网点办理。",
    )
    play.next_day()
    reply(tale, handler, "已为孩子出具监护关系证明，银行卡已办好，欠发的补贴随本月一并补发。")
    rate(tale, "满意")
    return closed(tale)


def demolition_compensation(play: Play) -> Tale:
    """268 people wait for 170,000 yuan; two of them file, one work order answers both (S-16)."""
    item = "zhengdi-buchang"
    tale = play.file(
        item,
        kind="非咨询",
        place=play.unit_of(item),
        title="拆迁补偿款没有分配到户（集体反映）",
        content="村里拆迁补偿款一直没有分配到户，涉及7个组268人，总金额17万余元。我们推选一名代表在此反映。",
        demand="请公布补偿款的分配方案，并尽快发放到户。",
        collective=True,
    )
    if "collective" not in tale.case["flags"]:
        raise StoryError("集体反映的投诉没有标记。")
    handler = assigned(play, tale, item)
    neighbour = play.file(
        item,
        kind="非咨询",
        place=play.unit_of(item),
        title="我家的拆迁补偿款没有发",
        content="我是七组的，拆迁补偿款一直没有发到我家。",
    )
    neighbour.act(neighbour.whose_turn(), "merge", into=tale.printed, people=268, amount=170_000)
    neighbour.must_be("following")
    neighbour.must_have_told("与同一问题的投诉合并办理")
    tale.look()
    if (tale.case["people"], tale.case["amount"]) != (268, 170_000):
        raise StoryError(f"{tale.printed} 没有记下涉及的人数和金额。")
    play.next_day()
    tale.act(
        handler, "log_progress", log_type="核实", text="逐组核对人口和面积，涉及7个组268人，总金额17万余元。"
    )
    first_end = tale.day_after_due()
    tale.act(
        handler, "request_extension", working_days=5, reason="需逐户核对268人的面积和分配方案，并张榜公示。"
    )
    tale.act(play.county, "grant_extension", opinion="同意延期，请抓紧。")
    tale.must_have_told("办理期限延长")
    neighbour.must_have_told("办理期限延长")
    play.go_on_to(first_end)
    tale.look()
    if tale.case["due"]["breached"]:
        raise StoryError(f"{tale.printed} 延期已批准，却记了超期。")
    tale.act(
        handler, "log_progress", log_type="会商", text="分配方案经村民代表会议通过并张榜公示，群众无异议。"
    )
    play.next_day()
    reply(
        tale,
        handler,
        "经逐组核对并公示，涉及7个组268人的补偿款共17万余元，已全部打入各户一卡通，分配表已张榜公布。",
    )
    neighbour.must_come_to("replied")
    neighbour.must_have_told("已有办理结果")
    rate(neighbour, "满意")
    closed(neighbour)
    rate(tale, "满意")
    return closed(tale)


def late_and_rehandled(play: Play) -> Tale:
    """Nobody takes it in, the county steps in; the first answer does not satisfy, the second one does."""
    item = "renju-huanjing"
    tale = play.file(
        item,
        kind="非咨询",
        place=play.unit_of(item),
        title="村口垃圾堆放点长期没人清运",
        content="村口的垃圾堆放点已经一个多月没有清运，污水流到路上，反映过几次都没有人管。",
        demand="请尽快清运，并把清运时间固定下来。",
    )
    play.set_clock(tale.day_after_due())
    tale.look()
    must_show(tale, "breach", "受理超期没有记录。")
    # After some days more of silence the next rung of the ladder tells the county's leaders.
    play.go_on_to(tale.day_after_due() + timedelta(days=7))
    tale.look()
    must_show(tale, "escalate", "受理超期没有报县里。")
    handler = assigned(play, tale, item, by=play.county)
    play.next_day()
    reply(tale, handler, "垃圾已安排清运。", outcome="部分解决")
    rate(tale, "不满意", comment="只清了一次，过几天又堆满了。")
    tale.must_be("decision")
    play.next_day()
    tale.act(tale.whose_turn(), "rehandle", reason="问题没有根本解决，请重新办理，并建立固定清运制度。")
    tale.must_have_told("已安排重新办理")
    handler = named(play, tale, item)
    play.next_day()
    tale.act(
        handler,
        "record_contact",
        method="当面",
        done_on=play.now.date().isoformat(),
        text="到现场与群众商定清运时间。",
    )
    reply(tale, handler, "堆放点已清理并硬化，今后每周二、周五清运，时间和监督电话已在村口公示。")
    rate(tale, "满意")
    return closed(tale)
