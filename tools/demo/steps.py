"""The stretches that stories share: assigned, named, answered, rated, each insisting on what it comes to."""

from tools.client import Official
from tools.demo.play import Play, StoryError, Tale

CHECKED = ["办理时限", "办理过程", "办理结果", "回复内容"]
ASPECTS = ("办理情况", "办理态度", "回复内容", "办理效果")


def assigned(play: Play, tale: Tale, item: str, by: Official | None = None) -> Official:
    """Let the body (or who steps in for it) assign the case, and the unit name its handler."""
    tale.must_be("intake")
    body = by or tale.whose_turn()
    tale.act(body, "assign", unit=play.unit_of(item))
    tale.must_have_told("已转有关单位办理")
    return named(play, tale, item)


def named(play: Play, tale: Tale, item: str) -> Official:
    tale.must_be("assigned")
    return named_at(play, tale, play.unit_of(item))


def named_at(play: Play, tale: Tale, unit: str) -> Official:
    """Let a unit's leader name who handles the case."""
    leader, handler = play.office.at(unit, "unit_leader"), play.office.at(unit, "handler")
    tale.act(leader, "name_handlers", leader=leader.post, handler=handler.post)
    return handler


def reply(tale: Tale, handler: Official, text: str, outcome: str = "已解决") -> None:
    """Draft an answer and let every reviewer sign it, each in turn."""
    reviewed(tale, handler, text, outcome)
    tale.must_be("replied")
    tale.must_have_told("已有办理结果")
    if tale.citizen.case(tale.case_no)["reply"]["text"] != text:
        raise StoryError(f"{tale.printed} 群众看到的答复不是送审的答复。")


def reviewed(tale: Tale, handler: Official, text: str, outcome: str = "已解决") -> None:
    """Draft an answer and let it pass every signature."""
    tale.act(handler, "draft_reply", text=text)
    tale.act(handler, "submit_reply", outcome=outcome)
    while tale.case["state"] == "in_review":
        tale.act(tale.whose_turn(), "pass_review", checked=CHECKED)


def fed_back(tale: Tale, handler: Official, **record: str) -> None:
    """Let the handler bring the answer to the citizen, and record how."""
    tale.must_be("awaiting_feedback")
    day = tale.play.now.date().isoformat()
    tale.act(handler, "give_feedback", method="当面", done_on=day, **record)
    tale.must_have_told("已有办理结果")


def told_in_public(play: Play, tale: Tale, title: str, text: str) -> None:
    """Let the body write for the public, a main leader approve, and anybody read it (K-3.3b)."""
    body = play.office.at(tale.case["supervising_org"], "intake")
    removed = {"names_removed": True, "numbers_removed": True, "homes_removed": True}
    tale.act(body, "publish_feedback", public_title=title, public_text=text, **removed)
    tale.act(
        play.office.at(body.org.removesuffix("-jw"), "main_leader"),
        "approve_publication",
        opinion="同意公开。",
    )
    told = play.api.must("GET", f"/v1/counties/{play.county_id}/feedback")["items"][0]
    if (told["title"], told["text"]) != (title, text):
        raise StoryError(f"{tale.printed} 的公开反馈没有公开。")


def rate(tale: Tale, grade: str, comment: str | None = None) -> None:
    tale.citizen.evaluate(tale.case_no, dict.fromkeys(ASPECTS, grade), comment)
    tale.look()


def closed(tale: Tale) -> Tale:
    tale.must_be("closed")
    return tale


def must_show(tale: Tale, action: str, fault: str) -> None:
    if not any(entry["action"] == action for entry in tale.timeline()):
        raise StoryError(f"{tale.printed} {fault}")
