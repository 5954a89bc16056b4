"""Random lives of a case: any open action by anybody it is open to, at any time, with inputs that make sense.

The lives are drawn from a seed, so that a failing one can be lived again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.vocabulary import Action, Aspect, Flag, Grade, Outcome, ReviewItem, Role
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.engine import open_rules, tick
from chalicelib.domain.workflow.permission import is_open_to
from chalicelib.domain.workflow.rule import Rule
from tests.support.life import CITIZEN, CIVIL_AFFAIRS, DIRECTORY, EDUCATION, FARMING, Life, a_life

ACTING: tuple[Role, ...] = (
    Role.INTAKE,
    Role.HANDLER,
    Role.UNIT_LEADER,
    Role.UNIT_PARTY_COMMITTEE,
    Role.COUNTY,
    Role.COUNTY_LEADER,
)
PEOPLE: tuple[Actor, ...] = (
    CITIZEN,
    *(
        Actor(account=f"a-{post.id}", role=post.role, org=post.org, post=post.id)
        for post in DIRECTORY.posts.values()
        if post.role in ACTING
    ),
)
ENDING = frozenset(
    {Action.ANSWER_DIRECTLY, Action.DECLINE, Action.SEAL, Action.WITHDRAW, Action.ADVISE_12345}
)
"""Acts that would end most lives at once; a walk takes them seldom."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One act of a life, so that it can be lived again."""

    at: datetime
    actor: Actor
    action: Action
    inputs: dict[str, Any]


@dataclass
class Walk:
    """A life at random."""

    seed: int
    life: Life
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - a life at random is no secret

    def steps(self, count: int) -> Iterator[Case]:
        """Take so many steps, and show the case after each."""
        for _ in range(count):
            self.life.now += self.dice.choice(PAUSES)
            if self.dice.random() < 0.4:
                self.life.sweep()
                yield self.life.case
            if self._act():
                yield self.life.case

    def _act(self) -> bool:
        case = tick(self.life.case, self.life.around).after
        around = self.life.around
        pairs = [
            (rule, actor)
            for rule in open_rules(case, around)
            if rule.action not in ENDING or self.dice.random() < 0.1
            for actor in PEOPLE
            if is_open_to(rule, actor, case, around)
        ]
        if not pairs:
            return False
        rule, actor = self.dice.choice(pairs)
        inputs = self._inputs(rule, case)
        try:
            self.life.do(actor, rule.action, **inputs)
            if rule.unseen:
                # It writes nothing here, not even what the clock owed: that the next sweep writes.
                self.life.sweep()
        except InvalidInputError:
            return False
        self.taken.append(Taken(self.life.now, actor, rule.action, inputs))
        return True

    def _inputs(self, rule: Rule, case: Case) -> dict[str, Any]:
        given = {name: self._value(name, case) for name in rule.needs}
        given |= {name: self._value(name, case) for name in rule.may if self.dice.random() < 0.5}
        if "grades" in given and rule.choice.name == "dissatisfied":
            given["grades"] = {**given["grades"], Aspect.EFFECT: Grade.DISSATISFIED}
        for name in ("upheld", "lawful", "settled"):
            if name in given:
                given[name] = rule.choice.name == name
        if given.get("special") or Flag.ELEVATED in case.flags or case.counts.extensions_decided > 1:
            given |= {"special": True, "special_category": "跨省"} if rule.action is REQUEST else {}
        if rule.action in EXPLAINED:
            given["reason"] = "说明理由"
        return given

    def _value(self, name: str, case: Case) -> Any:
        today = civil_day(self.life.now)
        choose = self.dice.choice
        unit = case.lead_unit or FARMING
        leader, handler = (Role.UNIT_LEADER, Role.HANDLER)
        if unit == DIRECTORY.county_body:
            leader, handler = Role.COUNTY_LEADER, Role.COUNTY
        values: dict[str, Any] = {
            "unit": lambda: choose((FARMING, CIVIL_AFFAIRS, EDUCATION)),
            "body": lambda: choose(("640122-pz1", "640122-pz2", "640122100-jw")),
            "leader": lambda: choose(DIRECTORY.posts_of(unit, leader)).id,
            "handler": lambda: choose(DIRECTORY.posts_of(unit, handler)).id,
            "kind": lambda: "非咨询" if case.complaint.kind == "咨询" else "咨询",
            "working_days": lambda: choose((1, 2, 3, 5, 10)),
            "special": lambda: choose((True, False)),
            "special_category": lambda: "跨省",
            "outcome": lambda: choose(tuple(Outcome)),
            "checked": lambda: tuple(ReviewItem),
            "until": lambda: today + timedelta(days=choose((1, 5, 30))),
            "done_on": lambda: today,
            "method": lambda: "电话",
            "log_type": lambda: "核实",
            "upheld": lambda: False,
            "lawful": lambda: False,
            "settled": lambda: False,
            "show_draft": lambda: choose((True, False)),
            "grades": lambda: dict.fromkeys(Aspect, Grade.SATISFIED),
            "uploads": lambda: (),
        }
        return values.get(name, lambda: f"{name}：{choose(WORDS)}")()


REQUEST = Action.REQUEST_EXTENSION
EXPLAINED = frozenset({Action.JUDGE_LAWFUL, Action.TRANSFER_12345, Action.ASSIGN})
WORDS = ("已经核实", "正在办理", "等待批复")
PAUSES = tuple(timedelta(hours=hours) for hours in (0, 0, 1, 1, 5, 24, 24, 72, 24 * 8, 24 * 40))
STARTS = ("2025-11-03", "2026-01-28", "2026-03-02", "2026-04-29")


def a_walk(seed: int) -> Walk:
    """Begin a life at random: either kind, with or without an item."""
    dice = random.Random(-seed - 1)  # noqa: S311 - a life at random is no secret
    about: dict[str, Any] = {"kind": dice.choice(("咨询", "非咨询")), "may_call": dice.random() < 0.5}
    if dice.random() < 0.3:
        about |= {"item": None, "complained_unit": dice.choice((None, CIVIL_AFFAIRS))}
    return Walk(seed, a_life(dice.choice(STARTS), **about))


def lived_again(walk: Walk, sweeps: list[datetime]) -> Life:
    """Live the same acts again, with the clock sweeping at other instants."""
    life = a_walk(walk.seed).life
    moments = sorted({*sweeps, *(taken.at for taken in walk.taken)})
    for moment in moments:
        life.now = moment
        if moment in sweeps:
            life.sweep()
        for taken in walk.taken:
            if taken.at == moment:
                life.do(taken.actor, taken.action, **taken.inputs)
    return life
