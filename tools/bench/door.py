"""The API's front door without the network: events as API Gateway hands them over, and the app behind it."""

import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tools.client import Api, Json

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a function about itself."""

    aws_request_id: str = "bench"
    function_name: str = "bench"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:bench"

    def get_remaining_time_in_millis(self) -> int:
        """Give the patience of the gateway."""
        return 29_000


def event_of(
    method: str, path: str, body: Json = None, *, headers: dict[str, str] | None = None, route: str = ""
) -> Event:
    """Give the event of a request; `route` is the path with its names, `/v1/my/cases/{case_no}`."""
    address = urlsplit(path)
    names = [part[1:-1] if part.startswith("{") else "" for part in (route or address.path).split("/")]
    parts = {name: value for name, value in zip(names, address.path.split("/"), strict=True) if name}
    sent = {"Host": "localhost", "Content-Type": "application/json", **(headers or {})}
    asked = parse_qsl(address.query)
    return {
        "resource": route or address.path,
        "path": address.path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(asked) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in asked} or None,
        "pathParameters": parts or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": route or address.path,
            "httpMethod": method,
            "path": f"/api{address.path}",
            "stage": "api",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": None if body is None else json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
    }


@dataclass
class Door(Api):
    """An API in this very process; `app` is the Chalice application."""

    app: Any = None
    cpu_seconds: float = field(default=0, init=False)
    """What the last request cost this process."""

    def call(
        self, method: str, path: str, body: Json = None, *, headers: dict[str, str] | None = None
    ) -> tuple[int, Json]:
        """Send a request, and give status and answer."""
        event = event_of(method, path, body, headers=headers, route=self._route_of(urlsplit(path).path))
        before = time.process_time()
        answer = self.app(event, Context())
        self.cpu_seconds = time.process_time() - before
        return answer["statusCode"], json.loads(answer["body"]) if answer["body"] else None

    def _route_of(self, path: str) -> str:
        return next(route for route in self.app.routes if _fits(route, path))


def _fits(route: str, path: str) -> bool:
    names, parts = route.split("/"), path.split("/")
    return len(names) == len(parts) and all(
        name.startswith("{") or name == part for name, part in zip(names, parts, strict=True)
    )
