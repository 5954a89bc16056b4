"""The rules of a place in plain Chinese, as its rulebook page shows them (H-0.1, design §6).

Every sentence is made from the rulebook's own numbers and names, so that what people read is what is counted.
"""

from collections.abc import Iterable
from typing import Final

from chalicelib.domain.directory.org import OrgType
from chalicelib.domain.rulebook.escalation_prose import ladder_in_words
from chalicelib.domain.rulebook.paragraph import Paragraph, joined
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import AccusationMode, Deliberation, SecondHandlingRule, SigningStep
from chalicelib.domain.vocabulary import Action, SourceType, Term


def in_words(rulebook: Rulebook) -> list[Paragraph]:
    """Tell the rules of a place, subject by subject, in the order in which a citizen meets them."""
    return [
        _origin(rulebook),
        _sources(rulebook),
        _intake(rulebook),
        _handling(rulebook),
        _days(rulebook),
        *_proposal(rulebook),
        _review(rulebook),
        _extension(rulebook),
        *_feedback(rulebook),
        *_interim(rulebook),
        *_rating(rulebook),
        *_second_handling(rulebook),
        *_supervision(rulebook),
        _reminders(rulebook),
        *ladder_in_words(rulebook),
        *_elsewhere(rulebook),
        _accusation(rulebook),
    ]


_SOURCE_WORDS: Final = {
    SourceType.CHECKLIST: "监督事项清单上的事项",
    SourceType.DISCLOSURE: "公开公示的信息",
    SourceType.SUBSIDY: "补贴发放记录",
    SourceType.OTHER: "其他群众身边的腐败和不正之风",
}

_WAY_WORDS: Final = {
    Action.TRANSFER_12345: "转交 12345 等平台办理，并跟踪结果",
    Action.ADVISE_12345: "直接答复您，建议向 12345 等平台反映",
    Action.REFER_UP: "报上级机构重新转办",
    Action.REFER_OUTSIDE: "转交平台以外的单位办理，并跟踪结果",
    Action.PASS_UPWARD: "逐级上报办理",
    Action.DECLINE: "不予受理，并告诉您可以找谁",
}

_DELIBERATION_WORDS: Final = {
    Deliberation.NONE: "",
    Deliberation.EVERY_BODY: "甄别前先开研判会。",
    Deliberation.TOP_BODY: "报到最上一级的，先研判再交办。",
}

_ACCUSATION_WORDS: Final = {
    AccusationMode.ACCEPT_SEALED: "检举控告按信访件密办，承办单位看不到内容。",
    AccusationMode.OWN_TRACK: "检举控告由纪检机构自己办理，其他单位看不到内容。",
    AccusationMode.SEALED_LEDGER: "检举控告登记在专门的密级台账里，只有专人能看。",
    AccusationMode.REDIRECT: "本平台不受理检举控告，请拨打 12388 或登录 12388 举报网站。",
}


def _origin(book: Rulebook) -> Paragraph:
    meta = book.meta
    source = f"《{meta.title}》" + (f"（{meta.doc_no}）" if meta.doc_no else "")
    dates = "，".join(
        f"{day.year}年{day.month}月{day.day}日{word}"
        for day, word in (
            (meta.issued_on, "印发"),
            (meta.published_on, "公开发布"),
            (meta.effective_from, "起施行"),
        )
        if day
    )
    interpreter = meta.interpreter if "解释" in meta.interpreter else f"由{meta.interpreter}解释"
    return Paragraph("依据", f"{source}，{meta.issuer}，{dates}。{interpreter}。", meta.basis)


def _sources(book: Rulebook) -> Paragraph:
    sources = "；".join(_SOURCE_WORDS[source] for source in book.sources)
    named = "投诉要留姓名。" if book.name_required else "投诉不要求留姓名。"
    return Paragraph(
        "受理哪些投诉",
        f"可以投诉：{sources}。{named}",
        joined(book.section_basis["sources"], book.section_basis["identity"]),
    )


def _intake(book: Rulebook) -> Paragraph:
    deliberation = _DELIBERATION_WORDS[book.deliberation]
    return Paragraph(
        "受理",
        f"收到投诉后{book.intake.limit.in_words()}内作出处理：受理转办、上报，或者直接答复。{deliberation}",
        joined(book.intake.basis, *([book.section_basis["deliberation"]] if deliberation else [])),
    )


def _handling(book: Rulebook) -> Paragraph:
    limits = "；".join(
        f"{name}类{rule.limit.in_words()}"
        for name, rule in book.kinds.items()
        if name not in book.accusing_kinds
    )
    special = "党纪法规等另有规定的，从其规定。" if book.overrides else ""
    return Paragraph(
        "办理期限",
        f"承办单位接到工单后答复您：{limits}。审核的时间也算在内。{special}",
        joined(*(rule.basis for rule in book.kinds.values())),
    )


def _days(book: Rulebook) -> Paragraph:
    regional = "和本地规定的假日" if book.calendar.overlays else ""
    return Paragraph(
        "日子怎么算",
        "收到当天不算，从第二天起算，最后一天到 24 时为止。"
        f"工作日按国务院放假安排{regional}计算，"
        "调休上班的日子也算工作日。",
        book.calendar.basis,
    )


def _proposal(book: Rulebook) -> Iterable[Paragraph]:
    rule = book.proposal
    if rule.proposer:
        units = f"转给{_unit_names(rule.for_units)}办理的，" if rule.for_units else ""
        yield Paragraph(
            "转办前的审批",
            f"{units}转办之前先由{book.name_of(rule.proposer)}提出拟办意见：{_chain(book, rule.steps)}。",
            rule.basis,
        )


def _review(book: Rulebook) -> Paragraph:
    rule = book.reply_review
    items = "、".join(rule.checklist)
    others = "".join(
        f"{track.label}（{_unit_names(track.units)}）的：{_chain(book, track.steps)}。"
        for track in rule.tracks
    )
    elevated = f"提级办理的：{_chain(book, rule.elevated_steps)}。" if rule.elevated_steps else ""
    return Paragraph(
        "答复前的审核",
        f"答复发出前依次审核：{_chain(book, rule.steps)}。{others}逐项看{items}。"
        f"有一步不通过就退回重办，期限不变。{elevated}",
        rule.basis,
    )


def _unit_names(units: Iterable[OrgType]) -> str:
    return "、".join(unit.label for unit in OrgType if unit in units)


def _feedback(book: Rulebook) -> Iterable[Paragraph]:
    rule = book.feedback
    if rule:
        when = "反馈也算在办理期限内" if rule.within_handling else _own_time(book)
        joint = "几个单位一起办的，联合反馈。" if rule.joint else ""
        yield Paragraph("反馈", f"审核通过后，由承办人当面、电话或微信向您反馈，{when}。{joint}", rule.basis)


def _own_time(book: Rulebook) -> str:
    return f"{book.terms[Term.FEEDBACK].in_words()}内反馈"


def _chain(book: Rulebook, steps: tuple[SigningStep, ...]) -> str:
    return "，再".join(_step(book, step) for step in steps)


def _step(book: Rulebook, step: SigningStep) -> str:
    major = "（只限重大事项）" if step.only_major else ""
    if len(step.signers) == 1:
        return f"{step.label}{major}"
    names = (" 或 " if step.any_of else "、").join(book.name_of(seat) for seat in step.signers)
    return f"{step.label}（{names}{'一方' if step.any_of else '都要'}签）{major}"


def _extension(book: Rulebook) -> Paragraph:
    rule = book.extension
    if not rule.allowed:
        return Paragraph("延期", "办理期限不能延长。", rule.basis)
    approvers = "，再由".join(book.name_of(seat) for seat in rule.approvers)
    each = rule.per_extension_max.in_words() if rule.per_extension_max else "首次办理时限"
    bounds = f"每次不超过{each}"
    if rule.max_total:
        bounds += f"，合计不超过{rule.max_total.in_words()}"
    if rule.max_count:
        bounds += f"，不超过{rule.max_count}次"
    special = (
        f"确有特殊情况要超过次数的，由{book.name_of(rule.special_beyond)}决定。"
        if rule.special_beyond
        else ""
    )
    return Paragraph(
        "延期",
        f"期限内办不完的，承办单位要在到期前申请，由{approvers}审批。{bounds}。{special}新的日期和理由会告诉您。",
        rule.basis,
    )


def _interim(book: Rulebook) -> Iterable[Paragraph]:
    rule = book.interim_reply
    if rule.allowed:
        follow_up, tracking = book.terms[Term.FOLLOW_UP], book.terms[Term.TRACKING]
        yield Paragraph(
            "先行答复",
            f"短期内解决不了的，先在期限内答复说明情况，之后至少每{follow_up.in_words()}跟进一次，"
            f"{rule.misses_before_order}次没有按时跟进就督办；最多跟踪{tracking.in_words()}，到时重新决定怎么办。",
            joined(rule.basis, book.term_basis[Term.FOLLOW_UP], book.term_basis[Term.TRACKING]),
        )


def _rating(book: Rulebook) -> Iterable[Paragraph]:
    rule = book.evaluation
    if rule:
        bad = "、".join(grade for grade in rule.grades if grade in rule.dissatisfied)
        yield Paragraph(
            "评价",
            f"答复后{book.terms[Term.EVALUATION].in_words()}内，您可以评价{'、'.join(rule.aspects)}，"
            f"等次是{'、'.join(rule.grades)}。任何一方面评为{bad}，都算不满意。没有评价的按未评价办结，不算满意。",
            joined(rule.basis, book.term_basis[Term.EVALUATION]),
        )


def _second_handling(book: Rulebook) -> Iterable[Paragraph]:
    rule = book.second_handling
    if book.evaluation and rule.max_rounds:
        yield Paragraph(
            "二次办理",
            f"您不满意的，{book.terms[Term.DECISION].in_words()}内决定：二次办理，或者向您说明后了结。"
            f"二次办理最多{rule.max_rounds}次，{_second_limit(rule)}，办完再请您评价。",
            joined(rule.basis, book.term_basis[Term.DECISION]),
        )


def _second_limit(rule: SecondHandlingRule) -> str:
    return "重新督办时写明整改时限" if rule.deadline_required else "期限与首次相同"


def _supervision(book: Rulebook) -> Iterable[Paragraph]:
    rule = book.supervision
    if rule:
        yield Paragraph(
            "疑难件",
            f"同一件事反映（连同评价不满意）满{rule.hard_at}次的列为疑难件，由一名领导包案督办；"
            "没有满次数的疑难复杂件，也可以明确包案领导。",
            rule.basis,
        )
        if rule.publishes:
            yield Paragraph(
                "公开反馈",
                "答复以后，必要时公开反馈办理结果。公开的文字另写，不写姓名、号码和住处，由另一位领导批准才公开；"
                "涉及未成年人的不公开。",
                rule.basis,
            )
        if rule.urges:
            yield Paragraph(
                "督促整改",
                "需要整改的，口头或书面督促责任单位，每次都登记。",
                rule.basis,
            )
    if book.accountability:
        yield Paragraph(
            "问责",
            "承办单位不担当、不作为、乱作为、慢作为的，登记问责，纳入年度考核。",
            book.accountability.basis,
        )


def _reminders(book: Rulebook) -> Paragraph:
    rule = book.reminders
    also = f"，同时告诉{'、'.join(map(book.name_of, rule.tells))}" if rule.tells else ""
    return Paragraph(
        "提醒",
        f"期限过半（{rule.half_at}）、最后一天（{rule.one_left_at}）和到期时（{rule.due_at}）"
        f"提醒该办的人{also}。到期还没办的，每个工作日催一次，直到办完。",
        rule.basis,
    )


def _elsewhere(book: Rulebook) -> Iterable[Paragraph]:
    if book.out_of_scope:
        ways = "；".join(_WAY_WORDS[way] for way in book.out_of_scope)
        yield Paragraph(
            "不属于本平台的", f"不属于平台业务范围的投诉：{ways}。", book.section_basis["out_of_scope"]
        )


def _accusation(book: Rulebook) -> Paragraph:
    words, kept_for = _ACCUSATION_WORDS[book.accusation], book.accusation_kept_for
    if kept_for is not None:
        words += f"引导以后满{kept_for.in_words()}，删除您提交的文字和附件，只保留办理经过和给您的答复。"
    return Paragraph("检举控告", words, book.section_basis["accusation"])
