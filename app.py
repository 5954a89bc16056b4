"""The Chalice application: builds the app, registers middleware and blueprints; no logic stands here."""

from chalice.app import Chalice, ConvertToMiddleware

from chalicelib.api.contract import contract
from chalicelib.api.counties import counties
from chalicelib.api.health import health
from chalicelib.api.problems import reclothe
from chalicelib.api.sessions import sessions
from chalicelib.runtime.observability import log

# Chalice would hang a second handler of its own on the service's logger.
app = Chalice(app_name="yidiantong", configure_logs=False)
app.register_middleware(ConvertToMiddleware(log.inject_lambda_context(clear_state=True)), "all")
app.register_middleware(reclothe, "http")
app.register_blueprint(health)
app.register_blueprint(contract)
app.register_blueprint(counties)
app.register_blueprint(sessions)
