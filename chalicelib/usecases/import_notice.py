"""Take a holiday notice into the calendars in force, and move every county that counts by them (A-47)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.deadlines.amending import amended, holds, notices_of, raised
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.deadlines.difference import Difference, difference
from chalicelib.domain.document_text import opened
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.ports.library import Document, Kind, Library, Register
from chalicelib.ports.shelves import County
from chalicelib.usecases.calendars_in_force import Documents, calendars_in_force, volume_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A calendar that follows another, and the counties that move to it."""

    before: str
    after: str
    counties: tuple[County, ...]
    difference: Difference


@dataclass(frozen=True, slots=True)
class ImportNotice:
    """Imports a notice: whoever runs it again, or after it broke off, comes to the same end."""

    library: Library
    register: Register

    def __call__(self, name: str, content: bytes, *, only_check: bool = False) -> tuple[Move, ...]:
        """Check everything, keep the new calendars, then point at them: parts first (storage §1).

        Moved is every county that counts by the calendar called `name`, alone or under a region; the old
        versions stay in the library, for what was counted by them can be explained again. Nothing is said of
        cases here: the sweeps find that a county counts by another calendar, and count its cases again.

        Returns:
            What moves; nothing, if every county counts by a calendar that has this notice.

        Raises:
            InvalidInputError: With every fault of the notice; nothing was written then.
            UnavailableError: A store did not answer; import again.
        """
        file, twice = opened(content)
        counties = self.register.counties()
        in_force = {
            version: documents
            for version, documents in calendars_in_force(self.library, counties).items()
            if name in _names(documents)
        }
        wanted = self._wanted(name, in_force, file, twice)
        moves = tuple(_moves(in_force, wanted, counties))
        if not only_check:
            for move in moves:
                self.library.keep(Kind.CALENDAR, move.after, volume_of(wanted[move.before]))
            for move in moves:
                for county in move.counties:
                    self._move(county, move)
        return moves

    def _wanted(
        self, name: str, in_force: Mapping[str, Documents], file: object, faults: list[Fault]
    ) -> Mapping[str, Documents]:
        """Give the documents that shall follow those of each calendar, under versions nobody has taken."""
        if not in_force:
            raise InvalidInputError([Fault("", f"没有哪个县在用日历 {name}，请核对 NAME。")])
        newest = _newest(name, in_force)
        try:
            changed = {
                version: amended(_with(documents, newest), name, file)
                for version, documents in in_force.items()
            }
        except InvalidInputError as error:
            raise InvalidInputError([*faults, *error.faults]) from None
        if faults:
            raise InvalidInputError(faults)
        while not all(self._is_free(documents) for documents in changed.values()):
            # Somebody has used this version for something else, as an import that was taken back.
            changed = {
                version: _with(documents, raised(_part(documents, name)))
                for version, documents in changed.items()
            }
        return changed

    def _is_free(self, documents: Documents) -> bool:
        return self.library.find(Kind.CALENDAR, _version(documents)) in (None, volume_of(documents))

    def _move(self, county: County, move: Move) -> None:
        # Read again, lest a directory imported meanwhile be taken back with the calendar.
        there = self.register.find(county.id) or county
        if there.calendar == move.before:
            self.register.put_in_force(replace(there, calendar=move.after))


def _moves(
    in_force: Mapping[str, Documents], wanted: Mapping[str, Documents], counties: Sequence[County]
) -> Iterator[Move]:
    for version, documents in in_force.items():
        before, after = (calendar_of(each[0], each[1:]) for each in (documents, wanted[version]))
        if after.version != version:
            yield Move(
                before=version,
                after=after.version,
                counties=tuple(county for county in counties if county.calendar == version),
                difference=difference(before, after),
            )


def _newest(name: str, in_force: Mapping[str, Documents]) -> Document:
    """Give the document called `name` that knows most: a broken-off import has moved but some counties.

    Raises:
        InvalidInputError: One county counts by notices that another one has not.
    """
    parts = [_part(documents, name) for documents in in_force.values()]
    newest = max(parts, key=lambda part: (len(notices_of(part)), part["version"]))
    if not all(holds(newest, part) for part in parts):
        versions = "、".join(sorted({f"{name}-{part['version']}" for part in parts}))
        detail = f"各县在用的{name}不一样（{versions}），请先用 make import 统一，再收录通知。"
        raise InvalidInputError([Fault("", detail)])
    return newest


def _part(documents: Documents, name: str) -> Document:
    return next(document for document in documents if document["calendar"] == name)


def _with(documents: Documents, part: Document) -> Documents:
    """Give a calendar's documents with one of them in the place of that of its name."""
    return tuple(part if document["calendar"] == part["calendar"] else document for document in documents)


def _names(documents: Documents) -> frozenset[str]:
    return frozenset(document["calendar"] for document in documents)


def _version(documents: Documents) -> str:
    return calendar_of(documents[0], documents[1:]).version
