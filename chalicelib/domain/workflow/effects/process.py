"""What rules do about the work on a case and the citizen it is for: logged, contacted (S-7, C-M8b)."""

from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.work import Work


def log_progress(work: Work, act: Act) -> None:
    """What was done is on record; a reply may have to wait for it (K-4.2a)."""
    work.change(logged=work.case.logged | {act.inputs.log_type})


def record_contact(work: Work, _act: Act) -> None:
    """The unit has been in touch with the citizen (C-M8b)."""
    work.change(contacted=True)
