"""Every job leaves its run, so that its silence can be seen (issue 2, health)."""

from collections.abc import Mapping, Sequence

from chalicelib.domain.errors import UnavailableError
from chalicelib.ports.job_log import JobRun
from chalicelib.runtime.observability import log, told
from chalicelib.runtime.wiring import services


def leave_run(
    job: str,
    findings: Mapping[str, Sequence[str]] | None = None,
    figures: Mapping[str, int] | None = None,
) -> None:
    """Keep a run in the log; work that is done is not done again because the log did not answer."""
    run = JobRun(job=job, ran_at=services().clock.real_now(), findings=findings or {}, figures=figures or {})
    try:
        services().dispatch.job_log.ran(run)
    except UnavailableError as error:
        log.warning("run not kept", job=job, **told(error))
