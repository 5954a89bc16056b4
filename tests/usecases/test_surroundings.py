"""The world around a decision: a case keeps its rulebook, a new one gets what is in force (A-48)."""

from dataclasses import replace

import pytest

from chalicelib.domain.identifiers import CaseNo, CountyId
from chalicelib.usecases.surroundings import Surroundings
from tests.support.life import a_life
from tests.support.office import HELAN, OfficeServices

NEXT_YEARS = "helan-2022@2"


class NextYear:
    """The county's shelves after a new version of its rulebook was put in force."""

    def __getattr__(self, name):
        return getattr(HELAN, name)

    def county(self, county):
        return replace(HELAN.county(county), rulebook=NEXT_YEARS)

    def rulebook(self, ref):
        known = HELAN.rulebook("helan-2022@1")
        return replace(known, version=2) if ref == NEXT_YEARS else known


@pytest.mark.obligation("A-48", "H-0.1")
def test_a_case_keeps_the_rules_it_was_filed_under_and_the_next_one_gets_the_new_ones():
    office = OfficeServices()
    surroundings = Surroundings(cases=office.cases, shelves=NextYear(), clock=office.clock)
    filed = a_life().case
    assert surroundings.of(filed).rulebook.ref == filed.rulebook == "helan-2022@1"
    assert surroundings.of_new(CountyId("helan"), CaseNo("HL26030200000009")).rulebook.ref == NEXT_YEARS
