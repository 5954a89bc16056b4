"""Open a case for reading or acting: who may not, learns nothing, and both are written down (design §1)."""

from dataclasses import dataclass

from chalicelib.domain.errors import CaseMissingError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case
from chalicelib.ports.audit_log import Audited, AuditEvent, AuditLog
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.usecases.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """Reads a head and asks whether this reader may have it."""

    cases: CaseStore
    surroundings: Surroundings
    audit: AuditLog
    clock: Clock

    def for_post(self, case_no: CaseNo, actor: Actor, *, is_read: bool, request: str = "") -> Case:
        """Open a case for an official; a reading is recorded, an act tells of itself in the timeline.

        Some acts end the sight of whoever takes them: sealing, recusal, the answer to an order. Sent again,
        such a `request` still finds its case, so that a lost answer does not look like a lost case.

        Raises:
            CaseMissingError: There is none, or none that this post may see: nobody can tell which.
        """
        case = self._found(case_no, actor.account, actor.post or "")
        if not self.surroundings.lets_see(actor, case):
            if request and self.cases.find_entry(case, request) is not None:
                return case
            self._refuse(case_no, actor.account, actor.post or "", "not_theirs")
        if is_read:
            self.record(Audited.CASE_READ, case_no, actor.account, actor.post or "")
        return case

    def for_citizen(self, case_no: CaseNo, person: PersonId) -> Case:
        """Open a case for the citizen who filed it.

        Raises:
            CaseMissingError: There is none, or it is somebody else's.
        """
        case = self._found(case_no, person, "")
        if self.cases.filed_by(case_no) != person:
            self._refuse(case_no, person, "", "not_theirs")
        return case

    def record(self, what: Audited, case_no: CaseNo, who: str, post: str = "", why: str = "") -> None:
        """Write down who has read, or was refused."""
        event = AuditEvent(
            what=what, at=self.clock.real_now(), actor=who, post=post, case_no=case_no, why=why
        )
        self.audit.record(event)

    def _found(self, case_no: CaseNo, who: str, post: str) -> Case:
        try:
            return self.cases.get(case_no)
        except CaseMissingError:
            self._refuse(case_no, who, post, "absent")
            raise

    def _refuse(self, case_no: CaseNo, who: str, post: str, why: str) -> None:
        self.record(Audited.CASE_REFUSED, case_no, who, post, why)
        raise CaseMissingError
