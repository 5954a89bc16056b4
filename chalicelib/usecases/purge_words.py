"""Delete the words and files of a case whose purge is about to be written down (S-20, storage §10)."""

from dataclasses import dataclass, replace

from chalicelib.domain.identifiers import UploadId
from chalicelib.domain.workflow.act import Decision
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.clock.purging import is_purge, kept_after_purge
from chalicelib.domain.workflow.evidence_of import evidence_of
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.files import Files


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeWords:
    """Deletes first; the entry follows. A crash between leaves the wake-up, and the next sweep goes on."""

    cases: CaseStore
    files: Files

    def __call__(self, decision: Decision) -> None:
        """Delete what the decision says is gone; of any other decision nothing, done again is the same.

        Raises:
            UnavailableError: A store did not answer; the purge must not be committed.
        """
        if decision.before is None or not is_purge(decision.entries):
            return
        entries = [entry for entry, _ in self.cases.timeline(decision.before)]
        shown = self._shown_elsewhere(decision.before)
        # What was withheld from ordinary eyes is not kept either.
        for upload in evidence_of(replace(decision.before, withheld=()), entries):
            if upload not in shown:
                self.files.purge(upload)
        self.cases.purge(decision.before, kept_after_purge(entries))

    def _shown_elsewhere(self, case: Case) -> frozenset[UploadId]:
        """Give the files that the case it was taken out of still shows as its proof (K-5.3a)."""
        if case.origin is None:
            return frozenset()
        origin = self.cases.get(case.origin)
        return frozenset(evidence_of(origin, (entry for entry, _ in self.cases.timeline(origin))))
