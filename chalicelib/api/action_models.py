"""The input model of each action, built from the workflow table: one source for parsing and the desk."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from chalicelib.api.fields import a_line, a_text, an_id
from chalicelib.domain.identifiers import OrgId, PostId
from chalicelib.domain.vocabulary import Action, Aspect, Grade, Outcome, ReviewItem
from chalicelib.domain.workflow.act import Inputs
from chalicelib.domain.workflow.inputs import (
    CATALOGUE,
    Choice,
    Day,
    Files,
    Form,
    Grades,
    Name,
    Number,
    Ticks,
    Words,
    YesNo,
)
from chalicelib.domain.workflow.rule import Party, Rule
from chalicelib.domain.workflow.table import TABLE

LINE: Final = 80
"""Free text up to this length stands on one line."""

Version = Annotated[int, Meta(ge=0, description="您看到的办件版本号（version）")]


class GradesGiven(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A grade for each of the four aspects (H-14.2)."""

    办理情况: Grade
    办理态度: Grade
    回复内容: Grade
    办理效果: Grade


@cache
def model_of(action: Action) -> type[msgspec.Struct] | None:
    """Give the input model of an action on the desk, or None if no official has such an action."""
    rules = [rule for rule in TABLE if rule.action is action and Party.CITIZEN not in rule.by]
    if not rules:
        return None
    needed = set.intersection(*(set(rule.needs) for rule in rules))
    taken = [name for name in CATALOGUE if any(name in (*rule.needs, *rule.may) for rule in rules)]
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = [("version", Version)]
    fields += [(name, type_of(name)) for name in taken if name in needed]
    fields += [(name, type_of(name) | None, None) for name in taken if name not in needed]
    return msgspec.defstruct(
        f"{action.value.title().replace('_', '')}Inputs",
        fields,
        kw_only=True,
        forbid_unknown_fields=True,
        module=__name__,
    )


def models() -> Mapping[Action, type[msgspec.Struct]]:
    """Give the models of all actions on the desk."""
    return {action: model for action in Action if (model := model_of(action)) is not None}


def schema_of(action: Action, open_rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """Give an action's inputs as JSON Schema, with the same names, limits and hints that parsing uses.

    Places and states ask for different things by the same action; of the rules that are open here and now
    (`open_rules`) it shows what they take, and demands what each of them needs.
    """
    model = model_of(action)
    if model is None:
        return {"type": "object"}
    schema = msgspec.json.schema(model, ref_template="#/$defs/{name}")
    schema.update(schema["$defs"].pop(model.__name__))
    schema.pop("$ref", None)
    if not schema["$defs"]:
        del schema["$defs"]
    for name, shown in schema["properties"].items():
        if name in CATALOGUE:
            shown["title"] = CATALOGUE[name].label
    return _narrowed(schema, open_rules) if open_rules else schema


def _narrowed(schema: dict[str, Any], rules: Sequence[Rule]) -> dict[str, Any]:
    taken = {"version", *(name for rule in rules for name in (*rule.needs, *rule.may))}
    needed = set[str].intersection(*(set(rule.needs) for rule in rules))
    properties = {name: shown for name, shown in schema["properties"].items() if name in taken}
    required = [name for name in properties if name == "version" or name in needed]
    for name in needed & properties.keys():
        # What the rules here need may be absent elsewhere, so the model lets it be nothing; here it may not.
        options = [each for each in properties[name].pop("anyOf", []) if each != {"type": "null"}]
        properties[name] |= options[0] if options else {}
        properties[name].pop("default", None)
    return schema | {"properties": properties, "required": required}


def type_of(name: str) -> Any:  # noqa: ANN401 - a type annotation is what it gives
    """Give the type of one input."""
    return _TYPES.get(name) or _type_of(CATALOGUE[name].form)


def inputs_from(model: msgspec.Struct) -> Inputs:
    """Make the domain's inputs of what was parsed; what was left out stays empty."""
    given = {name: value for name in CATALOGUE if (value := getattr(model, name, None)) is not None}
    for name, make in _MAKERS.items():
        if name in given:
            given[name] = make(given[name])
    return Inputs(**given)


def grades_from(given: GradesGiven) -> dict[Aspect, Grade]:
    """Make the four grades of what was parsed."""
    return {aspect: getattr(given, aspect.value) for aspect in Aspect}


_TYPES: Final[Mapping[str, Any]] = {
    "outcome": Outcome,
}
_MAKERS: Final[Mapping[str, Any]] = {
    "checked": tuple,
    "uploads": tuple,
    "kept": tuple,
    "unit": OrgId,
    "body": OrgId,
    "leader": PostId,
    "handler": PostId,
}


def _type_of(form: Form) -> Any:  # noqa: ANN401, PLR0911 - one form, one type
    match form:
        case Words(longest=longest, shortest=shortest):
            return Annotated[str, a_line(longest) if longest <= LINE else a_text(longest, least=shortest)]
        case Choice(of=of):
            return Literal[tuple(str(each) for each in of)]
        case Ticks(of=of):
            return Annotated[list[ReviewItem], Meta(max_length=len(of))]
        case Number(least=least, most=most):
            return Annotated[int, Meta(ge=least, le=most)]
        case Name(longest=longest):
            return Annotated[str, a_line(longest) if longest < _ID_LENGTH else an_id()]
        case Day():
            return date
        case YesNo():
            return bool
        case Grades():
            return GradesGiven
        case Files(most=most):
            return Annotated[list[Annotated[str, an_id()]], Meta(max_length=most)]


_ID_LENGTH: Final = 64
