"""A county as a tenant: its code, its rulebook, its words to the public (design §1 promise 5)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.domain.documents import Record
from chalicelib.domain.errors import Fault, InvalidInputError
from chalicelib.domain.identifiers import CountyId

CASE_CODE: Final = re.compile(r"[A-Z]{2,4}")
"""The letters with which a tenant's case numbers begin (storage §5)."""

NOTICE_LENGTH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLabels:
    """How a case's way is told to the public: four steps (S-3) and nine states (H-8.1), in their order."""

    steps: tuple[str, ...]
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """One tenant, whatever its level.

    `notices` are shown before a complaint is filed and must be accepted: where 检举控告 and city services
    belong (12388, 12345). The calendar stands in the rulebook, so it is not repeated here.
    """

    id: CountyId
    code: str
    name: str
    rulebook: str
    notices: Mapping[str, str]
    progress: ProgressLabels


def county_from(document: Mapping[str, Any]) -> County:
    """Make a county of an imported file, or name everything that is wrong with it.

    Raises:
        InvalidInputError: with one fault for each thing to mend.
    """
    faults: list[Fault] = []
    top = Record(document, "", faults)
    notices = top.record("notices")
    progress = top.record("progress")
    county = County(
        id=CountyId(top.code("id")),
        code=top.matching("code", CASE_CODE, "代码是 2 至 4 个大写字母。"),
        name=top.text("name"),
        rulebook=top.code("rulebook"),
        notices={line: notices.text(line, most=NOTICE_LENGTH) for line in ("12388", "12345")},
        progress=ProgressLabels(
            steps=progress.texts("steps", least=4, most=4),
            states=progress.texts("states", least=9, most=9),
        ),
    )
    for record in (notices, progress, top):
        record.finish()
    if faults:
        raise InvalidInputError(faults)
    return county
