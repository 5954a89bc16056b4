"""The operations of the API's own description, and the requests that schemathesis makes of them."""

import copy
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from chalicelib.api.action_models import models
from chalicelib.api.identity import ACTING_POST

JSON: Final = "application/json"
REF: Final = "#/components/schemas/"
REFERENCE: Final = re.compile(r'"#/components/schemas/([^"/]+)"')
ACTIONS: Final = "/v1/desk/cases/{case_no}/actions/{action}"
USES: Final = 5
"""A drawn request is sent so often, by somebody else and with other real values: drawing is dear."""
Case = schemathesis.Case


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, as it is described."""

    method: str
    path: str
    said: Mapping[str, Any]

    @property
    def label(self) -> str:
        """Its name in tables."""
        return f"{self.method} {self.path}"

    @property
    def is_secured(self) -> bool:
        """Whether it asks for a session."""
        return bool(self.said.get("security"))

    @property
    def is_for_staff(self) -> bool:
        """Whether a post acts."""
        return any(each["name"] == ACTING_POST for each in self.said["parameters"])

    @property
    def takes_body(self) -> bool:
        """Whether it reads a body."""
        return "requestBody" in self.said


def operations_of(description: Mapping[str, Any]) -> list[Operation]:
    """List what is described.

    The development stage's own routes (`/v1/dev/…`) stand in no description, and that is well: a clock moved
    or a sweep in the middle would make every answer hang on what came before it.
    """
    return [
        Operation(method.upper(), path, said)
        for path, methods in description["paths"].items()
        for method, said in methods.items()
    ]


class Drawing:
    """Draws requests of a description, of valid and of invalid shape; the same seed draws the same."""

    def __init__(self, description: Mapping[str, Any], *, seeded: int, batch: int) -> None:
        self._description = description
        self._seed, self._batch = seeded, batch
        self._schema = _loaded(description)
        self._waiting: dict[tuple[str, GenerationMode], list[Case]] = {}
        self._drawn: dict[tuple[str, GenerationMode], list[Case]] = {}
        self._turns: dict[tuple[str, GenerationMode], int] = {}
        self._per_action: dict[str, Any] = {}
        self._cannot_be_misshapen: set[tuple[str, GenerationMode]] = set()

    def next_of(self, operation: Operation, action: str | None, *, is_sound: bool) -> Case:
        """Give another request; what cannot be drawn misshapen (it has nothing to misshape) comes sound."""
        name = (f"{operation.label} {action or ''}", GenerationMode.NEGATIVE)
        if is_sound or name in self._cannot_be_misshapen:
            name = (name[0], GenerationMode.POSITIVE)
        if not self._waiting.get(name):
            turn = self._turns[name] = self._turns.get(name, -1) + 1
            if turn % USES == 0:
                self._drawn[name] = self._batch_of(operation, action, name)
            if not self._drawn[name]:
                self._cannot_be_misshapen.add(name)
                return self.next_of(operation, action, is_sound=True)
            self._waiting[name] = list(self._drawn[name])
        return self._waiting[name].pop()

    def _batch_of(
        self, operation: Operation, action: str | None, name: tuple[str, GenerationMode]
    ) -> list[Case]:
        # There are eighty actions, and each comes up so much more seldom.
        number = self._batch if action is None else max(self._batch // 4, 2)
        schema = self._schema if action is None else self._schema_of(action)
        seeded = f"{self._seed} {name[0]} {name[1].value} {self._turns[name]}"
        return _drawn(schema[operation.path][operation.method], name[1], number, seeded)

    def _schema_of(self, action: str) -> Any:  # noqa: ANN401 - schemathesis' own type
        """Give the description as one action sees it: its own model instead of any of them all.

        Left to chance, a body would fit the action in the address once in as many times as there are actions.
        """
        if action not in self._per_action:
            said = copy.deepcopy(self._description["paths"][ACTIONS]["post"])
            said["requestBody"]["content"][JSON]["schema"] = {"$ref": REF + _models_by_action()[action]}
            only = {**self._description, "paths": {ACTIONS: {"post": said}}}
            self._per_action[action] = _loaded(only)
        return self._per_action[action]


def _loaded(description: Mapping[str, Any]) -> Any:  # noqa: ANN401 - schemathesis' own type
    """Let schemathesis read what requests are made of; answers are judged elsewhere, and cost it time."""
    paths = {
        path: {
            method: {**said, "responses": {"200": {"description": ""}}} for method, said in methods.items()
        }
        for path, methods in description["paths"].items()
    }
    components = dict(description["components"])
    components["schemas"] = dict(_needed(paths, components["schemas"]))
    return schemathesis.openapi.from_dict(
        copy.deepcopy({**description, "paths": paths, "components": components})
    )


def _needed(told: object, schemas: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the schemas that something refers to, and those that these refer to."""
    waiting, seen = [told], set[str]()
    while waiting:
        for name in REFERENCE.findall(json.dumps(waiting.pop())):
            if name not in seen:
                seen.add(name)
                waiting.append(schemas[name])
                yield name, schemas[name]


def actions() -> list[str]:
    """List every action an official may ask for."""
    return sorted(_models_by_action())


@cache
def _models_by_action() -> dict[str, str]:
    return {action.value: model.__name__ for action, model in models().items()}


def _drawn(operation: Any, mode: GenerationMode, number: int, seeded: str) -> list[Case]:  # noqa: ANN401
    chance = random.Random(seeded)  # noqa: S311  # nosec B311  # no secret is drawn
    drawn: list[Case] = []

    @seed(chance.getrandbits(32))
    @settings(
        max_examples=number,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def draw(case: Case) -> None:
        drawn.append(case)

    try:
        draw()
    except Unsatisfiable:
        return []
    # The simplest come first; whoever draws few shall not only see those.
    chance.shuffle(drawn)
    return drawn


def query_of(pairs: Mapping[str, Any]) -> str:
    """Write a query string."""
    written = urlencode(list(_flat(pairs)))
    return f"?{written}" if written else ""


def _flat(pairs: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, value in pairs.items():
        several: Iterable[Any] = value if isinstance(value, list) else [value]
        for each in several:
            text = each if isinstance(each, str) else json.dumps(each)
            # Half a character can be drawn, and cannot be sent.
            yield name, text.encode("utf-8", "replace")
