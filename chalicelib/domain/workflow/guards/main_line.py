"""What an act's inputs must fulfil beyond their form: each returns None, or the fault in plain words."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from chalicelib.domain.deadlines.counting import due_on
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.deadlines.limit import Limit
from chalicelib.domain.directory.org import DISCIPLINE_BODIES, HANDLING_UNITS, Org
from chalicelib.domain.errors import Fault
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.rulebook.rules import SigningStep
from chalicelib.domain.vocabulary import Action, Role, State, Unit
from chalicelib.domain.workflow.act import Act, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.limits import first_limit
from chalicelib.domain.workflow.seats.ownership import with_owner, writer_of
from chalicelib.domain.workflow.seats.review import chain_of, track_of
from chalicelib.domain.workflow.seats.seating import posts_in

LONGEST_ORDER: Final = timedelta(days=180)
"""An order or a tracking date further off than half a year is a slip of the pen."""


def unit_can_handle(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Refuse a unit that is none, or that another body supervises (H-5.1)."""
    unit = act.inputs.unit
    if not unit:
        return None
    org = around.directory.find_org(unit)
    if org is None or not org.active or not _handles(org, case, around):
        return Fault("/unit", "没有这个承办单位，请从名单中选择。")
    county = around.directory.county_body
    within = {unit, around.directory.discipline_body_of(unit)}
    if case.supervising_org not in within and county not in {case.supervising_org, act.actor.org}:
        return Fault("/unit", "这个单位不在本机构监督范围内；请改选单位，或上报县纪委监委重新转办。")
    if not _has_leader(unit, around):
        return Fault("/unit", "这个单位还没有责任领导岗位，暂时不能接收工单；请先完善单位名录。")
    return None


def other_unit_needs_reason(case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Ask why, when the unit is not the one the item names (H-11.1; R-20 where it names none)."""
    if act.inputs.unit == case.complaint.responsible_unit or act.inputs.reason:
        return None
    return Fault("/reason", "承办单位与清单上的责任单位不同（或清单上没有），请写明理由。")


def log_type_is_known(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """The kinds of work are this place's own (S-7, K-4.2a)."""
    known = around.rulebook.process.log_types
    if act.inputs.log_type in known:
        return None
    return Fault("/log_type", f"过程类型只能是：{'、'.join(known)}。")


def required_work_is_on_record(case: Case, _act: Act, around: Circumstances) -> Fault | None:
    """A reply waits for the steps that this place requires (K-4.2a, K-5.2)."""
    missing = [name for name in around.rulebook.process.before_reply if name not in case.logged]
    if not missing:
        return None
    return Fault("/outcome", f"还没有登记：{'、'.join(missing)}。登记以后再提交审核。")


def kind_is_no_accusation(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Nobody makes an accusation of a case that a unit has in hand: it is sealed instead (K-3.1a, A-20)."""
    if case.state is State.INTAKE or act.inputs.kind not in around.rulebook.accusing_kinds:
        return None
    return Fault("/kind", "已经转办的件属于检举控告的，请转信访渠道办理，不能只改类别。")


def unit_is_not_accused(case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Keep a matter of conduct away from the unit it is about (R-27)."""
    if act.inputs.unit and act.inputs.unit == case.complaint.accused:
        return Fault("/unit", "这件投诉反映的就是这个单位，不能交由它自己办理；请改选单位或由上级办理。")
    return None


def unit_is_another(case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """A re-assignment goes to another unit (H-12.1)."""
    if act.inputs.unit and act.inputs.unit == case.lead_unit:
        return Fault("/unit", "这个单位正在办理，请选择另一个单位。")
    return None


def ruling_names_unit(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """An objection that stands needs the unit that takes over (R-23)."""
    if act.inputs.upheld and not act.inputs.unit:
        return Fault("/unit", "异议成立时，请选择接手的承办单位。")
    return None


def body_takes_in(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Refuse a body that is none, is this one, or has nobody at intake (R-06, R-08)."""
    org = around.directory.find_org(act.inputs.body)
    if org is None or org.type not in DISCIPLINE_BODIES or not org.active:
        return Fault("/body", "没有这个纪检监察机构，请从名单中选择。")
    if org.id == case.supervising_org:
        return Fault("/body", "办件已经在这个机构，请选择另一个。")
    if not around.directory.posts_of(org.id, Role.INTAKE):
        return Fault("/body", "这个机构还没有受理岗位，请选择另一个。")
    return None


def handlers_sit_in_unit(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Exactly one leader and one handler, both of the unit (H-20.1); a recused post is neither."""
    unit = case.lead_unit
    roles = {"leader": Role.UNIT_LEADER, "handler": Role.HANDLER}
    if unit == around.directory.county_body:
        roles = {"leader": Role.COUNTY_LEADER, "handler": Role.COUNTY}
    for name, role in roles.items():
        post_id: PostId = getattr(act.inputs, name)
        post = around.directory.find_post(post_id)
        if (
            post is None
            or not post.active
            or post.org != unit
            or post.role is not role
            or post.id in case.recused
        ):
            return Fault(f"/{name}", "请从本单位的岗位中选择一名责任领导和一名承办人。")
    return None


def every_item_ticked(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """A reviewer passes only what was looked at whole (H-13.2)."""
    missing = [item for item in around.rulebook.reply_review.checklist if item not in act.inputs.checked]
    if missing:
        return Fault("/checked", f"还有未审核的内容：{'、'.join(missing)}。逐项确认后再通过。")
    return None


def another_post_signs(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Hand in only what somebody else can sign: after recusals the drafter may be all that is left (R-28)."""
    chain = chain_of(case, around.rulebook)
    if act.action is Action.SUBMIT_REPLY and case.draft is not None:
        return unsigned(chain, case.draft.drafter_post, case, around, "/outcome")
    return unsigned(chain, act.actor.post, case, around, "/text")


def unsigned(
    chain: tuple[SigningStep, ...], writer: PostId | None, case: Case, around: Circumstances, at: str
) -> Fault | None:
    """Name the first step that nobody but its writer could sign."""
    for step in chain:
        can_sign = [
            any(post.id != writer for post in posts_in(seat, case, around.directory)) for seat in step.signers
        ]
        if not (any(can_sign) if step.any_of else all(can_sign)):
            return Fault(
                at,
                f"“{step.label}”除了拟稿的岗位，没有别的人能签；请换一个岗位拟稿，或先由上级在名录中增设签字人。",
            )
    return None


def kind_is_another(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """The new kind exists, differs, and its due is not past already (A-13, R-46)."""
    kind = around.rulebook.kinds.get(act.inputs.kind)
    if kind is None:
        return Fault("/kind", f"类别只能是：{'、'.join(around.rulebook.kinds)}。")
    if act.inputs.kind == case.complaint.kind:
        return Fault("/kind", "办件已经是这个类别。")
    clock = case.clock
    is_set_otherwise = case.limit_override or around.rulebook.override_of(case.complaint.item)
    if case.state is State.INTAKE or is_set_otherwise or clock is None:
        return None
    if due_on(around.calendar, clock.counted_from, kind.limit).on < civil_day(around.now):
        return Fault("/kind", "按新的类别计算，期限已经过去，不能改为这个类别。")
    return None


def limit_is_no_earlier(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Another rule's limit never ends before the due the citizen was told (H-12.4, R-47)."""
    if case.state is State.INTAKE or case.clock is None:
        return None
    limit = Limit(act.inputs.working_days, Unit.WORKING_DAY)
    if due_on(around.calendar, case.clock.counted_from, limit).on < case.clock.due_on:
        return Fault("/working_days", "新的期限不能早于已经告诉群众的到期日。")
    return None


def until_lies_ahead(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """A deadline lies after today and within half a year (S-5)."""
    if act.inputs.until is None:
        return None
    today = civil_day(around.now)
    if not today < act.inputs.until <= today + LONGEST_ORDER:
        return Fault("/until", "期限请选今天之后、半年以内的日期。")
    return None


def done_not_in_future(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """What is recorded has happened: not after today, not before the filing."""
    day = act.inputs.done_on
    if day is None or civil_day(case.filed_at) <= day <= civil_day(around.now):
        return None
    return Fault("/done_on", "日期请选投诉之后、今天以前（含今天）。")


def number_or_proof(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """A transfer shows the other platform's number, or says how it was handed over (H-5.2)."""
    if act.inputs.external_no or act.inputs.reason:
        return None
    return Fault("/external_no", "请填写对方工单号；没有工单号的，在理由里说明手工转交的经过。")


def second_push_is_the_countys(case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """A case that came back from 12345 is pushed again by the county alone (R-65)."""
    if case.counts.pushes and act.actor.role not in {Role.COUNTY, Role.COUNTY_LEADER}:
        return Fault("/target", "这件已被退回过一次，再次转交请上报县纪委监委办理。")
    return None


def something_is_added(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Material is words, files, or both (R-80)."""
    if act.inputs.text or act.inputs.uploads:
        return None
    return Fault("/text", "请写几句话，或上传材料。")


def reissue_names_until(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """An order that is not settled is issued again with a new date (R-57)."""
    if act.inputs.settled or act.inputs.until:
        return None
    return Fault("/until", "未了结的督办请重新确定整改期限。")


def unlawful_needs_reason(_case: Case, act: Act, _around: Circumstances) -> Fault | None:
    """Calling a demand unlawful takes a reason (H-11.4)."""
    if act.inputs.lawful or act.inputs.reason:
        return None
    return Fault("/reason", "认定不属于合法诉求的，请写明理由。")


def shorter_than_first(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """A second handling has the first limit, or a shorter one (A-37)."""
    if around.rulebook.second_handling.deadline_required and not act.inputs.working_days:
        return Fault("/working_days", "再次督办要写明整改时限（工作日）。")
    if not act.inputs.working_days:
        return None
    calendar, today = around.calendar, civil_day(around.now)
    first = first_limit(case, around.rulebook)
    asked = Limit(act.inputs.working_days, Unit.WORKING_DAY)
    if due_on(calendar, today, asked).on > due_on(calendar, today, first).on:
        return Fault("/working_days", f"二次办理时限不能超过首次办理时限（{first.in_words()}）。")
    return None


def co_handler_is_another_unit(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """A co-handler is a known unit, not the lead, and not asked twice (H-12.1)."""
    unit = act.inputs.unit
    org = around.directory.find_org(unit)
    if org is None or org.type not in HANDLING_UNITS or not _has_leader(unit, around):
        return Fault("/unit", "没有这个承办单位，请从名单中选择。")
    if unit == case.lead_unit or any(duty.unit == unit for duty in case.duties):
        return Fault("/unit", "这个单位已经在办理这件投诉。")
    return None


def every_aspect_graded(_case: Case, act: Act, around: Circumstances) -> Fault | None:
    """Ask for every aspect of the rulebook, in its own grades (H-14.2, H-14.3)."""
    rule = certain(around.rulebook.evaluation, "nobody rates where nobody is asked to")
    missing = [aspect for aspect in rule.aspects if aspect not in act.inputs.grades]
    if missing:
        return Fault("/grades", f"还没有评价：{'、'.join(missing)}。")
    if not set(act.inputs.grades.values()).issubset(rule.grades):
        return Fault("/grades", f"等次只能是：{'、'.join(rule.grades)}。")
    return None


def somebody_is_left(case: Case, act: Act, around: Circumstances) -> Fault | None:
    """The last one who can act does not recuse: a step without anybody would wait for good (R-28)."""
    without = replace(case, recused=case.recused | {certain(act.actor.post, "only posts sign")})
    if with_owner(without, around.rulebook, around.directory).owner_post not in {None, writer_of(case)}:
        return None
    return Fault("/reason", "您回避后这一步就没有人能办理；请先由上级在名录中增设一名临时签字人。")


def _handles(org: Org, case: Case, around: Circumstances) -> bool:
    """Tell whether an organisation handles complaints: a unit, or the body itself on its own track (R-48)."""
    is_own_track = org.id == case.supervising_org and bool(track_of(org.type, around.rulebook))
    return org.type in HANDLING_UNITS or is_own_track


def _has_leader(unit: OrgId, around: Circumstances) -> bool:
    role = Role.COUNTY_LEADER if unit == around.directory.county_body else Role.UNIT_LEADER
    return bool(around.directory.posts_of(unit, role))
