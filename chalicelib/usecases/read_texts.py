"""Open the texts of a case, also those that stand under the case it follows (A-44)."""

from collections.abc import Mapping, Sequence

from chalicelib.domain.identifiers import TextRef
from chalicelib.domain.workflow.case import Case
from chalicelib.ports.case_store import CaseStore


def texts_of(cases: CaseStore, case: Case, refs: Sequence[TextRef]) -> Mapping[TextRef, str]:
    """Give the texts that may still be read in a case; those that are gone or withheld are left out."""
    wanted = [ref for ref in dict.fromkeys(refs) if case.shows(ref)]
    found = dict(cases.texts(case.case_no, wanted))
    for other in case.reads_from:
        missing = [ref for ref in wanted if ref not in found]
        found |= cases.texts(other, missing)
    return found
