"""Tell whether a query code is right, so often and no oftener (A-17)."""

from dataclasses import dataclass

from chalicelib.domain.identifiers import CaseNo
from chalicelib.domain.identity.limits import QUERY_CODES_OF_ONE_CASE
from chalicelib.domain.identity.query_code import QueryCodes
from chalicelib.ports.clock import Clock
from chalicelib.ports.gate import Gate
from chalicelib.usecases.turnstile import Turnstile


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckQueryCode:
    """Counts before it looks, under the number alone: whoever tries, and whether there is such a case."""

    gate: Gate
    codes: QueryCodes
    clock: Clock

    def __call__(self, case_no: CaseNo, typed: str) -> bool:
        """Tell whether this is the code of this number; a right one forgets the wrong ones before it.

        Raises:
            TooOftenError: Too many wrong ones were tried of late.
        """
        now, turnstile = self.clock.real_now(), Turnstile(self.gate)
        turnstile.pass_through(QUERY_CODES_OF_ONE_CASE, case_no, now)
        if not self.codes.is_right(case_no, typed):
            return False
        for limit in QUERY_CODES_OF_ONE_CASE:
            turnstile.forget(limit, case_no, now)
        return True
