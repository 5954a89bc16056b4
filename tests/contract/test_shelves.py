"""Shelves give back what the library holds, and ask no oftener than they must."""

import pytest

from chalicelib.adapters.cached_shelves import POINTERS_LAST_SECONDS, CachedShelves
from chalicelib.adapters.memory.library import MemoryLibrary, MemoryRegister
from chalicelib.domain.checklist import document as checklist_files
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.directory import document as directory_files
from chalicelib.domain.errors import CountyMissingError
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.ports.library import DocumentMissingError, Kind
from tests.support.calendars import CN_DOCUMENT, NX_DOCUMENT
from tests.support.counties import a_county
from tests.support.rulebooks import HELAN
from tests.support.shipped import shipped

DIRECTORY = directory_files.directory_from(shipped("demo/helan/directory.json"))
CHECKLIST = checklist_files.checklist_from(shipped("demo/helan/checklist.json"), DIRECTORY)


class CountingRegister(MemoryRegister):
    """Counts how often it is asked."""

    asked = 0

    def counties(self):
        self.asked += 1
        return super().counties()

    def find(self, county):
        self.asked += 1
        return super().find(county)


class CountingLibrary(MemoryLibrary):
    """Counts how often it is asked."""

    asked = 0

    def find(self, kind, version):
        self.asked += 1
        return super().find(kind, version)


class Seconds:
    """A clock that runs only when it is told to."""

    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def register():
    return CountingRegister()


@pytest.fixture
def library():
    return CountingLibrary()


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def shelves(library, register, seconds):
    return CachedShelves(library, register, seconds)


def test_a_rulebook_comes_back_whole(library, shelves):
    library.keep(Kind.RULEBOOK, "helan-2022@1", HELAN)
    assert shelves.rulebook("helan-2022@1") == rulebook_from(HELAN)


def test_a_calendar_comes_back_whole(library, shelves):
    library.keep(Kind.CALENDAR, "c", {"base": CN_DOCUMENT, "overlays": [NX_DOCUMENT]})
    assert shelves.calendar("c") == calendar_of(CN_DOCUMENT, [NX_DOCUMENT])


def test_a_directory_comes_back_whole_though_nobody_checks_it_again(library, shelves):
    library.keep(Kind.DIRECTORY, "helan@1", directory_files.as_document(DIRECTORY))
    assert shelves.directory("helan@1") == DIRECTORY


def test_a_checklist_comes_back_whole_though_nobody_checks_it_again(library, shelves):
    library.keep(Kind.CHECKLIST, "helan@1", checklist_files.as_document(CHECKLIST))
    assert shelves.checklist("helan@1") == CHECKLIST


def test_a_version_is_read_once_for_the_life_of_the_process(library, shelves, seconds):
    library.keep(Kind.RULEBOOK, "helan-2022@1", HELAN)
    first = shelves.rulebook("helan-2022@1")
    asked = library.asked
    seconds.now += 10 * POINTERS_LAST_SECONDS
    assert shelves.rulebook("helan-2022@1") is first
    assert library.asked == asked


def test_a_version_that_nobody_brought_is_our_own_fault(shelves):
    with pytest.raises(DocumentMissingError):
        shelves.rulebook("helan-2022@9")


def test_a_pointer_is_asked_again_after_a_minute(register, shelves, seconds):
    register.put_in_force(a_county())
    assert shelves.county("helan").rulebook == "helan-2022@1"
    register.put_in_force(a_county(rulebook="helan-2022@2"))
    seconds.now += POINTERS_LAST_SECONDS - 1
    assert shelves.county("helan").rulebook == "helan-2022@1"
    assert register.asked == 1
    seconds.now += 1
    assert shelves.county("helan").rulebook == "helan-2022@2"


def test_the_list_of_tenants_is_asked_again_after_a_minute(register, shelves, seconds):
    assert not shelves.counties()
    register.put_in_force(a_county())
    assert not shelves.counties()
    assert register.asked == 1
    seconds.now += POINTERS_LAST_SECONDS
    assert shelves.counties() == (a_county(),)


def test_a_tenant_that_is_missing_is_a_refusal_and_seen_as_soon_as_it_is_there(register, shelves):
    with pytest.raises(CountyMissingError):
        shelves.county("helan")
    register.put_in_force(a_county())
    assert shelves.county("helan") == a_county()
