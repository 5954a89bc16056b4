"""`GET /v1/health`: whether the service answers."""

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.operation import Callers

health = ApiBlueprint(__name__)


class Health(msgspec.Struct, kw_only=True):
    """How the service stands."""

    status: str


@health.operation("GET /v1/health", summary="服务状态", callers=Callers.PUBLIC, gives=Health)
def tell_health(_: Call) -> Health:
    """Tell that the function runs."""
    return Health(status="ok")
