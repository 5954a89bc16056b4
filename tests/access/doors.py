"""Every route, asked the way somebody would ask who only wants to know whether it opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app import app
from chalicelib.api.openapi import operations_of
from chalicelib.api.operation import Operation
from tests.access.callers import CallerRow
from tests.access.scenes import Scene

ABSENT: Final = "HL26112399999999"
"""A number of the right form that no case has."""

LOCAL_ONLY: Final = "/v1/dev/"
"""Absent from every stage but the local one (design §7); a test of the template proves it."""


@dataclass(frozen=True)
class Door:
    """One route; `is_of_case` where the address names a case."""

    operation: Operation

    @property
    def name(self) -> str:
        return f"{self.operation.method} {self.operation.path}"

    @property
    def is_of_case(self) -> bool:
        return "{case_no}" in self.operation.path

    def ask(self, scene: Scene, caller: CallerRow, case_no: str | None = None):
        """Knock: what is for reading is read; what would change something gets an empty form, and is refused.

        Who hears that the form is at fault (422) has been let in, who does not learns nothing of it.
        """
        path = self.operation.path
        for name, value in {
            "case_no": case_no or scene.case_no,
            "county": "helan",
            "upload_id": scene.upload,
            "action": "log_progress",
        }.items():
            path = path.replace(f"{{{name}}}", value)
        body = {} if self.operation.method == "POST" else None
        return scene.town.caller.call(self.operation.method, path, body, token=caller.token)


def doors() -> Iterator[Door]:
    """Give every route that production serves."""
    for operation in operations_of(app):
        if not operation.path.startswith(LOCAL_ONLY):
            yield Door(operation)
