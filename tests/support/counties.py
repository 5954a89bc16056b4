"""Tenants as they stand in the register, and whole counties on their shelves."""

from chalicelib.adapters.cached_shelves import CachedShelves
from chalicelib.adapters.memory.library import MemoryLibrary, MemoryRegister
from chalicelib.adapters.shipped_files.counties import county_files, demonstration
from chalicelib.domain.directory.county import ProgressLabels
from chalicelib.domain.identifiers import CountyId
from chalicelib.ports.shelves import County
from chalicelib.usecases.import_county import ImportCounty

HELAN_FILES = county_files(demonstration("helan"))
PROGRESS = ProgressLabels(
    steps=("诉", "转", "办", "评"),
    states=("投诉", "受理", "转办", "办理", "拟制答复意见", "审核答复意见", "答复", "评价", "办结"),
)


def a_county(county="helan", **changes):
    """Give a tenant with every version at its first."""
    given = {
        "id": CountyId(county),
        "code": "HL",
        "name": "贺兰县",
        "rulebook": "helan-2022@1",
        "calendar": "CN-1+CN-NX-1",
        "directory": f"{county}@1",
        "checklist": f"{county}@1",
        "notices": {"12388": "检举控告请拨打 12388。", "12345": "政务服务请拨打 12345。"},
        "progress": PROGRESS,
    }
    return County(**(given | changes))


def shelves_with(*counties):
    """Give shelves onto which the files of these counties were imported."""
    library, register = MemoryLibrary(), MemoryRegister()
    for files in counties:
        ImportCounty(library, register)(files)
    return CachedShelves(library, register, lambda: 0.0)
