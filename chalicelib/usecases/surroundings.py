"""The world around a decision: every part of it read once (house style §3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.identifiers import CaseNo, CountyId, TextRef
from chalicelib.domain.vocabulary import DutyKind, State
from chalicelib.domain.workflow.act import Actor, Circumstances
from chalicelib.domain.workflow.case import Case
from chalicelib.domain.workflow.seats.visibility import sees
from chalicelib.ports.case_store import CaseStore
from chalicelib.ports.clock import Clock
from chalicelib.ports.shelves import Shelves


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Gathers rulebook, calendar, directory and time for one decision."""

    cases: CaseStore
    shelves: Shelves
    clock: Clock

    def of(self, case: Case) -> Circumstances:
        """Give the circumstances of a case: its own rulebook version (A-48), everything else as in force."""
        around = self._gather(case.county, case.case_no, case.rulebook)
        if case.state is State.FOLLOWING and case.lead is not None:
            return replace(around, lead=self.cases.get(case.lead))
        if case.leading and (case.state is State.CLOSING or case.duty(DutyKind.WITHDRAWAL) is not None):
            return replace(around, followers=tuple(self.followers_of(case)))
        return around

    def followers_of(self, case: Case) -> Sequence[Case]:
        """Give the cases that follow this one, or have until it was answered (A-44)."""
        linked = self.cases.get_many(self.cases.followers_of(case.case_no)) if case.leading else ()
        return [each for each in linked if each.lead == case.case_no]

    def of_new(self, county: CountyId, case_no: CaseNo) -> Circumstances:
        """Give the circumstances of a filing: the rulebook in force (H-0.1).

        Raises:
            CountyMissingError: There is no such tenant.
        """
        return self._gather(county, case_no, self.shelves.county(county).rulebook)

    def references_in(self, case_no: CaseNo) -> Callable[[str], TextRef]:
        """Give what refers to texts in a case, also in one that is only about to begin."""
        return partial(self.cases.refer, case_no)

    def directory_of(self, case: Case) -> Directory:
        """Give the directory in force where a case is at home."""
        return self.shelves.directory(self.shelves.county(case.county).directory)

    def lets_see(self, actor: Actor, case: Case) -> bool:
        """Tell whether a post may read this case (design §1 promise 3)."""
        return sees(actor, case, self.directory_of(case), self.shelves.rulebook(case.rulebook))

    def _gather(self, county: CountyId, case_no: CaseNo, rulebook: str) -> Circumstances:
        tenant = self.shelves.county(county)
        return Circumstances(
            now=self.clock.now(),
            rulebook=self.shelves.rulebook(rulebook),
            calendar=self.shelves.calendar(tenant.calendar),
            directory=self.shelves.directory(tenant.directory),
            refer=self.references_in(case_no),
        )
