"""The Chalice application: builds the app and registers blueprints; no logic stands here."""

from chalice.app import Chalice

from chalicelib.api.health import health

app = Chalice(app_name="yidiantong")
app.register_blueprint(health)
