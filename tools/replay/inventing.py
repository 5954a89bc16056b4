"""Inputs for any action, made up from its JSON Schema and the directory: valid in form, random in content."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

OPTIONAL_GIVEN: Final = 0.3
NEVER_GIVEN: Final = frozenset({"uploads", "unit"})
"""Files are another story; a unit where none must be named would only move the case about."""
UNIT_IN_CHARGE: Final = 0.6
SENTENCE: Final = "回放演练：按程序办理，情况已经核对。"


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """What of the county's tables an input may name."""

    units: tuple[str, ...]
    bodies: tuple[str, ...]
    kinds: tuple[str, ...]
    posts: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By organisation, by role."""

    def posts_of(self, org: str | None, role: str) -> tuple[str, ...]:
        """Give the posts of a role in an organisation."""
        return self.posts.get(org or "", {}).get(role, ())

    def anybody_of(self, org: str | None) -> tuple[str, ...]:
        """Give every post of an organisation; where there is none, one that does not exist."""
        return tuple(post for posts in self.posts.get(org or "", {}).values() for post in posts) or (
            "nobody",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventor:
    """Invents for one case as somebody saw it last."""

    county: County
    rng: random.Random
    case: Mapping[str, Any]
    today: date
    filed: Sequence[str] = ()
    """The numbers of all cases so far."""

    def inputs(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Fill in what a schema requires and, now and then, what it allows."""
        required = set(schema.get("required", ()))
        return {
            name: self._value(name, form, schema)
            for name, form in schema["properties"].items()
            if name != "version" and (name in required or self._gives(name))
        }

    def _gives(self, name: str) -> bool:
        # Many guards ask for a reason where the form does not: with one, most inputs are valid.
        return name == "reason" or (name not in NEVER_GIVEN and self.rng.random() < OPTIONAL_GIVEN)

    def _value(self, name: str, form: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        known = self._known().get(name)
        return known() if known else self._by_form(_resolved(form, schema))

    def _known(self) -> Mapping[str, Callable[[], Any]]:
        unit = self.case.get("lead_unit") or self.case.get("responsible_unit")
        draw = self.rng
        return {
            "unit": lambda: (
                unit if draw.random() < UNIT_IN_CHARGE and unit else draw.choice(self.county.units)
            ),
            "body": partial(draw.choice, self.county.bodies),
            "leader": lambda: draw.choice(
                self.county.posts_of(unit, "unit_leader") or self.county.anybody_of(unit)
            ),
            "handler": lambda: draw.choice(
                self.county.posts_of(unit, "handler") or self.county.anybody_of(unit)
            ),
            "kind": partial(draw.choice, self.county.kinds),
            "until": partial(self._day, 1, 12),
            "done_on": partial(self._day, -2, 0),
            "working_days": lambda: draw.randint(1, 10),
            "into": lambda: draw.choice(self.filed or ("nobody's",)),
            "uploads": list,
        }

    def _day(self, least: int, most: int) -> str:
        return (self.today + timedelta(days=self.rng.randint(least, most))).isoformat()

    def _by_form(self, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
        if "enum" in form:
            return self.rng.choice(form["enum"])
        match form["type"]:
            case "boolean":
                return self.rng.random() < 0.5  # noqa: PLR2004 - either
            case "integer":
                return self.rng.randint(form.get("minimum", 1), min(form.get("maximum", 10), 10))
            case "array":
                return list(form["items"].get("enum", ()))
            case "string":
                return SENTENCE[: form.get("maxLength", len(SENTENCE))]
        raise ValueError(f"nobody knows how to fill in {form}")


def _resolved(form: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Follow references, take the first form that is not null, and give every item of a list its own."""
    if "$ref" in form:
        return _resolved(schema["$defs"][form["$ref"].rpartition("/")[2]], schema)
    if "anyOf" in form:
        return _resolved(next(each for each in form["anyOf"] if each.get("type") != "null"), schema)
    resolved = dict(form)
    if "items" in resolved:
        resolved["items"] = _resolved(resolved["items"], schema)
    if "enum" in resolved:
        resolved["enum"] = [each for each in resolved["enum"] if each is not None]
    return resolved
