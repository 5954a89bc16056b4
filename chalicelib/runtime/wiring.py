"""Every use case with its ports: what a route or a job may ask for.

A test, or another way to run the service, derives from `Services` and is put in its place by `use`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from chalicelib.domain.identity.digests import Pepper
from chalicelib.domain.identity.limits import CODES_FROM_ONE_ADDRESS
from chalicelib.domain.identity.query_code import QueryCodes
from chalicelib.runtime.dispatch import Dispatch
from chalicelib.runtime.outside import Outside
from chalicelib.usecases.branch_off import BranchOff
from chalicelib.usecases.change_password import ChangePassword
from chalicelib.usecases.check_horizon import CheckHorizon
from chalicelib.usecases.check_query_code import CheckQueryCode
from chalicelib.usecases.claim_uploads import ClaimUploads
from chalicelib.usecases.file_case import FileCase
from chalicelib.usecases.file_for_somebody import FileForSomebody
from chalicelib.usecases.look_up_case import LookUpCase
from chalicelib.usecases.open_case import OpenCase
from chalicelib.usecases.open_citizen_session import OpenCitizenSession
from chalicelib.usecases.open_own_case import OpenOwnCase
from chalicelib.usecases.open_staff_session import OpenStaffSession
from chalicelib.usecases.purge_words import PurgeWords
from chalicelib.usecases.recount_shard import RecountShard
from chalicelib.usecases.request_phone_code import RequestPhoneCode
from chalicelib.usecases.surroundings import Surroundings
from chalicelib.usecases.sweep import Sweep
from chalicelib.usecases.take_action import TakeAction
from chalicelib.usecases.tell_health import TellHealth
from chalicelib.usecases.two_factors import TwoFactors


class Services(Outside):
    """Everything a route or a job may ask for."""

    @cached_property
    def request_phone_code(self) -> RequestPhoneCode:
        """Send a code to a phone."""
        return RequestPhoneCode(
            gate=self.gate,
            messenger=self.messenger,
            clock=self.clock,
            ids=self.ids,
            pepper=self._pepper,
            per_address=replace(CODES_FROM_ONE_ADDRESS, most=int(self.settings.codes_per_address)),
        )

    @cached_property
    def open_citizen_session(self) -> OpenCitizenSession:
        """Open a citizen's session."""
        return OpenCitizenSession(
            gate=self.gate, people=self.people, clock=self.clock, ids=self.ids, pepper=self._pepper
        )

    @cached_property
    def open_staff_session(self) -> OpenStaffSession:
        """Open an official's session."""
        return OpenStaffSession(
            two_factors=self._two_factors,
            gate=self.gate,
            audit=self.audit_log,
            clock=self.clock,
            ids=self.ids,
        )

    @cached_property
    def change_password(self) -> ChangePassword:
        """Take a new password from an official."""
        return ChangePassword(
            two_factors=self._two_factors,
            accounts=self.accounts,
            credentials=self.credentials,
            audit=self.audit_log,
            clock=self.clock,
        )

    @property
    def _two_factors(self) -> TwoFactors:
        return TwoFactors(
            gate=self.gate,
            accounts=self.accounts,
            credentials=self.credentials,
            audit=self.audit_log,
            pepper=self._pepper,
        )

    @cached_property
    def surroundings(self) -> Surroundings:
        """Gather the world around a decision."""
        return Surroundings(cases=self.cases, shelves=self.shelves, clock=self.clock)

    @cached_property
    def claim_uploads(self) -> ClaimUploads:
        """Bind uploads to cases."""
        return ClaimUploads(gate=self.gate, clock=self.clock)

    @cached_property
    def file_case(self) -> FileCase:
        """File a complaint."""
        return FileCase(
            cases=self.cases,
            people=self.people,
            shelves=self.shelves,
            surroundings=self.surroundings,
            claim_uploads=self.claim_uploads,
            ids=self.ids,
            query_codes=self._query_codes,
        )

    @cached_property
    def file_for_somebody(self) -> FileForSomebody:
        """File for a citizen who stands beside."""
        return FileForSomebody(
            gate=self.gate,
            people=self.people,
            messenger=self.messenger,
            clock=self.clock,
            pepper=self._pepper,
            file_case=self.file_case,
        )

    @cached_property
    def open_case(self) -> OpenCase:
        """Open a case for somebody who may see it."""
        return OpenCase(
            cases=self.cases, surroundings=self.surroundings, audit=self.audit_log, clock=self.clock
        )

    @cached_property
    def check_query_code(self) -> CheckQueryCode:
        """Tell whether a query code is right."""
        return CheckQueryCode(gate=self.gate, codes=self._query_codes, clock=self.clock)

    @cached_property
    def open_own_case(self) -> OpenOwnCase:
        """Open a case for the citizen who filed it."""
        return OpenOwnCase(
            open_case=self.open_case,
            check_query_code=self.check_query_code,
            people=self.people,
            clock=self.clock,
        )

    @cached_property
    def look_up_case(self) -> LookUpCase:
        """Look a case up by its number and code, at a reception point."""
        return LookUpCase(open_case=self.open_case, check_query_code=self.check_query_code)

    @cached_property
    def take_action(self) -> TakeAction:
        """Take an action on a case."""
        return TakeAction(
            cases=self.cases,
            surroundings=self.surroundings,
            claim_uploads=self.claim_uploads,
            branch_off=BranchOff(
                cases=self.cases, people=self.people, shelves=self.shelves, surroundings=self.surroundings
            ),
        )

    @cached_property
    def dispatch(self) -> Dispatch:
        """Notices on their way, and evidence."""
        return Dispatch(self, lambda: self._connection, lambda: self._matter_keys)

    @cached_property
    def sweep(self) -> Sweep:
        """Catch up what the clock owes."""
        return Sweep(
            cases=self.cases,
            surroundings=self.surroundings,
            clock=self.clock,
            heal_notices=self.dispatch.heal_notices,
            purge_words=PurgeWords(cases=self.cases, files=self.dispatch.files),
        )

    @cached_property
    def recount_shard(self) -> RecountShard:
        """Count every open case again when another calendar is in force."""
        return RecountShard(
            cases=self.cases,
            surroundings=self.surroundings,
            shelves=self.shelves,
            job_log=self.dispatch.job_log,
            clock=self.clock,
        )

    @cached_property
    def check_horizon(self) -> CheckHorizon:
        """See how far the calendars reach."""
        return CheckHorizon(shelves=self.shelves, clock=self.clock)

    @cached_property
    def tell_health(self) -> TellHealth:
        """Tell how the service stands."""
        return TellHealth(
            cases=self.cases, shelves=self.shelves, job_log=self.dispatch.job_log, clock=self.clock
        )

    @cached_property
    def _query_codes(self) -> QueryCodes:
        return QueryCodes(self.secret(self.settings.secret_query_code).encode())

    @cached_property
    def _pepper(self) -> Pepper:
        return Pepper(self.key_for("gate"))


_in_use: list[Services] = []


def services() -> Services:
    """Give the services of this process."""
    if not _in_use:
        _in_use.append(Services())
    return _in_use[-1]


@contextmanager
def use(others: Services) -> Iterator[Services]:
    """Let other services answer for a while."""
    _in_use.append(others)
    try:
        yield others
    finally:
        _in_use.remove(others)
