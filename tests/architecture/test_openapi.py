"""The description of the API is valid, up to date, and leaves no input unbounded."""

import json

import msgspec
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from app import app
from chalicelib.api.contract import DESCRIPTION
from chalicelib.api.openapi import operations_of
from chalicelib.api.operation import Callers
from tests.support.edge import Caller
from tools.export_openapi import exported

OPERATIONS = operations_of(app)


def models():
    given = {model for each in OPERATIONS for model in (*each.takes, each.asks) if model is not None}
    return sorted(given, key=lambda model: model.__name__)


def test_the_file_is_up_to_date():
    assert DESCRIPTION.read_text(encoding="utf-8") == exported(), "run: python -m tools.export_openapi"


def test_the_file_is_valid():
    OpenAPIV31SpecValidator(json.loads(DESCRIPTION.read_text(encoding="utf-8"))).validate()


def test_it_is_served_to_everybody_as_it_was_built():
    answer = Caller(app).get("/v1/openapi.json")
    assert answer.body == DESCRIPTION.read_bytes()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"].startswith("public")


def test_every_operation_has_a_name_of_its_own():
    paths = json.loads(DESCRIPTION.read_text(encoding="utf-8"))["paths"]
    names = [operation["operationId"] for methods in paths.values() for operation in methods.values()]
    assert len(set(names)) == len(names) == len(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: f"{each.method} {each.path}")
def test_a_route_keeps_the_habits_of_the_house(operation):
    assert operation.summary
    assert operation.path.startswith("/v1/")
    if operation.kept_seconds:
        assert operation.callers is Callers.PUBLIC, "what one person may see is kept by nobody on the way"


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_no_input_is_unbounded(model):
    for where, schema in strings_in(msgspec.json.schema(model), model.__name__):
        is_bounded = {"maxLength", "enum", "format", "const"} & set(schema)
        assert is_bounded or schema.get("pattern", "").endswith(r"(?![\s\S])"), where


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_no_input_takes_what_it_does_not_know(model):
    assert model.__struct_config__.forbid_unknown_fields


def strings_in(schema, where):
    if isinstance(schema, list):
        for index, each in enumerate(schema):
            yield from strings_in(each, f"{where}/{index}")
    elif isinstance(schema, dict):
        if schema.get("type") == "string":
            yield where, schema
        for name, each in schema.items():
            yield from strings_in(each, f"{where}/{name}")


def test_what_calls_itself_anything_but_json_is_refused_as_described():
    paths = json.loads(DESCRIPTION.read_text(encoding="utf-8"))["paths"]
    for operation in OPERATIONS:
        described = paths[operation.path][operation.method.lower()]["responses"]
        assert ("415" in described) is bool(operation.takes)
        if operation.takes:
            schema = described["415"]["content"]["application/problem+json"]["schema"]
            assert schema["properties"]["code"]["enum"] == ["media-type-unsupported"]


def test_the_description_describes_its_own_answer():
    whole = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    answer = whole["paths"]["/v1/openapi.json"]["get"]["responses"]["200"]
    reference = answer["content"]["application/json"]["schema"]["$ref"]
    described = whole["components"]["schemas"][reference.rpartition("/")[2]]
    assert set(described["required"]) == set(whole)
