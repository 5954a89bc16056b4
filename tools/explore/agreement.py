"""What is offered is what is accepted: `open_to` and `decide` agree, and a refusal leaves no mark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.errors import ActionNotOpenError, InvalidInputError, NotYoursError
from chalicelib.domain.vocabulary import CLOCK_ACTIONS, Action
from chalicelib.domain.workflow import engine as shipped
from chalicelib.domain.workflow.act import Act, Actor, Circumstances, Decision, Inputs
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.rule import Rule
from tools.explore.cast import Cast
from tools.explore.promises import Offers

PEOPLES: Final = tuple(
    action for action in Action if action not in CLOCK_ACTIONS and action is not Action.FILE
)


@dataclass(frozen=True, slots=True)
class Engine:
    """The three questions an explorer asks; a test puts a faulty one in their place."""

    decide: Callable[[Case, Act, Circumstances], Decision] = shipped.decide
    tick: Callable[[Case, Circumstances], Decision] = shipped.tick
    open_to: Callable[[Actor, Case, Circumstances], tuple[Rule, ...]] = shipped.open_to


def refused_wrongly(case: Case, act: Act, around: Circumstances, engine: Engine) -> Decision | str:
    """Take an act that is offered, with inputs its guards let through; any refusal is a broken promise."""
    try:
        return engine.decide(case, act, around)
    except (ActionNotOpenError, NotYoursError) as error:
        return f"{act.action} is offered and refused: {type(error).__name__} (design §6)"
    except InvalidInputError as error:
        return f"{act.action} is refused though every guard passes: {error.faults} (design §6)"


def chosen_twice(rules: tuple[Rule, ...], rule: Rule, inputs: Inputs, around: Circumstances) -> bool:
    """Tell whether another rule of the same action takes the same inputs (house style §6)."""
    return sum(each.action is rule.action and each.choice.taken(inputs, around) for each in rules) != 1


def accepted_wrongly(
    case: Case, people: Cast, offers: Offers, around: Circumstances, engine: Engine
) -> Iterator[tuple[str, str]]:
    """Try everything on everybody that is not offered; give who did what and what was wrong with the answer.

    What is open to nobody is refused to everybody alike: the citizen and whoever owns the case speak for all.
    """
    written = repr(case)
    for action in PEOPLES:
        refused = [name for name, rules in offers.items() if all(rule.action is not action for rule in rules)]
        if len(refused) == len(offers):
            refused = [name for name in refused if people[name].post in {None, case.owner_post}]
        for name in refused:
            act = Act(action=action, actor=people[name])
            try:
                decision = engine.decide(case, act, around)
            except (ActionNotOpenError, NotYoursError):
                continue
            except InvalidInputError:
                yield name, f"{action} is not offered, yet its inputs are judged (design §6)"
                continue
            if decision.beside is not None or any(entry.action is action for entry in decision.entries):
                yield name, f"{action} is not offered and accepted (design §6)"
    if repr(case) != written:
        yield "somebody", "a refusal changed the case (promise 1)"
