"""Breadth first through the life of a case: every act of everybody, every wake-up, once per outline."""

from collections import Counter, deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from chalicelib.domain.deadlines.instants import at, end_of
from chalicelib.domain.vocabulary import Action, State
from chalicelib.domain.workflow.act import Act, Actor, Decision, Inputs
from chalicelib.domain.workflow.case import Case
from tools.explore.agreement import Engine, accepted_wrongly, chosen_twice, refused_wrongly
from tools.explore.cast import Cast, cast
from tools.explore.edges import Edge, broken_on
from tools.explore.outline import Outline, outline
from tools.explore.promises import Offers, broken_at
from tools.explore.slices import Slice
from tools.explore.standing import Standing, running_terms
from tools.explore.ways import ways
from tools.explore.witness import Witness, after
from tools.explore.world import World

AN_ACT_TAKES: Final = timedelta(minutes=1)
"""No two acts fall on one instant, nor on an instant of the clock's."""
CALLS_BEFORE_A_LEAP: Final = 3
"""Daily calls over a late term lead nowhere new; after these the sweep comes late, when it matters."""
WAKES_AT_MOST: Final = 12


Pattern = tuple[State, tuple[tuple[str, tuple[Action, ...]], ...]]
"""Who is offered what in which state; what is refused follows from that alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A standing found, and the step by which it was found first: the shortest way to it."""

    standing: Standing
    came_from: int
    by: str
    depth: int


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A broken promise, and the shortest way to it."""

    promise: str
    way: tuple[str, ...]


@dataclass
class Walk:
    """One slice, explored."""

    slice: Slice
    engine: Engine = field(default_factory=Engine)
    most: int | None = None
    """Standings at most; None: all."""
    tries_refusals: bool = True
    """Whether everything else is tried too; who is refused hangs on the table, hardly on the rulebook."""
    dice: Random | None = None
    places: list[Place] = field(default_factory=list)
    transitions: int = 0
    refusals: int = 0
    broken: dict[str, Counterexample] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    """How often each promise was broken."""
    _known: dict[Outline, int] = field(default_factory=dict)
    _behind: list[list[int]] = field(default_factory=list)
    """From where each place can be come to, by any step that is followed."""
    _behind_clock: list[list[int]] = field(default_factory=list)
    _patterns: set[Pattern] = field(default_factory=set)
    _parts: list[Standing] = field(default_factory=list)
    """What the last step took out of its case."""
    _ahead: deque[int] = field(default_factory=deque)
    looked_at: int = 0

    def explore(self) -> "Walk":
        filed = self.slice.begins.file()
        start = Standing(
            case=filed.after,
            now=self.slice.begins.filed_at,
            world=self.slice.begins.world,
            witness=after(Witness(), filed.entries, filed.after),
        )
        self._found(start, 0, "file", 0)
        while self._ahead:
            if self.looked_at == self.most:
                return self
            self._look_around(self._next())
            self.looked_at += 1
        self._dead_ends()
        return self

    @property
    def is_whole(self) -> bool:
        return not self._ahead

    def _next(self) -> int:
        """Take the nearest: the first way found is then the shortest.

        Where not all can be had, every second one is the farthest: a life ends far from its beginning. With
        dice it is any one, so that what lies between is not left out.
        """
        if self.most is None or not self.looked_at % 2:
            return self._ahead.popleft()
        if self.dice is None or self.looked_at % 4 == 1:
            return self._ahead.pop()
        between = self.dice.randrange(len(self._ahead))
        found = self._ahead[between]
        del self._ahead[between]
        return found

    @property
    def closed_by_clock_alone(self) -> int:
        """How many open standings come to an end though nobody does anything."""
        return len(_reaching(self._ends(), self._behind_clock)) - len(self._ends())

    def way_to(self, index: int) -> tuple[str, ...]:
        steps: list[str] = []
        while True:
            place = self.places[index]
            steps.append(f"{place.by} → {place.standing.case.state}, {place.standing.now:%Y-%m-%d %H:%M}")
            if index == 0:
                return tuple(reversed(steps))
            index = place.came_from

    def _look_around(self, index: int) -> None:
        standing = self.places[index].standing
        acting = replace(standing, now=standing.now + AN_ACT_TAKES)
        case, around = acting.case, acting.around
        people = cast(case, acting.world)
        offers = {name: self.engine.open_to(actor, case, around) for name, actor in people.items()}
        for promise in broken_at(standing, people, offers):
            self._report(promise, index)
        if case.has_ended:
            self._refuse(index, acting, people, offers)
            return
        self._wake(index)
        self._act(index, acting, people, offers)
        self._refuse(index, acting, people, offers)
        if standing.world.later is not None:
            later = replace(standing, world=standing.world.later)
            self._follow(index, later, None, standing.world.news)

    def _wake(self, index: int) -> None:
        """Let the clock run until something is different: first by its own wake-ups, then by a late sweep."""
        standing = self.places[index].standing
        known = outline(standing)
        for calls in range(WAKES_AT_MOST):
            woken_at = standing.case.next_wake_at
            if calls >= CALLS_BEFORE_A_LEAP:
                woken_at = _next_that_matters(standing)
            if woken_at is None:
                return
            came = self._step(index, replace(standing, now=max(woken_at, standing.now)), None, "clock")
            if came is None:
                return
            if outline(came) != known:
                self._arrive(index, came, "clock", is_clocks=True)
                return
            standing = came

    def _act(self, index: int, acting: Standing, people: Cast, offers: Offers) -> None:
        """Take every act that is offered: by everybody, at a known pattern by one for all alike."""
        tried: set[object] = set()
        is_known = _pattern(acting, offers) in self._patterns
        for name, rules in offers.items():
            for rule in rules:
                is_followed = rule.action in self.slice.follows
                alike = (id(rule), _likeness(people[name], acting.world) if is_followed else None)
                if is_known and alike in tried:
                    continue
                tried.add(alike)
                for inputs in ways(rule, people[name], acting):
                    said = f"{name}: {rule.action}{_told(inputs)}"
                    if chosen_twice(rules, rule, inputs, acting.around):
                        self._report(f"not exactly one rule fits {rule.action} (house style §6)", index, said)
                    act = Act(action=rule.action, actor=people[name], inputs=inputs)
                    came = self._step(index, acting, act, said)
                    if came is not None and is_followed:
                        self._arrive(index, came, said)
                        for part in self._parts:
                            self._arrive(index, part, f"{said}, its part")

    def _follow(self, index: int, acting: Standing, act: Act | None, said: str) -> None:
        came = self._step(index, acting, act, said)
        if came is not None:
            self._arrive(index, came, said)

    def _step(self, index: int, acting: Standing, act: Act | None, said: str) -> Standing | None:
        """Take a step and check it; None: it was refused, and that is reported."""
        if act is None:
            decision = self.engine.tick(acting.case, acting.around)
        else:
            answer = refused_wrongly(acting.case, act, acting.around, self.engine)
            if isinstance(answer, str):
                self._report(answer, index, said)
                return None
            decision = answer
        self.transitions += 1
        for promise in broken_on(Edge(source=acting, act=act, decision=decision)):
            self._report(promise, index, said)
        self._parts = []
        if decision.beside is not None and decision.beside.before is None:
            self._parts.append(_begun(acting, decision.beside))
            if not decision.entries:
                # It left the case as it was: what the clock owes since is the clock's step, not this act's.
                return self.places[index].standing
        witness = after(acting.witness, decision.entries, decision.after)
        return replace(acting, case=_bare(decision.after), witness=witness)

    def _arrive(self, index: int, came: Standing, said: str, *, is_clocks: bool = False) -> None:
        if len(came.case.recused) > self.slice.most_recusals:
            return
        known = outline(came)
        found = self._known.get(known)
        if found is None:
            found = self._found(came, index, said, self.places[index].depth + 1)
        self._behind[found].append(index)
        if is_clocks:
            self._behind_clock[found].append(index)

    def _found(self, standing: Standing, came_from: int, by: str, depth: int) -> int:
        index = len(self.places)
        self.places.append(Place(standing, came_from, by, depth))
        self._behind.append([])
        self._behind_clock.append([])
        self._known[outline(standing)] = index
        self._ahead.append(index)
        return index

    def _refuse(self, index: int, acting: Standing, people: Cast, offers: Offers) -> None:
        """Try what is not offered, once for every pattern of offers."""
        pattern = _pattern(acting, offers)
        if pattern in self._patterns:
            return
        self._patterns.add(pattern)
        if not self.tries_refusals:
            return
        self.refusals += 1
        for name, promise in accepted_wrongly(acting.case, people, offers, acting.around, self.engine):
            self._report(promise, index, name)

    def _dead_ends(self) -> None:
        """Every standing can still come to an end: the ends, walked backwards, reach them all."""
        reached = _reaching(self._ends(), self._behind)
        for index in range(len(self.places)):
            if index not in reached:
                self._report("no way leads from here to an end (house style §6, no dead end)", index)

    def _ends(self) -> list[int]:
        return [index for index, place in enumerate(self.places) if place.standing.case.has_ended]

    def _report(self, promise: str, index: int, said: str = "") -> None:
        self.times[promise] += 1
        if promise not in self.broken:
            last = (said,) if said else ()
            self.broken[promise] = Counterexample(promise, (*self.way_to(index), *last))


def _begun(acting: Standing, child: Decision) -> Standing:
    return replace(acting, case=_bare(child.after), witness=after(Witness(), child.entries, child.after))


def _likeness(actor: Actor, world: World) -> tuple[object, ...]:
    """Whoever sits in one organisation leaves the same outline behind; at the county roles are told apart."""
    return actor.org, actor.role if actor.org == world.directory.county_body else None


def _pattern(standing: Standing, offers: Offers) -> Pattern:
    return standing.case.state, tuple(
        (name, tuple(rule.action for rule in rules)) for name, rules in offers.items()
    )


def _next_that_matters(standing: Standing) -> datetime | None:
    """Give the next instant at which a last day begins or ends; None: every term is late already."""
    case = standing.case
    days = [running.due_on for running in running_terms(case) if running.breached_at is None]
    if case.tracking_until is not None:
        days.append(case.tracking_until)
    instants = (instant for day in days for instant in (at(day, "00:00"), end_of(day)))
    return min((instant for instant in instants if instant > standing.now), default=None)


def _reaching(ends: list[int], behind: list[list[int]]) -> set[int]:
    reached, ahead = set(ends), list(ends)
    while ahead:
        for index in behind[ahead.pop()]:
            if index not in reached:
                reached.add(index)
                ahead.append(index)
    return reached


def _bare(case: Case) -> Case:
    """Drop what no rule reads any more: old entries, and verdicts on terms that run no longer."""
    running = {(each.term, each.started_at) for each in running_terms(case)}
    verdicts = tuple(verdict for verdict in case.verdicts if (verdict.term, verdict.started_at) in running)
    return replace(case, tail=case.tail[-1:], verdicts=verdicts)


_TELLING: Final = ("unit", "body", "kind", "special", "upheld", "settled", "lawful", "working_days")


def _told(inputs: Inputs) -> str:
    """Say what was chosen, for people who read the way to a fault."""
    chosen = [f"{name}={value}" for name in _TELLING if (value := getattr(inputs, name))]
    if inputs.grades:
        chosen.append("grades=" + "/".join(sorted(set(inputs.grades.values()))))
    return f" ({', '.join(chosen)})" if chosen else ""
