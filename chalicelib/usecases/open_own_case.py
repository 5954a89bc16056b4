"""A citizen opens a case of their own, by the phone alone or, long after its end, by its code too (A-17)."""

from dataclasses import dataclass

from chalicelib.domain.errors import CaseStillOpenError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.identity.refusals import QueryCodeNeededError, QueryCodeRefusedError
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.long_ended import needs_code
from chalicelib.ports.audit_log import Audited
from chalicelib.ports.clock import Clock
from chalicelib.ports.people import People
from chalicelib.usecases.check_query_code import CheckQueryCode
from chalicelib.usecases.open_case import OpenCase


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOwnCase:
    """Opens it, or takes it off the citizen's list."""

    open_case: OpenCase
    check_query_code: CheckQueryCode
    people: People
    clock: Clock

    def __call__(self, case_no: CaseNo, person: PersonId, code: str | None) -> Case:
        """Open a case for the citizen who filed it.

        Raises:
            CaseMissingError: There is none, or it is somebody else's.
            QueryCodeNeededError: It ended long ago, and no code came with the request.
            QueryCodeRefusedError: It ended long ago, and the code is another's.
            TooOftenError: Too many wrong codes were tried.
        """
        case = self.open_case.for_citizen(case_no, person)
        if not needs_code(case, self.clock.now()):
            return case
        if not code:
            raise QueryCodeNeededError
        if not self.check_query_code(case_no, code):
            self.open_case.record(Audited.CASE_REFUSED, case_no, person, why="code")
            raise QueryCodeRefusedError
        return case

    def hide(self, case: Case, person: PersonId) -> None:
        """Take an ended case off the list for good; it stays, and its number still opens it (A-17, K-5.3a).

        No code is asked: whoever holds the number now and knows nothing of the case may tidy up too, and
        learns nothing by it.

        Raises:
            CaseStillOpenError: Somebody still owes the citizen something.
        """
        if not case.has_ended:
            raise CaseStillOpenError
        self.people.hide(person, case.case_no)
