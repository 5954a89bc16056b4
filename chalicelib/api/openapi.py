"""The API's description (OpenAPI 3.1), made from what the routes promise; never needed while serving."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec
from chalice.app import Chalice

from chalicelib.api import idempotency
from chalicelib.api.call import QUERY_CODE
from chalicelib.api.identity import ACTING_POST
from chalicelib.api.kept import NOT_MODIFIED
from chalicelib.api.operation import Callers, Operation, Struct
from chalicelib.api.problems import FRAMEWORK, OUR_FAULT, PROBLEM_JSON, STATUS
from chalicelib.domain.errors import ErrorKind

VERSION: Final = "1"
_REF: Final = "#/components/schemas/{name}"
_PROBLEM: Final = "Problem"
_JSON_ANSWER: Final = "application/json"
Schemas = Mapping[Struct, Mapping[str, Any]]


def operations_of(app: Chalice) -> list[Operation]:
    """List what an app serves, by path and method; a route that promises nothing is our own fault."""
    served: list[Any] = [entry.view_function for methods in app.routes.values() for entry in methods.values()]
    return sorted((view.operation for view in served), key=lambda each: (each.path, each.method))


def document_of(operations: Iterable[Operation], codes: Iterable[str]) -> dict[str, Any]:
    """Give the whole description.

    Args:
        operations: What is served.
        codes: Every code that a problem may carry.
    """
    listed = list(operations)
    models = dict.fromkeys(model for operation in listed for model in _models_of(operation))
    schemas, components = msgspec.json.schema_components(models, ref_template=_REF)
    of_model = dict(zip(models, schemas, strict=True))
    asked = {
        model: components[schema["$ref"].rpartition("/")[2]]
        for model, schema in of_model.items()
        if any(model is operation.asks for operation in listed)
    }
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for operation in listed:
        paths[operation.path][operation.method.lower()] = _described(operation, of_model, asked)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "一点通",
            "version": VERSION,
            "description": "基层小微权力监督平台。错误均为 RFC 9457 problem 文档，代码见 docs/problems.md。",
        },
        "paths": dict(paths),
        "components": {
            "schemas": {**components, _PROBLEM: _problem_schema(codes)},
            "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}},
        },
    }


def _models_of(operation: Operation) -> Iterator[Struct]:
    yield from operation.takes
    for model in (operation.asks, operation.gives):
        if model is not None:
            yield model


def _described(operation: Operation, of_model: Schemas, asked: Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {
        "summary": operation.summary,
        "operationId": _name_of(operation),
        "parameters": list(_parameters(operation, asked)),
        "responses": {
            str(operation.status): _success(operation, of_model),
            **_unchanged(operation),
            **_refusals(operation),
        },
    }
    if operation.callers is not Callers.PUBLIC:
        described["security"] = [{"session": []}]
    if operation.takes:
        bodies = [of_model[model] for model in operation.takes]
        schema = bodies[0] if len(bodies) == 1 else {"anyOf": bodies}
        described["requestBody"] = {
            "required": True,
            "description": f"最多 {operation.most_bytes // 1024} KB",
            "content": {_JSON_ANSWER: {"schema": schema}},
        }
    return described


def _name_of(operation: Operation) -> str:
    parts = operation.path.replace("{", "").replace("}", "").replace(".", "/").replace("-", "/").split("/")
    return "_".join([operation.method.lower(), *(part for part in parts if part not in {"", "v1"})])


def _parameters(operation: Operation, asked: Schemas) -> Iterator[dict[str, Any]]:
    for part in operation.path.split("/"):
        if part.startswith("{"):
            yield {"name": part[1:-1], "in": "path", "required": True, "schema": {"type": "string"}}
    if operation.asks is not None:
        schema = asked[operation.asks]
        for name, of_one in schema["properties"].items():
            yield {"name": name, "in": "query", "required": name in schema["required"], "schema": of_one}
    if operation.callers is Callers.STAFF:
        yield _header(ACTING_POST, "以哪个岗位办理；任多个岗位时必填", is_required=False)
    if operation.takes_code:
        yield _header(QUERY_CODE, "办结半年以上的件，提交时收到的 8 位查询码", is_required=False)
    if operation.method == "POST" and operation.callers is not Callers.PUBLIC:
        meaning = "这次提交的标识：1 至 128 个可见 ASCII 字符，重试时保持不变"
        yield _header(idempotency.HEADER, meaning, is_required=operation.needs_key)


def _header(name: str, meaning: str, *, is_required: bool) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": 128}
    return {"name": name, "in": "header", "required": is_required, "description": meaning, "schema": schema}


def _success(operation: Operation, of_model: Schemas) -> dict[str, Any]:
    described: dict[str, Any] = {"description": HTTPStatus(operation.status).phrase}
    if operation.gives is not None:
        described["content"] = {_JSON_ANSWER: {"schema": of_model[operation.gives]}}
    return described


def _unchanged(operation: Operation) -> dict[str, Any]:
    """Say that an answer which may be kept need not be sent twice."""
    if not operation.kept_seconds:
        return {}
    return {str(NOT_MODIFIED): {"description": "与 If-None-Match 所示的一致，没有变化"}}


def _refusals(operation: Operation) -> dict[str, Any]:
    """Describe every refusal by status; the codes a client must tell apart stand beside it."""
    by_status: dict[int, list[str]] = defaultdict(list, {OUR_FAULT.status: [OUR_FAULT.code]})
    if operation.takes:
        # No view raises it: the framework looks at what a body calls itself before any of ours is asked.
        other_media = FRAMEWORK[HTTPStatus.UNSUPPORTED_MEDIA_TYPE]
        by_status[other_media.status].append(other_media.code)
    for error in operation.refusals:
        by_status[STATUS[error.kind]].append(error.code)
    return {str(status): _refusal(status, codes) for status, codes in sorted(by_status.items())}


def _refusal(status: int, codes: list[str]) -> dict[str, Any]:
    schema = {
        "allOf": [{"$ref": _REF.format(name=_PROBLEM)}],
        "properties": {"code": {"enum": sorted(codes)}, "status": {"const": status}},
    }
    described: dict[str, Any] = {
        "description": "、".join(sorted(codes)),
        "content": {PROBLEM_JSON: {"schema": schema}},
    }
    if status in {STATUS[ErrorKind.TOO_MANY], STATUS[ErrorKind.UNAVAILABLE]}:
        described["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return described


def _problem_schema(codes: Iterable[str]) -> dict[str, Any]:
    fault = {
        "type": "object",
        "properties": {
            "pointer": {"type": "string", "description": "JSON Pointer（RFC 6901）"},
            "detail": {"type": "string"},
        },
        "required": ["pointer", "detail"],
    }
    return {
        "type": "object",
        "description": "RFC 9457；另有各错误自己的事实",
        "properties": {
            "type": {"type": "string"},
            "code": {"type": "string", "enum": sorted(codes)},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": fault},
        },
        "required": ["type", "code", "title", "status"],
    }
