"""Where every timeline entry is kept once more, out of the reach of those who write cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import CaseNo, CountyId
from chalicelib.domain.workflow.case import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedEntry:
    """One entry with the case it belongs to; numbers are folds over (case, seq) (storage §11)."""

    county: CountyId
    case_no: CaseNo
    entry: Entry


class EntryArchive(Protocol):
    """Keeps entries by county and day; the same entries again change nothing that is counted."""

    def keep(self, entries: Sequence[ArchivedEntry]) -> None:
        """Keep entries; they carry no text, no title and no person (storage §11).

        Raises:
            UnavailableError: They were not kept; the same call may be made again.
        """
        ...
