"""The archive of entries in S3: JSON lines by county and civil day (storage §11)."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from chalicelib.adapters.dynamodb.failures import telling_unavailability
from chalicelib.domain.deadlines.instants import civil_day
from chalicelib.domain.identifiers import CountyId
from chalicelib.domain.workflow.timeline import canonical
from chalicelib.ports.archive import ArchivedEntry


class S3EntryArchive:
    """Writes one object per county and day of a batch, named by its content: same batch, same object."""

    def __init__(self, client: Callable[[], Any], bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def keep(self, entries: Sequence[ArchivedEntry]) -> None:
        """Put the entries where the nightly job and Athena find them."""
        by_day: dict[tuple[CountyId, date], list[str]] = defaultdict(list)
        for each in entries:
            by_day[each.county, civil_day(each.entry.at)].append(line_of(each))
        for (county, day), lines in by_day.items():
            content = "".join(f"{line}\n" for line in sorted(lines)).encode()
            name = sha256(content).hexdigest()[:32]
            with telling_unavailability():
                self._client().put_object(
                    Bucket=self._bucket,
                    Key=f"entries/county={county}/day={day.isoformat()}/{name}.jsonl",
                    Body=content,
                    ContentType="application/x-ndjson",
                )


def line_of(archived: ArchivedEntry) -> str:
    """Write an entry with its case, in the very form that is hashed: the chain can be checked here too.

    Texts stand in it by reference only; titles and people not at all.
    """
    entry = json.loads(canonical(archived.entry))
    line = {"county": archived.county, "case_no": archived.case_no, **entry}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))
