"""The files of a county on disk: its own, and for the rest the seeds that ship with the code."""

import json
from pathlib import Path
from typing import Final

from chalicelib.usecases.county_files import CALENDARS, COUNTY, RULEBOOK, Files

DATA: Final = Path(__file__).parents[2] / "data"


def demonstration(county: str) -> Path:
    """Give the folder of a county that ships as a demonstration."""
    return DATA / "demo" / county


def demonstrations() -> list[str]:
    """Name every county that ships as a demonstration."""
    return sorted(folder.name for folder in DATA.joinpath("demo").iterdir())


def county_files(folder: Path) -> Files:
    """Read a county's folder.

    A county that brings no rulebook of its own gets the shipped one that its `county.json` names, and each
    calendar it does not bring by the same file name; what nobody has stays missing, for the import to tell.
    """
    own = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _documents(folder)}
    return _shipped_calendars() | _shipped_rulebook(own.get(COUNTY, b"")) | own


def _documents(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.json"), *folder.joinpath(CALENDARS).glob("*.json")])


def _shipped_calendars() -> dict[str, bytes]:
    return {
        f"{CALENDARS}{path.name}": path.read_bytes() for path in DATA.joinpath("calendars").glob("*.json")
    }


def _shipped_rulebook(county: bytes) -> dict[str, bytes]:
    try:
        named = json.loads(county)["rulebook"]
    except (ValueError, LookupError, TypeError):
        # Whatever is wrong with the file is told by the import itself.
        return {}
    shipped = {path.stem: path for path in DATA.joinpath("rulebooks").glob("*.json")}
    path = shipped.get(named) if isinstance(named, str) else None
    return {} if path is None else {RULEBOOK: path.read_bytes()}
