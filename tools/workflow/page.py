"""A place's page: what may be done in each state and about each duty; who signs, grants, hears, and when."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from chalicelib.domain import labels
from chalicelib.domain.rulebook.escalation_prose import ladder_in_words
from chalicelib.domain.rulebook.prose import in_words
from chalicelib.domain.rulebook.rulebook import Rulebook, SigningStep
from chalicelib.domain.vocabulary import Action, Colour, DutyKind, State, Term
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.seats.ownership import OWNERS
from tools.workflow.place import Place
from tools.workflow.wording import branch_of, length_of, name_of, named, table

STAYS: Final = "不变"
NOTHING: Final = "—"

RULE_HEAD: Final = ("操作", "谁", "条件", "到", "期限和事项", "依据")
STEP_HEAD: Final = ("审核", "步", "名称", "谁签")
TERM_HEAD: Final = ("期限", "多长", "依据")


def page_of(place: Place, source: str) -> str:
    """Write the page of one place.

    Args:
        place: What the place uses of the table.
        source: The rulebook file, as a path from the root of the project.
    """
    meta = place.book.meta
    parts = [
        f"# {meta.title}",
        f"<!-- Written by `make docs` from the rule table and `{source}`; do not edit. -->",
        "，".join(
            [f"`{place.book.ref}`", *([meta.doc_no] if meta.doc_no else []), "[流程图](../workflow.md)"]
        ),
        "## 每个状态下能做什么",
        *_states(place),
        "## 主线旁边的事项",
        *_duties(place),
        "## 谁审核",
        table(STEP_HEAD, _chains(place.book)),
        f"依据：{place.book.reply_review.basis}",
        "## 谁批延期",
        *_extension(place.book),
        "## 亮灯",
        *_ladder(place.book),
        "## 期限",
        table(TERM_HEAD, _terms(place)),
        "## 规则要点",
        *_prose(place.book),
    ]
    return "\n\n".join(parts) + "\n"


def _states(place: Place) -> Iterator[str]:
    for state in place.open_states:
        rules = [rule for rule in place.rules_in(state) if rule.duty is None]
        yield f"### {labels.STATES[state]} `{state}`"
        if state in OWNERS:
            yield f"在{name_of(place.book, OWNERS[state])}手上。"
        yield table(RULE_HEAD, (_rule(rule, place.book, at=state) for rule in rules))


def _duties(place: Place) -> Iterator[str]:
    yield "一件事项还没有了结时，才能做下面的操作。"
    for duty in DutyKind:
        rules = place.rules_about(duty)
        if rules:
            yield f"### {labels.DUTIES[duty]} `{duty}`"
            rows = ([named(place, rule.sources), *_rule(rule, place.book)] for rule in rules)
            yield table(("从", *RULE_HEAD), rows)


def _rule(rule: Rule, book: Rulebook, *, at: State | None = None) -> Iterator[str]:
    yield f"{labels.ACTIONS[rule.action]} `{rule.action}`"
    yield _who(rule, book)
    yield "；".join(branch_of(rule)) or NOTHING
    yield STAYS if rule.target is None or rule.target is at else labels.STATES[rule.target]
    yield "；".join(_follows(rule, book)) or NOTHING
    yield rule.basis


def _who(rule: Rule, book: Rulebook) -> str:
    known = (by for by in rule.by if by is not Party.IN_CHARGE or book.offers(Action.PUT_IN_CHARGE))
    names = "、".join(dict.fromkeys(name_of(book, by) for by in known))
    return f"{names}；亮灯后可代办" if rule.step_in else names


def _follows(rule: Rule, book: Rulebook) -> Iterator[str]:
    if rule.implies:
        yield f"视同{labels.ACTIONS[rule.implies]}"
    if rule.stops:
        yield "停止当前期限"
    if rule.starts:
        yield f"开始{labels.TERMS[rule.starts]}（{length_of(book, rule.starts)}）"
    # What a rule settles does not lapse by it.
    lapsing = [duty for duty in DutyKind if duty in rule.lapses and duty is not rule.duty]
    if lapsing:
        beside = [duty for duty in DutyKind if duty is not rule.duty]
        names = "、".join(labels.DUTIES[duty] for duty in lapsing)
        yield "旁边的事项全部终止" if lapsing == beside else f"终止{names}"


def _chains(book: Rulebook) -> Iterator[tuple[str, ...]]:
    review = book.reply_review
    for chain, steps in (
        ("拟办", book.proposal.steps),
        ("答复", review.steps),
        *((f"答复：{track.label}", track.steps) for track in review.tracks),
        ("提级后的答复", review.elevated_steps),
    ):
        for number, step in enumerate(steps, start=1):
            label = f"{step.label}（只限重大事项）" if step.only_major else step.label
            yield chain, str(number), label, _signers(book, step)


def _signers(book: Rulebook, step: SigningStep) -> str:
    names = (" 或 " if step.any_of else "、").join(name_of(book, seat) for seat in step.signers)
    if len(step.signers) == 1:
        return names
    return f"{names}，{'一方签即可' if step.any_of else '都要签'}"


def _extension(book: Rulebook) -> Iterator[str]:
    rule = book.extension
    if not rule.allowed:
        yield f"办理期限不能延长。（{rule.basis}）"
        return
    levels = [f"{at}. {name_of(book, seat)}" for at, seat in enumerate(rule.approvers, start=1)]
    yield "\n".join(levels)
    if rule.special_beyond:
        yield f"超过{rule.max_count}次的特殊情况：{name_of(book, rule.special_beyond)}。"
    yield f"每一级{length_of(book, Term.EXTENSION_DECISION)}，有一级不同意即止。依据：{rule.basis}"


def _ladder(book: Rulebook) -> Iterator[str]:
    """Tell each lamp's rungs in the words of the public page, a rung a line."""
    for colour in Colour:
        told = [
            paragraph
            for rung in book.ladder
            if rung.colour is colour
            for paragraph in ladder_in_words(replace(book, ladder=(rung,)))
        ]
        if told:
            yield f"### {told[0].title}"
            yield "\n".join(f"- {paragraph.text}（{paragraph.basis}）" for paragraph in told)


def _terms(place: Place) -> Iterator[tuple[str, ...]]:
    book = place.book
    for term in place.terms:
        if term is Term.HANDLING:
            for kind, rule in book.kinds.items():
                yield f"{labels.TERMS[term]}：{kind} `{term}`", rule.limit.in_words(), rule.basis
        else:
            basis = book.intake.basis if term is Term.INTAKE else book.term_basis[term]
            yield f"{labels.TERMS[term]} `{term}`", length_of(book, term), basis


def _prose(book: Rulebook) -> Iterator[str]:
    lamps = {paragraph.title for paragraph in ladder_in_words(book)}
    for paragraph in in_words(book):
        if paragraph.title not in lamps:
            yield f"**{paragraph.title}**：{paragraph.text}（{paragraph.basis}）"
