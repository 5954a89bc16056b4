"""Take an action on a case: gather, decide, commit (house style §1)."""

from dataclasses import dataclass

from chalicelib.domain.errors import RequestReusedError, StaleCaseError
from chalicelib.domain.identifiers import PersonId, UploadId
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.branching import BRANCHING
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.engine import decide
from chalicelib.ports.case_store import CaseStore
from chalicelib.usecases.branch_off import BranchOff
from chalicelib.usecases.claim_uploads import ClaimUploads
from chalicelib.usecases.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAction:
    """One act of a person on one case."""

    cases: CaseStore
    surroundings: Surroundings
    claim_uploads: ClaimUploads
    branch_off: BranchOff

    def __call__(self, case: Case, act: Act, *, version: int | None, person: PersonId | None = None) -> Case:
        """Take the act on a case just read; the same request again gives the case as it now stands.

        Raises:
            RequestReusedError: The key came before with another body.
            StaleCaseError: The case has changed since the version the caller saw.
            DomainError: Whatever the table refuses (`decide`).
        """
        before = self.cases.find_entry(case, act.request)
        if before is not None:
            if before.body != act.body:
                raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
            return case
        if act.action in BRANCHING and self.branch_off.has_made(case, act):
            return case
        if version is not None and version != case.version:
            raise StaleCaseError(version=case.version)
        if act.action in BRANCHING:
            return self.branch_off(case, act)
        decision = decide(case, act, self.surroundings.of(case))
        if act.inputs.uploads:
            files = [UploadId(upload) for upload in act.inputs.uploads]
            self.claim_uploads(files, case.case_no, person)
        return self.cases.commit(decision)
