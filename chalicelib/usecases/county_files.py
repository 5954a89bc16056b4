"""The files of a county, read together: every fault of every file in one answer (H-4.0)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from chalicelib.domain.checklist.checklist import Checklist
from chalicelib.domain.checklist.document import checklist_from
from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.directory.county import County as Tenant
from chalicelib.domain.directory.county import county_from
from chalicelib.domain.directory.directory import Directory
from chalicelib.domain.directory.document import directory_from
from chalicelib.domain.document_text import opened
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.rulebook.document import rulebook_from
from chalicelib.domain.rulebook.rulebook import Rulebook
from chalicelib.domain.rulebook.seats import Of
from chalicelib.domain.vocabulary import Role

COUNTY: Final = "county.json"
RULEBOOK: Final = "rulebook.json"
DIRECTORY: Final = "directory.json"
CHECKLIST: Final = "checklist.json"
CALENDARS: Final = "calendars/"

Files = Mapping[str, bytes]
"""Contents by name: those four, and one for each calendar (`calendars/cn.json`)."""
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing to mend: in which file, where in it, and what to do."""

    file: str
    pointer: str
    detail: str


class CountyFaultyError(Exception):
    """The files of a county cannot be taken as they are."""

    def __init__(self, faults: list[FileFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyDocuments:
    """A county's documents, each sound in itself and all of one piece.

    `calendar_documents` are those the calendar is built of, the national one first.
    """

    tenant: Tenant
    rulebook: Rulebook
    directory: Directory
    checklist: Checklist
    calendar: Calendar
    calendar_documents: tuple[Mapping[str, Any], ...]


def county_documents(files: Files) -> CountyDocuments:
    """Read the files of a county.

    Raises:
        CountyFaultyError: With every fault of every file, and of what does not fit between them.
    """
    reading = _Reading(files)
    tenant = reading.read(COUNTY, county_from)
    rulebook = reading.read(RULEBOOK, rulebook_from)
    directory = reading.read(DIRECTORY, lambda file: directory_from(file, signing=_signing_roles(rulebook)))
    checklist = reading.read(CHECKLIST, lambda file: checklist_from(file, directory))
    calendar, calendar_files = reading.calendar(rulebook)
    reading.faults += _misfits(tenant, rulebook, directory, checklist)
    if (
        reading.faults
        or tenant is None
        or rulebook is None
        or directory is None
        or checklist is None
        or calendar is None
    ):
        raise CountyFaultyError(reading.faults)
    return CountyDocuments(
        tenant=tenant,
        rulebook=rulebook,
        directory=directory,
        checklist=checklist,
        calendar=calendar,
        calendar_documents=calendar_files,
    )


def _signing_roles(rulebook: Rulebook | None) -> tuple[Role, ...]:
    """Give the roles that sign by this rulebook (R-28); of a faulty one nothing is concluded."""
    if rulebook is None:
        return ()
    steps = (step for chain in rulebook.chains.values() for step in chain)
    seats = {signer for step in steps for signer in step.signers} | set(rulebook.extension.approvers)
    if rulebook.extension.special_beyond is not None:
        seats.add(rulebook.extension.special_beyond)
    roles = {seat.role for seat in seats}
    return tuple(role for role in Role if role in roles)


def _misfits(
    tenant: Tenant | None, rulebook: Rulebook | None, directory: Directory | None, checklist: Checklist | None
) -> Iterator[FileFault]:
    """Name what does not fit between files; what could not be read is left unjudged."""
    if tenant is None:
        return
    if rulebook is not None and rulebook.id != tenant.rulebook:
        yield FileFault(COUNTY, "/rulebook", f"应与 {RULEBOOK} 里的 id 一致（{rulebook.id}）。")
    for name, document in ((DIRECTORY, directory), (CHECKLIST, checklist)):
        if document is not None and document.county != tenant.id:
            yield FileFault(name, "/county", f"应与 {COUNTY} 里的 id 一致（{tenant.id}）。")
    if rulebook is not None and directory is not None:
        yield from _seats_of_nobody(rulebook, directory)


def _seats_of_nobody(rulebook: Rulebook, directory: Directory) -> Iterator[FileFault]:
    """Name every seat of the rulebook that no post fills: what is told to it, nobody would hear (R-01).

    Whether each unit and body has whoever signs for it, the directory itself is asked.
    """
    bodies = [org.id for org in directory.orgs.values() if org.active]
    for seat, name in rulebook.seat_names.items():
        within = [directory.county_body] if seat.of is Of.COUNTY else bodies
        if not any(directory.posts_of(body, role) for body in within for role in seat.roles):
            detail = f"规则里的“{name}”（{seat}）没有一个岗位，请增设，或者从规则里去掉。"
            yield FileFault(DIRECTORY, "/posts", detail)


@dataclass(slots=True)
class _Reading:
    """Reads one file after the other and gathers what is wrong with each."""

    files: Files
    faults: list[FileFault] = field(default_factory=list)

    def read(self, name: str, reader: Callable[[Any], Read]) -> Read | None:
        """Give what a file says, or `None` if it has faults."""
        document = self._document(name)
        if document is None:
            return None
        try:
            return reader(document[0])
        except InvalidInputError as error:
            self._keep(name, error.faults)
            return None

    def calendar(self, rulebook: Rulebook | None) -> tuple[Calendar | None, tuple[Mapping[str, Any], ...]]:
        """Give the calendar that the rulebook counts by, with its documents.

        Without a sound rulebook every calendar file is still judged, each national one with its regions.
        """
        named = self._calendar_files()
        if rulebook is None:
            for base, overlays in _with_their_regions(named):
                self._built(base, overlays)
            return None, ()
        wanted = {"/calendar/base": rulebook.calendar.base} | {
            f"/calendar/overlays/{index}": overlay for index, overlay in enumerate(rulebook.calendar.overlays)
        }
        for pointer, name in wanted.items():
            if name not in named:
                self._keep(RULEBOOK, [Fault(pointer, f"没有 {name} 的日历文件，请放进 {CALENDARS} 文件夹。")])
        if not set(wanted.values()) <= named.keys():
            return None, ()
        base, *overlays = (named[name] for name in wanted.values())
        return self._built(base, overlays), (base[1], *(document for _, document in overlays))

    def _calendar_files(self) -> dict[str, tuple[str, Any]]:
        """Give each calendar file by the calendar it describes."""
        named: dict[str, tuple[str, Any]] = {}
        for name in sorted(name for name in self.files if name.startswith(CALENDARS)):
            document = self._document(name)
            if document is None:
                continue
            calendar = document[0].get("calendar") if isinstance(document[0], Mapping) else None
            if not isinstance(calendar, str):
                self._keep(name, [Fault("/calendar", "请写明这是哪个日历，例如 CN。")])
            elif calendar in named:
                self._keep(name, [Fault("/calendar", f"{calendar} 在 {named[calendar][0]} 里已经有了。")])
            else:
                named[calendar] = (name, document[0])
        return named

    def _built(self, base: tuple[str, Any], overlays: list[tuple[str, Any]]) -> Calendar | None:
        try:
            return calendar_of(base[1], [document for _, document in overlays])
        except InvalidInputError as error:
            places = {"/base": base[0]} | {
                f"/overlays/{index}": name for index, (name, _) in enumerate(overlays)
            }
            for fault in error.faults:
                place = next(place for place in places if f"{fault.pointer}/".startswith(f"{place}/"))
                self._keep(places[place], [Fault(fault.pointer.removeprefix(place), fault.detail)])
            return None

    def _document(self, name: str) -> tuple[Any] | None:
        """Give the JSON of a file in a box, since a file may well say `null`; `None` if it is no JSON."""
        if name not in self.files:
            self._keep(name, [Fault("", "缺少这个文件，请放进同一个文件夹。")])
            return None
        try:
            document, twice = opened(self.files[name])
        except InvalidInputError as error:
            self._keep(name, error.faults)
            return None
        self._keep(name, twice)
        return (document,)

    def _keep(self, name: str, faults: tuple[Fault, ...] | list[Fault]) -> None:
        self.faults += [FileFault(name, fault.pointer, fault.detail) for fault in faults]


def _with_their_regions(
    named: Mapping[str, tuple[str, Any]],
) -> Iterator[tuple[tuple[str, Any], list[tuple[str, Any]]]]:
    for calendar, file in named.items():
        if "overlay_of" not in file[1]:
            yield file, [other for other in named.values() if other[1].get("overlay_of") == calendar]
