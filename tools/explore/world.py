"""What surrounds an explored case: a county's tables and calendar, and what they may become on the way."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import chalicelib
from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.document import checklist_from
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.identifiers import CaseNo, TextRef
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.vocabulary import Role
from chalicelib.domain.workflow.act import Branch, Circumstances
from chalicelib.domain.workflow.case import Case
from tools.explore.scenery import HELAN, Scenery

DATA: Final = Path(chalicelib.__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class World:
    """One state of the world around a case."""

    directory: Directory
    rulebook: Rulebook
    calendar: Calendar
    scenery: Scenery = HELAN
    lead: Case | None = None
    """Another case about the same matter, as it stands: what may be merged with it follows it (A-44)."""
    followers: tuple[Case, ...] = ()
    """Cases that follow the explored one, where it leads."""
    news: str = ""
    """What happens when it becomes the next one."""
    later: "World | None" = None

    def around(self, now: datetime) -> Circumstances:
        return Circumstances(
            now=now,
            rulebook=self.rulebook,
            calendar=self.calendar,
            directory=self.directory,
            refer=_refer,
            branch=_BRANCH,
            lead=self.lead,
            other=self.lead,
            followers=self.followers,
        )


@cache
def ordinary(scenery: Scenery = HELAN) -> World:
    """Everybody at their post, every notice out."""
    rulebook = rulebook_from(document_of(f"rulebooks/{scenery.rulebook}.json"))
    return World(
        directory=_directory(scenery),
        rulebook=rulebook,
        calendar=_calendar(document_of("calendars/cn.json"), rulebook),
        scenery=scenery,
    )


@cache
def before_the_notice() -> World:
    """A term runs into a year whose notice is not out yet (R-81)."""
    document = document_of("calendars/cn.json")
    document["notices"] = [notice for notice in document["notices"] if notice["year"] <= LAST_KNOWN_YEAR]
    return replace(
        ordinary(),
        calendar=_calendar(document, ordinary().rulebook),
        news="next year's notice is out",
        later=ordinary(),
    )


LAST_KNOWN_YEAR: Final = 2022


@cache
def nobody_takes_in() -> World:
    """Neither the body nor the county has anybody at intake yet (R-06)."""
    directory = _directory(HELAN)
    staffed = {name: post for name, post in directory.posts.items() if post.role not in _INTAKE}
    empty = replace(directory, posts=staffed)
    return replace(ordinary(), directory=empty, news="posts are filled", later=ordinary())


_INTAKE: Final = frozenset({Role.INTAKE, Role.COUNTY})


@cache
def checklist(scenery: Scenery = HELAN) -> Checklist:
    return checklist_from(document_of(f"demo/{scenery.county}/checklist.json"), _directory(scenery))


@cache
def _directory(scenery: Scenery) -> Directory:
    # Which steps must always find a signer is the importer's question; what happens without one is ours.
    return directory_from(document_of(f"demo/{scenery.county}/directory.json"), signing=())


def _calendar(national: dict[str, Any], rulebook: Rulebook) -> Calendar:
    overlays = [document_of(f"calendars/{name.lower()}.json") for name in rulebook.calendar.overlays]
    return calendar_of(national, overlays)


def document_of(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return document


@cache
def _refer(text: str) -> TextRef:
    return TextRef(hashlib.sha256(text.encode()).hexdigest()[:24])


@cache
def _refer_in_part(text: str) -> TextRef:
    return _refer(f"part {text}")


class _AnyWords(dict[TextRef, str]):
    """Whatever is referred to says something: no rule asks what."""

    def __missing__(self, ref: TextRef) -> str:
        return f"what {ref} says"


_BRANCH: Final = Branch(case_no=CaseNo("HL22010100000002"), refer=_refer_in_part, words=_AnyWords(), files=())
