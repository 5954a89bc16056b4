"""`GET /v1/health`: whether the service answers."""

from chalice.app import Blueprint

health = Blueprint(__name__)


@health.route("/v1/health", methods=["GET"])
def answer() -> dict[str, str]:
    """Tell that the function runs."""
    return {"status": "ok"}
