"""Let words leave a case: edited, or gone a sealed way as a case of their own (A-20, K-4.2b, C-M21)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.case_number import case_number_of
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.errors import CaseMissingError, RequestReusedError, UnavailableError
from chalicelib.domain.identifiers import CaseNo, TextRef
from chalicelib.domain.vocabulary import Action
from chalicelib.domain.workflow.act import Act, Branch
from chalicelib.domain.workflow.case import CITIZEN, Case
from chalicelib.domain.workflow.engine import decide
from chalicelib.domain.workflow.evidence_of import evidence_of
from chalicelib.ports.case_store import CaseNumberTakenError, CaseStore
from chalicelib.ports.people import People
from chalicelib.ports.shelves import Shelves
from chalicelib.usecases.surroundings import Surroundings

DRAWS: Final = 5
"""As many numbers as a filing tries (storage §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchOff:
    """Takes the acts of `BRANCHING`.

    The number of a part follows from the request, so that a repeated request meets the part it made, even
    where the case itself shows no trace of it; its day is the case's own.
    """

    cases: CaseStore
    people: People
    shelves: Shelves
    surroundings: Surroundings

    def __call__(self, case: Case, act: Act) -> Case:
        """Take the act on a case just read, and give the case as it then stands.

        Raises:
            StaleCaseError: Somebody else has changed the case.
            UnavailableError: A store did not answer; the same request goes on where this one stopped.
            DomainError: Whatever the table refuses (`decide`).
        """
        for part in self.numbers(case, act):
            try:
                return self._branch(case, act, part)
            except CaseNumberTakenError:
                continue
        raise UnavailableError("暂时没有取到编号，请稍后用同一次提交重试。")

    def has_made(self, case: Case, act: Act) -> bool:
        """Tell whether this very request has made a part before, whatever has become of the case since.

        Raises:
            RequestReusedError: It has, with another body.
        """
        for part in self.numbers(case, act):
            try:
                made = self.cases.get(part)
            except CaseMissingError:
                return False
            entry = self.cases.find_entry(made, act.request)
            if entry is not None and entry.body != act.body:
                raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
            if entry is not None:
                return True
        return False

    def numbers(self, case: Case, act: Act) -> Iterator[CaseNo]:
        """Give the numbers that a part of this act may have, the first one unless it is taken."""
        code, day = self.shelves.county(case.county).code, civil_day(case.filed_at)
        for draw in range(DRAWS):
            yield case_number_of(code, day, f"{case.case_no} {act.request} {draw}")

    def _branch(self, case: Case, act: Act, part: CaseNo) -> Case:
        around = self.surroundings.of(case)
        decision = decide(case, act, replace(around, branch=self._gathered(case, part)))
        if decision.beside is not None and decision.entries:
            # The citizen has a second number now, and finds it among their own.
            person = self.cases.filed_by(case.case_no)
            self.people.guard_filing(person, f"{case.case_no}/{part}", act.body, part, None, around.now)
        return self.cases.commit(decision)

    def _gathered(self, case: Case, part: CaseNo) -> Branch:
        entries = [entry for entry, _ in self.cases.timeline(case)]
        complaint = case.complaint
        filed = (complaint.title, complaint.content, complaint.demand, complaint.complained_person)
        added = [
            entry.texts["text"]
            for entry in entries
            if entry.actor == CITIZEN and entry.action is Action.ADD_MATERIAL and "text" in entry.texts
        ]
        written = [TextRef(ref) for ref in dict.fromkeys((*case.withheld, *filed, *added)) if ref]
        texts = self.cases.texts(case.case_no, written)
        return Branch(
            case_no=part,
            refer=self.surroundings.references_in(part),
            words={ref: texts[ref] for ref in written if ref in texts},
            files=evidence_of(case, (entry for entry in entries if entry.actor == CITIZEN)),
        )
