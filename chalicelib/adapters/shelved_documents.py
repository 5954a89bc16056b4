"""Documents back from the library, as records.

What stands in the library passed the importer, with every check of form and sense; to check a directory of
three thousand bodies again would cost each cold start 50 ms of CPU instead of 4. So directories and
checklists are trusted here and only given their types. Rulebooks and calendars are small: their own readers
take a millisecond.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.item import Item
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.org import GRID, Org, Post
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.ports.library import Document


def shelved_rulebook(document: Document) -> Rulebook:
    """Give the rulebook of a document of the library."""
    return rulebook_from(document)


def shelved_calendar(document: Document) -> Calendar:
    """Give the calendar of a document of the library: the national document and those on top of it."""
    return calendar_of(document["base"], document["overlays"])


def shelved_directory(document: Document) -> Directory:
    """Give the directory of a document of the library."""
    orgs = msgspec.convert(list(_with_their_places(document["orgs"])), list[Org])
    posts = msgspec.convert(document["posts"], list[Post])
    return Directory(
        county=document["county"],
        version=document["version"],
        name=document["name"],
        root=document["root"],
        county_body=document["county_body"],
        orgs={org.id: org for org in orgs},
        posts={post.id: post for post in posts},
    )


def shelved_checklist(document: Document) -> Checklist:
    """Give the checklist of a document of the library."""
    items = msgspec.convert(document["items"], list[Item])
    return Checklist(
        county=document["county"],
        version=document["version"],
        effective_on=date.fromisoformat(document["effective_on"]),
        fields=tuple(document["fields"]),
        items={item.id: item for item in items},
    )


def _with_their_places(orgs: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Say of each body of the grid that it stands for itself, which the file leaves unsaid."""
    for org in orgs:
        yield {"place": org["id"], **org} if org["type"] in GRID else org
