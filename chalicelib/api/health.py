"""`GET /v1/health`: how the service stands, for operators and for whoever watches it (design §6)."""

from datetime import datetime

import msgspec

from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.call import Call
from chalicelib.api.operation import Callers
from chalicelib.domain.errors import DomainError, ErrorKind
from chalicelib.ports.job_log import JobRun
from chalicelib.runtime.wiring import services
from chalicelib.usecases.late_jobs import HORIZON, JOBS, NIGHTLY, SWEEP
from chalicelib.usecases.night_tally import Finding
from chalicelib.usecases.sweep_log import OVERDUE, PUT_OFF
from chalicelib.usecases.tell_health import NEAR, Condition, Status

health = ApiBlueprint(__name__)


class Listed(msgspec.Struct, kw_only=True):
    """How many there are, and the first of them: case numbers and names of things, never people or titles."""

    count: int
    first: list[str]


class JobTold(msgspec.Struct, kw_only=True):
    """A job, and when it last ran; relay and sender run only when there is something to carry."""

    job: str
    ran_at: datetime | None
    late: bool


class Health(msgspec.Struct, kw_only=True):
    """How the service stands; an empty list is a healthy one."""

    status: str
    build: str
    now: datetime
    stores: dict[str, bool]
    jobs: list[JobTold]
    last_sweep: datetime | None
    oldest_overdue_wake_up: datetime | None
    overdue: Listed
    put_off: Listed
    outbox_age_seconds: int
    calendars_near_their_end: Listed
    silent_top_bodies: Listed
    last_night: datetime | None
    findings: dict[str, Listed]


class StoresSilentError(DomainError):
    """A store does not answer: hardly anything will work now; which one is told."""

    kind = ErrorKind.UNAVAILABLE
    code = "stores-silent"
    title = "服务暂时不可用"


@health.operation(
    "GET /v1/health",
    summary="服务状态",
    callers=Callers.PUBLIC,
    gives=Health,
    refuses=(StoresSilentError,),
)
def tell_health(_: Call) -> Health:
    """Tell how the service stands: `ok` and `degraded` with 200, a silent store with 503."""
    condition = services().tell_health()
    build = services().settings.build
    if condition.status is Status.DOWN:
        raise StoresSilentError("数据服务没有应答，请稍后再试。", build=build, stores=dict(condition.stores))
    runs = condition.runs
    return Health(
        status=condition.status,
        build=build,
        now=condition.now,
        stores=dict(condition.stores),
        jobs=[JobTold(job=job, ran_at=_when(runs.get(job)), late=job in condition.late_jobs) for job in JOBS],
        last_sweep=_when(runs.get(SWEEP)),
        oldest_overdue_wake_up=condition.oldest_due_at,
        overdue=_listed(condition, SWEEP, OVERDUE),
        put_off=_listed(condition, SWEEP, PUT_OFF),
        outbox_age_seconds=int(condition.outbox_age.total_seconds()),
        calendars_near_their_end=_listed(condition, HORIZON, NEAR),
        silent_top_bodies=_listed(condition, NIGHTLY, Finding.SILENT),
        last_night=_when(runs.get(NIGHTLY)),
        findings={finding.value: _listed(condition, NIGHTLY, finding) for finding in Finding},
    )


def _when(run: JobRun | None) -> datetime | None:
    return run.ran_at if run else None


def _listed(condition: Condition, job: str, finding: str) -> Listed:
    run = condition.runs.get(job)
    first = list(run.findings.get(finding, ())) if run else []
    return Listed(count=condition.found(job, finding), first=first)
