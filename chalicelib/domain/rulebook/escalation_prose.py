"""The ladder in plain Chinese: what lights which lamp, who is told, who may step in (R-03)."""

from collections.abc import Iterable, Iterator
from typing import Final

from chalicelib.domain.rulebook.paragraph import Paragraph, joined
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.rules import Rung, Trigger
from chalicelib.domain.rulebook.seats import Seat
from chalicelib.domain.vocabulary import Colour, Term

TERM_WORDS: Final = {
    Term.INTAKE: "受理",
    Term.HANDLING: "办理",
    Term.SIGN_IN: "签收",
    Term.FOLLOW_UP: "先行答复后的跟进",
    Term.TRACKING: "持续跟踪",
    Term.EVALUATION: "评价",
    Term.DECISION: "不满意后的决定",
    Term.CHASE: "转出件的催问",
    Term.CHASE_AGAIN: "转出件的再次催问",
    Term.ADVICE_WINDOW: "建议后的评价",
    Term.JUDGEMENT: "合法诉求的判断",
    Term.EXTENSION_DECISION: "延期审批",
    Term.OBJECTION_RULING: "异议裁定",
    Term.WITHDRAWAL_DECISION: "撤回的答复",
    Term.SUPERVISION_SETTLEMENT: "督办件的了结",
    Term.SUPERVISION_ANSWER: "督办件的答复",
    Term.COORDINATION: "特殊事项协调",
    Term.CO_HANDLING: "协办",
    Term.PROPOSAL_SIGNING: "拟办签批",
    Term.REPROPOSAL: "重新拟办",
    Term.FEEDBACK: "反馈",
    Term.SEALED_ACCEPTANCE: "信访件的受理",
    Term.SEALED_WORK: "信访件的办理",
    Term.SEALED_FEEDBACK: "信访件的反馈",
}

_COLOURS: Final = {Colour.BLUE: "蓝灯", Colour.YELLOW: "黄灯", Colour.RED: "红灯"}

_ACTS: Final = {
    Trigger.THIRD_EXTENSION: "第三次申请延期",
    Trigger.SECOND_BAD_RATING: "第二次评价不满意",
    Trigger.SECOND_RETURN: "答复第二次被退回",
    Trigger.THIRD_ORDER: "发出第三张督办单",
    Trigger.THIRD_REFUSAL: "拟办意见第三次被退回",
    Trigger.HARD_CASE: "群众多次反映成为疑难件",
}


def ladder_in_words(book: Rulebook) -> Iterator[Paragraph]:
    """Tell the ladder lamp by lamp, each rung in the order of the file."""
    for colour, word in _COLOURS.items():
        rungs = [rung for rung in book.ladder if rung.colour is colour]
        if rungs:
            text = "；".join(_rung(book, rung) for rung in rungs)
            yield Paragraph(f"催办：{word}", f"{text}。", joined(*(rung.basis for rung in rungs)))


def _rung(book: Rulebook, rung: Rung) -> str:
    step_in = f"，{_names(book, rung.step_in)}可以代为办理" if rung.step_in else ""
    return f"{_when(rung)}，告诉{_names(book, rung.tells)}{step_in}"


def _when(rung: Rung) -> str:
    if rung.trigger in _ACTS:
        return _ACTS[rung.trigger]
    terms = "、".join(word for term, word in TERM_WORDS.items() if term in rung.terms)
    if rung.trigger is Trigger.IDLE_AT_HALF:
        return f"{terms}期限过半还没有动作"
    if rung.trigger is Trigger.RUNNING and rung.after:
        return f"{terms}过了{rung.after.in_words()}还没有办"
    return f"{terms}逾期满{rung.after.in_words()}" if rung.after else f"{terms}逾期"


def _names(book: Rulebook, seats: Iterable[Seat]) -> str:
    return "、".join(book.name_of(seat) for seat in seats)
