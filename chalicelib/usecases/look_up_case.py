"""Look a case up for whoever stands at a reception point with its number and code on paper (A-18, A-19)."""

from dataclasses import dataclass
from typing import Final

from chalicelib.domain.errors import CaseMissingError, NotYoursError
from chalicelib.domain.identifiers import CaseNo, CountyId
from chalicelib.domain.identity.limits import LOOKUPS_OF_ONE_ACCOUNT
from chalicelib.domain.identity.refusals import LookupRefusedError
from chalicelib.domain.vocabulary import Role
from chalicelib.domain.workflow.act import Actor
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.seating import barred_from
from chalicelib.ports.audit_log import Audited
from chalicelib.usecases.check_query_code import CheckQueryCode
from chalicelib.usecases.open_case import OpenCase
from chalicelib.usecases.turnstile import Turnstile

RECEIVING: Final = frozenset({Role.ASSISTANT, Role.INTAKE, Role.COUNTY})
"""Who sits where people come to: reception points, a town's 纪检机构, the county's (S-18, C-M10a)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpCase:
    """Opens a case by its number and code alone, for those who receive people; each try is written down."""

    open_case: OpenCase
    check_query_code: CheckQueryCode

    def __call__(self, case_no: CaseNo, code: str, actor: Actor, county: CountyId) -> Case:
        """Open it, as its citizen would see it.

        Of a case about the conduct of whoever asks, or of their unit, nothing is told: who complained would
        be standing before them with the paper in hand (A-30, X-10).

        Raises:
            NotYoursError: This post receives nobody.
            TooOftenError: This account looks up too often, or too many wrong codes were tried.
            LookupRefusedError: Number and code do not belong together, or the case is not for this post.
        """
        if actor.role not in RECEIVING:
            raise NotYoursError("凭查询码查询由代录员、纪检机构受理岗或县级受理岗办理。")
        check = self.check_query_code
        limits = [LOOKUPS_OF_ONE_ACCOUNT]
        Turnstile(check.gate).pass_through(limits, actor.account, check.clock.real_now())
        is_right = check(case_no, code)
        try:
            case = self.open_case.cases.get(case_no)
        except CaseMissingError:
            raise self._refused(case_no, actor, "absent") from None
        if not is_right:
            raise self._refused(case_no, actor, "code")
        if case.county != county or self._is_barred(actor, case):
            raise self._refused(case_no, actor, "not_theirs")
        self.open_case.record(Audited.CASE_READ, case_no, actor.account, actor.post or "", "query_code")
        return case

    def _is_barred(self, actor: Actor, case: Case) -> bool:
        return actor.post in barred_from(case, self.open_case.surroundings.directory_of(case))

    def _refused(self, case_no: CaseNo, actor: Actor, why: str) -> LookupRefusedError:
        self.open_case.record(Audited.CASE_REFUSED, case_no, actor.account, actor.post or "", why)
        return LookupRefusedError()
