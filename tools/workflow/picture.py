"""The main line of a place as a Mermaid state diagram: every rule that leads from one state to another."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from chalicelib.domain import labels
from chalicelib.domain.vocabulary import FINAL_STATES, Action, State
from chalicelib.domain.workflow.rule import Party, Rule
from tools.workflow.place import BEGINNINGS, Place
from tools.workflow.wording import branch_of, in_mermaid, named

MANY: Final = 4
"""From so many states on, an action is drawn once, out of a box that names them all."""

CLOCK_MARK: Final = f"{labels.PARTIES[Party.CLOCK]}·"

_STYLE: Final = ("classDef ends stroke-width:3px", "classDef many stroke-dasharray:5 5")

Origin = frozenset[State]
"""Where an arrow begins: one state, or the many of a box."""


def picture(place: Place) -> str:
    """Draw the place, states in their order, then arrows."""
    arrows = _arrows(place)
    boxes = [origin for origin in dict.fromkeys(origin for origin, _ in arrows) if len(origin) > 1]
    ids = {frozenset({state}): state.value for state in place.states}
    ids |= {origin: f"many_{number}" for number, origin in enumerate(boxes, start=1)}
    ends = [state for state in place.states if state in FINAL_STATES]
    lines = [
        *_STYLE,
        *(f'state "{in_mermaid(labels.STATES[state])}" as {state}' for state in place.states),
        *(f'state "{in_mermaid(named(place, origin))}" as {ids[origin]}' for origin in boxes),
        *(f"[*] --> {state}: {in_mermaid(labels.ACTIONS[Action.FILE])}" for state in BEGINNINGS),
        *(
            f"{ids[origin]} --> {target}: {in_mermaid('、'.join(words))}"
            for (origin, target), words in arrows.items()
        ),
        *(f"class {state} ends" for state in ends),
        *(f"class {ids[origin]} many" for origin in boxes),
    ]
    return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in lines)])


def _arrows(place: Place) -> dict[tuple[Origin, State], list[str]]:
    arrows: dict[tuple[Origin, State], list[str]] = defaultdict(list)
    for rule in place.rules:
        if rule.target is None:
            continue
        for word, origin in _origins(rule, place):
            said = arrows[origin, rule.target]
            if word not in said:
                said.append(word)
    return arrows


def _origins(rule: Rule, place: Place) -> Iterator[tuple[str, Origin]]:
    """Give where a rule's arrows begin and what stands on them; none leads back to where it began."""
    by_word: dict[str, list[State]] = defaultdict(list)
    for state in place.open_states:
        if state in rule.sources and rule.target is not state:
            by_word[_said(rule, state, place)].append(state)
    for word, states in by_word.items():
        if len(states) >= MANY:
            yield word, frozenset(states)
        else:
            yield from ((word, frozenset({state})) for state in states)


def _said(rule: Rule, state: State, place: Place) -> str:
    """Give the action's name, and what decides where it leads if that is not always the same."""
    label = labels.ACTIONS[rule.action]
    mark = CLOCK_MARK if Party.CLOCK in rule.by else ""
    leads_to = {each.target or state for each in place.rules_in(state) if each.action is rule.action}
    branch = "，".join(branch_of(rule)) if len(leads_to) > 1 else ""
    return f"{mark}{label}（{branch}）" if branch else f"{mark}{label}"
