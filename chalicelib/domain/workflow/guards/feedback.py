"""What bringing an answer to the citizen must fulfil (C-M6b, C-M8, K-3.3a, R-42)."""

from chalicelib.domain.errors import Fault
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.inputs import Channel


def course_and_effect_told(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Two texts, and not the same one twice (C-M8a)."""
    rule = around.rulebook.feedback
    if rule is None or not rule.course_and_effect:
        return None
    if not act.inputs.course:
        return Fault("/course", "请写明处置过程。")
    if not act.inputs.effect:
        return Fault("/effect", "请写明实际效果。")
    return course_and_effect_differ(_case, act, around)


def course_and_effect_differ(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """What was done and what came of it are two things (C-M8a)."""
    if act.inputs.course.strip() == act.inputs.effect.strip():
        return Fault("/effect", "处置过程和实际效果要分别写，不能一样。")
    return None


def citizen_was_contacted(case: Case, _act: Act, around: Circumstances) -> Fault | None:
    """Feedback follows a contact that is on record (C-M8b)."""
    rule = around.rulebook.feedback
    if rule is None or not rule.after_contact or case.contacted:
        return None
    return Fault("/method", "反馈之前请先登记一次与群众的联系。")


def work_is_on_record(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """What came by the mini-program is not closed without a record of the work (C-M6b)."""
    rule = around.rulebook.feedback
    if rule is None or not rule.after_log or case.logged or act.inputs.channel == Channel.GROUP:
        return None
    return Fault("/text", "请先登记办理过程，再反馈。")


def group_answer_is_shown(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """What was raised in a group is answered there, and the answer is shown (C-M6b)."""
    if act.inputs.channel != Channel.GROUP or act.inputs.uploads:
        return None
    return Fault("/uploads", "在群里反映的要在群里反馈，请上传群内已反馈的截图。")


def every_unit_confirmed(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """A joint feedback is confirmed by all who helped, or the lead says why not (K-3.3a, R-29)."""
    rule = around.rulebook.feedback
    if rule is None or not rule.joint or act.inputs.reason:
        return None
    missing = [unit for unit in case.co_units if unit not in case.confirmed]
    if not missing:
        return None
    names = "、".join(around.directory.org(unit).name for unit in missing)
    return Fault("/reason", f"{names}还没有确认联合反馈；请等他们确认，或写明为什么不等。")
