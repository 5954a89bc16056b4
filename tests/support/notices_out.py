"""An office whose calendar may change: its own library and register, and a notice that comes out."""

import json
from functools import cache

from chalicelib.adapters.cached_shelves import CachedShelves
from chalicelib.adapters.memory.library import MemoryLibrary, MemoryRegister
from chalicelib.ports.library import Kind
from chalicelib.ports.wake_shards import WAKE_SHARDS
from chalicelib.usecases.import_county import ImportCounty
from chalicelib.usecases.import_notice import ImportNotice
from tests.support.calendars import a_notice, days
from tests.support.counties import HELAN_FILES
from tests.support.office import OfficeServices
from tests.support.rulebooks import changed

LONGER_NOVEMBER = a_notice(
    2026,
    document="国办发明电〔2026〕9号",
    published_on="2026-11-23",
    days_off=days("临时放假", "2026-11-26", "2026-11-27"),
)
"""Gives two days that lie in every term begun in the week of the tests' first morning."""


def written(file):
    """Write a file as an operator hands it over."""
    return json.dumps(file, ensure_ascii=False).encode()


@cache
def mou_files():
    """Another county with the same bodies, which counts by the national calendar alone."""
    rulebook = changed(
        json.loads(HELAN_FILES["rulebook.json"]), {"/id": "mou-2022", "/calendar/overlays": []}
    )
    county = {
        **json.loads(HELAN_FILES["county.json"]),
        "id": "mou",
        "code": "MX",
        "name": "某县",
        "rulebook": "mou-2022",
    }
    directory, checklist = (json.loads(HELAN_FILES[name]) for name in ("directory.json", "checklist.json"))
    return {
        **HELAN_FILES,
        "county.json": written(county),
        "rulebook.json": written(rulebook),
        "directory.json": written(directory | {"county": "mou"}),
        "checklist.json": written(checklist | {"county": "mou"}),
    }


class CalendarOffice(OfficeServices):
    """The office, with shelves that follow the register as a process does: after a minute."""

    def __init__(self) -> None:
        super().__init__()
        self.library, self.register = MemoryLibrary(), MemoryRegister()
        ImportCounty(self.library, self.register)(HELAN_FILES)
        self.shelves = self.as_another_process_reads()

    def as_another_process_reads(self):
        """Give shelves that have read nothing yet."""
        return CachedShelves(self.library, self.register, lambda: self.clock.at.timestamp())  # noqa: PLW0108 - the clock moves

    def import_notice(self, file=LONGER_NOVEMBER, name="CN"):
        """Take a notice in."""
        return ImportNotice(self.library, self.register)(name, written(file))

    def calendar_in_force(self, county="helan"):
        """Name what a county counts by."""
        return self.register.find(county).calendar

    def keeps(self, version):
        """Tell whether a calendar is in the library."""
        return self.library.find(Kind.CALENDAR, version) is not None

    def recount(self):
        """Let every shard take one step, and give what each did."""
        return [self.recount_shard(shard) for shard in range(WAKE_SHARDS)]

    def a_round_later(self):
        """Let the time between two sweeps pass, and take a step."""
        self.clock.pass_by(minutes=5)
        return self.recount()
