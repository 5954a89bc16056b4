"""A blueprint whose every route knows its caller, answers problems, and says what it promises."""

import functools
from collections.abc import Callable
from typing import TypeVar

import msgspec
from chalice.app import Blueprint, Request, Response

from chalicelib.api.answers import encoded
from chalicelib.api.call import Call
from chalicelib.api.identity import identify
from chalicelib.api.kept import kept
from chalicelib.api.operation import Callers, Operation, Struct
from chalicelib.api.parsing import BODY_LIMIT
from chalicelib.api.problems import STATUS, our_fault, refused
from chalicelib.domain.errors import DomainError
from chalicelib.runtime.observability import log, told
from chalicelib.runtime.wiring import services

View = TypeVar("View", bound=Callable[..., object])


class ApiBlueprint(Blueprint):
    """Registers operations; a view gets its `Call` and the parts of its path, and returns what to answer."""

    def operation(  # noqa: PLR0913 - each is a promise of the route
        self,
        route: str,
        *,
        summary: str,
        callers: Callers,
        takes: Struct | tuple[Struct, ...] = (),
        asks: Struct | None = None,
        gives: Struct | None = None,
        status: int = 200,
        needs_key: bool = False,
        takes_code: bool = False,
        most_bytes: int = BODY_LIMIT,
        kept_seconds: int = 0,
        refuses: tuple[type[DomainError], ...] = (),
    ) -> Callable[[View], View]:
        """Register a view under a route such as `POST /v1/cases`, with everything it promises."""
        method, path = route.split(" ")
        operation = Operation(
            method=method,
            path=path,
            summary=summary,
            callers=callers,
            takes=takes if isinstance(takes, tuple) else (takes,),
            asks=asks,
            gives=gives,
            status=status,
            needs_key=needs_key,
            takes_code=takes_code,
            most_bytes=most_bytes,
            kept_seconds=kept_seconds,
            refuses=refuses,
        )

        def register(view: View) -> View:
            # A route without a body does not care what the caller calls the body it does not send.
            content_types = ["application/json"] if operation.takes else []
            self.route(path, methods=[method], content_types=content_types)(self._guarded(view, operation))
            return view

        return register

    def _guarded(self, view: View, operation: Operation) -> Callable[..., Response]:
        """Settle who calls, let the view answer, and turn what is raised into a problem.

        Chalice makes a 500 of any foreign exception before middleware can see it; so the guard stands here.
        """

        @functools.wraps(view)
        def answer(**path: str) -> Response:
            request = self.current_request
            try:
                identity = identify(request, operation.callers, services())
                call = Call(operation=operation, request=request, path=path, identity=identity)
                return _answered(view(call, **path), operation, request)
            except DomainError as error:
                log.info("refused", route=operation.path, status=STATUS[error.kind], code=error.code)
                return refused(error)
            except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets an answer and we a line
                log.error("unforeseen", route=operation.path, **told(error, path.get("case_no")))
                return our_fault()

        answer.operation = operation  # type: ignore[attr-defined]  # read again by openapi.py
        return answer


def _answered(given: object, operation: Operation, request: Request) -> Response:
    if isinstance(given, Response):
        return given
    if given is None:
        return Response(body="", status_code=operation.status, headers={})
    if not isinstance(given, msgspec.Struct | dict):
        raise TypeError(f"{operation.path} gave {type(given).__name__}, which is no answer")
    body = encoded(given)
    if operation.kept_seconds:
        return kept(body, operation.kept_seconds, request)
    return Response(body=body, status_code=operation.status, headers={"Content-Type": "application/json"})
