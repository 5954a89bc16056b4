"""Which files belong to a case: those filed with it, and those its acts brought (R-80)."""

from collections.abc import Iterable

from chalicelib.domain.identifiers import UploadId
from chalicelib.domain.workflow.case import Case, Entry


def evidence_of(case: Case, entries: Iterable[Entry]) -> tuple[UploadId, ...]:
    """Give the uploads of a case in the order they came, each once, but those that are withheld (A-20)."""
    brought = (
        upload for entry in entries for upload in str(entry.data.get("uploads", "")).split(",") if upload
    )
    all_of_them = dict.fromkeys((*case.complaint.uploads, *brought))
    return tuple(UploadId(upload) for upload in all_of_them if case.shows(upload))
