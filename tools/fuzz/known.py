"""What is real: numbers of cases that exist, places of the county, and what answers have told since."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.fuzz.wire import Answer

MOST_KEPT = 60
"""Of each name the newest: what was learnt long ago has ended or was taken."""
LEARNT = {"case_no": "case_no", "upload_id": "upload_id", "query_code": "query_code", "next": "cursor"}
"""Which field of an answer tells a value for which field of a request."""


@dataclass(kw_only=True)
class Known:
    """Real values by the name of the field that takes them."""

    values: dict[str, list[Any]]
    sound: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    """By operation, makes a body that must succeed once, or `None` when it has no more."""
    fitting: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By operation, cases that began where it is open."""
    tags: dict[str, str] = field(default_factory=dict)
    """Of what may be kept, the tag of the last answer by address."""
    versions: dict[str, int] = field(default_factory=dict)
    open_actions: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """By post and case: what an official was told is open."""

    def planted(self, given: Any, chance: random.Random, how_often: float) -> Any:  # noqa: ANN401 - JSON
        """Put real values where their names stand, each at this chance."""
        if isinstance(given, list):
            return [self.planted(each, chance, how_often) for each in given]
        if not isinstance(given, dict):
            return given
        return {
            name: chance.choice(self.values[name])
            if self.values.get(name) and chance.random() < how_often
            else self.planted(value, chance, how_often)
            for name, value in given.items()
        }

    def learn(self, answer: Answer, post: str) -> None:
        """Keep what a successful answer tells."""
        try:
            told = json.loads(answer.body)
        except ValueError:
            return
        if isinstance(told, dict):
            self.learn_told(told, post)

    def learn_told(self, told: Mapping[str, Any], post: str) -> None:
        """Keep what a document tells whoever read it."""
        for each in [told, *(item for item in told.get("items", []) if isinstance(item, dict))]:
            for source, name in LEARNT.items():
                if isinstance(each.get(source), str):
                    self._keep(name, each[source])
        case_no = told.get("case_no")
        if isinstance(case_no, str) and isinstance(told.get("version"), int):
            self.versions[case_no] = told["version"]
        if isinstance(case_no, str) and post:
            self.open_actions[post, case_no] = [each["action"] for each in told.get("open_actions", [])]

    def seen(self, post: str) -> list[str]:
        """Give the cases that a post was shown."""
        return [case_no for of, case_no in self.open_actions if of == post]

    def able(self, post: str) -> list[str]:
        """Give the cases in which a post may do something, as far as it was told."""
        return [case_no for (of, case_no), some in self.open_actions.items() if of == post and some]

    def _keep(self, name: str, value: str) -> None:
        kept = self.values.setdefault(name, [])
        if value not in kept:
            kept.append(value)
            del kept[:-MOST_KEPT]
