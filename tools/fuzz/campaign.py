"""Sends requests of every operation as every role, judges each answer, and learns from it."""

import json
import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from schemathesis import Case

from tools.fuzz.description import ACTIONS, Drawing, Operation, actions, query_of
from tools.fuzz.judging import Judge
from tools.fuzz.known import Known
from tools.fuzz.people import Kind, Person
from tools.fuzz.tally import Tally
from tools.fuzz.wire import Request, Send

NO_TOKEN: Final = "nobody-has-this-token-in-any-stack"  # noqa: S105 - that is the point of it
END_SESSION: Final = "DELETE /v1/sessions/current"
SUCCESS: Final = range(200, 300)

SHARE_SOUND: Final = 0.6
"""Of the requests, so many have the described shape; the others break it somewhere."""
SHARE_FITTING: Final = 0.8
"""So many come from somebody whom the operation lets in; the others from anybody."""
SHARE_FITTING_CASE: Final = 0.5
"""So many of the cases, where there are such, began in the state that the operation asks for."""
SHARE_SEEING: Final = 0.7
"""Of those who ask for a case at a desk, so many can see one."""
SHARE_REAL: Final = 0.85
"""So many values of a sound request are real ones, where real ones are known."""
SHARE_REAL_BROKEN: Final = 0.4
SHARE_KEYED: Final = 0.9
"""So many POSTs have a fresh Idempotency-Key; the others what was drawn."""
SHARE_HELD: Final = 0.3
"""So many of those who have an answer already ask whether it still holds."""
SHARE_OTHER_MEDIA: Final = 0.02
A_ROUND: Final = 20
"""Of the requests behind the planned ones, so many before asking again what is left."""


@dataclass(kw_only=True)
class Campaign:
    """One run; with the same seed and the same answers it sends the same requests."""

    operations: Sequence[Operation]
    people: Sequence[Person]
    known: Known
    send: Send
    judge: Judge
    drawing: Drawing
    seed: int
    tally: Tally = field(default_factory=Tally)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        # No secret is drawn from it.
        self.chance = random.Random(self.seed)  # noqa: S311  # nosec B311  # as said

    def run(self, number: int) -> Tally:
        """Send so many requests, operations mixed, so that one meets what another has left."""
        for operation in self._order(number):
            self._try(operation)
        return self.tally

    def reach(self, excused: Collection[str], most: int) -> Tally:
        """Go on with what has not succeeded yet, so many requests at most: chance is no verdict."""
        everything = self.operations
        for _ in range(0, most, A_ROUND):
            left = [each for each in everything if [*self.tally.unreached([each], excused)]]
            if not left:
                break
            self.operations = left
            self.run(A_ROUND)
        self.operations = everything
        return self.tally

    def _order(self, number: int) -> Iterator[Operation]:
        weights = [_weight(operation) for operation in self.operations]
        order = [
            operation
            for operation, weight in zip(self.operations, weights, strict=True)
            for _ in range(-(-number * weight // sum(weights)))
        ]
        self.chance.shuffle(order)
        yield from order

    def _try(self, operation: Operation) -> None:
        person = self._caller_of(operation)
        request = self._request(operation, person)
        answer = self.send(request)
        self.tally.count(operation, person.role, answer.status)
        for fault in self.judge.faults_of(operation, answer):
            self.tally.blame(operation, fault, request, person.role)
        if "etag" in answer.headers:
            self.known.tags[request.address] = answer.headers["etag"]
        if answer.status in SUCCESS:
            self.known.learn(answer, person.post)

    def _caller_of(self, operation: Operation) -> Person:
        if operation.is_for_staff and "{case_no}" in operation.path and self.chance.random() < SHARE_SEEING:
            cases_of = self.known.able if operation.path == ACTIONS else self.known.seen
            seeing = [each for each in self.people if each.post and cases_of(each.post)]
            if seeing:
                return self.chance.choice(seeing)
        if operation.is_secured and self.chance.random() < SHARE_FITTING:
            kind = Kind.STAFF if operation.is_for_staff else Kind.CITIZEN
            return self.chance.choice([each for each in self.people if each.kind is kind])
        return self.chance.choice(self.people)

    def _request(self, operation: Operation, person: Person) -> Request:
        is_sound = self.chance.random() < SHARE_SOUND
        how_often = SHARE_REAL if is_sound else SHARE_REAL_BROKEN
        path, action = self._path(operation, person, how_often)
        case = self.drawing.next_of(operation, action, is_sound=is_sound)
        drawn_path = dict(case.path_parameters or {})
        address = operation.path
        for name, drawn in drawn_path.items():
            address = address.replace(f"{{{name}}}", path.get(name, drawn))
        query = self.known.planted(dict(case.query or {}), self.chance, how_often)
        body = self._body(operation, case, path.get("case_no"), how_often, is_sound=is_sound)
        headers = self._headers(operation, person, case, has_body=body is not None)
        address += query_of(query)
        if address in self.known.tags and self.chance.random() < SHARE_HELD:
            headers["If-None-Match"] = self.known.tags[address]
        return Request(operation.method, address, headers, body)

    def _path(
        self, operation: Operation, person: Person, how_often: float
    ) -> tuple[Mapping[str, str], str | None]:
        """Choose real parts of the path, and what to do with a case, often something that is open there."""
        names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
        path = {
            name: quote(self.chance.choice(self.known.values[name]), safe="")
            for name in names
            if self.known.values.get(name) and self.chance.random() < how_often
        }
        seen = self.known.seen(person.post) if operation.is_for_staff and "case_no" in names else []
        if seen and self.chance.random() < how_often:
            path["case_no"] = self.chance.choice(seen)
        fitting = self.known.fitting.get(operation.label)
        if fitting and self.chance.random() < SHARE_FITTING_CASE:
            path["case_no"] = self.chance.choice(fitting)
        if operation.path != ACTIONS:
            return path, None
        able = self.known.able(person.post)
        if able and self.chance.random() < how_often:
            path["case_no"] = self.chance.choice(able)
            action = self.chance.choice(self.known.open_actions[person.post, path["case_no"]])
        else:
            action = self.chance.choice(actions())
        if self.chance.random() < SHARE_REAL:
            path["action"] = action
        return path, action

    def _body(
        self, operation: Operation, case: Case, case_no: str | None, how_often: float, *, is_sound: bool
    ) -> bytes | None:
        make = self.known.sound.get(operation.label)
        made = make() if make is not None and is_sound else None
        if made is not None:
            return json.dumps(made, ensure_ascii=False).encode()
        if not operation.takes_body or isinstance(case.body, type(_NOT_SET)):
            return None
        if isinstance(case.body, bytes):
            return case.body
        body = self.known.planted(case.body, self.chance, how_often)
        version = self.known.versions.get(case_no or "")
        if version is not None and isinstance(body, dict) and "version" in body and is_sound:
            body["version"] = version
        # What cannot be written in UTF-8 is written as an escape.
        return json.dumps(body).encode()

    def _headers(self, operation: Operation, person: Person, case: Case, *, has_body: bool) -> dict[str, str]:
        headers = {name: value for name, value in (case.headers or {}).items() if _is_sendable(value)}
        drawn_authorization = headers.pop("Authorization", None)
        if person.kind is Kind.NOBODY:
            headers |= {"Authorization": drawn_authorization} if drawn_authorization else {}
        elif operation.label == END_SESSION:
            headers["Authorization"] = f"Bearer {person.to_end.pop() if person.to_end else NO_TOKEN}"
        else:
            headers |= {"Authorization": f"Bearer {person.token}"}
        if person.post and (self.chance.random() < SHARE_REAL or not operation.is_for_staff):
            headers |= {"Acting-Post": person.post}
        if operation.method == "POST" and operation.is_secured and self.chance.random() < SHARE_KEYED:
            headers["Idempotency-Key"] = f"{self.chance.getrandbits(64):016x}"
        if has_body:
            is_other = self.chance.random() < SHARE_OTHER_MEDIA
            headers["Content-Type"] = "text/plain" if is_other else "application/json"
        return headers


_NOT_SET: Any = Case.__dataclass_fields__["body"].default


def _is_sendable(value: str) -> bool:
    """Tell whether a header can be sent at all; what cannot is no question to the service."""
    return value.isascii() and value.isprintable() and value == value.strip()


def _weight(operation: Operation) -> int:
    """Say how much there is to try: an action has sixty models, a list of counties has nothing."""
    if operation.path == ACTIONS:
        return 24
    if operation.takes_body:
        return 6
    return 4 if operation.said["parameters"] else 1
