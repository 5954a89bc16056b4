"""Inputs for every branch of a rule: each value that rule or guard tells apart, in all ways that pass."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from types import MappingProxyType
from typing import Any, Final

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Action, Aspect, Grade, Outcome, ReviewItem, Role
from chalicelib.domain.workflow.act import NO_ORG, NO_POST, Act, Actor, Circumstances, Inputs
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.rule import Rule
from tools.explore.scenery import Scenery
from tools.explore.standing import Standing

A_WEEK: Final = timedelta(days=7)
WORDS: Final = "已与群众当面沟通。"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an input is asked for."""

    rule: Rule
    case: Case
    around: Circumstances
    scenery: Scenery


def ways(rule: Rule, actor: Actor, standing: Standing) -> Iterator[Inputs]:
    """Give inputs that the rule and its guards let through, one for each branch they can tell apart."""
    case, around = standing.case, standing.around
    scene = Scene(rule, case, around, standing.world.scenery)
    names = [name for name in (*rule.needs, *rule.may) if name != "special_category"]
    for values in product(*(_values(name, scene) for name in names)):
        inputs = Inputs(**dict(zip(names, values, strict=True)))
        if inputs.special or around.rulebook.extension.category_from:
            inputs = replace(inputs, special_category="自然灾害")
        act = Act(action=rule.action, actor=actor, inputs=inputs)
        if rule.choice.taken(inputs, around) and not any(guard(case, act, around) for guard in rule.guards):
            yield inputs


def _values(name: str, scene: Scene) -> tuple[Any, ...]:
    chosen = _CHOICES.get(name)
    return (WORDS,) if chosen is None else chosen(scene)


def _units(scene: Scene) -> tuple[OrgId, ...]:
    may_be_left_out = (NO_ORG,) if "unit" in scene.rule.may else ()
    return (*may_be_left_out, *scene.scenery.units)


def _seated(role: Role, at_county: Role) -> Callable[[Scene], tuple[PostId, ...]]:
    def choose(scene: Scene) -> tuple[PostId, ...]:
        unit, directory = scene.case.lead_unit, scene.around.directory
        if unit is None:
            return (NO_POST,)
        sought = at_county if unit == directory.county_body else role
        free = [post.id for post in directory.posts_of(unit, sought) if post.id not in scene.case.recused]
        return (free[0] if free else NO_POST,)

    return choose


def _working_days(scene: Scene) -> tuple[int, ...]:
    return _DAYS[scene.rule.action]


_DAYS: Final = MappingProxyType(
    {Action.REQUEST_EXTENSION: (1,), Action.SET_OVERRIDE: (40,), Action.REHANDLE: (0, 1)}
)


def _next_log_type(scene: Scene) -> tuple[str, ...]:
    """Give the next step that a reply waits for: in which order they were taken decides nothing."""
    rule = scene.around.rulebook.process
    missing = [name for name in rule.before_reply if name not in scene.case.logged]
    return (missing[0] if missing else rule.log_types[0],)


def _content_or_not(scene: Scene) -> tuple[dict[Aspect, Grade], ...]:
    """Rate with the best grade and with the worst that this place knows."""
    rule = scene.around.rulebook.evaluation
    best, worst = (rule.grades[0], rule.grades[-1]) if rule else (Grade.VERY_SATISFIED, Grade.DISSATISFIED)
    content = dict.fromkeys(Aspect, best)
    return content, {**content, Aspect.EFFECT: worst}


def _yes_or_no(_scene: Scene) -> tuple[bool, ...]:
    return (True, False)


_CHOICES: Final[Mapping[str, Callable[[Scene], tuple[Any, ...]]]] = MappingProxyType(
    {
        "unit": _units,
        "body": lambda scene: scene.scenery.bodies,
        "leader": _seated(Role.UNIT_LEADER, Role.COUNTY_LEADER),
        "handler": _seated(Role.HANDLER, Role.COUNTY),
        "kind": lambda scene: tuple(scene.around.rulebook.kinds),
        "working_days": _working_days,
        "special": _yes_or_no,
        "upheld": _yes_or_no,
        "lawful": _yes_or_no,
        "settled": _yes_or_no,
        "show_draft": lambda _: (False,),
        "outcome": lambda _: (Outcome.SOLVED,),
        "checked": lambda _: (tuple(ReviewItem),),
        "until": lambda scene: (civil_day(scene.around.now) + A_WEEK,),
        "done_on": lambda scene: (civil_day(scene.around.now),),
        "method": lambda _: ("当面",),
        "log_type": _next_log_type,
        "calendar_days": lambda _: (15,),
        "course": lambda _: ("当天派电工到现场检查并更换灯泡。",),
        "effect": lambda _: ("路灯当晚恢复照明，群众表示满意。",),
        "channel": lambda _: ("小程序",),
        "target": lambda _: ("12345",),
        "external_no": lambda _: ("12345-1",),
        "grades": _content_or_not,
        "uploads": lambda _: ((),),
        "kept": lambda _: ((),),
        "into": lambda scene: (scene.around.other.case_no if scene.around.other else "",),
        "people": lambda _: (268,),
        "amount": lambda _: (170_000,),
    }
)
"""Inputs whose value decides something; every other input is words."""
