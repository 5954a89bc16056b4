"""People in memory, for tests and exploration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from chalicelib.domain.errors import RequestReusedError
from chalicelib.domain.identifiers import CaseNo, PersonId
from chalicelib.domain.personal import Personal
from chalicelib.ports.people import FilingGuard


@dataclass(slots=True)
class _Filing:
    guard: FilingGuard
    name: Personal[str] | None
    is_hidden: bool = False


class MemoryPeople:
    """Keeps people and their filings; implements `ports.people.People`."""

    def __init__(self, new_id: Callable[[], str] | None = None) -> None:
        """Without `new_id`, people are numbered."""
        numbers = count(1)
        self._new_id = new_id or (lambda: f"person-{next(numbers)}")
        self._persons: dict[str, PersonId] = {}
        self._without_phone: dict[str, PersonId] = {}
        self._filings: dict[tuple[PersonId, str], _Filing] = {}

    def person_with(self, phone: Personal[str], at: datetime) -> PersonId:  # noqa: ARG002 - the port's signature
        """Find the person of a verified phone, or make one."""
        if phone.value not in self._persons:
            self._persons[phone.value] = PersonId(self._new_id())
        return self._persons[phone.value]

    def find_person(self, phone: Personal[str]) -> PersonId | None:
        """Find the person of a phone."""
        return self._persons.get(phone.value)

    def person_without_phone(self, request: str, at: datetime) -> PersonId:  # noqa: ARG002 - the port's signature
        """Make a person who has no phone, once for each request."""
        if request not in self._without_phone:
            self._without_phone[request] = PersonId(self._new_id())
        return self._without_phone[request]

    def phone_of(self, person: PersonId) -> Personal[str] | None:
        """Give a person's phone; None: they have none.

        Raises:
            LookupError: There is no such person.
        """
        for phone, known in self._persons.items():
            if known == person:
                return Personal(phone)
        if person in self._without_phone.values():
            return None
        raise LookupError("no profile of this person")

    def guard_filing(  # noqa: PLR0913, PLR0917 - the port's signature
        self, person: PersonId, key: str, body: str, case_no: CaseNo, name: Personal[str] | None, at: datetime
    ) -> FilingGuard:
        """Put the guard if absent, else give the one that stands."""
        standing = self._filings.get((person, key))
        if standing is None:
            new = FilingGuard(case_no=case_no, body=body, filed_at=at, is_new=True)
            self._filings[person, key] = _Filing(new, name)
            return new
        if standing.guard.body != body:
            raise RequestReusedError("这次提交与上一次编号相同、内容不同，请刷新页面后重新提交。")
        return replace(standing.guard, is_new=False)

    def find_guard(self, person: PersonId, key: str) -> FilingGuard | None:
        """Give the guard that an earlier try has put."""
        filing = self._filings.get((person, key))
        return None if filing is None else replace(filing.guard, is_new=False)

    def repoint_guard(self, person: PersonId, key: str, old: CaseNo, new: CaseNo) -> None:
        """Give a filing another number after a collision, if it still has the old one."""
        filing = self._filings.get((person, key))
        if filing is not None and filing.guard.case_no == old:
            filing.guard = replace(filing.guard, case_no=new)

    def cases_of(self, person: PersonId, *, after: CaseNo | None = None) -> Sequence[CaseNo]:
        """List the case numbers a person has filed and not hidden, newest first."""
        filings = [filing for (who, _), filing in self._filings.items() if who == person]
        filings.sort(key=lambda filing: filing.guard.filed_at, reverse=True)
        numbers = [filing.guard.case_no for filing in filings]
        start = numbers.index(after) + 1 if after in numbers else 0
        return [filing.guard.case_no for filing in filings[start:] if not filing.is_hidden]

    def hide(self, person: PersonId, case_no: CaseNo) -> None:
        """Leave a case out of the person's list from now on."""
        for (who, _), filing in self._filings.items():
            if who == person and filing.guard.case_no == case_no:
                filing.is_hidden = True
