"""The whole template of a stage: what Chalice packaged, completed, with the stores beside it."""

import copy

from infra.alarms import alarms
from infra.buckets import buckets
from infra.environment import environment
from infra.functions import complete_functions
from infra.gateway import complete_gateway
from infra.keys import keys_and_secrets
from infra.queues import queues
from infra.stages import Resources, Stage, Template
from infra.tables import tables


class NameTakenError(Exception):
    """Two makers of resources use one logical id."""


def template_of(stage: Stage, packaged: Template, build: str) -> Template:
    """Complete Chalice's template of an application for one stage.

    Args:
        stage: The stage to deploy to.
        packaged: What `chalice package` wrote; it is not changed.
        build: The name of what was packaged; health tells it.
    """
    template = copy.deepcopy(packaged)
    template["Description"] = f"Yidiantong, stage {stage.name}"
    functions = dict(template["Resources"])
    for resources in (
        complete_functions(template, stage, build),
        complete_gateway(template["Resources"]["RestAPI"], stage),
        keys_and_secrets(stage),
        tables(stage),
        buckets(stage),
        queues(stage),
        alarms(stage, functions),
    ):
        _add(template["Resources"], resources)
    # The local tools and an operator's shell read the same settings as the functions.
    for name, value in environment(stage).items():
        if isinstance(value, dict):
            template["Outputs"][_output_name(name)] = {"Value": value}
    return template


def _add(all_of_them: Resources, more: Resources) -> None:
    taken = all_of_them.keys() & more.keys()
    if taken:
        raise NameTakenError(f"Logical ids used twice: {', '.join(sorted(taken))}.")
    all_of_them.update(more)


def _output_name(setting: str) -> str:
    """Name the output of a setting: `TABLE_CASES` becomes `TableCases`."""
    return "".join(word.capitalize() for word in setting.split("_"))
