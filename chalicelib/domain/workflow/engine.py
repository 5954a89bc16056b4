"""One `decide` for people and clock: settle what the clock owes, look the rule up, take the step (R-02)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Final

from chalicelib.domain.errors import ActionNotOpenError, Fault, InvalidInputError, NotYoursError
from chalicelib.domain.notices.owing import owed_for
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.act import NO_INPUTS, Act, Actor, Circumstances, Decision, Inputs
from chalicelib.domain.workflow.case import Case, Scalar
from chalicelib.domain.workflow.certain import certain
from chalicelib.domain.workflow.clock.clockwork import settle
from chalicelib.domain.workflow.inputs import CATALOGUE, FREE_TEXTS, YesNo
from chalicelib.domain.workflow.permission import is_open_to
from chalicelib.domain.workflow.rule import Rule
from chalicelib.domain.workflow.stepping import take
from chalicelib.domain.workflow.table import TABLE
from chalicelib.domain.workflow.work import Work


def _by_place() -> Mapping[tuple[State, Action], tuple[Rule, ...]]:
    places: dict[tuple[State, Action], list[Rule]] = {}
    for rule in TABLE:
        for source in rule.sources:
            places.setdefault((source, rule.action), []).append(rule)
    return MappingProxyType({place: tuple(rules) for place, rules in places.items()})


RULES: Final = _by_place()
"""The table, by state and action."""

SIGN_IN_BASIS: Final = "A-07, R-21"
FORESTALLED: Final = MappingProxyType(
    {Action.SIGN_IN: Action.AUTO_SIGN_IN, Action.ACCEPT_WITHDRAWAL: Action.LAPSE}
)
"""Acts that say no more than what the clock does by itself."""

ADVICE: Final = MappingProxyType(
    {
        Action.EVALUATE: "现在不能评价了。如果还有意见，请重新投诉并写明原来的编号，我们会一并办理。",
        Action.WITHDRAW: "这个办件已经答复或办结，不需要撤回。",
    }
)
"""What a refused citizen can do instead (R-55)."""


def decide(case: Case, act: Act, around: Circumstances) -> Decision:
    """Take an act, or say why not; what the clock owed up to now is settled first (R-02).

    Where the clock had already done in this very moment what the act asks for, the act adds nothing (R-21).

    Raises:
        ActionNotOpenError: No rule of the table fits the case as it stands; what is open is listed.
        NotYoursError: A rule fits, but not for this actor.
        InvalidInputError: The inputs do not fulfil the rule; every fault is named.
    """
    work = Work(case, around)
    if act.inputs.into and around.other is not None:
        work.take_beside(around.other)
    settle(work)
    if any(entry.action is FORESTALLED.get(act.action) for entry in work.entries):
        return work.decision()
    rule = _rule_for(act, work.case, around)
    faults = list(_faults(rule, act, work.case, around))
    if faults:
        raise InvalidInputError(faults)
    _note_act_of_unit(work, act)
    if rule.implies is not None:
        work.write_act(replace(act, action=rule.implies, inputs=NO_INPUTS), SIGN_IN_BASIS, (), {})
    take(work, rule, act)
    if rule.unseen:
        settle(certain(work.beside, "what leaves no trace here makes a case of its own"))
        # Not even what the clock owed is written: an entry at this moment would tell of the act (K-4.2b).
        return replace(Work(case, around).decision(), beside=work.decision().beside)
    act, rule = _as_told(act, rule, case)
    data = {**facts_of(act, rule), **work.take_lapsed()}
    if work.case.clock is not None and rule.starts is not None:
        data["due_on"] = work.case.clock.due_on.isoformat()
    owes = owed_for(act.action, work.case, around.rulebook, around.directory, rule.choice.name)
    work.write_act(act, rule.basis, owes, data)
    work.follow_up()
    settle(work)
    return work.decision()


def tick(case: Case, around: Circumstances) -> Decision:
    """Settle what the clock owes, with no act of a person: the sweep's `decide`."""
    work = Work(case, around)
    settle(work)
    return work.decision()


def open_rules(case: Case, around: Circumstances) -> Iterator[Rule]:
    """Give the rules that fit the case as it stands, whoever asks, whatever they fill in."""
    if case.has_ended and case.state is State.SEALED:
        # Its own desk has ended it; of other ends the table says what may still be added.
        return
    duties = {duty.kind for duty in case.duties}
    for rule in TABLE:
        if (
            case.state in rule.sources
            and around.rulebook.offers(rule.action)
            and (rule.duty is None or rule.duty in duties)
            and rule.when.holds(case, around)
        ):
            yield rule


def open_to(actor: Actor, case: Case, around: Circumstances) -> tuple[Rule, ...]:
    """Give the rules this actor may use now, for `open_actions`; two choices of one action are both given."""
    settled = tick(case, around).after
    return tuple(rule for rule in open_rules(settled, around) if is_open_to(rule, actor, settled, around))


def facts_of(act: Act, rule: Rule) -> dict[str, Scalar]:
    """Give the inputs that stand in the timeline: ids, dates, numbers, ticks; never free text (design §3).

    Where a rule asks yes or no, a no is an answer too and is written down.
    """
    facts: dict[str, Scalar] = {}
    for name in (*rule.needs, *rule.may):
        value = getattr(act.inputs, name)
        is_a_no = value is False and name in rule.needs
        if name in FREE_TEXTS or name not in CATALOGUE or (value in ("", (), None, 0) and not is_a_no):
            continue
        if isinstance(value, Mapping):
            facts |= {f"{name}.{key}": str(grade) for key, grade in value.items()}
        else:
            facts[name] = _scalar(value)
    return facts


Fact = Scalar | date | Enum | tuple[str, ...]
"""What an act can carry that stands in the timeline itself."""


def _scalar(value: Fact) -> Scalar:
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    return value


def _rule_for(act: Act, case: Case, around: Circumstances) -> Rule:
    here = [rule for rule in open_rules(case, around) if rule.action is act.action]
    if not here:
        raise ActionNotOpenError(
            ADVICE.get(act.action, "办件的状态已经变化，请从现在可以办理的操作中选择。"),
            open=sorted({rule.action for rule in open_to(act.actor, case, around)}),
        )
    mine = [rule for rule in here if is_open_to(rule, act.actor, case, around)]
    if not mine:
        raise NotYoursError("请由负责这一步的岗位办理。")
    chosen = [rule for rule in mine if rule.choice.taken(act.inputs, around)]
    if not chosen:
        raise ActionNotOpenError(
            "这一选择在办件目前的状态下不能办理。",
            open=sorted({rule.action for rule in open_to(act.actor, case, around)}),
        )
    return chosen[0]


def _faults(rule: Rule, act: Act, case: Case, around: Circumstances) -> Iterator[Fault]:
    """Name what is missing and what no guard lets through."""
    for name in rule.needs:
        if getattr(act.inputs, name) in ("", 0, None, (), {}) and not isinstance(CATALOGUE[name].form, YesNo):
            yield Fault(f"/{name}", f"请填写{CATALOGUE[name].label}。")
    for guard in rule.guards:
        fault = guard(case, act, around)
        if fault is not None:
            yield fault


def _as_told(act: Act, rule: Rule, case: Case) -> tuple[Act, Rule]:
    """Give the act and the rule that the timeline shows: the true ones, or what is told in their place."""
    if rule.told_as is None:
        return act, rule
    told = RULES[case.state, rule.told_as][0]
    inputs = Inputs(**{name: getattr(act.inputs, name) for name in (*told.needs, *told.may)})
    return replace(act, action=told.action, inputs=inputs), told


def _note_act_of_unit(work: Work, act: Act) -> None:
    """An act of the unit keeps the yellow lamp off (design §4)."""
    clock = work.case.clock
    if clock is not None and not clock.acted and act.actor.org is not None and act.actor.org == clock.org:
        work.change(clock=replace(clock, acted=True))
