"""What an answer owes to the description of its operation."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator, FormatChecker

from tools.fuzz.description import Operation
from tools.fuzz.wire import Answer

PROBLEM_JSON: Final = "application/problem+json"
BAD_REQUEST: Final = 400
OUR_FAULT: Final = 500
ASK_TO_WAIT: Final = {429, 503}


class Judge:
    """Holds answers to one description."""

    def __init__(self, description: Mapping[str, Any]) -> None:
        self._components = description["components"]
        self._validators: dict[tuple[str, int, str], Draft202012Validator] = {}

    def faults_of(self, operation: Operation, answer: Answer) -> Iterator[str]:
        """Name all that is wrong with an answer, without particulars: the same fault has the same name."""
        if answer.status >= OUR_FAULT:
            yield f"answers {answer.status}"
        described = operation.said["responses"].get(str(answer.status))
        if described is None:
            yield f"status {answer.status} is not described{_code_of(answer)}"
            return
        yield from self._body_faults(operation, answer, described)
        yield from _header_faults(answer)

    def _body_faults(
        self, operation: Operation, answer: Answer, described: Mapping[str, Any]
    ) -> Iterator[str]:
        contents = described.get("content", {})
        if not contents:
            if answer.body:
                yield f"status {answer.status} has a body, and none is described"
            return
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind not in contents:
            yield f"status {answer.status} comes as {kind or 'nothing'}, which is not described"
            return
        try:
            document = json.loads(answer.body)
        except ValueError:
            yield f"status {answer.status} is no JSON"
            return
        schema = contents[kind].get("schema")
        if schema is None:
            return
        for error in self._validator(operation, answer.status, kind, schema).iter_errors(document):
            where = "/".join("*" if isinstance(step, int) else step for step in error.absolute_path)
            told = _code_of(answer) if where == "code" else ""
            yield f"status {answer.status} breaks {error.validator} at /{where}{told}"

    def _validator(
        self, operation: Operation, status: int, kind: str, schema: Mapping[str, Any]
    ) -> Draft202012Validator:
        name = (operation.label, status, kind)
        if name not in self._validators:
            whole = {"allOf": [schema], "components": self._components}
            self._validators[name] = Draft202012Validator(whole, format_checker=FormatChecker())
        return self._validators[name]


def _header_faults(answer: Answer) -> Iterator[str]:
    if answer.status in ASK_TO_WAIT and not answer.headers.get("retry-after", "").isdigit():
        yield f"status {answer.status} does not say when to come again"
    if answer.status >= BAD_REQUEST and answer.headers.get("content-type") != PROBLEM_JSON:
        yield f"status {answer.status} is not dressed as a problem"


def _code_of(answer: Answer) -> str:
    try:
        return f" ({json.loads(answer.body)['code']})"
    except (ValueError, LookupError, TypeError):
        return ""
