"""One request on its way through a view, which takes its parts in the order of refusal (design §6).

Who calls is settled before the view begins (401). The view first looks for what the path names (404), then
asks for `body()`: unreadable (400), too large (413), key missing and all faults (422); the use case refuses
the rest (409, 403, 409). So the order stands in each view as the order of its lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from chalice.app import MultiDict, Request

from chalicelib.api import idempotency, parsing
from chalicelib.api.identity import Identity
from chalicelib.api.operation import Operation
from chalicelib.api.parsing import Body, Check, Model
from chalicelib.api.refusals import KeyMissingError, UnreadableError
from chalicelib.domain.identifiers import CountyId, PersonId
from chalicelib.domain.personal import Personal
from chalicelib.domain.workflow.act import Actor

QUERY_CODE: Final = "Query-Code"
"""A header, for an address stands in logs and histories, and a body in no GET."""


@dataclass(kw_only=True)
class Call:
    """What a view may ask of its request."""

    operation: Operation
    request: Request = field(repr=False)
    path: Mapping[str, str]
    identity: Identity | None

    @property
    def actor(self) -> Actor:
        """Who acts; only on routes that ask for a citizen or a post."""
        if self.identity is None or self.identity.actor is None:
            raise LookupError(f"{self.operation.path} does not ask who acts")
        return self.identity.actor

    @property
    def person(self) -> PersonId:
        """The citizen; only on a citizen's routes."""
        if self.identity is None or self.identity.person is None:
            raise LookupError(f"{self.operation.path} is no route of a citizen")
        return self.identity.person

    @property
    def county(self) -> CountyId:
        """The tenant of the official; only on routes of the staff."""
        if self.identity is None or self.identity.county is None:
            raise LookupError(f"{self.operation.path} is no route of the staff")
        return self.identity.county

    @property
    def token(self) -> str:
        """The token of the session."""
        if self.identity is None:
            raise LookupError(f"{self.operation.path} asks for no session")
        return self.identity.token

    @property
    def address(self) -> Personal[str]:
        """The network address that the gateway saw."""
        return Personal(str(self.request.context.get("identity", {}).get("sourceIp", "")))

    def body(self, model: type[Model], also: Check | None = None) -> Model:
        """Make the body's model, or refuse in the order: 400, 413, key missing, all faults.

        `also` names faults of meaning beside those of form (`parsing.convert`).
        """
        if model not in self.operation.takes:
            raise LookupError(f"{self.operation.path} does not say that it takes {model.__name__}")
        body = self._body
        if self.operation.needs_key:
            _ = self.key
        return parsing.convert(body, model, also)

    def says(self, field: str) -> bool:
        """Tell whether the body has something to say of a field, soundly or not."""
        tree = self._body.tree
        return isinstance(tree, dict) and tree.get(field) is not None

    def query(self, model: type[Model], also: Check | None = None) -> Model:
        """Make the model of the query string, or name all its faults."""
        if model is not self.operation.asks:
            raise LookupError(f"{self.operation.path} does not say that it asks {model.__name__}")
        given = self.request.query_params or MultiDict({})
        return parsing.convert_query({name: given.getlist(name) for name in given}, model, also)

    @property
    def key(self) -> str:
        """The Idempotency-Key, empty where it is optional and absent.

        Raises:
            KeyMissingError: It is required and absent, or unusable.
        """
        given = self.request.headers.get(idempotency.HEADER.lower())
        return idempotency.key_of(given, is_required=self.operation.needs_key)

    @property
    def query_code(self) -> str | None:
        """The code that came with the request to open a case which ended long ago (A-17)."""
        code: str | None = self.request.headers.get(QUERY_CODE.lower())
        return code

    @property
    def fingerprint(self) -> str:
        """The name of this request: person, route with its path, key; the same when it is sent again."""
        route = " ".join([self.operation.method, self.operation.path, *self.path.values()])
        return idempotency.fingerprint(self.actor, route, self.key)

    @property
    def fingerprint_if_any(self) -> str:
        """The same, or empty without a usable key, whose lack is told only after a missing case is."""
        try:
            return self.fingerprint
        except KeyMissingError:
            return ""

    @property
    def digest(self) -> str:
        """What the body says in 16 hex digits: the same key with another body is another request."""
        return idempotency.digest_of(self._body.tree)

    @cached_property
    def _body(self) -> Body:
        try:
            raw = self.request.raw_body
        except ValueError:
            # Base64 that is none, or a body that cannot be bytes: the gateway handed on what it got.
            raise UnreadableError("请以 UTF-8 编码提交。") from None
        return parsing.read(raw if isinstance(raw, bytes) else raw.encode(), self.operation.most_bytes)
