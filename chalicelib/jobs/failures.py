"""A job that fails as a whole: we learn where and of what kind, and nobody learns its words."""

from collections.abc import Callable
from typing import Any

from chalicelib.runtime.observability import log, told


class JobFailedError(Exception):
    """A job did not finish, so that what called it lets it run again; the line before says why."""


def failing_discreetly(event: Any, get_response: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any event, any answer
    """Tell of whatever a job raises, and raise it on without its words (middleware of all events).

    Lambda's own runtime logs an exception with its words, which may quote what it choked on, and no filter of
    ours stands before that. Routes answer their own faults and never come here with one.

    Raises:
        JobFailedError: The job failed.
    """
    try:
        return get_response(event)
    except Exception as error:  # noqa: BLE001 - it is raised on, without its words
        log.error("job failed", **told(error))
        raise JobFailedError(type(error).__name__) from None
