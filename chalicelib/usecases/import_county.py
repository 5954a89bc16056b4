"""Take a county's documents into the library and put them in force."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.checklist.document import as_document as checklist_document
from chalicelib.domain.deadlines.calendar_building import calendar_of
from chalicelib.domain.directory.cautions import Caution, cautions
from chalicelib.domain.directory.document import as_document as directory_document
from chalicelib.domain.rulebook.document import as_document as rulebook_document
from chalicelib.ports.library import Document, Kind, Library, Register
from chalicelib.ports.shelves import County
from chalicelib.usecases.calendars_in_force import calendars_in_force, newest_of, volume_of
from chalicelib.usecases.county_files import (
    CALENDARS,
    CHECKLIST,
    COUNTY,
    DIRECTORY,
    RULEBOOK,
    CountyDocuments,
    CountyFaultyError,
    FileFault,
    Files,
    county_documents,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """One document on its way into the library, and the file it came from."""

    kind: Kind
    version: str
    document: Document
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did; an import of what was in force already did nothing."""

    county: County
    kept: tuple[Volume, ...]
    is_news: bool
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class ImportCounty:
    """Imports a county: whoever runs it again, or after it broke off, comes to the same end."""

    library: Library
    register: Register

    def __call__(self, files: Files) -> Imported:
        """Check everything, keep the documents, then point at them: parts first (storage §1).

        Cases go on under the rulebook version they were filed under (H-0.1); only new ones begin under the
        imported one. A change without a new version is refused (house style §8). A calendar file that lacks
        notices which have come out since is no change: the calendar in force stays (A-47).

        Raises:
            CountyFaultyError: With every fault of every file; nothing was written then.
            UnavailableError: A store did not answer; import again.
        """
        documents = self._with_notices_since(county_documents(files))
        county = _county_of(documents)
        volumes = _volumes_of(documents, county)
        standing = [(volume, self.library.find(volume.kind, volume.version)) for volume in volumes]
        missing = tuple(volume for volume, there in standing if there is None)
        faults = [*self._code_faults(county), *_taken(standing)]
        if faults:
            raise CountyFaultyError(faults)
        for volume in missing:
            self.library.keep(volume.kind, volume.version, volume.document)
        is_news = self.register.find(county.id) != county
        if is_news:
            self.register.put_in_force(county)
        return Imported(county=county, kept=missing, is_news=is_news, cautions=cautions(documents.directory))

    def _with_notices_since(self, documents: CountyDocuments) -> CountyDocuments:
        """Take what any tenant counts by in the place of a calendar file that knows less."""
        in_force = calendars_in_force(self.library, self.register.counties()).values()
        others = [document for calendar in in_force for document in calendar]
        newest = tuple(newest_of(document, others) for document in documents.calendar_documents)
        return replace(documents, calendar=calendar_of(newest[0], newest[1:]), calendar_documents=newest)

    def _code_faults(self, county: County) -> Iterator[FileFault]:
        """Name tenants whose case numbers could be taken for this one's (storage §5)."""
        for other in self.register.counties():
            alike = other.code.startswith(county.code) or county.code.startswith(other.code)
            if other.id != county.id and alike:
                detail = f"与{other.name}的代码 {other.code} 分不清，请换一个。"
                yield FileFault(COUNTY, "/code", detail)


def _taken(standing: list[tuple[Volume, Document | None]]) -> Iterator[FileFault]:
    for volume, there in standing:
        if there is not None and there != volume.document:
            detail = f"{volume.version} 已经入库，内容不同；改了内容就要换一个新的 version。"
            yield FileFault(volume.file, "/version", detail)


def _county_of(documents: CountyDocuments) -> County:
    tenant = documents.tenant
    return County(
        id=tenant.id,
        code=tenant.code,
        name=tenant.name,
        rulebook=documents.rulebook.ref,
        calendar=documents.calendar.version,
        directory=f"{tenant.id}@{documents.directory.version}",
        checklist=f"{tenant.id}@{documents.checklist.version}",
        notices=tenant.notices,
        progress=tenant.progress,
    )


def _volumes_of(documents: CountyDocuments, county: County) -> tuple[Volume, ...]:
    return (
        Volume(
            kind=Kind.CALENDAR,
            version=county.calendar,
            document=volume_of(documents.calendar_documents),
            file=CALENDARS,
        ),
        Volume(
            kind=Kind.RULEBOOK,
            version=county.rulebook,
            document=rulebook_document(documents.rulebook),
            file=RULEBOOK,
        ),
        Volume(
            kind=Kind.DIRECTORY,
            version=county.directory,
            document=directory_document(documents.directory),
            file=DIRECTORY,
        ),
        Volume(
            kind=Kind.CHECKLIST,
            version=county.checklist,
            document=checklist_document(documents.checklist),
            file=CHECKLIST,
        ),
    )
