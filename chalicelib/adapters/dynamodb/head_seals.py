"""What stands sealed in a head: the title, and the pointer to who filed (storage §1, §10)."""

from dataclasses import dataclass
from typing import Final

from chalicelib.adapters.crypto.envelope import place
from chalicelib.adapters.crypto.monthly_keys import MonthlyKeys
from chalicelib.adapters.dynamodb.case_rows import HEAD
from chalicelib.domain.identifiers import CaseNo, PersonId

_TABLE: Final = "cases"


@dataclass(frozen=True, slots=True)
class HeadSeals:
    """Seals and opens with the two keys of the month: the matter's and the people's."""

    matter: MonthlyKeys
    people: MonthlyKeys

    def title(self, case_no: CaseNo, words: str) -> bytes:
        """Seal a title."""
        return self.matter.seal(words.encode(), _place_of(case_no, "title"))

    def open_title(self, case_no: CaseNo, sealed: bytes) -> str:
        """Open a title."""
        return self.matter.open(sealed, _place_of(case_no, "title")).decode()

    def person(self, case_no: CaseNo, who: PersonId) -> bytes:
        """Seal the pointer to who filed."""
        return self.people.seal(who.encode(), _place_of(case_no, "filed_by"))

    def open_person(self, case_no: CaseNo, sealed: bytes) -> PersonId:
        """Open the pointer to who filed."""
        return PersonId(self.people.open(sealed, _place_of(case_no, "filed_by")).decode())


def _place_of(case_no: CaseNo, attribute: str) -> bytes:
    return place(_TABLE, case_no, HEAD, attribute)
