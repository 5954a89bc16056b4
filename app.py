"""The Chalice application: builds the app, registers middleware and blueprints; no logic stands here."""

from chalicelib.runtime.garbage import collect_rarely

collect_rarely()  # Before all else: it is the imports that pay.

from chalice.app import Chalice, ConvertToMiddleware

from chalicelib.api.contract import contract
from chalicelib.api.counties import counties
from chalicelib.api.desk import desk
from chalicelib.api.development import development
from chalicelib.api.filing import filing
from chalicelib.api.followers import followers
from chalicelib.api.assisting import assisting
from chalicelib.api.health import health
from chalicelib.api.my_cases import my_cases
from chalicelib.api.problems import reclothe
from chalicelib.api.sessions import sessions
from chalicelib.api.uploads import uploads
from chalicelib.jobs import notices as notice_jobs
from chalicelib.jobs import uploads as upload_jobs
from chalicelib.jobs.calendar import calendar
from chalicelib.jobs.failures import failing_discreetly
from chalicelib.jobs.nightly import nightly_check
from chalicelib.jobs.sweep import sweeps
from chalicelib.runtime.observability import log
from chalicelib.runtime.settings import is_local_stage

# Chalice would hang a second handler of its own on the service's logger.
app = Chalice(app_name="yidiantong", configure_logs=False)
app.register_middleware(ConvertToMiddleware(log.inject_lambda_context(clear_state=True)), "all")
app.register_middleware(failing_discreetly, "all")
app.register_middleware(reclothe, "http")
app.register_blueprint(health)
app.register_blueprint(contract)
app.register_blueprint(counties)
app.register_blueprint(sessions)
app.register_blueprint(filing)
app.register_blueprint(assisting)
app.register_blueprint(my_cases)
app.register_blueprint(desk)
app.register_blueprint(followers)
app.register_blueprint(uploads)
app.register_blueprint(notice_jobs.notices)
app.register_blueprint(upload_jobs.uploads)
app.register_blueprint(sweeps)
app.register_blueprint(calendar)
app.register_blueprint(nightly_check)
if is_local_stage():
    # No other stage has these routes; a test of the packaged template proves it (design §7).
    app.register_blueprint(development)
