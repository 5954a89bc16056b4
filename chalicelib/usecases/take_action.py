"""Take an action on a case: gather, decide, commit (house style §1)."""

from dataclasses import dataclass, replace

from chalicelib.domain.case_number import case_no_of
from chalicelib.domain.errors import (
    CaseMissingError,
    CaseNumberMistypedError,
    RequestReusedError,
    StaleCaseError,
)
from chalicelib.domain.identifiers import PersonId, UploadId
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.act import Act
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.effects.branching import BRANCHING
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
        around = self.surroundings.of(case)
        if act.action is Action.MERGE:
            around = replace(around, other=self._named(act))
        decision = decide(case, act, around)
        if act.inputs.uploads:
            files = [UploadId(upload) for upload in act.inputs.uploads]
            self.claim_uploads(files, case.case_no, person)
        return self.cases.commit(decision)

    def _named(self, act: Act) -> Case | None:
        """Read the case that an act names; one that this post may not see is as good as none (A-44)."""
        try:
            other = self.cases.get(case_no_of(act.inputs.into))
        except (CaseNumberMistypedError, CaseMissingError):
            return None
        return other if self.surroundings.lets_see(act.actor, other) else None
