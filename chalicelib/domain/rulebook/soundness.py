"""What a rulebook must fulfil beyond its shape: that its numbers agree and nobody waits in silence."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.documents import pointer_to
from chalicelib.domain.errors import Fault
from chalicelib.domain.rulebook import ladder_soundness as ladder
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import AccusationMode, ExtensionRule, SigningStep, Track
from chalicelib.domain.rulebook.seats import Of, Seat
from chalicelib.domain.vocabulary import CLOCK_ACTIONS, Action, Aspect, Grade, Role, Term, Unit

WAYS_OUT: Final = frozenset(
    {
        Action.TRANSFER_12345,
        Action.ADVISE_12345,
        Action.REFER_UP,
        Action.REFER_OUTSIDE,
        Action.PASS_UPWARD,
        Action.DECLINE,
    }
)
"""What may become of a complaint that does not belong to the platform (§6: out of scope)."""

NEEDING: Final = (
    "interim_reply",
    "evaluation",
    "out_of_scope",
    "extension",
    "proposal",
    "feedback",
    "accusation",
)
"""Sections that decide which terms a place needs."""


def unsound(rulebook: Rulebook, *, besides: Collection[str] = ()) -> Iterator[Fault]:
    """Name everything in the rulebook that makes no sense.

    Args:
        rulebook: As it was read.
        besides: Sections already known to be misshapen; what hangs on them is not judged.
    """
    for check in _CHECKS:
        if not any(section in besides for section in check.sections):
            yield from check.find(rulebook)


def _dates(book: Rulebook) -> Iterator[Fault]:
    meta = book.meta
    if meta.issued_on and meta.effective_from < meta.issued_on:
        yield Fault("/meta/effective_from", "施行日期不能早于印发日期。")
    if meta.issued_on and meta.published_on and meta.published_on < meta.issued_on:
        yield Fault("/meta/published_on", "发布日期不能早于印发日期。")


def _calendar(book: Rulebook) -> Iterator[Fault]:
    if book.calendar.day_of_receipt_counts:
        yield Fault("/calendar/day_of_receipt_counts", "期限都从收到的第二天起算（A-02），这里写 false。")


def _office_hours(book: Rulebook) -> Iterator[Fault]:
    if book.calendar.office_opens >= book.calendar.office_closes:
        yield Fault("/calendar/office_closes", "下班时间要晚于上班时间。")


def _kinds(book: Rulebook) -> Iterator[Fault]:
    if not book.kinds:
        yield Fault("/kinds", "至少要有一类投诉，并写明办理期限。")


def _intake(book: Rulebook) -> Iterator[Fault]:
    stops_at = book.intake.stops_at
    for action in sorted(stops_at & CLOCK_ACTIONS):
        yield Fault("/intake/stops_at", f"“{action}”是系统自动动作，不能用来停止受理计时。")
    if stops_at.isdisjoint({Action.ASSIGN, Action.PROPOSE}):
        yield Fault("/intake/stops_at", "至少要有 assign（转办）或 propose（呈报拟办）中的一个。")


def _ways_out(book: Rulebook) -> Iterator[Fault]:
    for at, action in enumerate(book.out_of_scope):
        if action not in WAYS_OUT:
            allowed = "、".join(sorted(WAYS_OUT))
            yield Fault(f"/out_of_scope/actions/{at}", f"“{action}”不是去向。这里可以写：{allowed}。")


def _ways_out_stop_intake(book: Rulebook) -> Iterator[Fault]:
    for action in book.out_of_scope:
        if action in WAYS_OUT - book.intake.stops_at:
            yield Fault("/intake/stops_at", f"“{action}”是去向之一，办理后受理计时也应停止，请补上。")


def _level_by_level(book: Rulebook) -> Iterator[Fault]:
    if Action.PASS_UPWARD in book.out_of_scope and not book.level_by_level:
        yield Fault("/upward/level_by_level", "pass_upward（逐级上报）是去向之一，这里就要写 true。")


def _extension(book: Rulebook) -> Iterator[Fault]:
    yield from _granted_extension(book.extension) if book.extension.allowed else _no_extension(book.extension)


def _no_extension(rule: ExtensionRule) -> Iterator[Fault]:
    given = {
        "per_extension_max": rule.per_extension_max,
        "max_total": rule.max_total,
        "max_count": rule.max_count,
        "special_beyond": rule.special_beyond,
        "category_from": rule.category_from,
        "approvers": rule.approvers or None,
    }
    for key, value in given.items():
        if value is not None:
            yield Fault(f"/extension/{key}", "既然不能延期，这里就应写 null（审批人写空列表）。")


def _granted_extension(rule: ExtensionRule) -> Iterator[Fault]:
    if not rule.approvers:
        yield Fault("/extension/approvers", "可以延期，就要写明由谁审批。")
    if rule.max_count is None and rule.max_total is None:
        yield Fault("/extension/max_count", "次数（max_count）和总长（max_total）至少要限定一个。")
    if rule.category_from and rule.max_count and rule.category_from > rule.max_count + 1:
        yield Fault("/extension/category_from", "超过次数的申请本来就要写明特殊情况，这里不能再靠后。")
    if rule.special_beyond and rule.max_count is None:
        yield Fault("/extension/special_beyond", "没有限定次数，就没有“超过次数”的特殊审批。")
    each, total = rule.per_extension_max, rule.max_total
    for key, bound in (("per_extension_max", each), ("max_total", total)):
        if bound and bound.unit is Unit.MONTH:
            yield Fault(f"/extension/{key}", "延期按天申请，上限写工作日（WD）或天（D），不写月。")
    if total and total.unit is not (each.unit if each else Unit.WORKING_DAY):
        yield Fault(
            "/extension/max_total", "单次上限和总长上限要用同一种单位；没有单次上限的用工作日（WD）。"
        )
    elif each and total and each.n > total.n:
        yield Fault("/extension/max_total", "总长上限不能短于单次上限。")


def _extension_unit(book: Rulebook) -> Iterator[Fault]:
    is_counted_otherwise = any(kind.limit.unit is not Unit.WORKING_DAY for kind in book.kinds.values())
    if book.extension.allowed and not book.extension.per_extension_max and is_counted_otherwise:
        yield Fault("/extension/per_extension_max", "办理期限不按工作日计的，要写明每次延期最长多久。")


def _proposal(book: Rulebook) -> Iterator[Fault]:
    rule = book.proposal
    yield from _chain(rule.steps, "/proposal/steps")
    if (rule.proposer is None) != (not rule.steps):
        yield Fault("/proposal/proposer", "由谁拟办（proposer）和由谁签批（steps）要么都写，要么都不写。")
    if rule.proposer is not None and rule.proposer.of is Of.UNIT:
        yield Fault("/proposal/proposer", "拟办时还没有承办单位，拟办的人不能是承办单位的岗位。")
    if rule.proposer is None and (rule.stops_intake or rule.for_units):
        yield Fault("/proposal/proposer", "没有拟办审批的，stops_intake 写 false，for_units 写空列表。")
    for number, step in enumerate(rule.steps):
        if rule.proposer in step.signers:
            yield Fault(f"/proposal/steps/{number}/signers", "拟办的人不能签批自己的拟办意见。")


def _proposal_and_intake(book: Rulebook) -> Iterator[Fault]:
    if book.proposal.stops_intake != (Action.PROPOSE in book.intake.stops_at):
        yield Fault("/intake/stops_at", "是否列出 propose，要与 proposal 的 stops_intake 一致。")


def _review(book: Rulebook) -> Iterator[Fault]:
    rule = book.reply_review
    for at, steps in book.chains.items():
        if at.startswith("/proposal"):
            continue
        yield from _chain(steps, at)
        for number, step in enumerate(steps):
            if any(seat.role is Role.HANDLER for seat in step.signers):
                yield Fault(f"{at}/{number}/signers", "承办人起草答复，不能再审核自己的答复（H-13.1）。")
    for number, step in enumerate(rule.elevated_steps):
        if any(seat.of is Of.UNIT and seat.role is not Role.HANDLER for seat in step.signers):
            at = f"/reply_review/elevated_steps/{number}/signers"
            yield Fault(at, "提级以后由县里自己办理，承办单位的岗位不再签，请写县里的岗位（R-60）。")
    yield from _tracks(rule.tracks)
    if rule.returns_before_order < rule.returns_before_county_is_told:
        yield Fault("/reply_review/returns_before_order", "先报告上级，后发督办单：次数不能比前者少。")


def _tracks(tracks: tuple[Track, ...]) -> Iterator[Fault]:
    names: set[str] = set()
    units: set[OrgType] = set()
    for number, track in enumerate(tracks):
        at = f"/reply_review/tracks/{number}"
        if track.name in names:
            yield Fault(f"{at}/name", f"“{track.name}”已经有了，请换个名称。")
        for unit in sorted(track.units & units):
            yield Fault(f"{at}/units", f"“{unit}”已经归到前面的路径，不能归两处。")
        names.add(track.name)
        units.update(track.units)


def _chain(steps: tuple[SigningStep, ...], at: str) -> Iterator[Fault]:
    names: set[str] = set()
    signers: set[Seat] = set()
    if steps and all(step.only_major for step in steps):
        yield Fault(at, "不能每一步都只签重大事项：一般办件就没有人审核了。")
    for number, step in enumerate(steps):
        if step.only_major and not all(later.only_major for later in steps[number:]):
            yield Fault(f"{at}/{number}/only_major", "只签重大事项的步骤要放在最后（R-45）。")
        if step.name in names:
            yield Fault(f"{at}/{number}/name", f"“{step.name}”这一步已经有了，请换个名称。")
        for seat in step.signers:
            if seat in signers:
                yield Fault(f"{at}/{number}/signers", f"“{seat}”在前面的步骤已经签过，不能签两次。")
        names.add(step.name)
        signers.update(step.signers)


def _evaluation(book: Rulebook) -> Iterator[Fault]:
    rule = book.evaluation
    if rule is None:
        return
    for aspect in Aspect:
        if aspect not in rule.aspects:
            yield Fault("/evaluation/aspects", f"四个方面都要评价（H-14.2），还缺“{aspect}”。")
    if rule.grades != tuple(grade for grade in Grade if grade in rule.grades):
        yield Fault("/evaluation/grades", "等次要从好到差排列（H-14.3）。")
    for grade in sorted(rule.dissatisfied.difference(rule.grades)):
        yield Fault("/evaluation/dissatisfied", f"“{grade}”不在 grades 所列等次之中。")
    if rule.dissatisfied.issuperset(rule.grades):
        yield Fault("/evaluation/dissatisfied", "不能把全部等次都算作不满意。")


def _process(book: Rulebook) -> Iterator[Fault]:
    if not book.process.log_types:
        yield Fault("/process/log_types", "至少要有一种过程类型。")
    for number, name in enumerate(book.process.before_reply):
        if name not in book.process.log_types:
            yield Fault(f"/process/before_reply/{number}", f"“{name}”不在 log_types 之中。")


def _feedback(book: Rulebook) -> Iterator[Fault]:
    if book.feedback is not None and book.evaluation is not None:
        yield Fault("/feedback", "由承办人当面反馈的地方不另设评价（R-43）；二者只能取一。")


def _accusing_kinds(book: Rulebook) -> Iterator[Fault]:
    for kind in sorted(book.accusing_kinds - set(book.kinds)):
        yield Fault("/accusation/kinds", f"“{kind}”不在 kinds 之中。")
    if book.accusing_kinds and book.accusing_kinds >= set(book.kinds):
        yield Fault("/accusation/kinds", "不能把全部类别都算作检举控告。")


def _accusation_kept(book: Rulebook) -> Iterator[Fault]:
    kept_for = book.accusation_kept_for
    if kept_for is None:
        return
    if book.accusation is not AccusationMode.REDIRECT:
        yield Fault("/accusation/kept_for", "只有引导到 12388（redirect）的地方才写保存多久；这里请删除。")
    if kept_for.unit is not Unit.CALENDAR_DAY:
        yield Fault("/accusation/kept_for/unit", "保存多久按自然日写，unit 写 D。")


def _second_handling(book: Rulebook) -> Iterator[Fault]:
    if book.second_handling.deadline_required and not book.second_handling.max_rounds:
        yield Fault("/second_handling/deadline_required", "不用二次办理的，这里写 false。")


def _terms(book: Rulebook) -> Iterator[Fault]:
    elsewhere = {Term.INTAKE, Term.HANDLING}
    for term in Term:
        if term not in elsewhere | book.terms.keys() and book.needs(term):
            yield Fault(pointer_to("/terms", term), "本规则会用到这个期限，请写明多长。")


def _overrides(book: Rulebook) -> Iterator[Fault]:
    items: set[str] = set()
    for number, override in enumerate(book.overrides):
        if override.item in items:
            yield Fault(f"/overrides/{number}/item", f"事项“{override.item}”已经另有规定，不能写两条。")
        items.add(override.item)


def _every_seat_has_a_name(book: Rulebook) -> Iterator[Fault]:
    for seat in sorted(_seats(book) - book.seat_names.keys(), key=str):
        yield Fault(pointer_to("/seats/names", str(seat)), f"请写明本地怎样称呼“{seat}”，如 县纪委监委。")


def _seats(book: Rulebook) -> set[Seat]:
    extension, proposer = book.extension, book.proposal.proposer
    steps = chain.from_iterable(book.chains.values())
    return {
        *([proposer] if proposer else []),
        *chain.from_iterable(step.signers for step in steps),
        *chain.from_iterable((*rung.tells, *rung.step_in) for rung in book.ladder),
        *book.reminders.tells,
        *extension.approvers,
        *([extension.special_beyond] if extension.special_beyond else []),
    }


@dataclass(frozen=True, slots=True)
class _Check:
    """One thing to look at, and the sections it looks into."""

    find: Callable[[Rulebook], Iterator[Fault]]
    sections: tuple[str, ...]


_CHECKS: Final = (
    _Check(_dates, ("meta",)),
    _Check(_calendar, ("calendar",)),
    _Check(_office_hours, ("calendar",)),
    _Check(_kinds, ("kinds",)),
    _Check(_intake, ("intake",)),
    _Check(_ways_out, ("out_of_scope",)),
    _Check(_ways_out_stop_intake, ("out_of_scope", "intake")),
    _Check(_level_by_level, ("out_of_scope", "upward")),
    _Check(_extension, ("extension",)),
    _Check(_extension_unit, ("extension", "kinds")),
    _Check(_proposal, ("proposal",)),
    _Check(_proposal_and_intake, ("proposal", "intake")),
    _Check(_review, ("reply_review",)),
    _Check(_evaluation, ("evaluation",)),
    _Check(_process, ("process",)),
    _Check(_feedback, ("feedback", "evaluation")),
    _Check(_accusing_kinds, ("accusation", "kinds")),
    _Check(_accusation_kept, ("accusation",)),
    _Check(_second_handling, ("second_handling",)),
    _Check(ladder.rungs, ("ladder",)),
    _Check(ladder.hard_cases, ("ladder", "supervision")),
    _Check(ladder.silent_terms, ("ladder", *NEEDING)),
    _Check(ladder.distant_rungs, ("ladder",)),
    _Check(ladder.sealed_rungs, ("ladder",)),
    _Check(ladder.reminders, ("reminders",)),
    _Check(_terms, NEEDING),
    _Check(_overrides, ("overrides",)),
    _Check(_every_seat_has_a_name, ("seats", "proposal", "reply_review", "ladder", "reminders", "extension")),
)
