"""Problem documents (RFC 9457): the only place that knows which refusal is which HTTP status."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from chalice.app import Request, Response

from chalicelib.api.answers import encoded
from chalicelib.domain.errors import DomainError, ErrorKind

PROBLEM_JSON: Final = "application/problem+json"

STATUS: Final[Mapping[ErrorKind, int]] = MappingProxyType(
    {
        ErrorKind.UNREADABLE: 400,
        ErrorKind.UNAUTHENTICATED: 401,
        ErrorKind.FORBIDDEN: 403,
        ErrorKind.MISSING: 404,
        ErrorKind.CONFLICT: 409,
        ErrorKind.TOO_LARGE: 413,
        ErrorKind.INVALID: 422,
        ErrorKind.TOO_MANY: 429,
        ErrorKind.UNAVAILABLE: 503,
    }
)

RETRY_SECONDS: Final = 2
"""How long a client waits when a store did not answer and nobody knows better."""

SECURITY_HEADERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
    }
)


@dataclass(frozen=True, slots=True)
class FrameworkProblem:
    """What the framework answers by itself, or what is our own fault: no view raised it."""

    status: int
    code: str
    title: str
    detail: str | None = None


OUR_FAULT: Final = FrameworkProblem(500, "internal-error", "服务出了问题")
FRAMEWORK: Final[Mapping[int, FrameworkProblem]] = MappingProxyType(
    {
        each.status: each
        for each in (
            FrameworkProblem(400, "bad-request", "请求无法处理", "请检查请求的格式后重试。"),
            FrameworkProblem(403, "not-allowed", "没有这个地址，或不允许访问", "请核对访问地址。"),
            FrameworkProblem(404, "route-missing", "没有这个地址", "请核对访问地址。"),
            FrameworkProblem(405, "method-not-allowed", "不支持这种请求方法", "可用的方法见响应头 Allow。"),
            FrameworkProblem(
                415, "media-type-unsupported", "不支持这种内容类型", "请以 application/json 提交。"
            ),
            OUR_FAULT,
        )
    }
)


def refused(error: DomainError) -> Response:
    """Clothe a refusal as a problem, its facts beside it."""
    status = STATUS[error.kind]
    headers = {}
    if error.kind is ErrorKind.UNAUTHENTICATED:
        headers["WWW-Authenticate"] = "Bearer"
    if error.kind in {ErrorKind.UNAVAILABLE, ErrorKind.TOO_MANY}:
        headers["Retry-After"] = str(error.facts.get("retry_after", RETRY_SECONDS))
    return _problem(status, error.code, error.title, error.detail, error.facts, headers)


def our_fault() -> Response:
    """Answer what nobody foresaw: the caller learns that it was not theirs, and nothing else."""
    return _framework_problem(OUR_FAULT, {})


def reclothe(request: Request, get_response: Callable[[Request], Response]) -> Response:
    """Let no answer leave in the framework's own clothes (HTTP middleware); its headers are kept."""
    response = get_response(request)
    is_refusal = response.status_code >= min(FRAMEWORK)
    if is_refusal and response.headers.get("Content-Type") != PROBLEM_JSON:
        known = FRAMEWORK.get(response.status_code, OUR_FAULT)
        response = _framework_problem(known, response.headers)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _framework_problem(known: FrameworkProblem, headers: Mapping[str, Any]) -> Response:
    return _problem(known.status, known.code, known.title, known.detail, {}, headers)


def _problem(  # noqa: PLR0913, PLR0917 - the members of RFC 9457 are six
    status: int,
    code: str,
    title: str,
    detail: str | None,
    facts: Mapping[str, Any],
    headers: Mapping[str, Any],
) -> Response:
    document = {"type": f"/problems/{code}", "code": code, "title": title, "status": status}
    if detail:
        document["detail"] = detail
    body = encoded({**facts, **document})
    return Response(body=body, status_code=status, headers={**headers, "Content-Type": PROBLEM_JSON})
