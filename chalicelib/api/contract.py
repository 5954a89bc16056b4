"""`GET /v1/openapi.json`: what this API promises, from the very models that parse its input."""

from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec
from chalice.app import Response

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.kept import kept
from chalicelib.api.operation import Callers

DESCRIPTION: Final = Path(__file__).parents[1] / "data" / "openapi.json"
"""Built by `python -m tools.export_openapi`; a test keeps it up to date."""

contract = ApiBlueprint(__name__)


class Described(msgspec.Struct, kw_only=True):
    """An OpenAPI document; its own specification says what stands below each of these."""

    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]
    components: dict[str, Any]


@contract.operation(
    "GET /v1/openapi.json",
    summary="接口说明（OpenAPI 3.1）",
    callers=Callers.PUBLIC,
    gives=Described,
    kept_seconds=300,
)
def give_openapi(call: Call) -> Response:
    """Give the description as it was built."""
    return kept(_description(), call.operation.kept_seconds, call.request)


@cache
def _description() -> str:
    return DESCRIPTION.read_text(encoding="utf-8")
